/** Enrolling somebody, or vouching for their new key: the code, the number, then the words. */
import { thumbprint } from "../device/thumbprint.js";
import { codes } from "./codes.js";
import { submit } from "./directory-form.js";
import { byId, ready, showErrors } from "./dom.js";

const form = byId("person");
const place = document.querySelector("[data-code]");
/** The key whose number was compared, and nothing that came later. */
let compared = null;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (compared === null) {
    showErrors([{ text: "Make a code, and compare the number of the key that comes with it" }]);
    return;
  }
  const { practitioner, key } = compared;
  form.dataset.stream = practitioner;
  if (await thumbprint(key.x) === key.kid && await submit(form, { key })) {
    location.assign(`/people/${practitioner}?done=${form.dataset.done ?? "enrolled"}`);
  }
});

ready(form);
await codes(place, (came) => {
  compared = came;
  place.hidden = true;
  byId("matched").hidden = false;
  form.querySelector("input:not([type='hidden']), textarea").focus();
});
