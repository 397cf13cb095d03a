/**
 * Signatures under certificates: which algorithm an identifier names, and whether one verifies
 * (RFC 5280, section 4.1.1.2; RFC 5652, section 10.1; RFC 4055; RFC 5758).
 */
import { Malformed, SignatureInvalid } from "../../js/errors.js";
import { joined } from "./bytes.js";
import {
  BITS, Fields, INTEGER, NULL, OID, SEQUENCE, bits, context, integer, oid, only, small,
} from "./der.js";

const HASHES = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
const RSA = "1.2.840.113549.1.1.1";
const PSS = "1.2.840.113549.1.1.10";
const MGF1 = "1.2.840.113549.1.1.8";
const EC = "1.2.840.10045.2.1";
const ED25519 = "1.3.101.112";
const RSA_WITH = { ".11": "SHA-256", ".12": "SHA-384", ".13": "SHA-512" };
const ECDSA_WITH = { ".2": "SHA-256", ".3": "SHA-384", ".4": "SHA-512" };
const CURVES = {
  "1.2.840.10045.3.1.7": ["P-256", 32],
  "1.3.132.0.34": ["P-384", 48],
  "1.3.132.0.35": ["P-521", 66],
};
const MIN_RSA_BITS = 2048;
const HASH_BYTES = { "SHA-256": 32, "SHA-384": 48, "SHA-512": 64 };

/**
 * An algorithm identifier.
 * @param {import("./der.js").Item} item
 * @returns {{id: string, parameters: import("./der.js").Item | null, whole: Uint8Array}}
 * @throws {Malformed} not one.
 */
export function algorithm(item) {
  const fields = new Fields("algorithm", item);
  const id = oid(fields.take(OID));
  const parameters = fields.left.length ? fields.any() : null;
  fields.end();
  return { id, parameters, whole: item.whole };
}

/**
 * The hash that an identifier names.
 * @param {import("./der.js").Item} item
 * @returns {string} as Web Cryptography calls it
 * @throws {Malformed} none that is trusted here: SHA-1 and MD5 are broken.
 */
export function hashOf(item) {
  const { id, parameters } = algorithm(item);
  if (!Object.hasOwn(HASHES, id) || (parameters !== null && parameters.tag !== NULL)) {
    throw new Malformed("hash: not SHA-256, SHA-384 or SHA-512");
  }
  return HASHES[id];
}

/**
 * Check a signature.
 * @param {Uint8Array} spki the public key (RFC 5280, SubjectPublicKeyInfo)
 * @param {ReturnType<typeof algorithm>} named
 * @param {string | null} hash the one used where the identifier names none
 * @param {Uint8Array} signature
 * @param {Uint8Array} signed
 * @throws {Malformed} an algorithm that is not known here.
 * @throws {SignatureInvalid} it does not verify.
 */
export async function verifySignature(spki, named, hash, signature, signed) {
  const { named: key } = publicKey(spki);
  const { imported, used, raw } = how(key, named, hash, signature);
  const loaded = await load(spki, imported);
  if (!await crypto.subtle.verify(used, loaded, raw, signed)) {
    throw new SignatureInvalid("signature: not by the key of this certificate over these bytes");
  }
}

/**
 * Whether a key has 112 bits of strength or more (NIST SP 800-57 part 1, table 2).
 * @param {Uint8Array} spki
 * @throws {Malformed} not a public key.
 */
export function isStrongKey(spki) {
  const { named, key } = publicKey(spki);
  if (named.id !== RSA) {
    return named.id === ED25519 || (named.id === EC && isKnownCurve(named.parameters));
  }
  const modulus = integer(new Fields("public key", only("public key", key, SEQUENCE)).take(INTEGER));
  const plain = modulus[0] === 0 ? modulus.subarray(1) : modulus;
  return plain.length * 8 - Math.clz32(plain[0]) + 24 >= MIN_RSA_BITS;
}

function isKnownCurve(parameters) {
  return parameters !== null && Object.hasOwn(CURVES, oid(parameters));
}

/**
 * Whether an algorithm of a signature names a hash that is not broken, or brings its own.
 * @param {ReturnType<typeof algorithm>} named
 */
export function isStrong({ id, parameters }) {
  if (id === PSS) {
    return pssParameters(parameters).hash !== undefined;
  }
  return id === ED25519 || (rsaHash(id) ?? ecdsaHash(id)) !== undefined;
}

/**
 * Read a public key.
 * @param {Uint8Array} spki
 * @throws {Malformed} not one.
 */
export function publicKey(spki) {
  const fields = new Fields("public key", only("public key", spki, SEQUENCE));
  const named = algorithm(fields.take(SEQUENCE));
  const key = bits(fields.take(BITS)).bytes;
  fields.end();
  return { named, key };
}

/** How Web Cryptography imports the key, verifies with it, and wants the signature. */
function how(key, named, hash, signature) {
  if (key.id === RSA && (named.id === RSA || rsaHash(named.id))) {
    const imported = { name: "RSASSA-PKCS1-v1_5", hash: rsaHash(named.id) ?? hash };
    return { imported, used: imported.name, raw: signature };
  }
  if (key.id === RSA && named.id === PSS) {
    const { hash: pss, saltLength } = pssParameters(named.parameters);
    const imported = { name: "RSA-PSS", hash: pss };
    return { imported, used: { name: "RSA-PSS", saltLength }, raw: signature };
  }
  if (key.id === EC && ecdsaHash(named.id)) {
    const [namedCurve, width] = curve(key);
    const used = { name: "ECDSA", hash: ecdsaHash(named.id) };
    return { imported: { name: "ECDSA", namedCurve }, used, raw: fixedWidth(signature, width) };
  }
  if (key.id === ED25519 && named.id === ED25519) {
    return { imported: "Ed25519", used: "Ed25519", raw: signature };
  }
  throw new Malformed("signature: an algorithm that is not known here");
}

function rsaHash(id) {
  return id.startsWith("1.2.840.113549.1.1.") ? RSA_WITH[id.slice(id.lastIndexOf("."))] : undefined;
}

function ecdsaHash(id) {
  return id.startsWith("1.2.840.10045.4.3.") ? ECDSA_WITH[id.slice(id.lastIndexOf("."))] : undefined;
}

function curve({ parameters }) {
  const known = parameters === null ? undefined : CURVES[oid(parameters)];
  if (known === undefined) {
    throw new Malformed("public key: a curve that is not known here");
  }
  return known;
}

/** RFC 4055, section 3.1: hash, mask and salt; the mask with the same hash, which others refuse too. */
function pssParameters(item) {
  if (item === null) {
    throw new Malformed("RSASSA-PSS: no parameters");
  }
  const fields = new Fields("RSASSA-PSS", item);
  const inner = (number) => fields.option(context(number));
  const [hash, mask, salt] = [inner(0), inner(1), inner(2)];
  fields.end();
  if (hash === null || mask === null || salt === null) {
    throw new Malformed("RSASSA-PSS: SHA-1 by default");
  }
  const name = hashOf(only("hash", hash.bytes, SEQUENCE));
  const masked = algorithm(only("mask", mask.bytes, SEQUENCE));
  if (masked.id !== MGF1 || masked.parameters === null || hashOf(masked.parameters) !== name) {
    throw new Malformed("RSASSA-PSS: a mask of another kind");
  }
  const saltLength = small(only("salt", salt.bytes, INTEGER));
  if (saltLength > HASH_BYTES[name]) {
    throw new Malformed("RSASSA-PSS: a salt that is too long");
  }
  return { hash: name, saltLength };
}

/** An ECDSA signature as Web Cryptography wants it: r and s, each of the width of the curve. */
function fixedWidth(signature, width) {
  const fields = new Fields("ECDSA", only("ECDSA", signature, SEQUENCE));
  const parts = [fields.take(INTEGER), fields.take(INTEGER)].map((item) => {
    const bytes = integer(item);
    const plain = bytes[0] === 0 ? bytes.subarray(1) : bytes;
    if (bytes[0] >= 0x80 || plain.length > width) {
      throw new SignatureInvalid("signature: a number beyond the curve");
    }
    return joined(new Uint8Array(width - plain.length), plain);
  });
  fields.end();
  return joined(...parts);
}

async function load(spki, imported) {
  try {
    return await crypto.subtle.importKey("spki", spki, imported, false, ["verify"]);
  } catch (error) {
    throw new Malformed("public key: refused by the browser", { cause: error });
  }
}
