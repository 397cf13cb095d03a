/** Keys of logs and of witnesses as text (C2SP signed-note, Verifier keys). */
import { b64, base64 } from "../../js/base64url.js";
import { bytesOf, sha256 } from "../../js/canonical.js";
import { KEY_BYTES, loadPublicKey } from "../../js/ed25519.js";
import { KeyRefused, Malformed } from "../../js/errors.js";
import { decodeBase64 } from "../../js/note.js";
import { hex, joined } from "./bytes.js";

/** Types of signatures: a log's own, and the timestamped one of a witness. */
export const [SIGNING, COSIGNING] = [1, 4];
const KEY_ID_BYTES = 4;
const CONTROL = /[\x00-\x1f]/;
/** What counts as white space in a name: Unicode's, as other verifiers have it, not JavaScript's. */
const BLANK = /[\x85\p{Z}]/u;

/**
 * Read a vkey.
 * @param {string} text
 * @param {number} type
 * @returns {Promise<{name: string, x: string, id: string}>} `id` in base64
 * @throws {Malformed} not one of this type, or with the id of another name or key.
 * @throws {KeyRefused} the key is not sound.
 */
export async function readVkey(text, type) {
  const [name, , ...rest] = text.split("+");
  if (rest.length === 0) {
    throw new Malformed("vkey: not a name, an id and a key with + between them");
  }
  const material = decodeBase64("vkey", rest.join("+"));
  if (material[0] !== type) {
    throw new Malformed("vkey: not of the type that belongs here");
  }
  if (material.length !== 1 + KEY_BYTES) {
    throw new KeyRefused(`public key: not ${KEY_BYTES} bytes`);
  }
  checkName(name);
  const x = b64(material.subarray(1));
  await loadPublicKey(x);
  const id = await keyId(name, material);
  if (`${name}+${hex(id)}+${base64(material)}` !== text) {
    throw new Malformed("vkey: its id does not belong to its name and key");
  }
  return { name, x, id: base64(id) };
}

function checkName(name) {
  if (name === "" || CONTROL.test(name) || BLANK.test(name) || name.includes("+")) {
    throw new Malformed("key name: empty, or with + or white space");
  }
}

async function keyId(name, material) {
  return (await sha256(joined(bytesOf(`${name}\n`), material))).slice(0, KEY_ID_BYTES);
}
