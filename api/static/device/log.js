/**
 * The log as this browser has seen it. Whoever keeps the ledger's key could show one history to one
 * reader and another to the next; a browser that remembers where the log stood finds out when it is
 * shown a log that does not continue that one (docs/FORMAT.md, F5.5).
 */
import { b64, unb64 } from "./base64url.js";
import { DeviceRefused } from "./refusals.js";
import { get, getText } from "./http.js";
import { verifyConsistency } from "./merkle.js";
import { openCheckpoint } from "./note.js";
import { keysFor } from "./receipts.js";
import * as store from "./store.js";

/**
 * Look at the log now, check that it continues what this browser saw last, and remember it.
 * @param {import("./receipts.js").LedgerKeys} ledger
 * @param {number} [now] milliseconds since 1970
 * @returns {Promise<{size: number, root: string, before: {size: number, at: number} | null}>}
 *   `before`: what it was compared with, and when this browser saw that; null at first sight
 * @throws {DeviceRefused} `log-restarted`: another log of this ledger, as after a declared loss.
 * @throws {ProofInvalid} the log does not continue what this browser saw.
 * @throws {SignatureInvalid | Malformed} it is not signed by a key of the ledger.
 */
export async function watch(ledger, now = Date.now()) {
  const text = await getText("/api/log/checkpoint");
  const { origin, size, root } = await openCheckpoint(text, keysFor(text, ledger));
  const before = await store.get("seen", ledger.ledger);
  if (before !== undefined) {
    await checkContinues(before, { origin, size, root });
  }
  const seen = { ledger: ledger.ledger, origin, size, root: b64(root), at: now };
  await store.put("seen", seen);
  return { size, root: seen.root, before: before ? { size: before.size, at: before.at } : null };
}

async function checkContinues(before, { origin, size, root }) {
  if (before.origin !== origin) {
    throw new DeviceRefused(
      "log-restarted",
      `This browser saw the log ${before.origin}; this is ${origin}. Ask the operator why.`,
    );
  }
  const hashes = before.size < size ? await proof(before.size, size) : [];
  await verifyConsistency(before.size, unb64(before.root), size, root, hashes);
}

async function proof(old, size) {
  const { hashes } = await get(`/api/log/consistency?old=${old}&new=${size}`);
  return hashes.map(unb64);
}
