/** What a manifest lists: streams, entries, gaps, documents, anchors and files (F16.10 to F16.15). */
import { checkDigest, checkLine, checkMembers, checkUuid } from "../../js/claims.js";
import { checkNumber } from "./numbers.js";
import { ManifestRefused } from "./refusals.js";

const MAX_WORDS = 500;
const MAX_STAMPS = 64;
const CODE = /^[a-z][a-z0-9_-]{0,39}$/;
const KINDS = ["enquiry", "authority", "directory"];

export function checkRecipient(value) {
  checkMembers("recipient", value, ["kind", "name"]);
  checkCode("recipient.kind", value.kind);
  checkWords("recipient.name", value.name);
}

export function checkStream(value) {
  checkMembers("streams", value, ["entries", "kind", "stream"]);
  if (!KINDS.includes(value.kind)) {
    throw new ManifestRefused("streams.kind: none of the three");
  }
  checkUuid("streams.stream", value.stream);
  checkEach("entries", value.entries, checkEntry);
}

function checkEntry(value) {
  checkPerhapsWithheld("entries", value, ["digest", "given", "index", "seq"]);
  checkNumber("entries.seq", value.seq, 1);
  checkNumber("entries.index", value.index, 0);
  checkDigest("entries.digest", value.digest);
}

export function checkGap(value) {
  checkMembers("withheld", value, ["digest", "reason", "seq", "stream"]);
  checkUuid("withheld.stream", value.stream);
  checkNumber("withheld.seq", value.seq, 1);
  checkDigest("withheld.digest", value.digest);
  checkCode("withheld.reason", value.reason);
}

export function checkDocument(value) {
  checkPerhapsWithheld("documents", value, ["digest", "given", "name", "seq", "stream"]);
  checkUuid("documents.stream", value.stream);
  checkNumber("documents.seq", value.seq, 1);
  checkUuid("documents.name", value.name);
  checkDigest("documents.digest", value.digest);
}

export function checkAnchor(value) {
  checkMembers("anchors", value, ["consistency", "size", "stamps"]);
  checkNumber("anchors.stamps", value.stamps, 0);
  if (value.stamps > MAX_STAMPS) {
    throw new ManifestRefused(`anchors.stamps: more than ${MAX_STAMPS}`);
  }
  checkNumber("anchors.size", value.size, 1);
  checkDigests("anchors.consistency", value.consistency);
}

export function checkFile(value) {
  checkMembers("files", value, ["digest", "name", "size"]);
  checkLine("files.name", value.name);
  checkDigest("files.digest", value.digest);
  checkNumber("files.size", value.size, 0);
}

export function checkReasons(value) {
  if (!isObject(value)) {
    throw new ManifestRefused("reasons: not an object");
  }
  for (const [code, words] of Object.entries(value)) {
    checkCode("reasons", code);
    checkWords("reasons", words);
  }
}

export function checkEach(what, value, check) {
  if (!Array.isArray(value)) {
    throw new ManifestRefused(`${what}: not an array`);
  }
  value.forEach(check);
}

export function checkDigests(what, value) {
  checkEach(what, value, (item) => checkDigest(what, item));
}

export function checkTruth(what, value) {
  if (typeof value !== "boolean") {
    throw new ManifestRefused(`${what}: not true or false`);
  }
}

/** Words for people, 1 to 500 characters, which are counted as Unicode does. */
export function checkWords(what, value) {
  if (typeof value !== "string" || value === "" || Array.from(value).length > MAX_WORDS) {
    throw new ManifestRefused(`${what}: not 1 to ${MAX_WORDS} characters`);
  }
}

function checkCode(what, value) {
  if (typeof value !== "string" || !CODE.test(value)) {
    throw new ManifestRefused(`${what}: not a code`);
  }
}

function checkPerhapsWithheld(what, value, members) {
  const withheld = isObject(value) && value.given === false;
  checkMembers(what, value, withheld ? [...members, "withheld"] : members);
  checkTruth(`${what}.given`, value.given);
  if (withheld) {
    checkCode(`${what}.withheld`, value.withheld);
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
