/**
 * The check number of a key (F12.9): thirty digits that two people compare by voice before one
 * vouches for the other's key. As `crypto/checknumber.py`.
 *
 * Whoever vouches computes it here, from the key id that they are about to sign: a server that
 * showed the right number for the wrong key would gain somebody's name.
 */
import { unb64 } from "./base64url.js";

const GROUPS = 6;
const BYTES = 5;

/**
 * Groups of five digits from a key's thumbprint.
 * @param {string} kid RFC 7638, SHA-256, base64url
 * @returns {string[]}
 * @throws {NotCanonical} it is no base64url.
 */
export function checkNumber(kid) {
  const thumbprint = unb64(kid);
  return Array.from({ length: GROUPS }, (_, group) => {
    const part = thumbprint.subarray(group * BYTES, (group + 1) * BYTES);
    const value = part.reduce((sum, byte) => sum * 256 + byte, 0); // 40 bits: exact
    return String(value % 100_000).padStart(5, "0");
  });
}
