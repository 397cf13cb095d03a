/** A form that was sent without a session: sign in, and it is sent again. */
import { held } from "../device/keys.js";
import { signIn } from "../device/signin.js";
import { byId, clearErrors, make, showErrors, wordsOf } from "./dom.js";
import { usable } from "./needs.js";

async function list() {
  const keys = (await held(byId("resume").dataset.ledger)).filter((one) => one.name);
  byId("key-list").replaceChildren(...keys.map(item));
  byId("no-keys").hidden = keys.length > 0;
}

function item(key) {
  const words = `Sign in as ${key.name} and go on`;
  const button = make("button", { class: "govuk-button", type: "button" }, words);
  button.addEventListener("click", async () => {
    clearErrors();
    try {
      await signIn(key);
      byId("answers").submit();
    } catch (error) {
      showErrors([{ text: wordsOf(error) }]);
    }
  });
  return make("li", {}, button);
}

if (usable()) {
  await list();
}
