/**
 * A compact JWS (RFC 7515) in its one accepted form, algorithm `Ed25519` (RFC 9864; docs/FORMAT.md,
 * F0.10 to F0.14). Each kind of statement has a `typ` of its own, so that a signature that was given
 * in order to sign in can never be presented as an entry (RFC 8725, section 3.11).
 *
 * @typedef {{kid: string, payload: any, signed: Uint8Array, signature: Uint8Array}} Jws what a text
 *   says; its signature is *not* verified by having one of these
 */
import { b64, unb64 } from "./base64url.js";
import { bytesOf, decode, encode } from "./canonical.js";
import { checkDigest, checkMembers } from "./claims.js";
import { SIGNATURE_BYTES, loadPublicKey } from "./ed25519.js";
import { JwsRefused, NotCanonical, SignatureInvalid } from "./errors.js";
import { thumbprint } from "./thumbprint.js";

/** Bound on a JWS, in characters. */
const MAX_JWS = 65_536;

/**
 * Sign `payload` as a JWS of the kind `typ`.
 * @param {string} typ
 * @param {string} kid thumbprint of the key
 * @param {Record<string, unknown>} payload
 * @param {CryptoKey} key the private key, which need not be extractable
 * @returns {Promise<string>}
 * @throws {NotCanonical} the payload cannot be written.
 */
export async function sign(typ, kid, payload, key) {
  const header = { alg: "Ed25519", kid, typ };
  const signed = `${b64(encode(header))}.${b64(encode(payload))}`;
  const signature = await crypto.subtle.sign("Ed25519", key, bytesOf(signed));
  return `${signed}.${b64(new Uint8Array(signature))}`;
}

/**
 * Read a JWS of the kind `typ`. Who signed it is for {@link verify} to find out.
 * @param {string} typ
 * @param {string} text
 * @returns {Jws}
 * @throws {JwsRefused} too large, of another kind, or not in its one form.
 */
export function parse(typ, text) {
  if (text.length > MAX_JWS) {
    throw new JwsRefused(`jws: larger than ${MAX_JWS} bytes`);
  }
  const parts = text.split(".");
  if (parts.length !== 3) {
    throw new JwsRefused("jws: not three parts");
  }
  const [header, payload] = [json(parts[0]), json(parts[1])];
  const signature = bytes(parts[2]);
  checkHeader(typ, header);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    throw new JwsRefused("payload: not an object");
  }
  if (signature.length !== SIGNATURE_BYTES) {
    throw new JwsRefused(`signature: not ${SIGNATURE_BYTES} bytes`);
  }
  const signed = bytesOf(text.slice(0, text.lastIndexOf(".")));
  return { kid: header.kid, payload, signed, signature };
}

/**
 * Check that a JWS was signed by a key, which its `kid` must name, over the bytes as they came.
 * @param {Jws} jws
 * @param {string} x the public key, 32 bytes as base64url
 * @throws {SignatureInvalid} these bytes were not signed by this key, or name another.
 * @throws {KeyRefused} the key is not sound.
 */
export async function verify(jws, x) {
  if (jws.kid !== await thumbprint(x)) {
    throw new SignatureInvalid("kid: names another key");
  }
  const key = await loadPublicKey(x);
  if (!await crypto.subtle.verify("Ed25519", key, jws.signature, jws.signed)) {
    throw new SignatureInvalid("signature: not by this key over these bytes");
  }
}

function checkHeader(typ, header) {
  checkMembers("header", header, ["alg", "kid", "typ"]);
  if (header.alg !== "Ed25519") {
    throw new JwsRefused("alg: not Ed25519");
  }
  if (header.typ !== typ) {
    throw new JwsRefused(`typ: not ${typ}`);
  }
  checkDigest("kid", header.kid);
}

function json(text) {
  try {
    return decode(unb64(text));
  } catch (error) {
    throw refusal(error);
  }
}

function bytes(text) {
  try {
    return unb64(text);
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error) {
  return error instanceof NotCanonical ? new JwsRefused(`jws: ${error.message}`, { cause: error }) : error;
}
