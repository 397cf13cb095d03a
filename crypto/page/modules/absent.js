/** An absence statement in a bundle, held against every entry of the enquiry (F16.37, F17.7). */
import { contradicted, readAbsence } from "./absence.js";
import { utf8 } from "./bytes.js";
import { at } from "./findings.js";
import { verifyByLedger } from "./heads.js";
import { keysAt } from "./ledger-keys.js";
import * as names from "./names.js";
import { refusalOf } from "./opening.js";
import { IssueRefused } from "./refusals.js";

/**
 * Hold the statement, if there is one, against what the bundle shows.
 * @param {Map<string, Uint8Array>} files
 * @param {import("./manifest.js").Manifest} manifest
 * @param {import("./ledger-keys.js").LedgerKeys} keys
 * @param {import("./opening.js").Opened[]} places
 * @param {import("./findings.js").Findings} findings
 * @returns {Promise<import("./absence.js").Absence | null>} the statement, where nothing contradicts it
 */
export async function checkAbsence(files, manifest, keys, places, findings) {
  const data = files.get(names.ABSENCE);
  if (data === undefined) {
    return null;
  }
  let absence = null;
  const refused = await refusalOf(async () => {
    const read = readAbsence(utf8(data));
    await verifyByLedger(read.jws, await keysAt(keys, manifest.size));
    checkFits(read.absence, manifest);
    absence = read.absence;
  });
  if (refused !== null) {
    findings.note("absence-refused", at(names.ABSENCE), refused.message);
    return null;
  }
  const shown = places.filter(({ stream }) => stream.stream === manifest.enquiry).map(recorded);
  const against = contradicted(absence, shown);
  for (const { seq, how } of against) {
    const code = how === "recorded" ? "absence-refused" : "absence-unproven";
    findings.note(code, at(names.ABSENCE, manifest.enquiry, seq), `entry ${seq}: ${how}`);
  }
  return against.length > 0 ? null : absence;
}

function checkFits(absence, { ledger, origin, size, root, enquiry, streams }) {
  const last = streams[0].entries.at(-1);
  const view = { aud: ledger, origin, size, root, sub: enquiry, seq: last?.seq, digest: last?.digest };
  if (Object.entries(view).some(([name, value]) => absence[name] !== value)) {
    throw new IssueRefused("of another record, or another size of it");
  }
  if (absence.seq !== streams[0].entries.length) { // whoever signs could name any number
    throw new IssueRefused("of entries that are not all listed");
  }
}

/** What is shown of an entry; of one in which something is wrong, nothing. */
function recorded({ envelope, sound, listed, content }) {
  if (envelope === null || !sound) {
    return { seq: listed.seq, iat: null, type: null };
  }
  const type = typeof content.type === "string" ? content.type : null;
  return { seq: listed.seq, iat: envelope.claims.iat, type };
}
