/** Whole numbers and their order. */
import { ClaimRefused } from "../../js/errors.js";

/**
 * A whole number of at least `least`.
 * @param {string} name
 * @param {unknown} value
 * @param {number} least
 * @throws {ClaimRefused} less, or no whole number up to 2^53 - 1.
 */
export function checkNumber(name, value, least) {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new ClaimRefused(`${name}: not a whole number of ${least} or more`);
  }
}

/**
 * Which of two lists of numbers and ASCII texts comes first, by their first difference.
 * @param {(number | string)[]} one
 * @param {(number | string)[]} other
 * @returns {number} below 0, 0 or above, as sorting wants it
 */
export function compare(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  if (at < 0 || at >= other.length) {
    return one.length - other.length;
  }
  return one[at] < other[at] ? -1 : 1;
}
