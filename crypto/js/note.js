/**
 * C2SP signed notes with Ed25519, and the checkpoints that are written as such (signed-note,
 * tlog-checkpoint; docs/FORMAT.md, F5.3, F5.4 and F5.8). Base64 and numbers have one spelling.
 *
 * @typedef {{name: string, x: string}} NoteKey a named public key, `x` as base64url
 * @typedef {{origin: string, size: number, root: Uint8Array}} Checkpoint
 */
import { base64, unb64, unbase64 } from "./base64url.js";
import { bytesOf, sha256 } from "./canonical.js";
import { loadPublicKey } from "./ed25519.js";
import { Malformed, SignatureInvalid } from "./errors.js";

const ED25519 = 1;
const KEY_ID_BYTES = 4;
const HASH_BYTES = 32;
/** Root of the tree without leaves (RFC 6962, section 2.1): the hash of nothing. */
const EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const MAX_SIGNATURES = 100;
/** Bytes, not characters: whoever passes a receipt on may add a line with a name of any script. */
const MAX_NOTE = 2 ** 20;
const DASH = "\u2014";
const DECIMAL = /^(0|[1-9][0-9]{0,15})$/;
const CONTROL = /[\x00-\x1f]/;
/** What no name holds: control characters, `+`, and what Unicode, not JavaScript, calls white space. */
const BLANK = /[\x00-\x1f+\x85\p{Z}]/u;

/**
 * Read a checkpoint and verify it with the keys of the log.
 *
 * A key speaks for the log whose origin is its name: without that rule the key of one log could sign
 * a tree into being for another.
 * @param {string} text
 * @param {NoteKey[]} keys
 * @returns {Promise<Checkpoint & {signers: NoteKey[]}>}
 * @throws {Malformed} not a checkpoint.
 * @throws {SignatureInvalid} a known key's signature is false, or no known key of the log signed.
 */
export async function openCheckpoint(text, keys) {
  const note = parseNote(text);
  const signers = await verified(note, keys);
  const checkpoint = readCheckpoint(note.text);
  if (!signers.some((signer) => signer.name === checkpoint.origin)) {
    throw new SignatureInvalid(`checkpoint: no signature by a known key of ${checkpoint.origin}`);
  }
  return { ...checkpoint, signers };
}

/**
 * The key as text, for trust files and for other people's tools (signed-note, Verifier keys).
 * @param {NoteKey} key
 * @returns {Promise<string>}
 */
export async function vkey(key) {
  const id = Array.from(await keyId(key), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${key.name}+${id}+${base64(material(key))}`;
}

/**
 * Read standard base64 in its one spelling.
 * @param {string} field
 * @param {string} text
 * @returns {Uint8Array}
 * @throws {Malformed} not base64, or with line breaks, missing padding or stray low bits.
 */
export function decodeBase64(field, text) {
  const bytes = unbase64(text);
  if (bytes === null || base64(bytes) !== text) {
    throw new Malformed(`${field}: not base64 in its canonical form`);
  }
  return bytes;
}

/**
 * Read a number of leaves, or the index of one.
 * @param {string} field
 * @param {string} text
 * @returns {number}
 * @throws {Malformed} anything but a whole number up to 2^53 - 1 without a leading zero.
 */
export function decodeDecimal(field, text) {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) {
    throw new Malformed(`${field}: not a decimal without a leading zero`);
  }
  return value;
}

/**
 * Read a signed note; who signed it is for others to find out.
 * @param {string} raw
 * @returns {{text: string, signatures: {name: string, id: Uint8Array, signature: Uint8Array}[]}}
 * @throws {Malformed} naming the part that is not in its one form.
 */
export function parseNote(raw) {
  const at = raw.lastIndexOf("\n\n");
  if (bytesOf(raw).length > MAX_NOTE || at < 0 || !raw.endsWith("\n")) {
    throw new Malformed("note: no blank line with whole signature lines behind it");
  }
  const [text, lines] = [raw.slice(0, at + 1), raw.slice(at + 2, -1).split("\n")];
  if (lines.length > MAX_SIGNATURES) {
    throw new Malformed(`note: more than ${MAX_SIGNATURES} signatures`);
  }
  if (text.slice(0, -1).split("\n").some((line) => CONTROL.test(line))) {
    throw new Malformed("note text: a control character");
  }
  return { text, signatures: lines.map(parseSignature) };
}

function parseSignature(line) {
  const [dash, name, encoded, ...more] = line.split(" ");
  if (dash !== DASH || encoded === undefined || more.length > 0 || !isName(name)) {
    throw new Malformed("signature: not an em dash, a key name and base64");
  }
  const value = decodeBase64("signature", encoded);
  if (value.length <= KEY_ID_BYTES) {
    throw new Malformed("signature: not a key id of 4 bytes and at least one byte more");
  }
  return { name, id: value.slice(0, KEY_ID_BYTES), signature: value.slice(KEY_ID_BYTES) };
}

/** The keys among `keys` that signed; a false signature by one of them is refused. */
async function verified(note, keys) {
  const signers = [];
  for (const { name, id, signature } of note.signatures) {
    for (const key of keys) {
      if (key.name === name && base64(await keyId(key)) === base64(id)) {
        await checkSignature(key, signature, note.text);
        signers.push(key);
      }
    }
  }
  if (signers.length === 0) {
    throw new SignatureInvalid("note: no signature by a known key");
  }
  return signers;
}

async function checkSignature(key, signature, text) {
  const known = await loadPublicKey(key.x);
  if (!await crypto.subtle.verify("Ed25519", known, signature, bytesOf(text))) {
    throw new SignatureInvalid(`signature by ${key.name}: does not verify`);
  }
}

/**
 * Read the text of a checkpoint's note: a claim that nobody has signed by that.
 * @param {string} text
 * @returns {Checkpoint}
 * @throws {Malformed} naming the line that is not in its one form.
 */
export function readCheckpoint(text) {
  const [origin, size, root, ...rest] = text.split("\n");
  if (rest.at(-1) !== "" || [origin, ...rest.slice(0, -1)].includes("")) {
    throw new Malformed("checkpoint: not three lines or more, each ended by a newline");
  }
  const checkpoint = {
    origin,
    size: decodeDecimal("checkpoint size", size),
    root: decodeBase64("checkpoint root", root),
  };
  if (checkpoint.root.length !== HASH_BYTES) {
    throw new Malformed(`checkpoint root: not ${HASH_BYTES} bytes`);
  }
  if (checkpoint.size === 0 && root !== EMPTY_ROOT) {
    throw new Malformed("checkpoint root: not that of the empty tree, though the size is 0");
  }
  return checkpoint;
}

async function keyId(key) {
  const named = bytesOf(`${key.name}\n`);
  return (await sha256(Uint8Array.of(...named, ...material(key)))).slice(0, KEY_ID_BYTES);
}

function material(key) {
  return Uint8Array.of(ED25519, ...unb64(key.x));
}

function isName(name) {
  return name !== "" && !BLANK.test(name);
}
