/**
 * Opening the entries of a bundle: form, place in the list and parts, each on its own.
 *
 * @typedef {{jws: import("../../js/jws.js").Jws, claims: any, digest: string}} Envelope
 * @typedef {{stream: import("./manifest.js").StreamListed,
 *   listed: import("./manifest.js").EntryListed, place: import("./findings.js").Place,
 *   envelope: Envelope | null, content: Record<string, any>, gaps: string[], revealed: boolean,
 *   sound: boolean}} Opened a position of a stream, with the entry there as far as it is given;
 *   `sound` is false once something is wrong with it, so that it changes nothing in the directory
 */
import { MAX_ENTRY, parseEnvelope } from "../../js/envelope.js";
import { DisclosureUnreferenced, EntryRefused, Refused } from "../../js/errors.js";
import { verify } from "../../js/jws.js";
import { reveal } from "../../js/reveal.js";
import { utf8 } from "./bytes.js";
import { offered } from "./directory.js";
import { at } from "./findings.js";
import * as names from "./names.js";

const ASCII = /^[\x00-\x7f]*$/;

/** Opens the entries of a bundle and checks their signatures. */
export class Opening {
  /**
   * @param {Map<string, Uint8Array>} files
   * @param {import("./manifest.js").Manifest} manifest
   * @param {import("./findings.js").Findings} findings
   */
  constructor(files, manifest, findings) {
    this.files = files;
    this.manifest = manifest;
    this.findings = findings;
  }

  /**
   * Every position in the order of the log, and the digests of entries whose signature holds. Any
   * key that the directory ever offered may have signed; when it was in force is decided in order.
   * @param {string} registrarKid
   * @param {string} registrarKey
   * @returns {Promise<{places: Opened[], verified: Set<string>}>}
   */
  async open(registrarKid, registrarKey) {
    const places = [];
    for (const stream of this.manifest.streams) {
      for (const listed of stream.entries) {
        places.push(await this.entry(stream, listed));
      }
    }
    const keys = new Map();
    for (const { stream, content } of places) {
      const key = stream.kind === "enquiry" ? null : await offered(content);
      if (key !== null) {
        keys.set(key.kid, key.x);
      }
    }
    keys.set(registrarKid, registrarKey);
    places.sort((one, other) => one.listed.index - other.listed.index);
    return { places, verified: await verifiedAmong(places, keys) };
  }

  async entry(stream, listed) {
    const name = names.entry(stream.stream, listed.seq);
    const opened = {
      ...{ stream, listed, place: at(name, stream.stream, listed.seq), envelope: null },
      ...{ content: {}, gaps: [], revealed: false, sound: true },
    };
    const data = listed.given ? this.files.get(name) : undefined;
    if (data === undefined) {
      return opened;
    }
    try {
      const { envelope, disclosures } = await split(data);
      opened.envelope = envelope;
      this.compare(opened, envelope);
      await this.reveal(opened, envelope, disclosures);
    } catch (error) {
      this.noteRefused("entry-malformed", opened, error);
    }
    return opened;
  }

  compare(opened, { claims, digest }) {
    if (digest !== opened.listed.digest) {
      this.note("leaf-mismatch", opened, "digest: not the one that is listed");
    }
    if (claims.sub !== opened.stream.stream || claims.seq !== opened.listed.seq) {
      this.note("place-mismatch", opened, "sub, seq: another place");
    }
    if (claims.aud !== this.manifest.ledger) {
      this.note("foreign-ledger", opened, "aud: another ledger");
    }
  }

  async reveal(opened, { claims }, disclosures) {
    try {
      const { content, gaps } = await reveal(claims._sd, disclosures, { partly: true });
      Object.assign(opened, { content, gaps, revealed: true });
    } catch (error) {
      const added = error instanceof DisclosureUnreferenced;
      this.noteRefused(added ? "disclosure-unreferenced" : "words-mismatch", opened, error);
    }
  }

  noteRefused(code, opened, error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    this.note(code, opened, error.message);
  }

  note(code, opened, detail) {
    opened.sound = false;
    this.findings.note(code, opened.place, detail);
  }
}

/**
 * The envelope of an entry and the disclosures that were given with it.
 * @param {Uint8Array} data
 * @returns {Promise<{envelope: Envelope, disclosures: string[]}>}
 * @throws {EntryRefused | JwsRefused | ClaimRefused} not in the one accepted form.
 */
export async function split(data) {
  if (data.length > MAX_ENTRY) {
    throw new EntryRefused(`entry: larger than ${MAX_ENTRY} bytes`);
  }
  const text = utf8(data);
  if (!text.endsWith("~") || !ASCII.test(text)) {
    throw new EntryRefused("entry: not ASCII that ends with '~'");
  }
  const [signed, ...disclosures] = text.slice(0, -1).split("~");
  return { envelope: await parseEnvelope(signed), disclosures };
}

/**
 * Whether a refusal is all that came of something.
 * @param {() => Promise<unknown>} attempt
 * @returns {Promise<Refused | null>} the refusal, or null where it went well
 */
export async function refusalOf(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    if (error instanceof Refused) {
      return error;
    }
    throw error;
  }
}

async function verifiedAmong(places, keys) {
  const signed = places.map(({ envelope }) => envelope)
    .filter((one) => one !== null && keys.has(one.jws.kid));
  const refusals = await Promise.all(
    signed.map(({ jws }) => refusalOf(() => verify(jws, keys.get(jws.kid)))),
  );
  return new Set(signed.filter((_, place) => refusals[place] === null).map((one) => one.digest));
}
