/**
 * Signing in: the device proves a key to this site, once (docs/FORMAT.md, chapter 8).
 *
 * The origin that is signed is where this page is, never what a server says: a statement that was
 * obtained by an impostor's page is of no use at the real one.
 */
import { checkDigest, checkLine, checkUuid } from "./claims.js";
import { DeviceRefused } from "./refusals.js";
import { post } from "./http.js";
import * as jws from "./jws.js";

const TYP = "countersign-signin+jwt";
/** Seconds that the statement lives. */
const LIFETIME = 120;

/**
 * Sign in with a key; the session is a cookie that scripts cannot read.
 * @param {import("./keys.js").Held} held
 * @returns {Promise<any>} what the site answers
 * @throws {DeviceRefused} the challenge is for another ledger or site.
 * @throws {Problem} the ledger does not accept it.
 */
export async function signIn(held) {
  return post("/sign-in", await prove(held));
}

/**
 * Ask for a challenge and sign it.
 * @param {import("./keys.js").Held} held
 * @returns {Promise<{nonce: string, statement: string}>}
 * @throws {DeviceRefused | Problem} as {@link signIn}.
 */
export async function prove(held) {
  const challenge = await post("/api/challenges", {});
  if (challenge.ledger !== held.ledger) {
    throw new DeviceRefused("other-ledger", "This site serves another ledger than your key is for.");
  }
  if (challenge.origin !== location.origin) {
    throw new DeviceRefused("other-site", `This site signs people in at ${challenge.origin} only.`);
  }
  const { nonce } = challenge;
  return { nonce, statement: await statement(held, location.origin, nonce, Date.now()) };
}

/**
 * The signed sign-in statement.
 * @param {import("./keys.js").Held} held
 * @param {string} origin web origin (RFC 6454, section 6.2)
 * @param {string} nonce
 * @param {number} now milliseconds since 1970
 * @returns {Promise<string>} a JWS
 * @throws {ClaimRefused} a claim is not in its form.
 */
export async function statement(held, origin, nonce, now) {
  const iat = Math.floor(now / 1000);
  checkDigest("aud", held.ledger);
  checkUuid("iss", held.practitioner);
  checkLine("origin", origin);
  checkLine("nonce", nonce);
  const claims = { aud: held.ledger, iss: held.practitioner, origin, nonce, iat, exp: iat + LIFETIME };
  return jws.sign(TYP, held.kid, claims, held.key);
}
