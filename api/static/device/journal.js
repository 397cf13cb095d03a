/**
 * What this device signed: positions, digests and receipts, and no words. At sign-in it is compared
 * with what the ledger holds in the author's name: an entry that the ledger has and the journal has
 * not was signed elsewhere, and one that only the journal has was removed.
 *
 * @typedef {"sent" | "admitted" | "refused"} Outcome `sent` until the ledger answers, or for good
 *   where its answer was lost
 * @typedef {{ledger: string, practitioner: string, kid: string, stream: string, seq: number,
 *   prev: string, digest: string, iat: number, signed: number, outcome: Outcome,
 *   receipt: string | null}} Signed `iat` in seconds by the ledger's clock, `signed` in milliseconds
 *   by the device's, both since 1970; `receipt` a C2SP tlog-proof
 */
import * as store from "./store.js";

/**
 * Write down what was signed, or what became of it.
 * @param {Signed} record
 */
export function write(record) {
  return store.put("journal", record);
}

/**
 * What a practitioner signed on this device, oldest first.
 * @param {string} practitioner
 * @returns {Promise<Signed[]>}
 */
export async function of(practitioner) {
  const records = await store.all("journal");
  return records.filter((one) => one.practitioner === practitioner)
    .sort((a, b) => a.signed - b.signed);
}

/**
 * What was signed on this device in a stream of a ledger.
 * @param {string} ledger
 * @returns {import("./checks.js").Known}
 */
export function knownIn(ledger) {
  return async (stream) => {
    const records = await store.all("journal");
    return records.filter((one) => one.ledger === ledger && one.stream === stream);
  };
}
