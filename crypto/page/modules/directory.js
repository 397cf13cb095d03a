/**
 * The directory from its bytes: which keys and capacities were in force where (docs/FORMAT.md,
 * chapter 4). A fold over the disclosed parts of directory entries, in the order of the log, which
 * holds each entry to the rule that only some people may record it. Where parts are withheld it
 * decides by what is shown, and never in favour of what is not.
 *
 * @typedef {{claims: any, kid: string, content: Record<string, any>}} Recorded
 */
import { unb64 } from "../../js/base64url.js";
import { loadPublicKey } from "../../js/ed25519.js";
import { dateWords, secondsOf } from "../../js/english.js";
import { Refused, TimeRefused } from "../../js/errors.js";
import { thumbprint } from "../../js/thumbprint.js";
import { covers, isObject, nobody, readCapacity, valueOf } from "./holding.js";
import { DirectoryRefused } from "./refusals.js";

const REGISTRAR = "registrar";
const ENROLLED = "practitioner-enrolled/1";
const CHANGES = {
  [ENROLLED]: "enrol",
  "details-corrected/1": "correct",
  "key-accepted/1": "accept",
  "key-added/1": "add",
  "key-revoked/1": "revoke",
  "capacity-granted/1": "grant",
  "capacity-ended/1": "end",
  "delegation/1": "delegate",
  "entries-reaffirmed/1": "reaffirm",
};

/** The types of entries that a directory stream has, and no other. */
const TYPES = new Set(Object.keys(CHANGES));

/**
 * Thumbprint and public key that an entry offers, if they are shown and sound (F4.2).
 * @param {Record<string, any>} content
 * @returns {Promise<{kid: string, x: string} | null>}
 */
export async function offered(content) {
  const { kid, x } = valueOf(content, "key") ?? {};
  if (typeof kid !== "string" || typeof x !== "string") {
    return null;
  }
  try {
    unb64(x);
    await loadPublicKey(x);
  } catch (error) {
    if (error instanceof Refused) {
      return null;
    }
    throw error;
  }
  return await thumbprint(x) === kid ? { kid, x } : null;
}

/** Everybody, followed in the order of the log from the registrar of the genesis document. */
export class Directory {
  /**
   * @param {string} registrar
   * @param {string} registrarKid
   */
  constructor(registrar, registrarKid) {
    this.registrar = registrar;
    this.registrarKid = registrarKid;
    this.people = new Map();
  }

  /** Somebody as they stand here; without keys if they were never enrolled. */
  person(practitioner) {
    return this.people.get(practitioner) ?? nobody(practitioner);
  }

  /**
   * The author just before an entry: the first registrar holds what their entry states.
   * @throws {DirectoryRefused} that entry does not enrol them.
   */
  async author(entry) {
    return this.isFirst(entry)
      ? enrolled(nobody(entry.claims.sub), entry, await offered(entry.content), true)
      : this.person(entry.claims.iss);
  }

  /** Whether the author of an entry acts as a registrar. */
  async isRegistrar(entry) {
    const by = await this.acting(entry);
    return by !== null && by.role === REGISTRAR && !by.countersigning;
  }

  /**
   * Take in an entry of the directory, whose signature and place were verified.
   * @param {Recorded} entry
   * @throws {DirectoryRefused} it could not have been admitted, or a part that decides is withheld.
   */
  async follow(entry) {
    const kind = entry.content.type;
    if (!TYPES.has(kind)) {
      throw new DirectoryRefused("type: not one of the directory's, or withheld");
    }
    const subject = this.person(entry.claims.sub);
    if ((subject.version === 0) !== (kind === ENROLLED)) {
      throw new DirectoryRefused("type: a stream begins with an enrolment, and has one");
    }
    const changed = await this[CHANGES[kind]](subject, entry);
    this.checkNumber(changed);
    this.people.set(subject.id, { ...changed, version: entry.claims.seq });
  }

  isFirst({ claims, kid }) {
    const { iss, sub, seq } = claims;
    return iss === this.registrar && sub === iss && seq === 1 && kid === this.registrarKid;
  }

  /** The capacity that an entry states, if its author holds it. */
  async acting(entry) {
    const stated = entry.content.capacity;
    const { capacities } = await this.author(entry);
    return (isObject(stated) ? capacities.get(stated.id) : undefined) ?? null;
  }

  async byRegistrar(entry) {
    if (entry.claims.iss === entry.claims.sub || !await this.isRegistrar(entry)) {
      throw new DirectoryRefused("iss: not a registrar, or in their own stream");
    }
  }

  async ownOrByOfficer(subject, entry) {
    if (entry.claims.iss === subject.id) {
      return;
    }
    const by = await this.acting(entry);
    const theirs = [...subject.capacities.values()].map((one) => one.agency);
    if (by === null || by.countersigning || !theirs.includes(by.agency)) {
      throw new DirectoryRefused("iss: neither the holder nor of their agency");
    }
  }

  async newKey(entry) {
    const key = await offered(entry.content);
    if (key === null || [...this.people.values()].some((person) => person.keys.has(key.kid))) {
      throw new DirectoryRefused("key: unsound, withheld, or offered before");
    }
    return keyOf(key, entry.claims.seq, "pending");
  }

  checkNumber(changed) {
    const number = plain(changed.registration);
    for (const person of this.people.values()) {
      if (number && person.id !== changed.id && plain(person.registration) === number) {
        throw new DirectoryRefused("registration: another person has this number");
      }
    }
  }

  async enrol(subject, entry) {
    if (this.isFirst(entry)) {
      return enrolled(subject, entry, await offered(entry.content), true);
    }
    await this.byRegistrar(entry);
    await this.newKey(entry);
    return enrolled(subject, entry, await offered(entry.content), false);
  }

  async correct(subject, entry) {
    await this.byRegistrar(entry);
    return { ...subject, name: text(entry, "name"), registration: text(entry, "registration") };
  }

  async accept(subject, entry) {
    const key = keyNamed(subject, entry);
    if (entry.claims.iss !== subject.id || key.kid !== entry.kid || key.state !== "pending") {
      throw new DirectoryRefused("kid: accepted by another, with another key, or twice");
    }
    return withKey(subject, { ...key, state: "live", since: entry.claims.seq });
  }

  async add(subject, entry) {
    await this.ownOrByOfficer(subject, entry);
    return withKey(subject, await this.newKey(entry));
  }

  /** A later one may say that a key was compromised earlier than was thought. */
  async revoke(subject, entry) {
    if (!await this.isRegistrar(entry)) {
      await this.ownOrByOfficer(subject, entry);
    }
    const key = keyNamed(subject, entry);
    const times = [key.compromised, instant(entry)].filter((time) => time !== null);
    const since = key.state === "revoked" ? key.since : entry.claims.seq;
    const compromised = times.length ? Math.min(...times) : null;
    return withKey(subject, { ...key, state: "revoked", since, compromised });
  }

  async grant(subject, entry) {
    await this.byRegistrar(entry);
    return withCapacities(subject, [readCapacity(valueOf(entry.content, "granted"))]);
  }

  /** By a registrar, or by who holds what they give. */
  async delegate(subject, entry) {
    const countersigning = valueOf(entry.content, "scope") !== "acting_up";
    const given = readCapacity(valueOf(entry.content, "granted"), countersigning);
    const by = await this.acting(entry);
    const own = by !== null && given !== null && covers(by, given);
    if (entry.claims.iss === subject.id || !(own || await this.isRegistrar(entry))) {
      throw new DirectoryRefused("iss: neither a registrar nor the holder of what is delegated");
    }
    return withCapacities(subject, [given]);
  }

  async end(subject, entry) {
    if (!await this.isRegistrar(entry)) {
      throw new DirectoryRefused("iss: not a registrar");
    }
    const [id, last] = [valueOf(entry.content, "id"), valueOf(entry.content, "last_day")];
    const held = subject.capacities.get(id);
    if (held === undefined || typeof last !== "string") {
      throw new DirectoryRefused("id: a capacity that was never granted, or is withheld");
    }
    checkDay("last_day", last);
    if (entry.claims.iss === subject.id && held.last !== null && last > held.last) {
      throw new DirectoryRefused("last_day: more days, in one's own stream");
    }
    return { ...subject, capacities: new Map([...subject.capacities, [id, { ...held, last }]]) };
  }

  async reaffirm(subject, entry) {
    if (entry.claims.iss !== subject.id || keyNamed(subject, entry).state !== "revoked") {
      throw new DirectoryRefused("iss, kid: not the holder of a revoked key");
    }
    const named = entry.claims.refs.map((ref) => [
      `${ref.sub} ${ref.seq} ${ref.digest}`, entry.claims.seq,
    ]);
    return { ...subject, reaffirmed: new Map([...subject.reaffirmed, ...named]) };
  }
}

function enrolled(subject, entry, key, live) {
  if (key === null || (live && key.kid !== entry.kid)) {
    throw new DirectoryRefused("key: unsound, withheld, or not the one it is signed with");
  }
  const first = keyOf(key, entry.claims.seq, live ? "live" : "pending");
  const given = valueOf(entry.content, "capacities");
  const person = {
    ...subject,
    name: text(entry, "name"),
    registration: text(entry, "registration"),
    keys: new Map([[first.kid, first]]),
  };
  return withCapacities(person, (Array.isArray(given) ? given : [null]).map((one) => readCapacity(one)));
}

function keyOf({ kid, x }, seq, state) {
  return { kid, x, offered: seq, since: seq, state, compromised: null };
}

function keyNamed(person, entry) {
  const key = person.keys.get(valueOf(entry.content, "kid"));
  if (key === undefined) {
    throw new DirectoryRefused("kid: a key that was never offered, or is withheld");
  }
  return key;
}

function withKey(person, key) {
  return { ...person, keys: new Map([...person.keys, [key.kid, key]]) };
}

function withCapacities(person, given) {
  const held = new Map(person.capacities);
  for (const one of given.filter((each) => each !== null)) {
    if (held.has(one.id)) {
      throw new DirectoryRefused("id: one id names two capacities");
    }
    checkDay("from", one.first);
    if (one.last !== null) {
      checkDay("to", one.last);
    }
    held.set(one.id, one);
  }
  return { ...person, capacities: held, complete: person.complete && !given.includes(null) };
}

function text(entry, name) {
  const given = valueOf(entry.content, name);
  return typeof given === "string" ? given : "";
}

function instant(entry) {
  const given = valueOf(entry.content, "compromised");
  if (typeof given !== "string") {
    return null;
  }
  try {
    return secondsOf(given);
  } catch (error) {
    throw error instanceof TimeRefused ? new DirectoryRefused("compromised: not a time") : error;
  }
}

/** Days are compared as texts, which only dates can be (F4.4). */
function checkDay(name, day) {
  try {
    dateWords(day);
  } catch (error) {
    throw error instanceof TimeRefused ? new DirectoryRefused(`${name}: not a date`) : error;
  }
}

/**
 * A regulator's number as it is compared (F4.6), by no table of letters: each version of Unicode has
 * another, and two verifiers would differ.
 */
function plain(number) {
  return number.replace(/[\x00-/:-@[-`{-\x7f]/g, "").replace(/[A-Z]/g, (one) => one.toLowerCase());
}
