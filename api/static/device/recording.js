/**
 * Recording: draft, show, sign, send, and write down what became of it.
 *
 * @typedef {{statements: string[], concerns: string[], changed: boolean}} Shown what the author is
 *   to look at; `changed`: others got in first, and the words are others than those confirmed before
 * @typedef {{confirm: (shown: Shown) => Promise<boolean>, draft?: string}} Asking `draft`: the id
 *   of the saved draft that this is, which the ledger closes as it admits what was signed
 * @typedef {{stream: string, seq: number, digest: string, proof: string}} Receipt
 */
import { concerns } from "./checks.js";
import { moved, prepare, sign } from "./entry.js";
import { divide, parseEnvelope } from "./envelope.js";
import { DeviceRefused, NotConfirmed, Problem } from "./refusals.js";
import { get, post } from "./http.js";
import * as journal from "./journal.js";
import { held } from "./keys.js";
import { checkReceipt } from "./receipts.js";

/** Times to sign again because others got in first: writers enough for any enquiry. */
const TRIES = 32;
/** Milliseconds to wait before the same bytes are sent again; the ledger answers alike each time. */
const WAITS = [500, 1500, 4000];

/**
 * Record what an author asks for.
 * @param {object} request as `POST /api/drafts` takes it
 * @param {Asking} asking
 * @param {import("./keys.js").Held} [key] signed in with, where this browser does not keep it
 * @returns {Promise<Receipt[]>}
 * @throws {NotConfirmed} the author did not want to sign.
 * @throws {DeviceRefused} this device will not sign it, or has no key of who is signed in.
 * @throws {Problem} the ledger does not accept it, or cannot be reached.
 */
export async function record(request, asking, key) {
  return recordDrafted(() => post("/api/drafts", request), asking, key);
}

/**
 * Record what some other address drafts (a saved draft).
 * @param {() => Promise<import("./entry.js").Draft>} redraft
 * @param {Asking} asking
 * @param {import("./keys.js").Held} [key] as {@link record}
 * @returns {Promise<Receipt[]>}
 * @throws as {@link record}.
 */
export async function recordDrafted(redraft, asking, key) {
  const prepared = await prepare(await redraft());
  await ask(prepared, asking, false);
  return signAndSend(prepared, redraft, asking, key);
}

/**
 * Sign and send what the author has been shown and has confirmed. Where others got in first the same
 * words are signed at the new position, and the author is asked again only if the words changed.
 * @param {import("./entry.js").Prepared} confirmed
 * @param {() => Promise<import("./entry.js").Draft>} redraft
 * @param {Asking} asking
 * @param {import("./keys.js").Held} [with_] as {@link record}
 * @returns {Promise<Receipt[]>}
 * @throws as {@link record}.
 */
export async function signAndSend(confirmed, redraft, asking, with_) {
  const key = with_ ?? await signer();
  let prepared = confirmed;
  for (let left = TRIES; ; left -= 1) {
    const entries = await sign(prepared, key, journal.knownIn(key.ledger));
    try {
      return await send(entries, key, asking.draft);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "stale-position" || left === 0) {
        throw error;
      }
    }
    prepared = await again(prepared, await redraft(), asking);
  }
}

/**
 * The key of who is signed in here.
 * @returns {Promise<import("./keys.js").Held>}
 * @throws {DeviceRefused} with the code `no-key`: they signed in on another device.
 * @throws {Problem} nobody is signed in.
 */
export async function signer() {
  const [session, { ledger }] = [await get("/api/sessions/current"), await get("/api/ledger")];
  const key = (await held(ledger)).find((one) => one.kid === session.kid);
  if (key === undefined) {
    throw new DeviceRefused("no-key", "This browser does not hold the key that you signed in with.");
  }
  return key;
}

async function again(prepared, draft, asking) {
  const kept = moved(prepared, draft);
  if (kept !== null) {
    return kept;
  }
  const changed = await prepare(draft);
  await ask(changed, asking, true);
  return changed;
}

async function ask(prepared, { confirm }, changed) {
  const shown = { statements: prepared.statements, concerns: concerns(prepared), changed };
  if (!await confirm(shown)) {
    throw new NotConfirmed("Nothing was signed.");
  }
}

/** In the journal before it leaves: what was signed must be known here whatever the server does. */
async function send(entries, key, draft) {
  const records = await Promise.all(entries.map((entry) => recordOf(entry, key)));
  await Promise.all(records.map(journal.write));
  try {
    const receipts = await admitted({ entries, draft });
    await keepReceipts(records, receipts, key);
    return receipts;
  } catch (error) {
    if (error instanceof Problem && error.details.status >= 400 && error.details.status < 500) {
      await Promise.all(records.map((one) => journal.write({ ...one, outcome: "refused" })));
    }
    throw error;
  }
}

/** What the journal says of an entry that was just signed and not yet sent. */
async function recordOf(entry, key) {
  const { claims, digest } = await parseEnvelope(divide(entry).jws);
  const { aud: ledger, iss: practitioner, sub: stream, seq, prev, iat } = claims;
  return {
    ...{ ledger, practitioner, kid: key.kid, stream, seq, prev, digest, iat },
    ...{ signed: Date.now(), outcome: "sent", receipt: null },
  };
}

async function keepReceipts(records, receipts, key) {
  for (const one of records) {
    const receipt = receipts.find((each) => each.digest === one.digest);
    await checkReceipt(one, receipt, key.ledger);
    await journal.write({ ...one, outcome: "admitted", receipt: receipt.proof });
  }
}

async function admitted(signed) {
  for (const wait of WAITS) {
    try {
      return await post("/api/entries", signed);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "unreachable") {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return post("/api/entries", signed);
}
