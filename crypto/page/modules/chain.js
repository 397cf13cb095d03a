/**
 * The chain from the certificate of a time-stamping authority to a root that the trust file names
 * (RFC 5280, section 6; RFC 3161, section 2.3).
 *
 * @typedef {import("./certificate.js").Certificate} Certificate
 */
import { Refused } from "../../js/errors.js";
import { same } from "./bytes.js";
import { usageOf } from "./certificate.js";
import { BOOLEAN, Fields, INTEGER, SEQUENCE, all, oid, only, small, truth } from "./der.js";
import { refusalOf } from "./opening.js";
import { CertificateRefused, StampForeign } from "./refusals.js";
import { isStrong, isStrongKey, verifySignature } from "./signatures.js";

const BASIC_CONSTRAINTS = "2.5.29.19";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
/** Extensions that are looked at here, or that say nothing about whether a chain holds. */
const KNOWN = new Set([
  ...[BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.32"],
  "2.5.29.35",
]);
const [DIGITAL_SIGNATURE, CONTENT_COMMITMENT, KEY_CERT_SIGN] = [0, 1, 5];
/** Most certificates that are looked at: a bound of ours; chains have two to four. */
const MAX_CERTIFICATES = 16;
/**
 * Most certificates from a signer to a root. Certificates of one name and key all issue each other, so
 * without a bound there are more ways through sixteen of them than anybody can try.
 */
const MAX_CHAIN = 5;

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
  const chains = await pathsFrom([signer], given, roots, new Map());
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

async function pathsFrom(path, given, roots, known) {
  const last = path.at(-1);
  if (roots.some((root) => same(root.whole, last.whole))) {
    return [path];
  }
  if (path.length === MAX_CHAIN) {
    return [];
  }
  const found = [];
  for (const root of roots) {
    if (await isIssuedBy(last, root, path.length - 1, known)) {
      found.push([...path, root]);
    }
  }
  for (const one of given) {
    const fresh = [...path, ...roots].every((other) => !same(other.whole, one.whole));
    if (fresh && await isIssuedBy(last, one, path.length - 1, known)) {
      const rest = given.filter((each) => each !== one);
      found.push(...await pathsFrom([...path, one], rest, roots, known));
    }
  }
  return found;
}

/** `known` keeps which issuers signed which certificates: a signature is checked once. */
async function isIssuedBy(certificate, issuer, below, known) {
  try {
    if (!mayIssue(issuer, certificate, below)) {
      return false;
    }
    const answers = known.get(certificate) ?? new Map();
    known.set(certificate, answers);
    if (!answers.has(issuer)) {
      answers.set(issuer, await isSignedBy(certificate, issuer));
    }
    return answers.get(issuer);
  } catch (error) {
    if (error instanceof Refused) {
      return false;
    }
    throw error;
  }
}

async function isSignedBy({ algorithm: named, outer, signature, signed }, issuer) {
  return same(outer.whole, named.whole)
    && await refusalOf(() => verifySignature(issuer.spki, named, null, signature, signed)) === null;
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
  const signs = [DIGITAL_SIGNATURE, CONTENT_COMMITMENT];
  if (usage && (usage.size === 0 || [...usage].some((one) => !signs.includes(one)))) {
    throw new CertificateRefused("certificate 1: its key is not for signing, and for that alone");
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
