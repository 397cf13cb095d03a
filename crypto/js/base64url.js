/**
 * Base64url without padding, in its one spelling (RFC 4648, section 5; docs/FORMAT.md, F0.1).
 */
import { NotCanonical } from "./errors.js";

/** Bytes given to `String.fromCharCode` at once, well below any engine's limit on arguments. */
const CHUNK = 8192;

/**
 * Write bytes as base64url.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function b64(bytes) {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Read base64url. The bytes are written again and compared: whoever could spell a signature twice
 * could make a second "valid" copy of a record.
 * @param {string} text
 * @returns {Uint8Array}
 * @throws {NotCanonical} not the one spelling of its bytes.
 */
export function unb64(text) {
  if (typeof text !== "string" || !/^[\w-]*$/.test(text)) {
    throw new NotCanonical("not base64url");
  }
  const bytes = unbase64(text.replaceAll("-", "+").replaceAll("_", "/"));
  if (bytes === null || b64(bytes) !== text) {
    throw new NotCanonical("base64url is not in its canonical form");
  }
  return bytes;
}

/**
 * Write standard base64 with padding (RFC 4648, section 4), which the texts of the log use.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function base64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

/**
 * Read standard base64, in whatever spelling a browser accepts; callers compare.
 * @param {string} text
 * @returns {Uint8Array | null} null where it is not base64 at all.
 */
export function unbase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null; // atob throws for this and nothing else
  }
}
