/** Signs several drafts one after the other: the words were shown together, each is an entry. */
import { get } from "../device/http.js";
import { recordDrafted } from "../device/recording.js";
import { byId, clearErrors, ready, showErrors, wordsOf } from "./dom.js";
import { confirm } from "./signing.js";

const items = [...byId("statements").children];
const button = byId("sign");

/** Asks again only where the words are others than those on the page, or something is odd in them. */
function confirmIn(item) {
  const words = item.querySelector("blockquote");
  return async (shown) => {
    const [statement] = shown.statements;
    if (statement === words.textContent && shown.concerns.length === 0) {
      return true;
    }
    words.textContent = statement;
    return confirm({ ...shown, changed: true });
  };
}

async function signOne(item) {
  const path = item.dataset.draft;
  const state = item.querySelector(".app-signed");
  state.textContent = "Signing";
  try {
    const [{ seq }] = await recordDrafted(() => get(`${path}/to-sign`), { confirm: confirmIn(item) });
    item.dataset.entry = String(seq);
    state.textContent = `Signed. It is entry ${seq}.`;
    await finish(path, seq);
  } catch (error) {
    state.textContent = "";
    throw error;
  }
}

/** Ties the draft to its entry. The entry stands without it: at worst a draft is left over. */
function finish(path, seq) {
  const body = new URLSearchParams({ entry: String(seq) });
  return fetch(`${path}/done`, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
}

button.addEventListener("click", async () => {
  clearErrors();
  button.disabled = true;
  try {
    for (const item of items.filter(({ dataset }) => dataset.entry === undefined)) {
      await signOne(item);
    }
    button.closest(".govuk-button-group").hidden = true;
    byId("signed").hidden = false;
    byId("signed").focus();
  } catch (error) {
    showErrors([{ text: wordsOf(error) }]);
    button.disabled = false;
  }
});
ready();
