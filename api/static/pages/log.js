/** What this browser has seen of the log before, and whether the log of today continues it. */
import { watch } from "../device/log.js";
import { ledgerKeys } from "../device/receipts.js";
import { byId, make, wordsOf } from "./dom.js";
import { seenWords } from "./seen.js";

const panel = byId("seen");

try {
  const seen = await watch(await ledgerKeys(panel.dataset.ledger));
  panel.replaceChildren(make("p", { class: "govuk-body" }, seenWords(seen)));
} catch (error) {
  const words = `The log could not be checked, or does not continue what this browser saw: ${wordsOf(error)}`;
  panel.replaceChildren(make("p", { class: "govuk-error-message" }, words));
}
