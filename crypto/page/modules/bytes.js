/** Bytes: compared, joined, read as text and as numbers. */
import { NotCanonical } from "../../js/errors.js";

/** A byte order mark is not skipped: it would be a second spelling. */
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Whether two runs of bytes are the same.
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/**
 * Several runs of bytes behind each other.
 * @param {...Uint8Array} parts
 * @returns {Uint8Array}
 */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Bytes as text.
 * @param {Uint8Array} bytes
 * @returns {string}
 * @throws {NotCanonical} not UTF-8.
 */
export function utf8(bytes) {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch (error) {
    throw new NotCanonical("not UTF-8", { cause: error });
  }
}

/**
 * Bytes in hexadecimal, as hashes of files are written.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
