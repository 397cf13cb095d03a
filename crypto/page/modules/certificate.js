/**
 * X.509 certificates of time-stamping authorities, and the chain that leads to a root which the
 * trust file names (RFC 5280, sections 4 and 6).
 *
 * @typedef {{whole: Uint8Array, signed: Uint8Array, algorithm: any, signature: Uint8Array,
 *   serial: Uint8Array, issuer: Uint8Array, subject: Uint8Array, name: string, from: number,
 *   until: number, spki: Uint8Array, extensions: Map<string, {critical: boolean,
 *   value: Uint8Array}>}} Certificate times in seconds since 1970
 */
import { Malformed, Refused } from "../../js/errors.js";
import { same } from "./bytes.js";
import {
  BITS, BOOLEAN, Fields, INTEGER, OCTETS, OID, SEQUENCE, SET, all, bits, context, integer, moment, oid,
  only, small, truth,
} from "./der.js";
import { CertificateRefused, StampForeign } from "./refusals.js";
import { algorithm, isStrong, isStrongKey, publicKey, verifySignature } from "./signatures.js";

const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const COMMON_NAME = "2.5.4.3";
/** Extensions that are looked at here, or that say nothing about whether a chain holds. */
const KNOWN = new Set([
  KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, "2.5.29.14", "2.5.29.17", "2.5.29.32", "2.5.29.35",
]);
/** UTF8String, PrintableString, TeletexString, IA5String, UniversalString and BMPString. */
const STRINGS = new Set([0x0c, 0x13, 0x14, 0x16, 0x1c, 0x1e]);
const [DIGITAL_SIGNATURE, CONTENT_COMMITMENT, KEY_CERT_SIGN] = [0, 1, 5];
/** Most certificates that are looked at: a bound of ours; chains have two to four. */
const MAX_CERTIFICATES = 16;
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
 * The chain from a signer's certificate to a root; of several, the one that lasts longest.
 * @param {Certificate} signer
 * @param {Certificate[]} given what came with the stamp
 * @param {Certificate[]} roots what the trust file names
 * @returns {Promise<Certificate[]>} from the signer up, the root last
 * @throws {StampForeign} none leads to a root.
 * @throws {CertificateRefused} more certificates than are looked at.
 */
export async function chainTo(signer, given, roots) {
  if (given.length > MAX_CERTIFICATES) {
    throw new CertificateRefused(`certificates: more than ${MAX_CERTIFICATES}`);
  }
  const chains = await pathsFrom([signer], given, roots);
  if (chains.length === 0) {
    throw new StampForeign("certificates: the chain leads to no authority that is asked for");
  }
  return chains.reduce((best, chain) => (expiryOf(chain) > expiryOf(best) ? chain : best));
}

/**
 * When the first certificate of a chain ends.
 * @param {Certificate[]} chain
 * @returns {number} seconds since 1970
 */
export function expiryOf(chain) {
  return Math.min(...chain.map((one) => one.until));
}

/**
 * See that a chain was valid at a time, and strong, and its signer's key one that stamps.
 * @param {Certificate[]} chain
 * @param {number} time seconds since 1970
 * @throws {CertificateRefused} naming the certificate by its place, from 1, and the reason.
 */
export function checkChain(chain, time) {
  checkPurpose(chain[0]);
  const root = chain.at(-1);
  if (!same(root.issuer, root.subject)) {
    throw new CertificateRefused("certificates: the last is no root, but of an authority between");
  }
  chain.forEach((one, at) => {
    const reason = whyRefused(one, time) ?? (one === root ? null : whyWeak(one.algorithm));
    if (reason !== null) {
      throw new CertificateRefused(`certificate ${at + 1}: ${reason}`);
    }
  });
}

async function pathsFrom(path, given, roots) {
  const last = path.at(-1);
  if (roots.some((root) => same(root.whole, last.whole))) {
    return [path];
  }
  const found = [];
  for (const root of roots) {
    if (await isIssuedBy(last, root, path.length - 1)) {
      found.push([...path, root]);
    }
  }
  for (const one of given) {
    const fresh = [...path, ...roots].every((known) => !same(known.whole, one.whole));
    if (fresh && await isIssuedBy(last, one, path.length - 1)) {
      found.push(...await pathsFrom([...path, one], given.filter((each) => each !== one), roots));
    }
  }
  return found;
}

async function isIssuedBy(certificate, issuer, below) {
  try {
    if (!mayIssue(issuer, certificate, below)) {
      return false;
    }
    const { algorithm: named, outer, signature, signed } = certificate;
    if (!same(outer.whole, named.whole)) {
      return false;
    }
    await verifySignature(issuer.spki, named, null, signature, signed);
    return true;
  } catch (error) {
    if (error instanceof Refused) {
      return false;
    }
    throw error;
  }
}

function mayIssue(issuer, certificate, below) {
  const constraints = issuer.extensions.get(BASIC_CONSTRAINTS);
  const usage = usageOf(issuer.extensions);
  if (!constraints || !same(issuer.subject, certificate.issuer) || (usage && !usage.has(KEY_CERT_SIGN))) {
    return false;
  }
  const fields = new Fields("basic constraints", only("basic constraints", constraints.value, SEQUENCE));
  const authority = fields.option(BOOLEAN);
  const length = fields.option(INTEGER);
  fields.end();
  return authority !== null && truth(authority) && (length === null || small(length) >= below);
}

/** RFC 3161, section 2.3: the one purpose of the key, marked as critical, is to stamp. */
function checkPurpose({ extensions }) {
  const purposes = extensions.get(EXTENDED_KEY_USAGE);
  const ids = purposes && all("purposes", only("purposes", purposes.value, SEQUENCE).bytes).map(oid);
  if (!purposes?.critical || ids.length !== 1 || ids[0] !== TIME_STAMPING) {
    throw new CertificateRefused("certificate 1: not made for stamping time, and for that alone");
  }
  const usage = usageOf(extensions);
  if (usage && !usage.has(DIGITAL_SIGNATURE) && !usage.has(CONTENT_COMMITMENT)) {
    throw new CertificateRefused("certificate 1: its key is not for signing");
  }
}

function whyRefused(certificate, time) {
  if (time < certificate.from || time > certificate.until) {
    return "not valid at the time of the stamp";
  }
  if ([...certificate.extensions].some(([id, { critical }]) => critical && !KNOWN.has(id))) {
    return "an extension that is not known here";
  }
  return isStrongKey(certificate.spki) ? null : "a key that is too weak";
}

function whyWeak(named) {
  return isStrong(named) ? null : "signed over a digest that is too weak";
}

/** The uses of a key by their numbers (RFC 5280, section 4.2.1.3), if they are stated. */
function usageOf(extensions) {
  const stated = extensions.get(KEY_USAGE);
  if (stated === undefined) {
    return null;
  }
  const { bytes } = bits(only("key usage", stated.value, BITS));
  const numbers = Array.from({ length: bytes.length * 8 }, (_, at) => at);
  return new Set(numbers.filter((at) => bytes[at >> 3] & (0x80 >> (at & 7))));
}
