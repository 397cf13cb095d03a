/** What a bundle proves of times, and what it does not prove, in sentences. */
import { instantWords } from "../../js/english.js";
import { around } from "./anchors.js";
import * as names from "./names.js";
import { NOT_PROVEN } from "./told.js";

/** Each further one begins with the declaration that a restore lost entries (F5.6). */
const FIRST_LOG = "1";

/**
 * Between which times, by the word of others, the entries of the enquiry were recorded.
 * @param {import("./manifest.js").Manifest} manifest
 * @param {import("./anchors.js").Anchored[]} anchors
 * @returns {string[]}
 */
export function intervals(manifest, anchors) {
  const groups = [];
  for (const { seq, index } of manifest.streams[0].entries) {
    const interval = around(anchors, index);
    const last = groups.at(-1);
    if (last?.interval.after === interval.after && last.interval.before === interval.before) {
      last.seqs.push(seq);
    } else {
      groups.push({ interval, seqs: [seq] });
    }
  }
  return groups.filter(({ interval }) => interval.after !== null || interval.before !== null)
    .map(({ interval, seqs }) => `${which(seqs)} ${between(interval)}`);
}

/**
 * What this bundle leaves open, beside what every bundle does.
 * @param {import("./manifest.js").Manifest} manifest
 * @param {{outside: number, untemplated: number, attested: boolean, witnessed: boolean}} how
 * @returns {string[]}
 */
export function limits(manifest, { outside, untemplated, attested, witnessed }) {
  const lines = [...NOT_PROVEN, `anything that was recorded after entry ${manifest.size} of the log`];
  const number = manifest.origin.slice(manifest.origin.lastIndexOf("/") + 1);
  if (number !== FIRST_LOG) {
    lines.push(`that nothing was lost before: this is log ${number} of the ledger, which began it `
      + "when it was restored from a backup that lacked entries");
  }
  lines.push(attested
    ? "the time of day more exactly than the intervals stated, nor that the ledger had the newest "
      + "state of its log stamped, on which “recorded after” rests"
    : "the time of day, beyond the ledger’s own clock; only that it never ran backwards");
  if (manifest.known !== null) {
    lines.push(`that entry ${manifest.size} of the log was the last by ${timeWords(manifest.known)}: `
      + "whoever issued the bundle says so");
  }
  if (!witnessed) {
    lines.push("that the ledger shows everybody the same history: no witness was asked for");
  }
  if (outside) {
    const lead = outside === 1 ? "1 reference leads" : `${outside} references lead`;
    lines.push(`where ${lead}, to records that are not in this bundle`);
  }
  if (untemplated) {
    const follow = untemplated === 1 ? "1 sentence follows" : `${untemplated} sentences follow`;
    lines.push(`that ${follow} from what else was signed: no template was given`);
  }
  const copies = readingCopies(manifest);
  if (copies.length) {
    lines.push(`that the reading copies (${copies.join(", ")}) say what the entries say: whoever `
      + "issued the bundle signed for them, and no author did");
  }
  return lines;
}

/**
 * The files that are there to be read and bear no author's signature.
 * @param {import("./manifest.js").Manifest} manifest
 * @returns {string[]}
 */
export function readingCopies(manifest) {
  return manifest.files.map((one) => one.name).filter(names.isReadingCopy);
}

/**
 * A time in London.
 * @param {number} seconds since 1970
 * @returns {string}
 */
export function timeWords(seconds) {
  return instantWords(`${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);
}

/**
 * What an absence statement says: the period in London's time and in UTC, its end not included.
 * @param {import("./absence.js").Absence} absence
 * @returns {string}
 */
export function absenceWords({ seq, sub, origin, size, types, from, until }) {
  return `None of the ${seq} entries that the enquiry ${sub} had when the log ${origin} had ${size} `
    + `leaves is of the type ${either(types)} and was recorded from ${both(from)} until ${both(until)}, `
    + "the end not included. An entry that was corrected, returned or withdrawn since would have counted.";
}

function either(types) {
  return types.length > 1 ? `${types.slice(0, -1).join(", ")} or ${types.at(-1)}` : types[0];
}

/** Both, because London's clocks show one hour twice a year. */
function both(seconds) {
  return `${timeWords(seconds)} (${new Date(seconds * 1000).toISOString().slice(0, 19)}Z)`;
}

function which(seqs) {
  const [first, last] = [seqs[0], seqs.at(-1)];
  return first === last
    ? `Entry ${first} of the enquiry was`
    : `Entries ${first} to ${last} of the enquiry were`;
}

function between({ after, before }) {
  const words = [];
  if (after !== null) {
    words.push(`recorded after ${timeWords(after.time)} (time stamp by ${after.by})`);
  }
  if (before !== null) {
    const by = before.isStamp ? "time stamp by" : "the word of the witness";
    words.push(`recorded by ${timeWords(before.time)} (${by} ${before.by})`);
  }
  return words.join(" and ");
}
