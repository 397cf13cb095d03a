/**
 * Putting content together again from disclosures, as strictly as the ledger does (docs/FORMAT.md,
 * F1.8 to F1.15): whoever could add a disclosure that no digest names could put words beside a
 * signature that its author never saw.
 */
import { unb64 } from "./base64url.js";
import { bytesOf, decode, digest } from "./canonical.js";
import { checkDigest } from "./claims.js";
import { DisclosureRefused, DisclosureUnreferenced, NotCanonical } from "./errors.js";

/** Bound on the parts of one entry. */
export const MAX_DISCLOSURES = 4096;
/** Bound on arrays within arrays. */
const MAX_DEPTH = 8;
/** 16 bytes of base64url; the last character carries two bits. */
const SALT = /^[\w-]{21}[AQgw]$/;
const ASCII = /^[\x00-\x7f]*$/;
const [UNNAMED, NAMED] = [2, 3];
/** Names to which JWT, SD-JWT or the clear part of an entry give a meaning; content has none. */
const RESERVED = new Set([
  ...["_sd", "_sd_alg", "...", "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "vct"],
  ...["status", "seq", "prev", "dir", "refs"],
]);

/** Stands in an array where an element is withheld. */
export const GAP = Symbol("withheld");

/**
 * Put content together from disclosures.
 * @param {string[]} sd the signed digests of the top-level parts
 * @param {string[]} disclosures ascending by their digests
 * @param {{partly?: boolean}} [how] with `partly`, digests without a disclosure are gaps
 * @returns {Promise<{content: Record<string, any>, gaps: string[]}>} gaps of arrays
 *   are `GAP`; a top-level part that is withheld leaves no trace but its digest among `gaps`
 * @throws {DisclosureUnreferenced} one that no signed digest names.
 * @throws {DisclosureRefused} they do not fit each other exactly.
 */
export async function reveal(sd, disclosures, { partly = false } = {}) {
  return new Revealing(await index(disclosures), partly).content(sd);
}

/** The parts of each disclosure by its digest. */
async function index(disclosures) {
  if (disclosures.length > MAX_DISCLOSURES) {
    throw new DisclosureRefused(`disclosures: more than ${MAX_DISCLOSURES}`);
  }
  const given = new Map();
  const salts = new Set();
  let last = "";
  for (const text of disclosures) {
    const parts = read(text);
    const key = await digest(bytesOf(text));
    if (key <= last) {
      throw new DisclosureRefused("disclosures: not in ascending order of their digests");
    }
    if (salts.has(parts[0])) {
      // Whoever is shown one part would know the salt of another, and could guess its words.
      throw new DisclosureRefused("disclosures: a salt is used twice");
    }
    salts.add(parts[0]);
    given.set(key, parts);
    last = key;
  }
  return given;
}

function read(text) {
  const parts = decoded(text);
  if (!Array.isArray(parts) || parts.length < UNNAMED || parts.length > NAMED) {
    throw new DisclosureRefused("disclosure: not [salt, value] or [salt, name, value]");
  }
  if (typeof parts[0] !== "string" || !SALT.test(parts[0])) {
    throw new DisclosureRefused("disclosure: salt is not 16 bytes of base64url");
  }
  return parts;
}

function decoded(text) {
  try {
    return decode(unb64(text));
  } catch (error) {
    if (error instanceof NotCanonical) {
      throw new DisclosureRefused(`disclosure: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** One pass over the digests, none of which may stand twice (RFC 9901, section 7.1). */
class Revealing {
  constructor(given, partly) {
    this.given = given;
    this.partly = partly;
    this.seen = new Set();
    this.gaps = [];
  }

  content(sd) {
    const found = new Map();
    for (const key of sd) {
      const parts = this.take(key, NAMED);
      if (parts !== undefined) {
        found.set(newName(parts[1], found), this.value(parts[2], 0));
      }
    }
    const unused = [...this.given.keys()].filter((key) => !this.seen.has(key)).length;
    if (unused > 0) {
      throw new DisclosureUnreferenced(`disclosures: ${unused} that no signed digest names`);
    }
    return { content: Object.fromEntries(found), gaps: this.gaps };
  }

  take(key, length) {
    if (this.seen.has(key)) {
      throw new DisclosureRefused("disclosures: a digest stands twice");
    }
    this.seen.add(key);
    const parts = this.given.get(key);
    if (parts === undefined) {
      this.miss(key);
    } else if (parts.length !== length) {
      throw new DisclosureRefused("disclosure: an element where a named part belongs, or reverse");
    }
    return parts;
  }

  miss(key) {
    if (!this.partly) {
      throw new DisclosureRefused("disclosures: one is missing");
    }
    checkDigest("disclosure", key);
    this.gaps.push(key);
  }

  value(value, depth) {
    if (Array.isArray(value)) {
      if (depth === MAX_DEPTH) {
        throw new DisclosureRefused(`disclosure: more than ${MAX_DEPTH} arrays within arrays`);
      }
      return value.map((item) => this.element(item, depth + 1));
    }
    if (typeof value === "object" && value !== null) {
      if (Object.hasOwn(value, "...") || Object.hasOwn(value, "_sd")) {
        throw new DisclosureRefused("disclosure: a digest outside an array");
      }
      const members = Object.entries(value).map(([name, item]) => [name, this.value(item, depth)]);
      return Object.fromEntries(members);
    }
    return value;
  }

  element(item, depth) {
    const isObject = typeof item === "object" && item !== null && Object.keys(item).length === 1;
    if (!isObject || typeof item["..."] !== "string") {
      throw new DisclosureRefused("disclosure: an array element that is not a digest");
    }
    const parts = this.take(item["..."], UNNAMED);
    return parts === undefined ? GAP : this.value(parts[1], depth);
  }
}

function newName(name, found) {
  if (typeof name !== "string" || !ASCII.test(name)) {
    throw new DisclosureRefused("disclosure: a name that is not an ASCII string");
  }
  if (RESERVED.has(name)) {
    throw new DisclosureRefused(`${name}: a reserved name`);
  }
  if (found.has(name)) {
    throw new DisclosureRefused("disclosure: a name that stands twice");
  }
  return name;
}
