/**
 * ASN.1 in its distinguished encoding (ITU-T X.690, section 10): one spelling of everything, which
 * time stamps and certificates are written in. Read strictly: what is not DER is refused.
 *
 * @typedef {{tag: number, whole: Uint8Array, bytes: Uint8Array}} Item `whole` with its tag and length
 */
import { Malformed } from "../../js/errors.js";

export const [BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06];
export const [SEQUENCE, SET, UTC_TIME, GENERALIZED_TIME] = [0x30, 0x31, 0x17, 0x18];
/** Longest content that is read: lengths of up to four bytes. */
const MAX_LENGTH_BYTES = 4;
const UTC = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/;

/**
 * The context-specific tag of this number.
 * @param {number} number
 * @param {boolean} [constructed]
 */
export function context(number, constructed = true) {
  return (constructed ? 0xa0 : 0x80) | number;
}

/**
 * Read one item that fills `bytes`.
 * @param {string} what named where it is refused
 * @param {Uint8Array} bytes
 * @param {number} tag
 * @returns {Item}
 * @throws {Malformed} not DER, of another tag, or with bytes behind it.
 */
export function only(what, bytes, tag) {
  const items = all(what, bytes);
  if (items.length !== 1 || items[0].tag !== tag) {
    throw new Malformed(`${what}: not the one item that belongs there`);
  }
  return items[0];
}

/**
 * Read the items that stand behind each other.
 * @param {string} what
 * @param {Uint8Array} bytes
 * @returns {Item[]}
 * @throws {Malformed} not DER.
 */
export function all(what, bytes) {
  const items = [];
  for (let at = 0; at < bytes.length; at += items.at(-1).whole.length) {
    items.push(read(what, bytes.subarray(at)));
  }
  return items;
}

/** The items of a sequence, taken one after the other. */
export class Fields {
  /**
   * @param {string} what
   * @param {Item} item
   * @throws {Malformed} not DER, or no sequence.
   */
  constructor(what, item) {
    if (item.tag !== SEQUENCE) {
      throw new Malformed(`${what}: no sequence`);
    }
    this.what = what;
    this.left = all(what, item.bytes);
  }

  /**
   * The next item, which must be of this tag.
   * @param {number} tag
   * @returns {Item}
   * @throws {Malformed} it is not.
   */
  take(tag) {
    const item = this.option(tag);
    if (item === null) {
      throw new Malformed(`${this.what}: a part is missing or not in its order`);
    }
    return item;
  }

  /**
   * The next item if it is of this tag.
   * @param {number} tag
   * @returns {Item | null}
   */
  option(tag) {
    return this.left[0]?.tag === tag ? this.left.shift() : null;
  }

  /** The next item, whatever it is. */
  any() {
    return this.take(this.left[0]?.tag ?? -1);
  }

  /** @throws {Malformed} something is left. */
  end() {
    if (this.left.length > 0) {
      throw new Malformed(`${this.what}: a part too many`);
    }
  }
}

/**
 * An object identifier in its dotted form.
 * @param {Item} item
 * @returns {string}
 * @throws {Malformed} not in its shortest form.
 */
export function oid(item) {
  const arcs = [];
  let [arc, begun] = [0, false];
  for (const byte of item.bytes) {
    if (!begun && byte === 0x80) {
      throw new Malformed("object identifier: not in its shortest form");
    }
    arc = arc * 128 + (byte & 0x7f);
    begun = byte >= 0x80;
    if (!begun) {
      arcs.push(arc);
      arc = 0;
    }
  }
  if (item.tag !== OID || arcs.length === 0 || begun || !arcs.every(Number.isSafeInteger)) {
    throw new Malformed("object identifier: not one");
  }
  const top = Math.min(2, Math.floor(arcs[0] / 40));
  return [top, arcs[0] - 40 * top, ...arcs.slice(1)].join(".");
}

/**
 * The bytes of a whole number in their shortest form, sign included.
 * @param {Item} item
 * @returns {Uint8Array}
 * @throws {Malformed} a spelling that is too long.
 */
export function integer({ tag, bytes }) {
  const [first, second] = bytes;
  const padded = bytes.length > 1 && (second < 0x80 ? first === 0 : first === 0xff);
  if (tag !== INTEGER || bytes.length === 0 || padded) {
    throw new Malformed("integer: not in its shortest form");
  }
  return bytes;
}

/**
 * A small whole number from 0.
 * @param {Item} item
 * @returns {number}
 * @throws {Malformed} negative, or of more than 6 bytes.
 */
export function small(item) {
  const bytes = integer(item);
  if (bytes.length > 6 || bytes[0] >= 0x80) {
    throw new Malformed("integer: negative or too large");
  }
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/**
 * True or false.
 * @param {Item} item
 * @throws {Malformed} neither in its one spelling.
 */
export function truth({ tag, bytes }) {
  if (tag !== BOOLEAN || bytes.length !== 1 || ![0, 0xff].includes(bytes[0])) {
    throw new Malformed("boolean: not true or false");
  }
  return bytes[0] === 0xff;
}

/**
 * A string of bits.
 * @param {Item} item
 * @returns {{unused: number, bytes: Uint8Array}}
 * @throws {Malformed} not one, or bits set where none are.
 */
export function bits({ tag, bytes }) {
  const [unused, last] = [bytes[0], bytes.at(-1)];
  const sound = bytes.length > 1 ? unused < 8 && (last & ((1 << unused) - 1)) === 0 : unused === 0;
  if (tag !== BITS || !sound) {
    throw new Malformed("bit string: not one");
  }
  return { unused, bytes: bytes.subarray(1) };
}

/**
 * A moment (RFC 5280, section 4.1.2.5; RFC 3161, section 2.4.2).
 * @param {Item} item
 * @returns {number} seconds since 1970, to the microsecond
 * @throws {Malformed} neither form, or no such moment.
 */
export function moment({ tag, bytes }) {
  const text = String.fromCharCode(...bytes);
  const found = (tag === UTC_TIME ? UTC : tag === GENERALIZED_TIME ? GENERALIZED : /^(?!)/).exec(text);
  if (found === null) {
    throw new Malformed("time: not in its one form");
  }
  const [year, month, ...rest] = found.slice(1, 7).map(Number);
  const full = tag === UTC_TIME ? year + (year < 50 ? 2000 : 1900) : year;
  const time = Date.UTC(full, month - 1, ...rest);
  const written = new Date(time).toISOString().replace(/\D/g, "").slice(0, 14);
  if (written !== `${String(full).padStart(4, "0")}${found.slice(2, 7).join("")}`) {
    throw new Malformed("time: no such moment");
  }
  return time / 1000 + Number(`0.${(found[7] ?? "0").slice(0, 6)}`);
}

function read(what, bytes) {
  const [tag, first] = bytes;
  if (bytes.length < 2 || (tag & 0x1f) === 0x1f) {
    throw new Malformed(`${what}: not DER`);
  }
  const count = first < 0x80 ? 0 : first & 0x7f;
  const length = count ? longLength(what, bytes.subarray(2, 2 + count), count) : first;
  const begin = 2 + count;
  if (first === 0x80 || bytes.length < begin + length) {
    throw new Malformed(`${what}: not DER, or cut short`);
  }
  const whole = bytes.subarray(0, begin + length);
  return { tag, whole, bytes: whole.subarray(begin) };
}

function longLength(what, bytes, count) {
  const length = bytes.reduce((value, byte) => value * 256 + byte, 0);
  if (count > MAX_LENGTH_BYTES || bytes.length < count || bytes[0] === 0 || length < 0x80) {
    throw new Malformed(`${what}: a length that is not in its shortest form`);
  }
  return length;
}
