/**
 * Verifying one entry in the reader's own browser: signature, disclosures, place in the log.
 *
 * Whoever serves this page serves this code too (docs/THREATS.md): it convinces nobody against a
 * server that lies. It shows what the same checks show anywhere, and a bundle repeats them offline.
 *
 * @typedef {{jws: string, disclosures: string[], partly?: boolean}} Signed `partly`: some
 *   disclosures are withheld from this reader
 * @typedef {{claims: any, kid: string, digest: string, content: Record<string, any>,
 *   gaps: string[]}} Entry `gaps`: the digests without a disclosure that are seen
 */
import { divide, parseEnvelope } from "./envelope.js";
import { verify } from "./jws.js";
import { GAP, reveal } from "./reveal.js";

export { verifyCheckpoint, verifyReceipt } from "./receipts.js";

/**
 * Verify the signature of an entry with its author's key.
 * @param {string} text the JWS
 * @param {string} x the author's public key, base64url
 * @returns {Promise<{claims: any, kid: string, digest: string}>}
 * @throws {SignatureInvalid} not signed by this key.
 * @throws {KeyRefused} the key is not sound.
 * @throws {Refused} not in the one accepted form.
 */
export async function verifySignature(text, x) {
  const { jws, claims, digest } = await parseEnvelope(text);
  await verify(jws, x);
  return { claims, kid: jws.kid, digest };
}

/**
 * Verify an entry with its author's key, and what of its content the reader was given.
 * @param {Signed} signed
 * @param {string} x
 * @returns {Promise<Entry>}
 * @throws as {@link verifySignature}; {DisclosureRefused} for disclosures that nobody signed.
 */
export async function verifyEntry({ jws, disclosures, partly = false }, x) {
  const signed = await verifySignature(jws, x);
  return { ...signed, ...await reveal(signed.claims._sd, disclosures, { partly }) };
}

/**
 * Verify a whole entry as it travels, `JWS~disclosure~…~`.
 * @param {string} text
 * @param {string} x
 * @returns {Promise<Entry>}
 * @throws as {@link verifyEntry}.
 */
export async function verifyWhole(text, x) {
  return verifyEntry(divide(text), x);
}

/**
 * The words of a statement of which segments may be withheld, gaps as `[…]`.
 * @param {unknown[]} statement
 * @returns {string}
 */
export function shownWords(statement) {
  const words = statement.map((one) => (one === GAP ? GAP : (typeof one === "string" ? one : one.as)));
  // One gap, however many sentences it hides.
  return words.filter((one, at) => one !== GAP || words[at - 1] !== GAP)
    .map((one) => (one === GAP ? "[…]" : one)).join("");
}
