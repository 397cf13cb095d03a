/**
 * Checking proofs of an RFC 6962 Merkle tree over SHA-256 (docs/FORMAT.md, F5.1).
 */
import { sha256 } from "./canonical.js";
import { ProofInvalid } from "./errors.js";

const HASH_BYTES = 32;

/**
 * Hash of a leaf (RFC 6962, section 2.1); its prefix keeps it from posing as an inner node.
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array>}
 */
export function leafHash(data) {
  return sha256(Uint8Array.of(0, ...data));
}

/**
 * Check that leaf `index` of the tree of `size` with this root has this data (RFC 9162, section
 * 2.1.3.2).
 * @param {Uint8Array} data
 * @param {number} index from 0
 * @param {number} size leaves of the tree
 * @param {Uint8Array[]} proof
 * @param {Uint8Array} root
 * @throws {ProofInvalid} saying which of index, length, hash or root is at fault.
 */
export async function verifyInclusion(data, index, size, proof, root) {
  if (!(index >= 0 && index < size && Number.isSafeInteger(size))) {
    throw new ProofInvalid(`index: no leaf ${index} in a tree of ${size}`);
  }
  const turns = turnsOf(index, size - 1);
  checkHashes(proof, turns.length);
  let node = await leafHash(data);
  for (const [level, onTheLeft] of turns.entries()) {
    const sibling = proof[level];
    node = await (onTheLeft ? nodeHash(sibling, node) : nodeHash(node, sibling));
  }
  checkRoot("root", node, root);
}

/**
 * Check that the tree of `size` only adds leaves behind those of the tree of `oldSize` (RFC 9162,
 * section 2.1.4.2).
 * @param {number} oldSize from 1
 * @param {Uint8Array} oldRoot
 * @param {number} size
 * @param {Uint8Array} root
 * @param {Uint8Array[]} proof
 * @throws {ProofInvalid} saying which of sizes, length, hash or root is at fault.
 */
export async function verifyConsistency(oldSize, oldRoot, size, root, proof) {
  if (!(oldSize >= 1 && oldSize <= size && Number.isSafeInteger(size))) {
    throw new ProofInvalid(`size: a tree of ${size} cannot continue one of ${oldSize}`);
  }
  if (oldSize === size) {
    checkHashes(proof, 0);
    checkRoot("root", oldRoot, root);
    return;
  }
  const [old, grown] = await climbBoth(oldSize, oldRoot, size, proof);
  checkRoot("old root", old, oldRoot);
  checkRoot("root", grown, root);
}

/** The two roots that a proof leads to, from the last complete subtree of the old tree up. */
async function climbBoth(oldSize, oldRoot, size, proof) {
  let [index, last] = [oldSize - 1, size - 1];
  while (index % 2 === 1) {
    [index, last] = [(index - 1) / 2, Math.floor(last / 2)];
  }
  const turns = turnsOf(index, last);
  // At index 0 that subtree is the old tree, whose root is known: the proof omits it.
  const [seed, siblings] = index > 0 ? [proof[0], proof.slice(1)] : [oldRoot, proof];
  checkHashes(proof, turns.length + (index > 0 ? 1 : 0));
  let [old, grown] = [seed, seed];
  for (const [level, onTheLeft] of turns.entries()) {
    const sibling = siblings[level];
    old = onTheLeft ? await nodeHash(sibling, old) : old;
    grown = await (onTheLeft ? nodeHash(sibling, grown) : nodeHash(grown, sibling));
  }
  return [old, grown];
}

/**
 * Whether each sibling is on the left, on the way up from a node in a row that ends at `last`. On
 * the right edge a node without a sibling rises unchanged.
 */
function turnsOf(index, last) {
  const turns = [];
  for (let [at, end] = [index, last]; end > 0; [at, end] = [Math.floor(at / 2), Math.floor(end / 2)]) {
    if (at % 2 === 1) {
      turns.push(true);
    } else if (at < end) {
      turns.push(false);
    }
  }
  return turns;
}

/** Hash of an inner node (RFC 6962, section 2.1). */
function nodeHash(left, right) {
  return sha256(Uint8Array.of(1, ...left, ...right));
}

/** The length follows from the sizes; any other would let an inner node pass for a leaf. */
function checkHashes(proof, expected) {
  if (proof.length !== expected) {
    throw new ProofInvalid(`proof: ${proof.length} hashes where the sizes ask for ${expected}`);
  }
  if (proof.some((value) => value.length !== HASH_BYTES)) {
    throw new ProofInvalid(`proof: a hash that is not ${HASH_BYTES} bytes long`);
  }
}

function checkRoot(what, found, wanted) {
  if (found.length !== wanted.length || found.some((byte, at) => byte !== wanted[at])) {
    throw new ProofInvalid(`${what}: not the one that the proof leads to`);
  }
}
