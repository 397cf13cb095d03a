/**
 * The keys of this browser: WebCrypto Ed25519, non-extractable, in IndexedDB.
 *
 * Script that gets into a page can ask such a key to sign for as long as the page is open; it cannot
 * carry the key away. A browser may evict what it stores (Safari after seven idle days), so storage
 * is asked to persist, and a second key is offered at enrolment.
 *
 * @typedef {{ledger: string, practitioner: string, name: string, kid: string, x: string,
 *   key: CryptoKey, kept: number}} Held `x`: public key, base64url; `kept`: when, milliseconds
 *   since 1970
 */
import { b64 } from "./base64url.js";
import { checkDigest, checkUuid } from "./claims.js";
import { DeviceRefused } from "./refusals.js";
import * as store from "./store.js";
import { thumbprint } from "./thumbprint.js";

/**
 * The keys that this browser holds for a ledger, the newest first.
 * @param {string} ledger
 * @returns {Promise<Held[]>}
 */
export async function held(ledger) {
  const records = await store.all("keys");
  return records.filter((one) => one.ledger === ledger).sort((a, b) => b.kept - a.kept);
}

/**
 * Make a key. Nothing keeps it yet: see {@link keep}.
 * @param {{extractable?: boolean}} [how] extractable only to be wrapped at once (keyfile.js)
 * @returns {Promise<{kid: string, x: string, key: CryptoKey}>}
 * @throws {DeviceRefused} this browser has no Ed25519.
 */
export async function generate({ extractable = false } = {}) {
  const pair = await generated(extractable);
  const x = b64(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  return { kid: await thumbprint(x), x, key: pair.privateKey };
}

/**
 * Keep a key in this browser.
 * @param {Omit<Held, "kept">} record
 * @returns {Promise<boolean>} whether the browser promises not to evict it; if not, tell the author.
 * @throws {ClaimRefused} an id is not in its form.
 * @throws {DeviceRefused} the key can be read out, or its id is not that of its public half.
 */
export async function keep({ ledger, practitioner, name, kid, x, key }) {
  checkDigest("ledger", ledger);
  checkUuid("practitioner", practitioner);
  if (kid !== await thumbprint(x) || key.extractable || !key.usages.includes("sign")) {
    throw new DeviceRefused("not-a-key", "key: not a private key of this id that stays here");
  }
  await store.put("keys", { ledger, practitioner, name, kid, x, key, kept: Date.now() });
  return persistent();
}

/**
 * Forget a key for good, once the directory has revoked it or the author has asked for it.
 * @param {string} kid
 */
export function forget(kid) {
  return store.remove("keys", kid);
}

/**
 * Whether the browser keeps this site's data until somebody deletes it; asks for that first.
 * @returns {Promise<boolean>}
 */
export async function persistent() {
  if (navigator.storage?.persist === undefined) {
    return false;
  }
  return await navigator.storage.persisted() || navigator.storage.persist();
}

async function generated(extractable) {
  try {
    return await crypto.subtle.generateKey("Ed25519", extractable, ["sign", "verify"]);
  } catch (error) {
    throw new DeviceRefused(
      "no-ed25519",
      "This browser cannot make the kind of key that the ledger uses (Ed25519). Use a newer one.",
      { cause: error },
    );
  }
}
