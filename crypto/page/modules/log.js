/**
 * The log in a bundle: checkpoint, proofs, and that one tree continues another (docs/FORMAT.md, F16.26
 * to F16.29). Nothing is believed because it is in the bundle: proofs lead to the root of one
 * checkpoint, and that is signed by a key of the ledger.
 */
import { unb64 } from "../../js/base64url.js";
import { Malformed, ProofInvalid } from "../../js/errors.js";
import { verifyConsistency, verifyInclusion } from "../../js/merkle.js";
import { openCheckpoint, parseNote, readCheckpoint } from "../../js/note.js";
import { parseProof } from "../../js/proof.js";
import { same, utf8 } from "./bytes.js";
import { at } from "./findings.js";
import { noteKeysAt } from "./ledger-keys.js";
import * as names from "./names.js";
import { refusalOf } from "./opening.js";

/** The log as the bundle's checkpoint has it; `tree` is hearsay until it is seen to be signed. */
export class Log {
  constructor(note, tree, findings) {
    this.note = note;
    this.tree = tree;
    this.findings = findings;
  }

  /**
   * Read the checkpoint and hold the view to it.
   * @param {Map<string, Uint8Array>} files
   * @param {import("./manifest.js").Manifest} manifest
   * @param {import("./findings.js").Findings} findings
   * @returns {Promise<Log | null>} null where there is none that can be read
   */
  static async read(files, manifest, findings) {
    const bytes = files.get(names.CHECKPOINT);
    const place = at(names.CHECKPOINT);
    let log = null;
    const refused = bytes === undefined ? null : await refusalOf(async () => {
      const note = utf8(bytes);
      log = new Log(note, unverifiedTree(note), findings);
    });
    if (refused !== null) {
      findings.note("checkpoint-invalid", place, refused.message);
    }
    if (log === null) {
      return null;
    }
    if (log.tree.origin !== manifest.origin) {
      findings.note("checkpoint-invalid", place, "origin: not that of the bundle");
    }
    const view = { size: manifest.size, root: unb64(manifest.root) };
    await log.joins(view, manifest.consistency, at(names.MANIFEST));
    return log;
  }

  /** Every position that is listed is in the log, whether or not its entry is given. */
  async prove(files, manifest) {
    for (const { stream, entries } of manifest.streams) {
      for (const { seq, index, digest } of entries) {
        const name = names.proof(stream, seq);
        const data = files.get(name);
        if (data !== undefined) {
          await this.includes(data, unb64(digest), index, at(name, stream, seq));
        }
      }
    }
  }

  async includes(data, leaf, index, place) {
    const refused = await refusalOf(async () => {
      const proof = parseProof(utf8(data));
      if (proof.checkpoint !== this.note || proof.index !== index) {
        throw new ProofInvalid("to another checkpoint, or index");
      }
      await verifyInclusion(leaf, index, this.tree.size, proof.hashes, this.tree.root);
    });
    if (refused !== null) {
      this.findings.note("proof-invalid", place, refused.message);
    }
  }

  /** Another tree of this log and the checkpoint's, of which the larger continues the other. */
  async joins(other, consistency, place) {
    const [old, grown] = other.size <= this.tree.size ? [other, this.tree] : [this.tree, other];
    const refused = await refusalOf(() => continues(old, grown, consistency.map(unb64)));
    if (refused !== null) {
      this.findings.note("root-mismatch", place, refused.message);
    }
  }

  /**
   * Whether a published checkpoint is signed by the ledger and of this log and size; it is also held
   * against this one.
   */
  async anchor(note, listed, keys, place) {
    if (!await this.signs(note, keys, place)) {
      return false;
    }
    const tree = unverifiedTree(utf8(note));
    if (tree.origin !== this.tree.origin || tree.size !== listed.size) {
      this.findings.note("checkpoint-invalid", place, "of another log or size");
      return false;
    }
    await this.joins(tree, listed.consistency, place);
    return true;
  }

  /** Whether a key of the ledger that may sign for a log of this size signed a checkpoint. */
  async signs(note, keys, place) {
    const refused = await refusalOf(async () => {
      const text = utf8(note);
      const { origin, size } = unverifiedTree(text);
      await openCheckpoint(text, await noteKeysAt(keys, origin, size));
    });
    if (refused !== null) {
      this.findings.note("checkpoint-invalid", place, refused.message);
    }
    return refused === null;
  }
}

/**
 * What a signed checkpoint claims, before anybody has verified it.
 * @param {string} note
 * @returns {import("../../js/note.js").Checkpoint}
 * @throws {Malformed} not a checkpoint.
 */
export function unverifiedTree(note) {
  return readCheckpoint(parseNote(note).text);
}

/** Every tree continues the empty one, and only an empty proof shows it. */
async function continues(old, grown, proof) {
  if (old.size > 0) {
    await verifyConsistency(old.size, old.root, grown.size, grown.root, proof);
  } else if (proof.length > 0 || (grown.size === 0 && !same(old.root, grown.root))) {
    throw new Malformed("proof: hashes where the sizes ask for none");
  }
}
