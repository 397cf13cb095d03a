/**
 * Disclosures: every part of an entry that a reader may be denied, salted and hashed on its own
 * (RFC 9901; docs/FORMAT.md, F1.8 to F1.15). Every element of every array is a disclosure too.
 *
 * @typedef {{sd: string[], disclosures: string[]}} Concealed top-level digests and all disclosures,
 *   each ascending
 */
import { b64 } from "./base64url.js";
import { bytesOf, digest, encode } from "./canonical.js";
import { DisclosureRefused } from "./errors.js";
import { reveal } from "./reveal.js";

/** Length of a salt: 128 bits, without which a withheld name could be guessed from a list of names. */
const SALT_BYTES = 16;

/**
 * Salt and hash every part of `content`.
 * @param {Record<string, unknown>} content
 * @param {() => Uint8Array} [salt] 16 random bytes each time; given only for byte-exact vectors.
 * @returns {Promise<Concealed>}
 * @throws {DisclosureRefused} a reserved name, or more than the bounds allow.
 * @throws {NotCanonical} a value that has no canonical form.
 */
export async function conceal(content, salt = randomSalt) {
  const made = new Map();
  const sd = [];
  for (const [name, value] of Object.entries(content)) {
    sd.push(await disclose(made, salt, name, await hide(made, salt, value)));
  }
  sd.sort();
  const disclosures = [...made.keys()].sort().map((key) => made.get(key));
  await checkReadBack(content, sd, disclosures);
  return { sd, disclosures };
}

async function disclose(made, salt, ...parts) {
  const text = b64(encode([b64(salt()), ...parts]));
  const key = await digest(bytesOf(text));
  made.set(key, text);
  return key;
}

async function hide(made, salt, value) {
  if (Array.isArray(value)) {
    const hidden = [];
    for (const item of value) {
      hidden.push({ "...": await disclose(made, salt, await hide(made, salt, item)) });
    }
    return hidden;
  }
  if (typeof value === "object" && value !== null) {
    const members = [];
    for (const [name, item] of Object.entries(value)) {
      members.push([name, await hide(made, salt, item)]);
    }
    return Object.fromEntries(members);
  }
  return value;
}

/** What is about to be signed is read as the ledger and any verifier will read it. */
async function checkReadBack(content, sd, disclosures) {
  const { content: read } = await reveal(sd, disclosures);
  if (b64(encode(read)) !== b64(encode(content))) {
    throw new DisclosureRefused("content: would not be read back as it is");
  }
}

function randomSalt() {
  return crypto.getRandomValues(new Uint8Array(SALT_BYTES));
}
