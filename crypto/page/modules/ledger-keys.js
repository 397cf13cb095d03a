/**
 * Which keys sign for the ledger, and up to which size of its log (docs/FORMAT.md, F10.5 and F10.6).
 *
 * @typedef {{name: string, keys: string[], retired: Map<string, number>}} LedgerKeys keys as
 *   base64url; `retired`: up to which size a key may have signed, by its thumbprint
 */
import { thumbprint } from "../../js/thumbprint.js";

/**
 * The keys to begin with: those of the trust file, or the one of the genesis document.
 * @param {import("./genesis.js").Genesis} genesis
 * @param {import("./genesis.js").Trust | null} trust
 * @returns {LedgerKeys}
 */
export function firstKeys(genesis, trust) {
  // The first key too, which may have retired since: older checkpoints bear no other.
  const given = trust === null ? [] : trust.keys.map((key) => key.x);
  const first = trust === null ? genesis.ledger_key : trust.genesis.ledger_key;
  return { name: genesis.name, keys: [...new Set([first, ...given])], retired: new Map() };
}

/**
 * The keys that may sign for a log of this size.
 * @param {LedgerKeys} ledger
 * @param {number} size
 * @returns {Promise<{kid: string, x: string}[]>}
 */
export async function keysAt(ledger, size) {
  const found = [];
  for (const x of ledger.keys) {
    const kid = await thumbprint(x);
    if (size <= (ledger.retired.get(kid) ?? size)) {
      found.push({ kid, x });
    }
  }
  return found;
}

/**
 * All of them under the name of a log, also those that retired since.
 * @param {LedgerKeys} ledger
 * @param {string} origin
 * @returns {{name: string, x: string}[]} none where the log is not one of this ledger
 */
function noteKeys(ledger, origin) {
  return numberOf(ledger, origin) ? ledger.keys.map((x) => ({ name: origin, x })) : [];
}

/**
 * Those that may sign for a log of this size, under its name.
 * @param {LedgerKeys} ledger
 * @param {string} origin
 * @param {number} size
 * @returns {Promise<{name: string, x: string}[]>} none where the log is not one of this ledger
 */
export async function noteKeysAt(ledger, origin, size) {
  const signing = (await keysAt(ledger, size)).map(({ x }) => x);
  return noteKeys(ledger, origin).filter(({ x }) => signing.includes(x));
}

/**
 * Which log of this ledger has this origin, if one has.
 * @param {LedgerKeys} ledger
 * @param {string} origin
 * @returns {number | null}
 */
export function numberOf(ledger, origin) {
  const number = origin.slice(origin.lastIndexOf("/") + 1);
  const sound = /^[1-9][0-9]{0,8}$/.test(number);
  return sound && origin === `${ledger.name}/${number}` ? Number(number) : null;
}
