/** The forms that claims take, each with one spelling: digests, ids, counts and times. */
import { ClaimRefused } from "./errors.js";

/** The last second of the year 9999, beyond which RFC 3339 cannot write a time. */
export const MAX_TIME = 253_402_300_799;
/** The last of 43 characters carries four bits; the two below them are zero in the one spelling. */
const DIGEST = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LINE = /^[!-~]{1,300}$/;

/**
 * Check that exactly these members are there: an extra one would be signed without a meaning.
 * @param {string} what
 * @param {unknown} value
 * @param {string[]} names
 * @throws {ClaimRefused} one is missing or one too many, or it is no object.
 */
export function checkMembers(what, value, names) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || Object.keys(value).sort().join() !== names.toSorted().join()) {
    throw new ClaimRefused(`${what}: not exactly ${names.toSorted().join(", ")}`);
  }
}

/**
 * A SHA-256 in base64url.
 * @param {string} name
 * @param {unknown} value
 * @throws {ClaimRefused} not 43 characters of base64url in their canonical form.
 */
export function checkDigest(name, value) {
  check(name, DIGEST, value, "a SHA-256 in base64url");
}

/**
 * An id.
 * @param {string} name
 * @param {unknown} value
 * @throws {ClaimRefused} not a UUID with lower-case digits and hyphens (RFC 9562, section 4).
 */
export function checkUuid(name, value) {
  check(name, UUID, value, "a lower-case UUID (RFC 9562)");
}

/**
 * A name that machines compare: an origin, a nonce.
 * @param {string} name
 * @param {unknown} value
 * @throws {ClaimRefused} not 1 to 300 visible ASCII characters.
 */
export function checkLine(name, value) {
  check(name, LINE, value, "at most 300 visible ASCII characters");
}

/**
 * A whole number of 1 or more.
 * @param {string} name
 * @param {unknown} value
 * @throws {ClaimRefused} less, or no whole number up to 2^53 - 1.
 */
export function checkCount(name, value) {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new ClaimRefused(`${name}: not a whole number of 1 or more`);
  }
}

/**
 * A time in whole seconds since 1970 (RFC 7519, NumericDate), up to the end of the year 9999.
 * @param {string} name
 * @param {unknown} value
 * @throws {ClaimRefused} not such a time.
 */
export function checkTime(name, value) {
  checkCount(name, value);
  if (value > MAX_TIME) {
    throw new ClaimRefused(`${name}: later than the year 9999`);
  }
}

function check(name, form, value, what) {
  if (typeof value !== "string" || !form.test(value)) {
    throw new ClaimRefused(`${name}: not ${what}`);
  }
}
