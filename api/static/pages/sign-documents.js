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
    const asking = { confirm: confirmIn(item), draft: path.split("/").pop() };
    const [{ seq }] = await recordDrafted(() => get(`${path}/to-sign`), asking);
    item.dataset.entry = String(seq);
    state.textContent = `Signed. It is entry ${seq}.`;
  } catch (error) {
    state.textContent = "";
    throw error;
  }
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
