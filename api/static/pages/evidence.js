/**
 * Checking the entry on this page with the reader's own browser. The page states what each check
 * shows; this says whether it holds, and where one does not, what is wrong.
 */
import { watch } from "../device/log.js";
import { readKeys } from "../device/receipts.js";
import { shownWords, verifyEntry, verifyReceipt } from "../device/verify.js";
import { DeviceRefused, Problem } from "../device/errors.js";
import { byId, make, wordsOf } from "./dom.js";
import { seenWords } from "./seen.js";

const evidence = JSON.parse(byId("evidence").textContent);
const outcomes = [];

const ledger = begun(readKeys(evidence.ledger, evidence.genesis, evidence.keys));
const entry = evidence.jws ? begun(verifyEntry(evidence, evidence.x)) : null;
if (entry) {
  await check("signature", checkEntry);
  await check("parts", checkParts);
  await check("words", checkWords);
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

async function checkEntry() {
  const { claims } = await entry;
  const [, , enquiry, , seq] = location.pathname.split("/");
  if (claims.sub !== enquiry || claims.seq !== Number(seq) || claims.aud !== evidence.ledger) {
    throw new DeviceRefused("other-place", "It was signed for another place than this one.");
  }
}

async function checkParts() {
  await entry;
}

/** The words on the screen, not those that a script was told. */
async function checkWords() {
  const { content } = await entry;
  const shown = byId("statement").cloneNode(true);
  shown.querySelectorAll(".app-gap").forEach((gap) => gap.replaceWith("[…]"));
  const onPage = shown.textContent.trim().replaceAll(/(\[…\])+/g, "[…]");
  if (onPage !== shownWords(content.statement).trim()) {
    throw new DeviceRefused("other-words", "The page shows other words than those that were signed.");
  }
}

async function checkPlace() {
  const digest = entry ? (await entry).digest : evidence.digest;
  await verifyReceipt(digest, evidence.receipt, await ledger);
}

async function checkLedger() {
  const digest = entry ? (await entry).digest : evidence.digest;
  const { firstKey } = await verifyReceipt(digest, evidence.receipt, await ledger);
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
