/**
 * The author's part of an entry: compose the statement from what will be signed, conceal every part,
 * sign (docs/FORMAT.md, chapters 1 and 2). Byte for byte what `crypto/entry.py` makes.
 *
 * @typedef {{claims: import("./envelope.js").Claims, content: Record<string, unknown>,
 *   concealed: import("./disclosures.js").Concealed}} PreparedEntry
 * @typedef {{statements: string[], entries: PreparedEntry[]}} Prepared the entries of one act,
 *   before anybody has signed them; `statements` are the words to show, one for each stream
 * @typedef {{template: unknown[], entries: {claims: any, content: Record<string, unknown>}[]}} Draft
 */
import { b64 } from "./base64url.js";
import { encode } from "./canonical.js";
import { check } from "./checks.js";
import { conceal } from "./disclosures.js";
import { TYP, divide, payloadOf } from "./envelope.js";
import { EntryRefused } from "./errors.js";
import * as jws from "./jws.js";
import { compose, plain, segments } from "./statement.js";

/** Bound on the entries of one act. */
const MAX_ENTRIES = 16;

/**
 * Compose and conceal what a draft asks to be signed; this needs no key yet.
 * @param {Draft} draft
 * @param {() => Uint8Array} [salt] given only for byte-exact vectors
 * @returns {Promise<Prepared>}
 * @throws {TemplateError} the template does not fit the content.
 * @throws {EntryRefused} nothing to sign, or more than an act may hold.
 */
export async function prepare(draft, salt) {
  if (draft.entries.length < 1 || draft.entries.length > MAX_ENTRIES) {
    throw new EntryRefused(`entries: not 1 to ${MAX_ENTRIES}`);
  }
  const entries = [];
  for (const { claims, content } of worded(draft)) {
    entries.push({ claims, content, concealed: await conceal(content, salt) });
  }
  return prepared(entries);
}

/**
 * The same words, salts and digests at a new position, where others got in first. When the author
 * came to know stays as it was confirmed, where the ledger takes it to be the moment of drafting.
 * @param {Prepared} before
 * @param {Draft} draft a new draft of the same request
 * @returns {Prepared | null} null where the words are others now: ask the author again.
 * @throws {TemplateError} the template does not fit the content.
 */
export function moved(before, draft) {
  const now = worded(draft);
  const kept = before.entries;
  if (now.length !== kept.length || now.some((one, at) => !alike(one.content, kept[at].content))) {
    return null;
  }
  return prepared(kept.map((entry, at) => ({ ...entry, claims: now[at].claims })));
}

/**
 * Sign what was prepared and shown.
 * @param {Prepared} ready
 * @param {import("./keys.js").Held} held
 * @param {import("./checks.js").Known} [known] what this device has signed before
 * @returns {Promise<string[]>} one `JWS~disclosure~…~` for each entry
 * @throws {DeviceRefused} for another ledger or author, or behind what this device knows.
 * @throws {ClaimRefused | EntryRefused} the claims are not those of an entry.
 */
export async function sign(ready, held, known) {
  const signed = [];
  for (const { claims, concealed } of ready.entries) {
    await check(claims, held, known);
    const payload = payloadOf(claims, concealed.sd);
    const text = await jws.sign(TYP, held.kid, payload, held.key);
    signed.push([text, ...concealed.disclosures, ""].join("~"));
  }
  signed.forEach(divide); // what would be refused for its size is not handed out
  return signed;
}

function prepared(entries) {
  return { statements: entries.map((entry) => plain(entry.content.statement)), entries };
}

/** The entries with their statements, from the very content that will be signed. */
function worded(draft) {
  return draft.entries.map(({ claims, content }) => ({
    claims,
    content: { ...content, statement: segments(compose(draft.template, content)) },
  }));
}

function alike({ known: _, ...one }, { known: __, ...other }) {
  return b64(encode(one)) === b64(encode(other));
}
