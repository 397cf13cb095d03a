/** The words that are about to be signed, in front of everything else, until their author decides. */
import { byId, make } from "./dom.js";

/**
 * Show what would be signed, and wait.
 * @param {import("../device/recording.js").Shown} shown
 * @returns {Promise<boolean>} whether the author wants to sign it
 */
export function confirm({ statements, changed }) {
  const dialog = byId("signing");
  byId("signing-changed").hidden = !changed;
  byId("signing-words").replaceChildren(...statements.map((words) => make(
    "blockquote",
    { class: "govuk-inset-text app-statement" },
    words,
  )));
  const answered = new AbortController();
  const { signal } = answered;
  return new Promise((resolve) => {
    const answer = (yes) => {
      answered.abort();
      dialog.close();
      resolve(yes);
    };
    byId("signing-yes").addEventListener("click", () => answer(true), { signal });
    byId("signing-no").addEventListener("click", () => answer(false), { signal });
    dialog.addEventListener("cancel", () => answer(false), { signal }); // Escape
    dialog.showModal();
    byId("signing-title").focus();
  });
}
