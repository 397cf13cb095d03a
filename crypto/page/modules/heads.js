/** Head statements: every stream ends where the ledger attested that it did (docs/FORMAT.md, F16.30). */
import { SignatureInvalid } from "../../js/errors.js";
import { verify } from "../../js/jws.js";
import { utf8 } from "./bytes.js";
import { at } from "./findings.js";
import { readHead } from "./head.js";
import { keysAt } from "./ledger-keys.js";
import * as names from "./names.js";
import { refusalOf } from "./opening.js";

/**
 * Hold each stream to its head statement at the size of the view.
 * @param {Map<string, Uint8Array>} files
 * @param {import("./manifest.js").Manifest} manifest
 * @param {import("./ledger-keys.js").LedgerKeys} keys
 * @param {import("./findings.js").Findings} findings
 */
export async function checkHeads(files, manifest, keys, findings) {
  const known = await keysAt(keys, manifest.size);
  for (const listed of manifest.streams) {
    const data = files.get(names.head(listed.stream));
    if (data !== undefined) {
      await checkHead(data, manifest, listed, known, findings);
    }
  }
}

async function checkHead(data, manifest, { stream, entries }, known, findings) {
  const last = entries.at(-1);
  const place = at(names.head(stream), stream, last?.seq ?? null);
  let head = null;
  const refused = await refusalOf(async () => {
    const { jws, head: stated } = readHead(utf8(data));
    await verifyByLedger(jws, known);
    head = stated;
  });
  if (refused !== null) {
    findings.note("head-invalid", place, refused.message);
  } else if (!agrees(head, manifest, stream, last)) {
    findings.note("head-differs", place, `the ledger attested entry ${head.seq}`);
  }
}

function agrees(head, { ledger, origin, size, root }, stream, last) {
  const wanted = {
    ...{ aud: ledger, origin, size, root, sub: stream },
    ...{ seq: last?.seq ?? 0, digest: last?.digest ?? ledger },
  };
  return Object.entries(wanted).every(([name, value]) => head[name] === value);
}

/**
 * Check that one of the ledger's keys signed a statement of it.
 * @param {import("../../js/jws.js").Jws} jws
 * @param {{kid: string, x: string}[]} keys
 * @throws {SignatureInvalid} none did.
 */
export async function verifyByLedger(jws, keys) {
  const key = keys.find((one) => one.kid === jws.kid);
  if (key === undefined) {
    throw new SignatureInvalid("kid: not a key of the ledger at this size");
  }
  await verify(jws, key.x);
}
