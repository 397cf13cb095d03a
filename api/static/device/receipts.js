/**
 * Receipts: that an entry is in a log whose checkpoint the ledger signed (C2SP tlog-proof;
 * docs/FORMAT.md, F5.7).
 *
 * @typedef {{ledger: string, name: string, keys: import("./note.js").NoteKey[], first: string}}
 *   LedgerKeys `first`: the key of the genesis document, which the ledger id vouches for
 * @typedef {{index: number, size: number, root: Uint8Array, origin: string, firstKey: boolean}}
 *   Included `firstKey`: signed by the key of the genesis document
 */
import { unb64 } from "./base64url.js";
import { bytesOf, decode, digest } from "./canonical.js";
import { checkMembers } from "./claims.js";
import { Malformed } from "./errors.js";
import { DeviceRefused } from "./refusals.js";
import { get } from "./http.js";
import { verifyInclusion } from "./merkle.js";
import { openCheckpoint } from "./note.js";
import { parseProof } from "./proof.js";

const GENESIS = [
  ...["authority", "created", "demonstration", "format", "ledger_key", "name", "registrar"],
  "registrar_key",
];

/**
 * Check a receipt for an entry.
 * @param {string} leaf digest of the entry
 * @param {string} proof the receipt
 * @param {LedgerKeys} ledger
 * @returns {Promise<Included>}
 * @throws {Malformed} not a receipt.
 * @throws {SignatureInvalid} the checkpoint is not signed by a key of the ledger.
 * @throws {ProofInvalid} the hashes do not lead from the entry to the checkpoint's root.
 */
export async function verifyReceipt(leaf, proof, ledger) {
  const { index, hashes, checkpoint } = parseProof(proof);
  const tree = await opened(checkpoint, ledger);
  await verifyInclusion(unb64(leaf), index, tree.size, hashes, tree.root);
  return { index, ...tree };
}

/**
 * Check who signed the checkpoint of a receipt.
 * @param {string} proof the receipt
 * @param {LedgerKeys} ledger
 * @returns {Promise<{origin: string, size: number, root: Uint8Array, firstKey: boolean}>}
 * @throws {Malformed | SignatureInvalid} as {@link verifyReceipt}.
 */
export async function verifyCheckpoint(proof, ledger) {
  return opened(parseProof(proof).checkpoint, ledger);
}

/**
 * Check the receipt that the ledger gave for what this device just signed.
 * @param {import("./journal.js").Signed} signed
 * @param {{stream: string, seq: number, digest: string, proof: string} | undefined} receipt
 * @param {string} ledger id
 * @throws {DeviceRefused} with the code `receipt-missing`; otherwise as {@link verifyReceipt}.
 */
export async function checkReceipt(signed, receipt, ledger) {
  if (receipt?.stream !== signed.stream || receipt.seq !== signed.seq) {
    throw new DeviceRefused("receipt-missing", "The ledger gave no receipt for what you signed.");
  }
  await verifyReceipt(signed.digest, receipt.proof, await ledgerKeys(ledger));
}

/**
 * The keys of the ledger that served this page, checked against its id.
 *
 * The id is the digest of the genesis document, which names the first key: a server cannot exchange
 * it for an id that entries were signed for. Later keys rest on the server's word here.
 * @param {string} ledger id that entries carry as `aud`
 * @returns {Promise<LedgerKeys>}
 * @throws {Malformed} the document is not that of this ledger.
 */
export async function ledgerKeys(ledger) {
  const { genesis, keys } = await get("/api/ledger");
  return readKeys(ledger, genesis, keys);
}

/**
 * The keys of a ledger.
 * @param {string} ledger
 * @param {string} genesis
 * @param {string[]} [signing] the keys that sign now, base64url; otherwise the first alone. One that
 *   has retired is not among them: who stole it afterwards signs no larger log (F10.6).
 * @returns {Promise<LedgerKeys>}
 * @throws {Malformed} the document is not that of this ledger.
 */
export async function readKeys(ledger, genesis, signing) {
  const bytes = bytesOf(genesis);
  if (await digest(bytes) !== ledger) {
    throw new Malformed("genesis: not the document of this ledger");
  }
  const document = decode(bytes);
  checkMembers("genesis", document, GENESIS);
  const { name, ledger_key: first } = document;
  const keys = (signing ?? [first]).map((x) => ({ name, x }));
  return { ledger, name, keys, first };
}

/**
 * The ledger's keys under the name of the log that a checkpoint is of; F7.4: name, "/", number.
 * @param {string} checkpoint
 * @param {LedgerKeys} ledger
 * @returns {import("./note.js").NoteKey[]} none for the log of another ledger
 */
export function keysFor(checkpoint, ledger) {
  const [origin] = checkpoint.split("\n");
  const number = origin.startsWith(`${ledger.name}/`) ? origin.slice(ledger.name.length + 1) : "";
  return /^[1-9][0-9]{0,8}$/.test(number) ? ledger.keys.map(({ x }) => ({ name: origin, x })) : [];
}

async function opened(checkpoint, ledger) {
  const { origin, size, root, signers } = await openCheckpoint(
    checkpoint,
    keysFor(checkpoint, ledger),
  );
  return { origin, size, root, firstKey: signers.some((key) => key.x === ledger.first) };
}
