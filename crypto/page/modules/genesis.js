/**
 * The genesis document, whose digest is the ledger's id, and the trust file of those who verify
 * (docs/FORMAT.md, chapter 7).
 *
 * @typedef {{name: string, created: number, registrar: string, registrar_key: string,
 *   ledger_key: string, authority: string, demonstration: boolean, ledger: string}} Genesis
 * @typedef {{genesis: Genesis, keys: {name: string, x: string}[], policy: string,
 *   authorities: Uint8Array[]}} Trust
 */
import { unb64 } from "../../js/base64url.js";
import { bytesOf, decode, digest, encode } from "../../js/canonical.js";
import { checkMembers, checkTime, checkUuid } from "../../js/claims.js";
import { loadPublicKey } from "../../js/ed25519.js";
import { Refused } from "../../js/errors.js";
import { readCertificate } from "./certificate.js";
import { GenesisRefused } from "./refusals.js";
import { SIGNING, readVkey } from "./vkey.js";

const FORMAT = "countersign-genesis/1";
const [TRUST, WATCHED] = ["countersign-trust/1", "countersign-trust/2"];
const MEMBERS = [
  ...["authority", "created", "demonstration", "format", "ledger_key", "name", "registrar"],
  "registrar_key",
];
const TRUST_MEMBERS = ["format", "genesis", "ledger_vkeys"];
const WATCHED_MEMBERS = [...TRUST_MEMBERS, "policy", "time_authorities"];
const NAME = /^[!-*,-~]{1,200}$/;
const NUMBER = /^[1-9][0-9]{0,8}$/;
const MAX_POLICY_BYTES = 2 ** 16;
const MAX_AUTHORITIES = 32;

/**
 * Read a genesis document.
 * @param {Uint8Array} bytes
 * @returns {Promise<Genesis>}
 * @throws {GenesisRefused} not in its one accepted form.
 */
export function readGenesis(bytes) {
  return refusing(async () => genesisOf(decode(bytes)));
}

/**
 * Read a trust file.
 * @param {Uint8Array} bytes
 * @returns {Promise<Trust>}
 * @throws {GenesisRefused} not in its one accepted form.
 */
export function readTrust(bytes) {
  return refusing(async () => trustOf(decode(bytes)));
}

async function genesisOf(value) {
  checkMembers("genesis", value, MEMBERS);
  if (value.format !== FORMAT || typeof value.demonstration !== "boolean") {
    throw new GenesisRefused(`genesis: not of the form ${FORMAT}`);
  }
  if (typeof value.name !== "string" || !NAME.test(value.name)) {
    throw new GenesisRefused("name: not 1 to 200 visible ASCII characters without '+'");
  }
  checkTime("created", value.created);
  checkUuid("registrar", value.registrar);
  checkUuid("authority", value.authority);
  if (value.registrar === value.authority) {
    throw new GenesisRefused("authority: the stream of the registrar");
  }
  await loadPublicKey(value.registrar_key);
  await loadPublicKey(value.ledger_key);
  return { ...value, ledger: await digest(encode(value)) };
}

async function trustOf(value) {
  const watched = value?.format === WATCHED;
  checkMembers("trust file", value, watched ? WATCHED_MEMBERS : TRUST_MEMBERS);
  if (!watched && value.format !== TRUST) {
    throw new GenesisRefused(`trust file: not of the form ${TRUST}`);
  }
  const genesis = await genesisOf(value.genesis);
  const keys = await keysOf(value.ledger_vkeys, genesis.name);
  const { policy, authorities } = watched ? watchersOf(value) : { policy: "", authorities: [] };
  return { genesis, keys, policy, authorities };
}

async function keysOf(vkeys, name) {
  checkTexts("ledger_vkeys", vkeys);
  if (vkeys.length === 0 || new Set(vkeys).size !== vkeys.length) {
    throw new GenesisRefused("ledger_vkeys: none, or one stands twice");
  }
  const keys = [];
  for (const vkey of vkeys) {
    const key = await readVkey(vkey, SIGNING);
    const at = key.name.lastIndexOf("/");
    if (key.name.slice(0, Math.max(at, 0)) !== name || !NUMBER.test(key.name.slice(at + 1))) {
      throw new GenesisRefused("ledger_vkeys: a key of another log");
    }
    keys.push({ name: key.name, x: key.x });
  }
  return keys;
}

function watchersOf({ policy, time_authorities: named }) {
  checkTexts("time_authorities", named);
  if (typeof policy !== "string" || bytesOf(policy).length > MAX_POLICY_BYTES) {
    throw new GenesisRefused(`policy: not a text of at most ${MAX_POLICY_BYTES} bytes`);
  }
  if (policy === "" && named.length === 0) {
    throw new GenesisRefused("trust file: of form 2, and asks for nobody outside");
  }
  if (new Set(named).size !== named.length || named.length > MAX_AUTHORITIES) {
    throw new GenesisRefused(`time_authorities: one stands twice, or more than ${MAX_AUTHORITIES}`);
  }
  const authorities = named.map(unb64);
  authorities.forEach(readCertificate);
  return { policy, authorities };
}

function checkTexts(name, value) {
  if (!Array.isArray(value) || value.some((one) => typeof one !== "string")) {
    throw new GenesisRefused(`${name}: not a list of texts`);
  }
}

async function refusing(read) {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused && !(error instanceof GenesisRefused)) {
      throw new GenesisRefused(error.message, { cause: error });
    }
    throw error;
  }
}
