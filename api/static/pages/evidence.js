/**
 * Checking the entry on this page with the reader's own browser. The page states what each check
 * shows; this says whether it holds, and where one does not, what is wrong.
 */
import { parseEnvelope } from "../device/envelope.js";
import { DeviceRefused, Problem } from "../device/refusals.js";
import { watch } from "../device/log.js";
import { readKeys } from "../device/receipts.js";
import {
  shownWords,
  verifyCheckpoint,
  verifyEntry,
  verifyReceipt,
  verifySignature,
} from "../device/verify.js";
import { byId, make, wordsOf } from "./dom.js";
import { seenWords } from "./seen.js";

const evidence = JSON.parse(byId("evidence").textContent);
const { jws, x, receipt } = evidence;
const outcomes = [];
const ledger = begun(readKeys(evidence.ledger, evidence.genesis, evidence.keys));

if (jws) {
  const entry = begun(verifyEntry(evidence, x));
  await check("words", () => checkWords(entry));
  await check("signature", checkSignature);
  await check("parts", () => entry.then(() => undefined));
}
await check("log", checkPlace);
await check("ledger", checkLedger);
await check("seen", checkSeen);
tell();

/** What several checks wait for: each that does so meets the error and tells it. */
function begun(result) {
  result.catch(() => undefined);
  return result;
}

async function check(name, holds) {
  try {
    show(name, await holds() ?? "Holds", "green");
    outcomes.push(true);
  } catch (error) {
    const unreachable = error instanceof Problem && error.code === "unreachable";
    show(name, unreachable ? "Not checked" : "Does not hold", unreachable ? "grey" : "red");
    byId(`check-${name}`).lastElementChild.append(
      make("p", { class: "govuk-error-message" }, wordsOf(error)),
    );
    outcomes.push(unreachable);
  }
}

async function checkSignature() {
  const { claims } = await verifySignature(jws, x);
  const [, , enquiry, , seq] = location.pathname.split("/");
  if (claims.sub !== enquiry || claims.seq !== Number(seq) || claims.aud !== evidence.ledger) {
    throw new DeviceRefused("other-place", "It was signed for another place than this one.");
  }
}

/** The words on the screen, not those that a script was told. */
async function checkWords(entry) {
  const { content } = await entry;
  const shown = byId("statement").cloneNode(true);
  shown.querySelectorAll(".app-gap").forEach((gap) => gap.replaceWith("[…]"));
  const onPage = shown.textContent.trim().replaceAll(/(\[…\])+/g, "[…]");
  if (onPage !== shownWords(content.statement).trim()) {
    throw new DeviceRefused("other-words", "The page shows other words than those that were signed.");
  }
}

async function checkPlace() {
  const digest = jws ? (await parseEnvelope(jws)).digest : evidence.digest;
  await verifyReceipt(digest, receipt, await ledger);
}

async function checkLedger() {
  const { firstKey } = await verifyCheckpoint(receipt, await ledger);
  if (!firstKey) {
    byId("check-ledger").lastElementChild.append(" It signed with a later key than its first.");
  }
}

async function checkSeen() {
  const seen = await watch(await ledger);
  byId("seen").textContent = seenWords(seen);
  return seen.before === null ? "First look" : undefined;
}

function show(name, words, colour) {
  const tag = byId(`check-${name}`).querySelector(".govuk-tag");
  tag.textContent = words;
  tag.className = `govuk-tag govuk-tag--${colour} app-check__state`;
}

function tell() {
  const sound = outcomes.every(Boolean);
  byId("verdict").textContent = sound
    ? "Every check holds: this is what was signed, and the log has it."
    : "Something does not hold. Keep this page, and tell whoever runs the ledger.";
}
