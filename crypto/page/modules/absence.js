/**
 * The absence statement: that a stream held no entry of some types recorded in a period
 * (docs/FORMAT.md, chapter 17). The ledger signs it, and nobody need believe it: each entry of the
 * stream is held against it.
 *
 * @typedef {{aud: string, origin: string, size: number, root: string, sub: string, seq: number,
 *   digest: string, types: string[], from: number, until: number, iat: number}} Absence
 * @typedef {{seq: number, iat: number | null, type: string | null}} Recorded
 */
import { checkDigest, checkLine, checkMembers, checkTime, checkUuid } from "../../js/claims.js";
import { ClaimRefused } from "../../js/errors.js";
import { parse } from "../../js/jws.js";
import { checkNumber } from "./numbers.js";

const TYP = "countersign-absence+jwt";
const CLAIMS = [
  ...["aud", "digest", "from", "iat", "origin", "root", "seq", "size", "sub", "types", "until"],
];
const MAX_TYPES = 256;
const MINUTE = 60;
const TYPE = /^[a-z][a-z0-9-]{0,63}\/[1-9][0-9]{0,8}$/;

/**
 * Read an absence statement; its signature is not verified by that.
 * @param {string} text
 * @returns {{jws: import("../../js/jws.js").Jws, absence: Absence}}
 * @throws {JwsRefused | ClaimRefused} not exactly an absence statement.
 */
export function readAbsence(text) {
  const jws = parse(TYP, text);
  const absence = jws.payload;
  checkMembers("payload", absence, CLAIMS);
  ["aud", "root", "digest"].forEach((name) => checkDigest(name, absence[name]));
  checkLine("origin", absence.origin);
  checkUuid("sub", absence.sub);
  ["size", "seq"].forEach((name) => checkNumber(name, absence[name], 1));
  checkTypes(absence.types);
  checkTime("iat", absence.iat);
  ["from", "until"].forEach((name) => checkMinute(name, absence[name]));
  if (absence.digest === absence.aud) {
    throw new ClaimRefused("digest: the ledger id, which belongs where a stream holds nothing");
  }
  if (absence.seq > absence.size) {
    throw new ClaimRefused("seq: more entries than the log has leaves");
  }
  if (!(absence.from < absence.until && absence.until <= absence.iat)) {
    throw new ClaimRefused("from, until, iat: not a period that was over when this was signed");
  }
  return { jws, absence };
}

/**
 * The positions that speak against a statement, ascending; none where it is proven.
 * @param {Absence} absence
 * @param {Recorded[]} entries those of its stream whose signatures, order and end were verified
 * @returns {{seq: number, how: "recorded" | "untyped" | "hidden"}[]}
 */
export function contradicted(absence, entries) {
  const known = new Map(entries.map((entry) => [entry.seq, entry]));
  const listed = Array.from({ length: absence.seq }, (_, at) => (
    known.get(at + 1) ?? { seq: at + 1, iat: null, type: null }
  ));
  const latest = nextTimes(listed);
  let before = 0;
  const against = listed.map((entry, at) => {
    const hidden = before < absence.until && latest[at] >= absence.from;
    before = entry.iat ?? before;
    return { seq: entry.seq, how: entry.iat === null ? hidden && "hidden" : speaks(entry, absence) };
  });
  return against.filter(({ how }) => how);
}

function speaks({ iat, type }, { from, until, types }) {
  if (!(from <= iat && iat < until)) {
    return null;
  }
  return type === null ? "untyped" : types.includes(type) && "recorded";
}

/** For each entry the first time that is shown at or after it: no entry is later than that. */
function nextTimes(listed) {
  let following = Infinity;
  return listed.toReversed().map(({ iat }) => {
    following = iat ?? following;
    return following;
  }).reverse();
}

function checkMinute(name, value) {
  checkTime(name, value);
  if (value % MINUTE !== 0) {
    throw new ClaimRefused(`${name}: not a whole minute`);
  }
}

function checkTypes(types) {
  if (!Array.isArray(types) || types.length < 1 || types.length > MAX_TYPES) {
    throw new ClaimRefused(`types: not a list of 1 to ${MAX_TYPES}`);
  }
  if (!types.every((type) => typeof type === "string" && TYPE.test(type))) {
    throw new ClaimRefused("types: one is not a name and a version, as child-seen/1");
  }
  if (types.some((type, at) => at > 0 && types[at - 1] >= type)) {
    throw new ClaimRefused("types: not ascending, or one stands twice");
  }
}
