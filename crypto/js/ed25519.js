/**
 * Ed25519 public keys: the one door through which all of them enter (RFC 8032, section 5.1;
 * docs/FORMAT.md, F0.12 and F0.13).
 */
import { unb64 } from "./base64url.js";
import { KeyRefused } from "./errors.js";

/** Length of an encoded public key (RFC 8032, section 5.1.5). */
export const KEY_BYTES = 32;
/** Length of a signature (RFC 8032, section 5.1.6). */
export const SIGNATURE_BYTES = 64;

/** A key verifies many entries, and checking its point costs more than a signature does. */
const loaded = new Map();
const MAX_LOADED = 1024;

const P = 2n ** 255n - 19n;
const D = mod(-121665n * power(121666n, P - 2n));

/**
 * Read a public key that only the holder of one private key can have made signatures for.
 *
 * A point of small order verifies signatures that nobody made; a second encoding of one point would
 * give one key two identities: revoke the first, and the second still signs.
 * @param {string} x the 32 bytes as base64url
 * @returns {Promise<CryptoKey>}
 * @throws {KeyRefused} not canonical, not on the curve, or of order 1, 2, 4 or 8.
 */
export function loadPublicKey(x) {
  if (!loaded.has(x)) {
    if (loaded.size === MAX_LOADED) {
      loaded.clear();
    }
    loaded.set(x, load(x));
  }
  return loaded.get(x);
}

async function load(x) {
  const raw = unb64(x);
  if (raw.length !== KEY_BYTES) {
    throw new KeyRefused(`public key: ${raw.length} bytes instead of ${KEY_BYTES}`);
  }
  checkPoint(yOf(raw));
  return crypto.subtle.importKey("raw", raw, "Ed25519", true, ["verify"]);
}

function checkPoint(y) {
  if (y >= P) {
    throw new KeyRefused("public key: not in its canonical encoding");
  }
  const square = mod(y * y);
  if (hasSmallOrder(y, square)) {
    throw new KeyRefused("public key: a point of small order");
  }
  // x^2 = (y^2 - 1) / (d y^2 + 1) has a root: Euler's criterion, with no division.
  if (power((square - 1n) * (D * square + 1n), (P - 1n) / 2n) !== 1n) {
    throw new KeyRefused("public key: not a point on the curve");
  }
}

/** y = 1 (order 1), -1 (2), 0 (4), or d y^4 + 2 y^2 = 1 (8). */
function hasSmallOrder(y, square) {
  return mod(y * (square - 1n) * (D * square * square + 2n * square - 1n)) === 0n;
}

/** The y coordinate: all bits but the highest, the lowest byte first. */
function yOf(raw) {
  const digits = Array.from(raw.toReversed(), (byte) => byte.toString(16).padStart(2, "0"));
  return BigInt.asUintN(255, BigInt(`0x${digits.join("")}`));
}

function mod(value) {
  return ((value % P) + P) % P;
}

function power(base, exponent) {
  let [result, square] = [1n, mod(base)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) {
      result = mod(result * square);
    }
    square = mod(square * square);
  }
  return result;
}
