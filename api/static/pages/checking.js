/** Check your answers: compose what will be signed on this device, show it, sign it, send it. */
import { concerns } from "../device/checks.js";
import { moved, prepare } from "../device/entry.js";
import { Refused } from "../device/errors.js";
import { get } from "../device/http.js";
import { received } from "./came.js";
import { byId, clearErrors, make, showErrors, wordsOf } from "./dom.js";

const statement = byId("statement");
const button = byId("sign");
const progress = byId("progress");
const redraft = () => get(statement.dataset.draft);

let prepared = null;
/** What waits for the author to confirm words that changed while they were being signed. */
let waiting = null;

/** The words as this device composed them, in place of the server's where those are others. */
function show(words, told) {
  const boxes = statement.querySelectorAll("blockquote");
  boxes.forEach((box, at) => {
    if (box.textContent !== words[at]) { // else nothing to read again, and it stands in paragraphs
      box.replaceChildren(...broken(words[at], box.children));
    }
  });
  progress.textContent = told.join(" ");
  button.disabled = false;
}

/** These words, to the letter; whole paragraphs that stood before and behind a change stand on. */
function broken(words, paragraphs) {
  const before = [...paragraphs].map((one) => one.textContent);
  const [first, last] = [[], []];
  let rest = words;
  while (before.length > 0 && rest.startsWith(before[0])) {
    rest = rest.slice(before[0].length);
    first.push(before.shift());
  }
  while (before.length > 0 && rest.endsWith(before.at(-1))) {
    rest = rest.slice(0, -before.at(-1).length);
    last.unshift(before.pop());
  }
  const told = [...first, rest, ...last].filter(Boolean);
  return told.length > 1 ? told.map((one) => make("span", { class: "app-paragraph" }, one)) : told;
}

async function compose() {
  prepared = await prepare(await redraft());
  show(prepared.statements, concerns(prepared));
}

const CHANGED = "What this refers to has changed. Read the words again before you sign them.";

function confirm({ statements, changed, concerns: told }) {
  show(statements, changed ? [CHANGED, ...told] : told);
  return new Promise((resolve) => { waiting = resolve; });
}

/** A draft is good for some minutes only, so it is drafted anew; the words must still be these. */
async function current() {
  const draft = await redraft();
  const kept = moved(prepared, draft);
  if (kept === null) {
    prepared = await prepare(draft);
    show(prepared.statements, [CHANGED]);
  }
  return kept;
}

async function sign() {
  const ready = await current();
  if (ready === null) {
    return;
  }
  progress.textContent = "Signing and recording…";
  const { signAndSend } = await import("../device/recording.js"); // a quarter of the page's weight
  const receipts = await signAndSend(ready, redraft, { confirm, draft: statement.dataset.saved });
  const own = receipts.find((one) => one.stream === statement.dataset.stream);
  byId("entry").value = String(own.seq);
  byId("done").submit();
}

async function attempt(what) {
  button.disabled = true;
  clearErrors();
  try {
    await what();
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    progress.textContent = "";
    button.disabled = prepared === null;
    showErrors([{ text: wordsOf(error) }]);
  }
}

button.addEventListener("click", () => {
  if (waiting === null) {
    attempt(sign);
    return;
  }
  const resolve = waiting;
  waiting = null;
  button.disabled = true;
  resolve(true);
});

received(statement.dataset.draft.replace(/\/to-sign$/u, ""));
attempt(compose);
