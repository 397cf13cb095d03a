/**
 * The act of issuing: an officer's entry in the enquiry signs the list of contents (docs/FORMAT.md,
 * F16.31 to F16.33). It is the one thing in a bundle that may be later than the view. Where the
 * directory has grown since, the entries on which the officer's key rests come with it.
 *
 * @typedef {{person: import("./holding.js").Person, iat: number, capacity: string,
 *   gaps: number}} Issued `gaps`: parts that are not given of the issuing entry, and of the directory
 *   entries that came with it; no list of contents can name them
 */
import { unb64 } from "../../js/base64url.js";
import { digest } from "../../js/canonical.js";
import { ProofInvalid, SignatureInvalid } from "../../js/errors.js";
import { verify } from "../../js/jws.js";
import { verifyInclusion } from "../../js/merkle.js";
import { openCheckpoint } from "../../js/note.js";
import { parseProof } from "../../js/proof.js";
import { reveal } from "../../js/reveal.js";
import { same, utf8 } from "./bytes.js";
import { ACCEPTED, capacityFits, isObject, valueOf } from "./holding.js";
import { noteKeysAt } from "./ledger-keys.js";
import { unverifiedTree } from "./log.js";
import * as names from "./names.js";
import { split } from "./opening.js";
import { IssueRefused } from "./refusals.js";

const ISSUED = "bundle-issued/1";

/** Checks the entry by which a bundle was issued. */
export class Issue {
  /**
   * @param {Map<string, Uint8Array>} files
   * @param {import("./manifest.js").Manifest} manifest
   * @param {import("./following.js").Following} following
   */
  constructor(files, manifest, following) {
    this.files = files;
    this.manifest = manifest;
    this.directory = following.directory;
    this.gaps = 0;
    this.heads = new Map(manifest.streams.filter(({ entries }) => entries.length > 0)
      .map(({ stream, entries }) => [stream, entries.at(-1)]));
  }

  /**
   * Check the entry, with the directory as it stands behind the view.
   * @returns {Promise<Issued>}
   * @throws {Refused} it is missing, does not sign this list, or its key was not in force.
   */
  async check() {
    const data = this.files.get(names.ISSUE_ENTRY);
    if (data === undefined) {
      throw new IssueRefused("issue: no entry");
    }
    await this.grow();
    const { envelope, disclosures } = await split(data);
    const { content, gaps } = await reveal(envelope.claims._sd, disclosures, { partly: true });
    const signed = await digest(this.files.get(names.MANIFEST));
    if (content.type !== ISSUED || valueOf(content, "manifest") !== signed) {
      throw new IssueRefused("issue: does not sign this list of contents");
    }
    this.checkPlace(envelope.claims);
    const person = this.directory.person(envelope.claims.iss);
    await checkKey(envelope, person, false);
    if (envelope.claims.dir !== this.head(person.id).digest) {
      throw new IssueRefused("dir: not where the directory in the bundle ends");
    }
    if (!capacityFits(person, content, envelope.claims.iat)) {
      throw new IssueRefused("capacity: not one of the officer's in force");
    }
    const capacity = isObject(content.capacity) ? content.capacity.as : "";
    const words = typeof capacity === "string" ? capacity : "";
    return { person, iat: envelope.claims.iat, capacity: words, gaps: this.gaps + gaps.length };
  }

  /**
   * The ledger took the entry in, behind the view.
   * @param {import("./ledger-keys.js").LedgerKeys} keys
   * @param {import("./log.js").Log | null} log
   * @throws {Refused} it did not, or contradicts the checkpoint of the bundle.
   */
  async checkReceipt(keys, log) {
    const [data, entry] = [names.ISSUE_RECEIPT, names.ISSUE_ENTRY].map((name) => this.files.get(name));
    if (data === undefined || entry === undefined) {
      return;
    }
    const proof = parseProof(utf8(data));
    const { envelope } = await split(entry);
    const { origin } = this.manifest;
    const signing = await noteKeysAt(keys, origin, unverifiedTree(proof.checkpoint).size);
    const tree = await openCheckpoint(proof.checkpoint, signing);
    await verifyInclusion(unb64(envelope.digest), proof.index, tree.size, proof.hashes, tree.root);
    if (tree.origin !== origin || proof.index < this.manifest.size) {
      throw new ProofInvalid("issue: not behind the view of this log");
    }
    if (log !== null && tree.size === log.tree.size && !same(tree.root, log.tree.root)) {
      throw new ProofInvalid("issue: another tree of the same size");
    }
  }

  checkPlace({ aud, sub, seq, prev }) {
    const { ledger, enquiry } = this.manifest;
    const last = this.head(enquiry);
    if (aud !== ledger || sub !== enquiry) {
      throw new IssueRefused("issue: an entry of another enquiry or ledger");
    }
    if (seq <= last.seq || (seq === last.seq + 1 && prev !== last.digest)) {
      throw new IssueRefused("issue: does not stand behind what it issues");
    }
  }

  head(stream) {
    return this.heads.get(stream) ?? { seq: 0, digest: this.manifest.ledger };
  }

  /** Follow what the directory has grown by since the view, in the order of the log. */
  async grow() {
    const receipt = this.files.get(names.ISSUE_RECEIPT);
    const later = this.later().sort((one, other) => one.proof.index - other.proof.index);
    if (later.length === 0) {
      return;
    }
    if (receipt === undefined) {
      throw new IssueRefused("issue: no receipt");
    }
    const { checkpoint } = parseProof(utf8(receipt));
    const tree = unverifiedTree(checkpoint);
    for (const one of later) {
      if (one.proof.checkpoint !== checkpoint || one.proof.index < this.manifest.size) {
        throw new IssueRefused("issue/directory: a proof of another log, or in the view");
      }
      await this.take(one, tree);
    }
  }

  later() {
    const found = [];
    for (const [name, data] of this.files) {
      const place = names.placeInIssue(name);
      const [entry, proof] = place === null ? [] : names.issueDirectory(place.stream, place.seq);
      if (name === entry) {
        const text = utf8(this.files.get(proof) ?? new Uint8Array());
        found.push({ place, data, proof: parseProof(text) });
      }
    }
    return found;
  }

  async take({ place, data, proof }, tree) {
    const { envelope, disclosures } = await split(data);
    this.checkContinues(envelope.claims, place);
    await verifyInclusion(unb64(envelope.digest), proof.index, tree.size, proof.hashes, tree.root);
    const { claims } = envelope;
    const { content, gaps } = await reveal(claims._sd, disclosures, { partly: true });
    this.gaps += gaps.length;
    const recorded = { claims, kid: envelope.jws.kid, content };
    const accepts = content.type === ACCEPTED && claims.iss === claims.sub;
    const author = await this.directory.author(recorded);
    await checkKey(envelope, author, accepts);
    if (!capacityFits(author, content, claims.iat)) {
      throw new IssueRefused("issue/directory: a capacity that its author does not have");
    }
    await this.directory.follow(recorded);
    this.heads.set(claims.sub, { seq: claims.seq, digest: envelope.digest });
  }

  checkContinues({ aud, iss, sub, seq, prev, dir }, place) {
    const last = this.head(sub);
    const known = this.manifest.streams.find((one) => one.stream === sub);
    if (sub !== place.stream || seq !== place.seq) {
      throw new IssueRefused("issue/directory: another place than its name");
    }
    if (known !== undefined && known.kind !== "directory") {
      throw new IssueRefused("issue/directory: not of the directory");
    }
    if (aud !== this.manifest.ledger || seq !== last.seq + 1 || prev !== last.digest) {
      throw new IssueRefused("issue/directory: does not continue its stream");
    }
    if (dir !== this.head(iss).digest) {
      throw new IssueRefused("issue/directory: not where its author's stream ended then");
    }
  }
}

async function checkKey({ jws }, author, pending) {
  const key = author.keys.get(jws.kid);
  if (key === undefined || !(key.state === "live" || (pending && key.state === "pending"))) {
    throw new SignatureInvalid("kid: not a key of the author in force");
  }
  await verify(jws, key.x);
}
