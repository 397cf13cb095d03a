/**
 * X.509 certificates, as time-stamping authorities have them (RFC 5280, section 4).
 *
 * @typedef {{whole: Uint8Array, signed: Uint8Array, algorithm: any, signature: Uint8Array,
 *   serial: Uint8Array, issuer: Uint8Array, subject: Uint8Array, name: string, from: number,
 *   until: number, spki: Uint8Array, outer: any, extensions: Map<string, {critical: boolean,
 *   value: Uint8Array}>}} Certificate times in seconds since 1970; `outer`: the algorithm as it is named
 *   a second time, beside the signature
 */
import { Malformed } from "../../js/errors.js";
import {
  BITS, BOOLEAN, Fields, INTEGER, OCTETS, OID, SEQUENCE, SET, all, bits, context, integer, moment, oid,
  only, small, truth,
} from "./der.js";
import { algorithm, publicKey } from "./signatures.js";

const KEY_USAGE = "2.5.29.15";
const COMMON_NAME = "2.5.4.3";
/** UTF8String, PrintableString, TeletexString, IA5String, UniversalString and BMPString. */
const STRINGS = new Set([0x0c, 0x13, 0x14, 0x16, 0x1c, 0x1e]);
const MAX_NAME = 200;
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Read a certificate; nobody vouches for it by that.
 * @param {Uint8Array} bytes
 * @returns {Certificate}
 * @throws {Malformed} not one in DER.
 */
export function readCertificate(bytes) {
  const outer = new Fields("certificate", only("certificate", bytes, SEQUENCE));
  const signed = outer.take(SEQUENCE);
  const named = algorithm(outer.take(SEQUENCE));
  const signature = bits(outer.take(BITS)).bytes;
  outer.end();
  return { ...readSigned(signed), outer: named, whole: bytes, signed: signed.whole, signature };
}

function readSigned(item) {
  const fields = new Fields("certificate", item);
  const version = fields.option(context(0));
  const serial = integer(fields.take(INTEGER));
  if (serial[0] >= 0x80 || serial.every((byte) => byte === 0)) {
    throw new Malformed("certificate: its number is not above zero");
  }
  const named = algorithm(fields.take(SEQUENCE));
  const issuer = fields.take(SEQUENCE);
  const validity = new Fields("validity", fields.take(SEQUENCE));
  const [from, until] = [moment(validity.any()), moment(validity.any())];
  validity.end();
  const subject = fields.take(SEQUENCE);
  const spki = fields.take(SEQUENCE).whole;
  fields.option(context(1, false));
  fields.option(context(2, false));
  const extensions = readExtensions(fields.option(context(3)));
  fields.end();
  if (version !== null && small(only("version", version.bytes, INTEGER)) > 2) {
    throw new Malformed("certificate: of an unknown version");
  }
  publicKey(spki);
  namesIn(issuer);
  const name = commonName(namesIn(subject));
  const names = { issuer: issuer.whole, subject: subject.whole, name };
  return { algorithm: named, serial, ...names, from, until, spki, extensions };
}

function readExtensions(item) {
  const found = new Map();
  if (item === null) {
    return found;
  }
  for (const one of all("extensions", only("extensions", item.bytes, SEQUENCE).bytes)) {
    const fields = new Fields("extension", one);
    const id = oid(fields.take(OID));
    const flag = fields.option(BOOLEAN);
    const value = fields.take(OCTETS).bytes;
    fields.end();
    if (found.has(id)) {
      throw new Malformed("certificate: an extension stands twice");
    }
    found.set(id, { critical: flag !== null && truth(flag), value });
  }
  return found;
}

/** The parts of a name (RFC 5280, section 4.1.2.4), by their kinds. */
function namesIn(item) {
  const found = [];
  for (const set of all("name", item.bytes)) {
    if (set.tag !== SET) {
      throw new Malformed("name: not of sets");
    }
    for (const one of all("name", set.bytes)) {
      const fields = new Fields("name", one);
      found.push([oid(fields.take(OID)), fields.any()]);
      fields.end();
    }
  }
  if (found.some(([, { tag }]) => !STRINGS.has(tag))) {
    throw new Malformed("name: not of strings");
  }
  return found;
}

/** The common name, for people; what is compared is always the whole name. */
function commonName(names) {
  const [, value] = names.find(([id]) => id === COMMON_NAME) ?? [null, null];
  const text = value === null ? "" : new TextDecoder().decode(value.bytes);
  return text.replaceAll(UNSEEN, "\u{fffd}").slice(0, MAX_NAME);
}

/**
 * The uses of a key by their numbers (RFC 5280, section 4.2.1.3).
 * @param {Certificate["extensions"]} extensions
 * @returns {Set<number> | null} null where they are not stated
 * @throws {Malformed} not in their form.
 */
export function usageOf(extensions) {
  const stated = extensions.get(KEY_USAGE);
  if (stated === undefined) {
    return null;
  }
  const { bytes } = bits(only("key usage", stated.value, BITS));
  const numbers = Array.from({ length: bytes.length * 8 }, (_, at) => at);
  return new Set(numbers.filter((at) => bytes[at >> 3] & (0x80 >> (at & 7))));
}
