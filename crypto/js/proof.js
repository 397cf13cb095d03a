/**
 * C2SP log proofs (tlog-proof; docs/FORMAT.md, F5.7): that one leaf is in a signed tree.
 */
import { Malformed } from "./errors.js";
import { decodeBase64, decodeDecimal } from "./note.js";

const HEADER = "c2sp.org/tlog-proof@v1";
/** One hash for each level of the largest tree. */
const MAX_HASHES = 63;
const HASH_BYTES = 32;
const MAX_EXTRA = 2 ** 16;

/**
 * Read a proof; nothing in it is verified by that.
 * @param {string} text
 * @returns {{index: number, hashes: Uint8Array[], checkpoint: string}}
 * @throws {Malformed} naming the part that is not in its one form.
 */
export function parseProof(text) {
  const at = text.indexOf("\n\n");
  if (at < 0) {
    throw new Malformed("proof: no checkpoint");
  }
  const [header, ...lines] = text.slice(0, at).split("\n");
  if (header !== HEADER) {
    throw new Malformed(`proof: its first line is not ${HEADER}`);
  }
  if (lines[0]?.startsWith("extra ")) {
    checkExtra(lines.shift().slice("extra ".length));
  }
  const [index, ...hashes] = lines;
  if (!index?.startsWith("index ") || hashes.length > MAX_HASHES) {
    throw new Malformed("proof: no index, or too many hashes");
  }
  return {
    index: decodeDecimal("proof index", index.slice("index ".length)),
    hashes: hashes.map(readHash),
    checkpoint: text.slice(at + 2),
  };
}

/** Nobody vouches for what an `extra` line says; it has its one form all the same. */
function checkExtra(text) {
  const { length } = decodeBase64("proof extra", text);
  if (length === 0 || length > MAX_EXTRA) {
    throw new Malformed(`proof extra: not 1 to ${MAX_EXTRA} bytes`);
  }
}

function readHash(line) {
  const hash = decodeBase64("proof hashes", line);
  if (hash.length !== HASH_BYTES) {
    throw new Malformed(`proof hashes: one is not ${HASH_BYTES} bytes long`);
  }
  return hash;
}
