/**
 * C2SP cosignatures: that a witness saw a checkpoint, and when (tlog-cosignature, Ed25519).
 *
 * @typedef {{name: string, x: string, id: string}} CosignatureKey
 * @typedef {{key: CosignatureKey, time: number}} Cosigned `time`: seconds since 1970, its own word
 */
import { base64 } from "../../js/base64url.js";
import { bytesOf } from "../../js/canonical.js";
import { SIGNATURE_BYTES, loadPublicKey } from "../../js/ed25519.js";
import { SignatureInvalid } from "../../js/errors.js";
import { parseNote, readCheckpoint } from "../../js/note.js";

const TIME_BYTES = 8;

/**
 * Verify every cosignature of a checkpoint by a key among `keys`; ignore those by others.
 * @param {string} note
 * @param {CosignatureKey[]} keys
 * @returns {Promise<Cosigned[]>}
 * @throws {SignatureInvalid} one by a known key does not verify.
 * @throws {Malformed} the note is not a checkpoint.
 */
export async function verifyCosignatures(note, keys) {
  const { text, signatures } = parseNote(note);
  readCheckpoint(text);
  const cosigned = [];
  for (const { name, id, signature } of signatures) {
    const key = keys.find((one) => one.name === name && one.id === base64(id));
    if (key !== undefined) {
      cosigned.push(await verified(key, text, signature));
    }
  }
  return cosigned;
}

async function verified(key, text, signature) {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) {
    throw new SignatureInvalid(`cosignature by ${key.name}: not 72 bytes`);
  }
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (time < 1n || time >= 2n ** 63n) {
    throw new SignatureInvalid(`cosignature by ${key.name}: of no possible time`);
  }
  const signed = bytesOf(`cosignature/v1\ntime ${time}\n${text}`);
  const known = await loadPublicKey(key.x);
  if (!await crypto.subtle.verify("Ed25519", known, signature.slice(TIME_BYTES), signed)) {
    throw new SignatureInvalid(`cosignature by ${key.name}: does not verify`);
  }
  return { key, time: Number(time) };
}
