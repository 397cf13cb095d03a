/** The id of a key. */
import { digest, encode } from "./canonical.js";

/**
 * The key id of an Ed25519 key: its RFC 7638 thumbprint, as RFC 8037 defines the members.
 * @param {string} x the public key, 32 bytes as base64url
 * @returns {Promise<string>}
 */
export async function thumbprint(x) {
  return digest(encode({ crv: "Ed25519", kty: "OKP", x }));
}
