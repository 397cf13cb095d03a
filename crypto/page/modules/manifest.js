/**
 * The manifest of a bundle, `bundle.json`: what is inside, what is not, and why (docs/FORMAT.md,
 * F16.8 to F16.16). An officer signs its digest in an entry of the enquiry.
 *
 * @typedef {{seq: number, index: number, digest: string, given: boolean, withheld?: string}} EntryListed
 * @typedef {{stream: string, kind: "enquiry" | "authority" | "directory",
 *   entries: EntryListed[]}} StreamListed
 * @typedef {{stream: string, seq: number, digest: string, reason: string}} Gap
 * @typedef {{ledger: string, demonstration: boolean, origin: string, enquiry: string, size: number,
 *   root: string, consistency: string[], known: number | null, made: number,
 *   recipient: {kind: string, name: string}, policy: string, purpose: string,
 *   streams: StreamListed[], withheld: Gap[], documents: any[], reasons: Record<string, string>,
 *   anchors: {size: number, consistency: string[], stamps: number}[],
 *   files: {name: string, digest: string, size: number}[]}} Manifest
 */
import { decode } from "../../js/canonical.js";
import { checkDigest, checkLine, checkMembers, checkTime, checkUuid } from "../../js/claims.js";
import { Refused } from "../../js/errors.js";
import {
  checkAnchor, checkDigests, checkDocument, checkEach, checkFile, checkGap, checkReasons,
  checkRecipient, checkStream, checkTruth, checkWords,
} from "./listed.js";
import * as names from "./names.js";
import { checkNumber, compare } from "./numbers.js";
import { ManifestRefused } from "./refusals.js";

const FORMAT = "countersign-bundle/1";
const MEMBERS = [
  ...["anchors", "consistency", "demonstration", "documents", "enquiry", "files", "format", "known"],
  ...["ledger", "made", "origin", "policy", "purpose", "reasons", "recipient", "root", "size"],
  ...["streams", "withheld"],
];
const OPTIONAL = [names.TEMPLATES, names.ABSENCE];

/**
 * Read a manifest.
 * @param {Uint8Array} bytes
 * @returns {Manifest}
 * @throws {ManifestRefused} not in its one accepted form.
 */
export function readManifest(bytes) {
  try {
    const manifest = decode(bytes);
    checkForm(manifest);
    checkStreams(manifest);
    checkWithheld(manifest);
    checkAscending("anchors", manifest.anchors.map((one) => [one.size]));
    checkFiles(manifest);
    return manifest;
  } catch (error) {
    if (error instanceof Refused && !(error instanceof ManifestRefused)) {
      throw new ManifestRefused(`bundle.json: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/**
 * The names of the files of which the other members speak.
 * @param {Manifest} manifest
 * @returns {string[]}
 */
function implied(manifest) {
  const found = [names.CHECKPOINT, names.GENESIS];
  for (const { stream, entries } of manifest.streams) {
    found.push(names.head(stream));
    for (const { seq, given } of entries) {
      found.push(names.proof(stream, seq), ...(given ? [names.entry(stream, seq)] : []));
    }
  }
  found.push(...manifest.documents.filter((one) => one.given).map((one) => names.document(one.name)));
  for (const { size, stamps } of manifest.anchors) {
    found.push(names.anchor(size));
    found.push(...Array.from({ length: stamps }, (_, at) => names.stamp(size, at + 1)));
  }
  return found;
}

function checkForm(manifest) {
  checkMembers("bundle.json", manifest, MEMBERS);
  if (manifest.format !== FORMAT) {
    throw new ManifestRefused(`format: not ${FORMAT}`);
  }
  ["ledger", "root", "policy"].forEach((name) => checkDigest(name, manifest[name]));
  checkTruth("demonstration", manifest.demonstration);
  checkLine("origin", manifest.origin);
  checkUuid("enquiry", manifest.enquiry);
  checkNumber("size", manifest.size, 1);
  checkDigests("consistency", manifest.consistency);
  if (manifest.known !== null) {
    checkTime("known", manifest.known);
  }
  checkTime("made", manifest.made);
  if (manifest.known !== null && manifest.known > manifest.made) {
    throw new ManifestRefused("known: later than made");
  }
  checkRecipient(manifest.recipient);
  checkWords("purpose", manifest.purpose);
  checkEach("streams", manifest.streams, checkStream);
  checkEach("withheld", manifest.withheld, checkGap);
  checkEach("documents", manifest.documents, checkDocument);
  checkReasons(manifest.reasons);
  checkEach("anchors", manifest.anchors, checkAnchor);
  checkEach("files", manifest.files, checkFile);
}

function checkStreams({ streams, enquiry }) {
  const wanted = (at) => ["enquiry", "authority"][at] ?? "directory";
  if (streams.length < 2 || streams.some((one, at) => one.kind !== wanted(at))) {
    throw new ManifestRefused("streams: not one enquiry, the authority's, and then the directory's");
  }
  if (streams[0].stream !== enquiry) {
    throw new ManifestRefused("streams: the first is not the enquiry");
  }
  checkAscending("streams", streams.slice(2).map((one) => [one.stream]));
  checkUnique("streams", streams.map((one) => one.stream));
  for (const { kind, entries } of streams) {
    checkAscending("entries.seq", entries.map((one) => [one.seq]));
    checkAscending("entries.index", entries.map((one) => [one.index]));
    if (kind !== "enquiry" && entries.some((one) => !one.given)) {
      throw new ManifestRefused("entries.given: false outside the enquiry");
    }
  }
  checkUnique("entries.index", streams.flatMap((one) => one.entries.map((entry) => entry.index)));
}

function checkWithheld({ streams, withheld, documents, reasons }) {
  const entries = streams.flatMap((one) => one.entries.map((entry) => ({ stream: one.stream, ...entry })));
  const given = new Set(entries.filter((one) => one.given).map(placeOf));
  checkAscending("withheld", withheld.map((one) => [one.stream, one.seq, one.digest]));
  checkAscending("documents", documents.map((one) => [one.stream, one.seq]));
  checkUnique("documents.name", documents.map((one) => one.name));
  if (![...withheld, ...documents].every((one) => given.has(placeOf(one)))) {
    throw new ManifestRefused("withheld, documents: of an entry that is not given");
  }
  const codes = [
    ...withheld.map((one) => one.reason),
    ...[...documents, ...entries].filter((one) => !one.given).map((one) => one.withheld),
  ];
  if (!codes.every((code) => Object.hasOwn(reasons, code))) {
    throw new ManifestRefused("reasons: one is given no words");
  }
}

function checkFiles(manifest) {
  const listed = manifest.files.map((one) => one.name);
  checkAscending("files", listed.map((name) => [name]));
  const [named, wanted] = [new Set(listed), new Set(implied(manifest))];
  if (![...wanted].every((name) => named.has(name))) {
    throw new ManifestRefused("files: not all of those that the manifest speaks of");
  }
  const others = listed.filter((name) => !wanted.has(name) && !OPTIONAL.includes(name));
  if (!others.every(names.isReadingCopy)) {
    throw new ManifestRefused("files: one that the manifest does not speak of");
  }
}

/** Each has one place, so that the same content has one manifest. */
function checkAscending(what, values) {
  if (values.some((value, at) => at > 0 && compare(values[at - 1], value) >= 0)) {
    throw new ManifestRefused(`${what}: not in ascending order`);
  }
}

function checkUnique(what, values) {
  if (new Set(values).size !== values.length) {
    throw new ManifestRefused(`${what}: one stands twice`);
  }
}

function placeOf({ stream, seq }) {
  return `${stream} ${seq}`;
}
