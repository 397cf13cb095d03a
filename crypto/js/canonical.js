/**
 * The one accepted byte form of JSON, RFC 8785 (docs/FORMAT.md, F0.2 to F0.7).
 *
 * Two texts that mean the same are two hashes and two signatures. So a value is written in one way,
 * and bytes are read only if writing the value again gives the same bytes.
 */
import { b64 } from "./base64url.js";
import { NotCanonical } from "./errors.js";

/** Longest JSON text: read, it takes many times the memory, and packed it may be very small. */
const MAX_JSON = 2 ** 24;
/** Bound on arrays and objects within each other: beyond it another verifier may run out of stack. */
export const MAX_NESTING = 32;

const ASCII = /^[\x00-\x7f]*$/;
const UTF8 = new TextEncoder();
/** A byte order mark is not skipped: it would be a second spelling. */
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Write a value as RFC 8785 bytes.
 * @param {unknown} value
 * @returns {Uint8Array}
 * @throws {NotCanonical} it holds what has no such form: a fraction, an integer beyond 2^53 - 1, an
 *   unpaired surrogate, a key that is not ASCII, more than 32 levels, or what is not JSON.
 */
export function encode(value) {
  return UTF8.encode(write(value, MAX_NESTING));
}

/**
 * Read RFC 8785 bytes, refusing every other spelling of the same value: duplicate keys, white space,
 * needless escapes, `-0`, `1.0`, unsorted keys and bytes behind the value all come out differently.
 * @param {Uint8Array} bytes
 * @returns {any}
 * @throws {NotCanonical} not UTF-8, not JSON, or not in its canonical form.
 */
export function decode(bytes) {
  if (bytes.length > MAX_JSON) {
    throw new NotCanonical(`longer than ${MAX_JSON} bytes`);
  }
  const text = utf8(bytes);
  const value = parsed(text);
  if (write(value, MAX_NESTING) !== text) {
    throw new NotCanonical("JSON is not in its canonical form (RFC 8785)");
  }
  return value;
}

/**
 * SHA-256 of bytes as 43 characters of base64url.
 * @param {Uint8Array} bytes
 * @returns {Promise<string>}
 */
export async function digest(bytes) {
  return b64(await sha256(bytes));
}

/**
 * SHA-256 of bytes.
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * ASCII or other text as UTF-8.
 * @param {string} text
 * @returns {Uint8Array}
 */
export function bytesOf(text) {
  return UTF8.encode(text);
}

function write(value, levels) {
  switch (typeof value) {
    case "string":
      return text(value);
    case "number":
      return whole(value);
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : container(value, levels);
    default:
      throw new NotCanonical("a value that has no canonical form");
  }
}

function text(value) {
  if (!value.isWellFormed()) {
    throw new NotCanonical("an unpaired surrogate, which has no canonical form");
  }
  return JSON.stringify(value); // its escapes are those of RFC 8785, section 3.2.2.2
}

function whole(value) {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw new NotCanonical("a number that is not whole, or beyond 2^53 - 1");
  }
  return String(value);
}

function container(value, levels) {
  if (levels === 0) {
    throw new NotCanonical(`more than ${MAX_NESTING} levels of nesting`);
  }
  if (Array.isArray(value)) {
    // Array.from visits holes too, and a hole has no canonical form.
    return `[${Array.from(value, (item) => write(item, levels - 1)).join()}]`;
  }
  const kind = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null) {
    throw new NotCanonical("a value that has no canonical form");
  }
  return `{${Object.keys(value).sort().map((key) => member(key, value[key], levels)).join()}}`;
}

function member(key, value, levels) {
  // RFC 8785 sorts by UTF-16 code units; for ASCII that is the order of every language.
  if (!ASCII.test(key)) {
    throw new NotCanonical("a key that is not ASCII");
  }
  return `${JSON.stringify(key)}:${write(value, levels - 1)}`;
}

function utf8(bytes) {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch (error) {
    throw new NotCanonical("not UTF-8", { cause: error });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotCanonical("not JSON", { cause: error });
  }
}
