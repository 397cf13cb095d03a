/** The sign-in page: the keys of this browser, a key file, and what is new in one's name. */
import { checkNumber } from "../device/checknumber.js";
import { Problem } from "../device/refusals.js";
import { forget, held, keep } from "../device/keys.js";
import { unwrap } from "../device/keyfile.js";
import { signIn } from "../device/signin.js";
import { byId, clearErrors, make, ready, showErrors, showNumber, wordsOf } from "./dom.js";
import { usable } from "./needs.js";
import { news } from "./news.js";

const place = byId("sign-in");
const { ledger, next } = place.dataset;

if (usable()) {
  try {
    await list();
  } catch (error) {
    showErrors([{ text: wordsOf(error) }]);
  }
  byId("key-file").addEventListener("submit", openFile);
  ready(byId("key-file"));
} else {
  place.hidden = true;
  byId("other-ways").hidden = true;
}

async function list() {
  const keys = await held(ledger);
  byId("key-list").replaceChildren(...keys.map(item));
  byId("no-keys").hidden = keys.length > 0;
}

function item(key) {
  const number = make("p", { class: "app-number app-number--small govuk-hint" });
  showNumber(number, checkNumber(key.kid));
  if (!key.name) {
    const link = make("a", { class: "govuk-link", href: "/enrol" }, "Go on with this key");
    return make("li", {}, "A new key that waits to be added", number, make("p", {}, link));
  }
  const words = `Sign in as ${key.name}`;
  const button = make("button", { class: "govuk-button", type: "button" }, words);
  button.addEventListener("click", () => enter(key, button));
  return make("li", {}, button, number);
}

async function enter(key, button) {
  clearErrors();
  button.disabled = true;
  try {
    await arrive(key, await signIn(key));
  } catch (error) {
    button.disabled = false;
    refused(key, error);
  }
}

/** Go on, unless there is something to look at first. */
async function arrive(key, who) {
  const own = who.keys.find((one) => one.kid === key.kid);
  if (own?.state === "pending") {
    location.assign("/enrol");
    return;
  }
  const lines = await news(ledger, who);
  if (lines.length === 0) {
    location.assign(next);
    return;
  }
  byId("news-list").replaceChildren(...lines.map((line) => make("li", {}, line)));
  place.hidden = true;
  byId("other-ways").hidden = true;
  byId("news").hidden = false;
  byId("news").querySelector("h2").focus();
}

function refused(key, error) {
  showErrors([{ text: wordsOf(error) }]);
  if (error instanceof Problem && error.details.status === 401) {
    const words = "If this key will never be used again, you can remove it from this browser.";
    const button = make("button", { class: "app-link-button", type: "button" }, "Remove this key");
    button.addEventListener("click", async () => {
      await forget(key.kid);
      byId("refused").replaceChildren();
      clearErrors();
      await list();
    });
    byId("refused").replaceChildren(make("p", { class: "govuk-body" }, `${words} `, button));
  }
}

async function openFile(event) {
  event.preventDefault();
  clearErrors();
  const [file] = byId("file").files;
  if (!file) {
    showErrors([{ text: "Choose your key file", field: "file" }]);
    return;
  }
  try {
    const opened = await unwrap(await file.text(), byId("passphrase").value);
    await keep({ ...opened });
    await arrive(opened, await signIn(opened));
  } catch (error) {
    const words = wordsOf(error);
    const field = error.message.startsWith("passphrase") ? "passphrase" : "file";
    showErrors([{ text: words, field }]);
  }
}
