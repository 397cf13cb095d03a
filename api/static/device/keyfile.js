/**
 * A key on a file, wrapped under a passphrase: PBKDF2-HMAC-SHA256 (RFC 8018) and AES-256-GCM, which
 * is what WebCrypto has. It is a further key of its holder with an id of its own, so it can be
 * revoked alone when the file is lost.
 *
 * Who steals the file must guess the passphrase at 600,000 rounds a guess (OWASP, Password Storage).
 * The clear members are bound to the ciphertext, so nobody can pass it off as another person's.
 */
import { b64, unb64 } from "./base64url.js";
import { bytesOf, encode } from "./canonical.js";
import { NotCanonical } from "./errors.js";
import { KeyFileRefused } from "./refusals.js";
import { generate } from "./keys.js";
import { thumbprint } from "./thumbprint.js";

const FORMAT = "countersign-browser-key/1";
const ROUNDS = 600_000;
const MIN_PASSPHRASE = 12;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
/** Bound on a key file, in characters: it has about 700. */
const MAX_FILE = 10_000;
const CLEAR = ["demonstration", "format", "kid", "ledger", "name", "practitioner", "rounds", "x"];

/**
 * Make a key and wrap it. The key itself is never in the script's hands.
 * @param {{ledger: string, practitioner: string, name: string, demonstration: boolean}} whose
 * @param {string} passphrase at least 12 characters
 * @returns {Promise<{file: string, kid: string, x: string, key: CryptoKey}>} `file`: what to save;
 *   `key`: the same key, not extractable, to sign its acceptance with
 * @throws {KeyFileRefused} the passphrase is too short.
 */
export async function wrap({ ledger, practitioner, name, demonstration }, passphrase) {
  if (passphrase.length < MIN_PASSPHRASE) {
    throw new KeyFileRefused(`passphrase: enter ${MIN_PASSPHRASE} characters or more`);
  }
  const made = await generate({ extractable: true });
  const { kid, x } = made;
  const whose = { demonstration, ledger, name, practitioner };
  const clear = { ...whose, format: FORMAT, kid, rounds: ROUNDS, x };
  const [salt, nonce] = [random(SALT_BYTES), random(NONCE_BYTES)];
  const wrapping = await derived(passphrase, salt, "wrapKey");
  const box = await crypto.subtle.wrapKey("pkcs8", made.key, wrapping, sealed(nonce, clear));
  const parts = { salt: b64(salt), nonce: b64(nonce), box: b64(new Uint8Array(box)) };
  const file = `${JSON.stringify({ ...clear, ...parts }, null, 1)}\n`;
  return { file, kid, x, key: (await unwrap(file, passphrase)).key };
}

/**
 * Open a key file.
 * @param {string} file
 * @param {string} passphrase
 * @returns {Promise<{ledger: string, practitioner: string, name: string, demonstration: boolean,
 *   kid: string, x: string, key: CryptoKey}>} `key` is not extractable
 * @throws {KeyFileRefused} not a key file, altered, or another passphrase.
 */
export async function unwrap(file, passphrase) {
  const { clear, salt, nonce, box } = read(file);
  const wrapping = await derived(passphrase, salt, "unwrapKey");
  const key = await opened(box, wrapping, sealed(nonce, clear));
  if (clear.kid !== await thumbprint(clear.x)) {
    throw new KeyFileRefused("kid: not that of the key");
  }
  const { demonstration, kid, ledger, name, practitioner, x } = clear;
  return { demonstration, kid, ledger, name, practitioner, x, key };
}

async function opened(box, wrapping, how) {
  try {
    return await crypto.subtle.unwrapKey("pkcs8", box, wrapping, how, "Ed25519", false, ["sign"]);
  } catch (error) {
    throw new KeyFileRefused("passphrase: not the one of this key file", { cause: error });
  }
}

function read(file) {
  const value = parsed(file);
  if (value?.format !== FORMAT || value.rounds !== ROUNDS) {
    throw new KeyFileRefused(`file: not a key file of the form ${FORMAT}`);
  }
  try {
    const clear = Object.fromEntries(CLEAR.map((name) => [name, value[name]]));
    encode(clear); // refuses a member that is missing
    return { clear, salt: unb64(value.salt), nonce: unb64(value.nonce), box: unb64(value.box) };
  } catch (error) {
    if (error instanceof NotCanonical) {
      throw new KeyFileRefused("file: damaged", { cause: error });
    }
    throw error;
  }
}

function parsed(file) {
  try {
    return file.length <= MAX_FILE ? JSON.parse(file) : null;
  } catch (error) {
    throw new KeyFileRefused("file: not a key file", { cause: error });
  }
}

async function derived(passphrase, salt, use) {
  // NFC: the same passphrase typed on another keyboard is the same bytes.
  const secret = bytesOf(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, [use]);
}

function sealed(nonce, clear) {
  return { name: "AES-GCM", iv: nonce, additionalData: encode(clear) };
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}
