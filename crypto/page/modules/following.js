/** Following the entries in the order of the log: chains, clocks, references, keys in force. */
import { thumbprint } from "../../js/thumbprint.js";
import { checkNote } from "./attached.js";
import { Directory, offered } from "./directory.js";
import { at } from "./findings.js";
import { ACCEPTED, capacityFits, disputes, nobody, valueOf } from "./holding.js";
import * as names from "./names.js";
import { refusalOf } from "./opening.js";
import { DirectoryRefused } from "./refusals.js";

/** Entries of the authority's stream that change the ledger's keys. */
const AUTHORITY = { "ledger-key-introduced/1": "introduce", "ledger-key-retired/1": "retire" };

/** Follows every position once, and notes what cannot have been recorded so. */
export class Following {
  /**
   * @param {import("./genesis.js").Genesis} genesis
   * @param {import("./manifest.js").Manifest} manifest
   * @param {string} registrarKid
   * @param {Set<string>} verified digests of entries whose signature holds
   * @param {import("./findings.js").Findings} findings
   */
  constructor(genesis, manifest, registrarKid, verified, findings) {
    this.directory = new Directory(genesis.registrar, registrarKid);
    /** How many references lead to records that are not in the bundle. */
    this.outside = 0;
    this.genesis = genesis;
    this.manifest = manifest;
    this.verified = verified;
    this.findings = findings;
    this.kinds = new Map(manifest.streams.map(({ stream, kind }) => [stream, kind]));
    this.listed = new Map(manifest.streams.flatMap(({ stream, entries }) => (
      entries.map((one) => [`${stream} ${one.seq}`, one])
    )));
    this.heads = new Map();
    this.times = new Map();
    this.known = [];
    this.introduced = new Map();
    this.retired = new Map();
  }

  /**
   * Follow all positions.
   * @param {import("./opening.js").Opened[]} places in the order of the log
   */
  async follow(places) {
    this.manifest.streams.forEach(({ stream, entries }) => this.gaps(stream, entries));
    let known = 0;
    for (const opened of places) {
      if (opened.envelope !== null) {
        known = Math.max(known, opened.envelope.claims.iat);
        await this.entry(opened, opened.envelope);
        this.known.push({ opened, known });
      }
      this.heads.set(opened.stream.stream, opened.listed.digest);
    }
    this.dispute();
  }

  /** Where a directory stream ends in the bundle: what `dir` says behind it. */
  head(practitioner) {
    return this.heads.get(practitioner) ?? this.genesis.ledger;
  }

  /**
   * The keys that sign for the ledger, as the authority's stream introduced and retired them.
   * @param {import("./ledger-keys.js").LedgerKeys} first
   * @returns {import("./ledger-keys.js").LedgerKeys}
   */
  keys(first) {
    return {
      ...first,
      keys: [...new Set([...first.keys, ...this.introduced.values()])],
      retired: new Map(this.retired),
    };
  }

  /** The author of an entry just before it. */
  async author(opened, envelope) {
    try {
      return await this.directory.author(recorded(opened, envelope));
    } catch (error) {
      if (error instanceof DirectoryRefused) {
        return nobody(envelope.claims.iss);
      }
      throw error;
    }
  }

  gaps(stream, entries) {
    entries.forEach(({ seq }, place) => {
      const before = place === 0 ? 0 : entries[place - 1].seq;
      if (seq !== before + 1) {
        const missing = at(names.MANIFEST, stream, before + 1);
        this.findings.note("stream-gap", missing, `seq: ${before + 1} is not listed`);
      }
    });
  }

  async entry(opened, envelope) {
    const { claims } = envelope;
    const last = this.times.get(opened.stream.stream) ?? 0;
    this.chain(opened, claims);
    if (claims.iat < last) {
      this.note("clock-back", opened, "iat: earlier than the entry before");
    }
    this.times.set(opened.stream.stream, Math.max(claims.iat, last));
    this.later(opened, claims);
    this.references(opened, claims);
    const author = await this.author(opened, envelope);
    this.key(opened, envelope, author);
    const known = author.keys.has(envelope.jws.kid);
    if (known && !capacityFits(author, opened.content, claims.iat)) {
      this.refuse("capacity-not-in-force", opened, "capacity: not the author's then");
    }
    const refused = await refusalOf(() => checkNote(opened, author, this.genesis.ledger));
    if (refused !== null) {
      this.note("note-invalid", opened, refused.message);
    }
    if (opened.stream.kind !== "enquiry" && opened.sound) {
      await this.apply(opened, envelope);
    }
  }

  chain({ stream, listed, ...opened }, claims) {
    const before = this.listed.get(`${stream.stream} ${listed.seq - 1}`);
    const expected = before === undefined ? this.genesis.ledger : before.digest;
    if ((before !== undefined || listed.seq === 1) && claims.prev !== expected) {
      this.note("chain-broken", opened, "prev: not the entry before");
    }
  }

  later(opened, claims) {
    const { known, size } = this.manifest;
    if (opened.listed.index >= size || (known !== null && claims.iat > known)) {
      this.note("later-than-view", opened, "index, iat: beyond the view");
    }
  }

  references(opened, claims) {
    for (const { sub, seq, digest } of claims.refs) {
      const named = this.listed.get(`${sub} ${seq}`);
      if (!this.kinds.has(sub)) {
        this.outside += 1;
      } else if (named?.digest !== digest || named.index >= opened.listed.index) {
        this.note("reference-dangling", opened, `refs: entry ${seq}`);
      }
    }
    if (this.kinds.get(claims.iss) === "directory" && claims.dir !== this.head(claims.iss)) {
      this.note("directory-mismatch", opened, "dir: not where that stream ended then");
    }
  }

  key(opened, envelope, author) {
    const { content, stream } = opened;
    const key = author.keys.get(envelope.jws.kid);
    if (key === undefined) {
      this.refuse("key-unknown", opened, `kid: ${envelope.jws.kid} is not the author's`);
      return;
    }
    const own = stream.stream === author.id && valueOf(content, "kid") === key.kid;
    const accepts = content.type === ACCEPTED && own;
    if (key.state !== "live" && !(key.state === "pending" && accepts)) {
      this.refuse("key-not-in-force", opened, `kid: a ${key.state} key`);
    }
    if (!this.verified.has(envelope.digest)) {
      this.refuse("signature-invalid", opened, "signature: not by this key");
    }
  }

  async apply(opened, envelope) {
    const entry = recorded(opened, envelope);
    try {
      if (opened.stream.kind === "directory") {
        await this.directory.follow(entry);
      } else {
        await this.decide(entry, opened.listed.index);
      }
    } catch (error) {
      if (!(error instanceof DirectoryRefused)) {
        throw error;
      }
      this.refuse("directory-refused", opened, error.message);
    }
  }

  /** An entry of the authority's stream; all but the ledger's keys is left as it is. */
  async decide(entry, index) {
    const kind = entry.content.type;
    if (typeof kind !== "string") {
      throw new DirectoryRefused("type: withheld, so it could be a change of the ledger's keys");
    }
    if (!Object.hasOwn(AUTHORITY, kind)) {
      return;
    }
    if (!await this.directory.isRegistrar(entry)) {
      throw new DirectoryRefused("iss: not a registrar");
    }
    await this[AUTHORITY[kind]](entry, index);
  }

  async introduce(entry) {
    const key = await offered(entry.content);
    if (key === null || this.introduced.has(key.kid)) {
      throw new DirectoryRefused("key: unsound, withheld, or introduced before");
    }
    this.introduced.set(key.kid, key.x);
  }

  retire(entry, index) {
    const kid = valueOf(entry.content, "kid");
    if (typeof kid !== "string" || this.retired.has(kid)) {
      throw new DirectoryRefused("kid: withheld, or retired before");
    }
    this.retired.set(kid, index + 1);
  }

  dispute() {
    for (const { opened, known } of this.known) {
      const { stream, listed, envelope } = opened;
      const person = this.directory.person(envelope.claims.iss);
      const entry = `${stream.stream} ${listed.seq} ${listed.digest}`;
      if (disputes(person, envelope.jws.kid, entry, known)) {
        this.note("disputed", opened, "kid: a key that others may have had");
      }
    }
  }

  refuse(code, opened, detail) {
    opened.sound = false;
    this.note(code, opened, detail);
  }

  note(code, { place }, detail) {
    this.findings.note(code, place, detail);
  }
}

function recorded({ content }, { claims, jws }) {
  return { claims, kid: jws.kid, content };
}

/** The id of the registrar's key of a genesis document. */
export function registrarKid(genesis) {
  return thumbprint(genesis.registrar_key);
}
