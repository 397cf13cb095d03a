/** Your keys: which is here, a further device, a key file, and what this browser signed. */
import { instantWords } from "../device/english.js";
import { NotConfirmed } from "../device/refusals.js";
import * as journal from "../device/journal.js";
import { held } from "../device/keys.js";
import { signIn } from "../device/signin.js";
import { codes } from "./codes.js";
import { byId, clearErrors, make, ready, showErrors, wordsOf } from "./dom.js";
import { today } from "./london.js";
import { alarms, compare } from "./news.js";
import { confirm } from "./signing.js";

/** Entries that a list shows at most. */
const SHOWN = 50;
const { ledger, practitioner, name, demonstration } = byId("my-keys").dataset;

/** Who only looks signs nothing, and loads nothing to sign with. */
const recording = () => import("../device/recording.js");

for (const key of await held(ledger)) {
  document.querySelector(`[data-kid="${key.kid}"] [data-here]`)?.removeAttribute("hidden");
}
byId("file-form").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(makeFile);
});
ready(byId("file-form"));
codes(document.querySelector("[data-code]"), ({ key }) => attempt(async () => {
  await add(key);
  location.assign("/keys?done=added");
}));
await attempt(showJournal);

/** One's own further key, vouched for with the key of this browser. */
async function add(key) {
  const { record } = await recording();
  const data = { key: { kid: key.kid, x: key.x }, reason: "another_device" };
  return record(
    { event: "KeyAdded", streams: [practitioner], data, occurred: today() },
    { confirm },
  );
}

async function makeFile() {
  const [passphrase, again] = [byId("passphrase"), byId("again")].map((one) => one.value);
  if (passphrase !== again) {
    showErrors([{ text: "The two passphrases are not the same", field: "again" }]);
    return;
  }
  const [{ signer }, { wrap }] = [await recording(), await import("../device/keyfile.js")];
  const here = await signer();
  const whose = { ledger, practitioner, name, demonstration: demonstration === "true" };
  const made = await wrap(whose, passphrase);
  await add(made);
  await accept({ ...whose, ...made }, here);
  const file = new Blob([made.file], { type: "application/json" });
  byId("save").href = URL.createObjectURL(file);
  byId("file-form").hidden = true;
  byId("file-made").hidden = false;
  byId("save").focus();
}

/** The file's key signs in to accept itself; then this browser's key is signed in again. */
async function accept(key, here) {
  const who = await signIn(key);
  try {
    const { offered } = who.keys.find((one) => one.kid === key.kid);
    const data = { kid: key.kid, offer: offered };
    const request = { event: "KeyAccepted", streams: [practitioner], data, occurred: today() };
    const { record } = await recording();
    await record(request, { confirm }, key);
  } finally {
    await signIn(here);
  }
}

async function showJournal() {
  const compared = await compare(ledger, practitioner);
  byId("alarms").replaceChildren(...alarms(compared).map(warning));
  const signed = (await journal.of(practitioner)).filter((one) => one.ledger === ledger);
  byId("compared").replaceChildren(
    ...paragraphs(signed, compared),
    ...table("Signed here, and not in the ledger", compared.missing),
    ...table("In the ledger with the key of this browser, and not signed here", compared.strange),
    ...folded("Show what was signed with keys of other devices", compared.elsewhere),
  );
}

function paragraphs(signed, { elsewhere, missing, strange }) {
  const kept = signed.filter((one) => one.outcome === "admitted").length;
  const lost = signed.filter((one) => one.outcome === "sent").length;
  const words = [`This browser signed ${entries(kept)} that the ledger accepted.`];
  if (lost) {
    words.push(`For ${entries(lost)} no answer came back.`);
  }
  if (!missing.length && !strange.length) {
    words.push("All of them are in the ledger, and nobody else has used the key of this browser.");
  }
  if (elsewhere.length) {
    words.push(`${entries(elsewhere.length)} in your name are signed with keys of other devices.`);
  }
  return [make("p", { class: "govuk-body" }, words.join(" "))];
}

function entries(many) {
  return many === 1 ? "1 entry" : `${many} entries`;
}

function table(words, rows) {
  if (!rows.length) {
    return [];
  }
  const caption = make("caption", { class: "govuk-table__caption govuk-table__caption--s" }, words);
  const body = make("tbody", { class: "govuk-table__body" }, ...rows.map(row));
  return [make("table", { class: "govuk-table" }, caption, head(), body)];
}

/** Most people have one device and years of entries: a list to open, the newest of it. */
function folded(words, rows) {
  if (!rows.length) {
    return [];
  }
  const text = make("span", { class: "govuk-details__summary-text" }, words);
  const summary = make("summary", { class: "govuk-details__summary" }, text);
  const caption = rows.length > SHOWN ? `The newest ${SHOWN} of ${rows.length}` : "All of them";
  const inner = make("div", { class: "govuk-details__text" }, ...table(caption, rows.slice(0, SHOWN)));
  return [make("details", { class: "govuk-details" }, summary, inner)];
}

function head() {
  const cells = ["Recorded", "Where"].map((words) => make(
    "th",
    { class: "govuk-table__header", scope: "col" },
    words,
  ));
  return make("thead", { class: "govuk-table__head" }, make("tr", { class: "govuk-table__row" }, ...cells));
}

function row({ stream, seq, recorded, iat }) {
  const own = stream === practitioner;
  const where = own
    ? make("span", {}, `Entry ${seq} of your own entry in the directory`)
    : make("a", { class: "govuk-link", href: `/enquiries/${stream}/entries/${seq}` }, `Entry ${seq}`);
  const when = new Date((recorded ?? iat) * 1000).toISOString().replace(".000Z", "Z");
  return make(
    "tr",
    { class: "govuk-table__row" },
    make("td", { class: "govuk-table__cell" }, instantWords(when)),
    make("td", { class: "govuk-table__cell" }, where),
  );
}

function warning(words) {
  const icon = make("span", { class: "govuk-warning-text__icon", "aria-hidden": "true" }, "!");
  const hidden = make("span", { class: "govuk-visually-hidden" }, "Warning ");
  const text = make("strong", { class: "govuk-warning-text__text" }, hidden, words);
  return make("div", { class: "govuk-warning-text" }, icon, text);
}

async function attempt(work) {
  clearErrors();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NotConfirmed)) {
      const field = error.message.startsWith("passphrase") ? "passphrase" : undefined;
      showErrors([{ text: wordsOf(error), field }]);
    }
  }
}
