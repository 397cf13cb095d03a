/**
 * What happened in somebody's name since they last signed in on this browser: keys, and entries that
 * this browser did not sign. Compared here, with what the device itself wrote down; the server is
 * asked for what it holds and not for what is new.
 *
 * @typedef {{stream: string, seq: number, digest: string, kid: string, recorded: number}} Own
 * @typedef {{elsewhere: Own[], strange: Own[], missing: import("../device/journal.js").Signed[]}}
 *   Compared `elsewhere`: signed with a key that is not in this browser; `strange`: signed with a key
 *   of this browser, and not by it; `missing`: signed by it, and not in the ledger
 */
import { get, post } from "../device/http.js";
import * as journal from "../device/journal.js";
import { checkNumber } from "../device/checknumber.js";
import { held } from "../device/keys.js";

/** As many as `POST /api/own/missing` takes. */
const BATCH = 1000;
const STATES = { pending: "waits to be accepted", live: "can sign", revoked: "was revoked" };

/**
 * Compare what this browser signed with what the ledger holds.
 * @param {string} ledger
 * @param {string} practitioner
 * @returns {Promise<Compared>}
 * @throws {Problem} as the ledger answers.
 */
export async function compare(ledger, practitioner) {
  const entries = await get("/api/own/entries");
  const signed = (await journal.of(practitioner)).filter((one) => one.ledger === ledger);
  const here = new Map((await held(ledger)).map((one) => [one.kid, one.kept]));
  const known = new Set(signed.map((one) => one.digest));
  const stands = new Set(entries.map((one) => one.digest));
  const others = entries.filter((one) => !known.has(one.digest));
  return {
    elsewhere: others.filter((one) => !here.has(one.kid)),
    strange: others.filter((one) => here.has(one.kid) && one.recorded * 1000 > here.get(one.kid)),
    missing: await missing(signed.filter((one) => one.outcome === "admitted"
      && !stands.has(one.digest))),
  };
}

async function missing(signed) {
  const gone = [];
  for (let at = 0; at < signed.length; at += BATCH) {
    const part = signed.slice(at, at + BATCH);
    const places = part.map(({ stream, seq, digest }) => ({ stream, seq, digest }));
    const answer = await post("/api/own/missing", places);
    const digests = new Set(answer.map((one) => one.digest));
    gone.push(...part.filter((one) => digests.has(one.digest)));
  }
  return gone;
}

/**
 * What is new, in words, since this was asked for the last time on this browser; and remember now.
 * The first time nothing is new: there is nothing to compare with.
 * @param {string} ledger
 * @param {{practitioner: string, keys: {kid: string, state: string}[]}} who
 * @returns {Promise<string[]>}
 * @throws {Problem} as the ledger answers.
 */
export async function news(ledger, who) {
  const compared = await compare(ledger, who.practitioner);
  const name = `countersign-seen ${ledger} ${who.practitioner}`;
  const before = JSON.parse(localStorage.getItem(name) ?? "null");
  const keys = Object.fromEntries(who.keys.map((one) => [one.kid, one.state]));
  const latest = Math.max(0, ...compared.elsewhere.map((one) => one.recorded));
  localStorage.setItem(name, JSON.stringify({ keys, latest }));
  return [...(before ? changes(before, keys, compared) : []), ...alarms(compared)];
}

function changes(before, keys, { elsewhere }) {
  const changed = Object.entries(keys).filter(([kid, state]) => before.keys[kid] !== state)
    .map(([kid, state]) => `The key ${checkNumber(kid).join(" ")} ${STATES[state]}.`);
  const newer = elsewhere.filter((one) => one.recorded > before.latest).length;
  return newer ? [...changed, `${count(newer)} in your name with a key of another device.`] : changed;
}

/** @param {Compared} compared */
export function alarms({ strange, missing: gone }) {
  const words = [];
  if (strange.length) {
    words.push(`${count(strange.length)} with the key of this browser, but not from this browser.`);
  }
  if (gone.length) {
    const entries = gone.length === 1 ? "1 entry" : `${gone.length} entries`;
    words.push(`The ledger does not hold ${entries} that this browser signed and has receipts for.`);
  }
  return words;
}

function count(many) {
  return many === 1 ? "1 entry was recorded" : `${many} entries were recorded`;
}
