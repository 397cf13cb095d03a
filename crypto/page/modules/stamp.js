/**
 * RFC 3161 time stamps: that bytes existed at a time, by the word of an authority (docs/FORMAT.md,
 * chapter 15). The chain of certificates is judged as it stood when the stamp was made.
 *
 * @typedef {{time: number, accuracy: number, authority: string, expires: number}} Stamped times in
 *   seconds since 1970, `accuracy` in seconds; `expires`: the first end of a certificate
 */
import { Malformed, Refused } from "../../js/errors.js";
import { same } from "./bytes.js";
import { readCertificate } from "./certificate.js";
import { chainTo, checkChain, expiryOf } from "./chain.js";
import {
  BOOLEAN, Fields, GENERALIZED_TIME, INTEGER, OCTETS, OID, SEQUENCE, SET, all, context, integer, moment,
  oid, only, small, truth,
} from "./der.js";
import { StampRefused } from "./refusals.js";
import { algorithm, hashOf, verifySignature } from "./signatures.js";

/** Longest answer of an authority that is read: ten times what they send. */
const MAX_BYTES = 2 ** 16;
/** Seconds that the time may be uncertain by: with more, it says less than the ledger's own clock. */
const MAX_ACCURACY = 300;
const GRANTED = 0;
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
/** Which certificate signed, by its hash: of SHA-1 (RFC 2634), or another (RFC 5816). */
const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

/**
 * Verify an authority's answer (TimeStampResp) over `data`.
 * @param {Uint8Array} answer
 * @param {Uint8Array} data
 * @param {Uint8Array[]} authorities roots (DER), one of which the chain must lead to
 * @returns {Promise<Stamped>}
 * @throws {StampForeign} the chain leads to none of these roots.
 * @throws {StampRefused} not an answer in DER, not over these bytes, not signed so, a chain that did
 *   not hold then, or an algorithm that is too weak.
 */
export function openStamp(answer, data, authorities) {
  return refusing(async () => opened(readAnswer(answer), data, authorities.map(readCertificate)));
}

/**
 * Whether an answer claims to be over `data`, unverified.
 * @param {Uint8Array} answer
 * @param {Uint8Array} data
 * @returns {Promise<boolean>}
 * @throws {StampRefused} not an answer in DER, or over a digest that is too weak.
 */
export function isOver(answer, data) {
  return refusing(async () => {
    const { info } = readAnswer(answer);
    return same(await hashed(info.hash, data), info.imprint);
  });
}

async function refusing(read) {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused && !(error instanceof StampRefused)) {
      throw new StampRefused(`stamp: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

async function opened({ info, signedInfo, certificates, signer }, data, roots) {
  if (!same(await hashed(info.hash, data), info.imprint)) {
    throw new StampRefused("stamp: over other bytes than these");
  }
  const named = certificates.find((one) => (
    same(one.issuer, signer.issuer) && same(one.serial, signer.serial)
  ));
  if (named === undefined) {
    throw new StampRefused("stamp: the certificate of its authority is not in it");
  }
  await checkCertificate(signer.attributes, named);
  const chain = await chainTo(named, certificates, roots);
  await checkSigned(signer, signedInfo, named);
  checkChain(chain, info.time);
  return {
    time: Math.floor(info.time),
    accuracy: info.accuracy,
    authority: named.name,
    expires: expiryOf(chain),
  };
}

function readAnswer(bytes) {
  if (bytes.length > MAX_BYTES) {
    throw new StampRefused(`stamp: longer than ${MAX_BYTES} bytes`);
  }
  const answer = new Fields("stamp", only("stamp", bytes, SEQUENCE));
  const status = new Fields("status", answer.take(SEQUENCE));
  if (small(status.take(INTEGER)) !== GRANTED) {
    throw new StampRefused("stamp: its authority did not grant it");
  }
  const content = new Fields("token", answer.take(SEQUENCE));
  answer.end();
  checkType("token", content, SIGNED_DATA);
  const wrapped = content.take(context(0));
  content.end();
  return readSignedData(only("token", wrapped.bytes, SEQUENCE));
}

/** RFC 5652, section 5.1. */
function readSignedData(item) {
  const fields = new Fields("signed data", item);
  checkVersion(fields, 3);
  all("hashes", fields.take(SET).bytes).forEach(hashOf);
  const signedInfo = readContent(fields.take(SEQUENCE));
  const certificates = fields.option(context(0));
  fields.option(context(1));
  const signers = all("signers", fields.take(SET).bytes);
  fields.end();
  if (signers.length !== 1) {
    throw new StampRefused(`stamp: ${signers.length} signatures instead of one`);
  }
  const given = certificates === null ? [] : all("certificates", certificates.bytes);
  return {
    signedInfo,
    info: readInfo(only("time", signedInfo, SEQUENCE)),
    certificates: given.map((one) => readCertificate(one.whole)),
    signer: readSigner(signers[0]),
  };
}

function readContent(item) {
  const fields = new Fields("content", item);
  checkType("content", fields, TST_INFO);
  const content = only("content", fields.take(context(0)).bytes, OCTETS).bytes;
  fields.end();
  return content;
}

/** RFC 3161, section 2.4.2. */
function readInfo(item) {
  const fields = new Fields("time", item);
  checkVersion(fields, 1);
  fields.take(OID);
  const imprint = new Fields("imprint", fields.take(SEQUENCE));
  const hash = hashOf(imprint.take(SEQUENCE));
  const digest = imprint.take(OCTETS).bytes;
  imprint.end();
  integer(fields.take(INTEGER));
  const time = moment(fields.take(GENERALIZED_TIME));
  const accuracy = readAccuracy(fields.option(SEQUENCE), time);
  const ordering = fields.option(BOOLEAN);
  const nonce = fields.option(INTEGER);
  fields.option(context(0));
  fields.option(context(1));
  fields.end();
  if ((ordering !== null && !truth(ordering)) || (nonce !== null && integer(nonce).length === 0)) {
    throw new Malformed("time: a default value that is written out");
  }
  return { hash, imprint: digest, time, accuracy };
}

/** Seconds, rounded up; also what cutting off the fraction of a second takes away. */
function readAccuracy(item, time) {
  const fraction = Math.round((time % 1) * 1e6) / 1e6;
  if (item === null) {
    return Math.ceil(fraction);
  }
  const fields = new Fields("accuracy", item);
  const part = (tag) => {
    const found = fields.option(tag);
    return found === null ? 0 : small({ ...found, tag: INTEGER });
  };
  const sum = part(INTEGER) + part(context(0, false)) / 1e3 + part(context(1, false)) / 1e6 + fraction;
  fields.end();
  if (sum > MAX_ACCURACY) {
    throw new StampRefused(`stamp: of an accuracy worse than ${MAX_ACCURACY} s`);
  }
  return Math.ceil(sum);
}

/** RFC 5652, section 5.3; signed attributes are there whenever the content is not plain data. */
function readSigner(item) {
  const fields = new Fields("signer", item);
  checkVersion(fields, 1);
  const names = new Fields("signer", fields.take(SEQUENCE));
  const [issuer, serial] = [names.take(SEQUENCE).whole, integer(names.take(INTEGER))];
  names.end();
  const hash = hashOf(fields.take(SEQUENCE));
  const attributes = fields.take(context(0));
  const named = algorithm(fields.take(SEQUENCE));
  const signature = fields.take(OCTETS).bytes;
  fields.option(context(1));
  fields.end();
  return { issuer, serial, hash, named, signature, ...readAttributes(attributes) };
}

function readAttributes(item) {
  const attributes = new Map();
  for (const one of all("attributes", item.bytes)) {
    const fields = new Fields("attribute", one);
    const id = oid(fields.take(OID));
    const values = all("attribute", fields.take(SET).bytes);
    fields.end();
    if (attributes.has(id) || values.length !== 1) {
      throw new Malformed("attributes: one that stands twice, or has not one value");
    }
    attributes.set(id, values[0]);
  }
  // What is signed is their encoding as a set (RFC 5652, section 5.4).
  const signed = Uint8Array.from(item.whole);
  signed[0] = SET;
  return { attributes, signed };
}

async function checkSigned(signer, content, certificate) {
  const { attributes, hash, named, signature, signed } = signer;
  const type = attributes.get(CONTENT_TYPE);
  const digest = attributes.get(MESSAGE_DIGEST);
  if (type === undefined || oid(type) !== TST_INFO || digest?.tag !== OCTETS) {
    throw new StampRefused("stamp: its signature is not over a time");
  }
  if (!same(digest.bytes, await hashed(hash, content))) {
    throw new StampRefused("stamp: signed over another time than the one it states");
  }
  await verifySignature(certificate.spki, named, hash, signature, signed);
}

/** Without this, another certificate for the same key could speak for it (RFC 5816, section 2). */
async function checkCertificate(attributes, certificate) {
  const [first, second] = [attributes.get(SIGNING_CERTIFICATE), attributes.get(SIGNING_CERTIFICATE_V2)];
  if (first === undefined && second === undefined) {
    throw new StampRefused("stamp: does not say which certificate signed");
  }
  for (const [item, byDefault] of [[first, "SHA-1"], [second, "SHA-256"]]) {
    if (item !== undefined) {
      const ids = new Fields("certificates", new Fields("certificates", item).take(SEQUENCE));
      const id = new Fields("certificate", ids.take(SEQUENCE));
      const other = byDefault === "SHA-256" ? id.option(SEQUENCE) : null;
      const name = other === null ? byDefault : hashOf(other);
      if (!same(id.take(OCTETS).bytes, await hashed(name, certificate.whole))) {
        throw new StampRefused("stamp: signed by another certificate than the one it names");
      }
    }
  }
}

function checkType(what, fields, wanted) {
  if (oid(fields.take(OID)) !== wanted) {
    throw new Malformed(`${what}: of another kind`);
  }
}

function checkVersion(fields, version) {
  if (small(fields.take(INTEGER)) !== version) {
    throw new Malformed(`${fields.what}: of another version`);
  }
}

async function hashed(name, bytes) {
  return new Uint8Array(await crypto.subtle.digest(name, bytes));
}
