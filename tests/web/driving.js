// What tests do on the device that pages never do: sign with a key of theirs, with salts of theirs.
import { b64, unb64 } from "/device/base64url.js";
import * as canonical from "/device/canonical.js";
import * as entry from "/device/entry.js";
import { conceal } from "/device/disclosures.js";
import { readKeys, verifyReceipt } from "/device/receipts.js";
import * as jws from "/device/jws.js";
import { unwrap, wrap } from "/device/keyfile.js";
import { loadPublicKey } from "/device/ed25519.js";
import { thumbprint } from "/device/thumbprint.js";
import * as signin from "/device/signin.js";

const PKCS8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]; // RFC 8410, section 7

/** A key that browsers would not let in: its 32 bytes are known. */
async function heldWith({ seed, x, ledger, practitioner }) {
  const pkcs8 = Uint8Array.of(...PKCS8, ...unb64(seed));
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
  return { ledger, practitioner, name: "Nobody", kid: await thumbprint(x), x, key };
}

export async function signedEntries(held, draft, salts) {
  const left = [...salts];
  const prepared = await entry.prepare(draft, () => unb64(left.shift()));
  return { statements: prepared.statements, entries: await entry.sign(prepared, await heldWith(held)) };
}

/** Sign content as it is, with the statement that it has. */
export async function signedAsGiven(held, { claims, content }, salts) {
  const left = [...salts];
  const concealed = await conceal(content, () => unb64(left.shift()));
  const { _sd, _sd_alg, ...plain } = claims;
  const prepared = { statements: [], entries: [{ claims: plain, content, concealed }] };
  return (await entry.sign(prepared, await heldWith(held)))[0];
}

export async function receiptOf({ ledger, genesis }, leaf, proof) {
  const { root, ...told } = await verifyReceipt(leaf, proof, await readKeys(ledger, genesis));
  return told;
}

export async function movedEntries(held, draft, other) {
  const prepared = await entry.prepare(draft);
  const moved = entry.moved(prepared, other);
  if (moved === null) {
    return null;
  }
  const key = await heldWith(held);
  return [...await entry.sign(prepared, key), ...await entry.sign(moved, key)];
}

export async function signedAfter(held, draft, journal) {
  const prepared = await entry.prepare(draft);
  const known = async (stream) => journal.filter((one) => one.stream === stream);
  return entry.sign(prepared, await heldWith(held), known);
}

export async function signedSignin(held, origin, nonce, now) {
  return signin.statement(await heldWith(held), origin, nonce, now);
}

export async function rewritten(bytes) {
  return canonical.encode(canonical.decode(bytes));
}

export function rewritten64(text) {
  return b64(unb64(text));
}

export function unwritable(name) {
  const lists = (levels) => (levels ? [lists(levels - 1)] : 0);
  const values = {
    fraction: 0.5, "not a number": Number.NaN, infinity: -Infinity, "minus zero": -0,
    "beyond 2^53": 2 ** 53, undefined, "a hole": new Array(1), bytes: new Uint8Array(1),
    surrogate: "\ud800", "key with a surrogate": { "\ud800": 1 }, "key with an accent": { é: 1 },
    date: new Date(0), map: new Map(), "big integer": 1n, function: () => 1, "33 levels": lists(33),
  };
  return canonical.encode(values[name]);
}

export async function sound(x) {
  await loadPublicKey(x);
  return true;
}

/** Make a key file, open it, and open it wrongly in every way. */
export async function keyFiles(whose, passphrase) {
  const made = await wrap(whose, passphrase);
  const document = JSON.parse(made.file);
  const tried = { right: {}, other: { practitioner: whose.ledger }, rounds: { rounds: 1 } };
  tried.box = { box: `${document.box[0] === "A" ? "B" : "A"}${document.box.slice(1)}` };
  tried.format = { format: "countersign-key/1" };
  tried.name = { name: undefined };
  const found = {};
  for (const [name, changes] of Object.entries(tried)) {
    found[name] = await opened(JSON.stringify({ ...document, ...changes }), passphrase, made.kid);
  }
  found.passphrase = await opened(made.file, `${passphrase}!`, made.kid);
  found.rubbish = await opened("{", passphrase, made.kid);
  return { found, members: Object.keys(document), extractable: made.key.extractable };
}

async function opened(file, passphrase, kid) {
  try {
    const { key, x } = await unwrap(file, passphrase);
    const text = await jws.sign("test", kid, {}, key);
    await jws.verify(jws.parse("test", text), x);
    return key.extractable ? "extractable" : "signs";
  } catch (error) {
    return error.name;
  }
}
