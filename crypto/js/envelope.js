/**
 * The entry as it travels, `JWS~disclosure~…~disclosure~`, and its clear part (docs/FORMAT.md,
 * chapter 1). Reading is strict: the digest of an entry is the digest of *the* entry.
 *
 * @typedef {{rel: string, sub: string, seq: number, digest: string}} Ref
 * @typedef {{aud: string, iss: string, sub: string, seq: number, prev: string, iat: number,
 *   dir: string, refs: Ref[]}} Claims `iat` in seconds since 1970 on the ledger's clock
 */
import { bytesOf, digest } from "./canonical.js";
import { checkCount, checkDigest, checkMembers, checkTime, checkUuid } from "./claims.js";
import { EntryRefused } from "./errors.js";
import { parse } from "./jws.js";

export const TYP = "countersign-entry+sd-jwt";
/** Bound on a JWS with its disclosures, in characters. */
export const MAX_ENTRY = 1024 * 1024;

const MAX_REFS = 64;
const REL = /^[a-z][a-z-]{0,31}$/;
const MEMBERS = ["_sd", "_sd_alg", "aud", "dir", "iat", "iss", "prev", "refs", "seq", "sub"];

/**
 * The payload as it is signed.
 * @param {Claims} claims
 * @param {string[]} sd sorted digests of the top-level disclosures
 * @returns {Record<string, unknown>}
 * @throws {ClaimRefused} not exactly the claims of an entry, or one that is not in its form.
 * @throws {EntryRefused} the claims contradict each other.
 */
export function payloadOf(claims, sd) {
  const payload = { ...claims, _sd: sd, _sd_alg: "sha-256" };
  checkPayload(payload);
  return payload;
}

/**
 * Check the clear part of an entry.
 * @param {any} payload
 * @throws {ClaimRefused | EntryRefused} as {@link payloadOf}.
 */
export function checkPayload(payload) {
  checkMembers("payload", payload, MEMBERS);
  if (payload._sd_alg !== "sha-256") {
    throw new EntryRefused("_sd_alg: not sha-256");
  }
  ["aud", "prev", "dir"].forEach((name) => checkDigest(name, payload[name]));
  ["iss", "sub"].forEach((name) => checkUuid(name, payload[name]));
  checkCount("seq", payload.seq);
  checkTime("iat", payload.iat);
  checkRefs(payload.refs);
  checkPosition(payload);
  checkDigests(payload._sd);
}

/**
 * Read an entry's JWS alone.
 * @param {string} text
 * @returns {Promise<{jws: import("./jws.js").Jws, claims: any, digest: string}>} `digest`: what
 *   `prev` carries and what the log's leaf is made of. The signature is not verified.
 * @throws {JwsRefused | ClaimRefused | EntryRefused} not an entry in its one accepted form.
 */
export async function parseEnvelope(text) {
  const jws = parse(TYP, text);
  checkPayload(jws.payload);
  return { jws, claims: jws.payload, digest: await digest(bytesOf(text)) };
}

/**
 * Divide an entry into its JWS and disclosures.
 * @param {string} text
 * @returns {{jws: string, disclosures: string[]}}
 * @throws {EntryRefused} too large, or not with `~` after each.
 */
export function divide(text) {
  if (text.length > MAX_ENTRY) {
    throw new EntryRefused(`entry: larger than ${MAX_ENTRY} bytes`);
  }
  if (!text.endsWith("~")) {
    throw new EntryRefused("entry: does not end with '~' after its last disclosure");
  }
  const [jws, ...disclosures] = text.slice(0, -1).split("~");
  return { jws, disclosures };
}

function checkPosition(claims) {
  if ((claims.seq === 1) !== (claims.prev === claims.aud)) {
    throw new EntryRefused("prev: the ledger id belongs at seq 1, and only there");
  }
  if (claims.refs.some((ref) => ref.sub === claims.sub && ref.seq >= claims.seq)) {
    throw new EntryRefused("refs: this entry itself, or a later one of its stream");
  }
}

function checkRefs(refs) {
  if (!Array.isArray(refs)) {
    throw new EntryRefused("refs: not a list");
  }
  if (refs.length > MAX_REFS) {
    throw new EntryRefused(`refs: more than ${MAX_REFS}`);
  }
  refs.forEach(checkRef);
  if (new Set(refs.map((ref) => `${ref.rel} ${ref.sub} ${ref.seq}`)).size !== refs.length) {
    throw new EntryRefused("refs: the same reference twice");
  }
}

function checkRef(ref) {
  checkMembers("refs", ref, ["digest", "rel", "seq", "sub"]);
  if (typeof ref.rel !== "string" || !REL.test(ref.rel)) {
    throw new EntryRefused("refs.rel: not a lower-case word");
  }
  checkUuid("refs.sub", ref.sub);
  checkCount("refs.seq", ref.seq);
  checkDigest("refs.digest", ref.digest);
}

function checkDigests(sd) {
  if (!Array.isArray(sd) || sd.length === 0) {
    throw new EntryRefused("_sd: not a list of digests");
  }
  sd.forEach((item) => checkDigest("_sd", item));
  if (sd.some((item, index) => index > 0 && item <= sd[index - 1])) {
    throw new EntryRefused("_sd: digests are not sorted, or one stands twice");
  }
}
