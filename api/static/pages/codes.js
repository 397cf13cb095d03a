/**
 * One-time codes: make one, wait for the key that comes with it, and compare its check number, which
 * is computed here from the very key id that will be signed.
 *
 * @typedef {{reference: string, practitioner: string, key: {kid: string, x: string}}} Came
 */
import { checkNumber } from "../device/checknumber.js";
import { get, look, post } from "../device/http.js";
import { thumbprint } from "../device/thumbprint.js";
import { clearErrors, ready, showErrors, showNumber, wordsOf } from "./dom.js";

/** Milliseconds between looks at whether a key came. */
const LOOK = 2000;
const STEPS = ["make", "made", "offered", "differs"];

/**
 * Set up a place where codes are made (templates/keys/code.html).
 * @param {HTMLElement} place
 * @param {(came: Came) => void} matched called when the two numbers are the same
 */
export async function codes(place, matched) {
  const part = (name) => place.querySelector(`[data-${name}]`);
  const show = (shown) => showStep(place, shown);
  let current = null;
  const watch = async (invitation) => {
    current = invitation.reference;
    const came = await waited(invitation, () => current === invitation.reference);
    if (came === null) {
      return;
    }
    show("offered");
    showNumber(part("number"), checkNumber(came.key.kid));
    part("same").onclick = () => matched(came);
  };
  const drop = async (shown) => {
    const reference = current;
    current = null;
    await remove(reference);
    show(shown);
  };
  part("make").addEventListener("click", () => attempt(async () => {
    const { purpose, practitioner } = place.dataset;
    const wanted = practitioner ? { purpose, practitioner } : { purpose };
    const { code, invitation } = await post("/api/invitations", wanted);
    part("letters").textContent = code;
    show("made");
    part("letters").focus();
    await watch(invitation);
  }));
  part("cancel").addEventListener("click", () => attempt(() => drop("make")));
  part("differ").addEventListener("click", () => attempt(() => drop("differs")));
  await attempt(() => resume(place, watch, show));
  ready(place); // not before: a code that was made meanwhile would be taken up as one of before
}

/** Take up a code that was made before, in a page that was closed meanwhile. */
async function resume(place, watch, show) {
  const { purpose, practitioner, reference } = place.dataset;
  const open = (await get("/api/invitations")).filter((one) => one.purpose === purpose
    && (reference ? one.reference === reference : one.practitioner === practitioner)
    && ["waiting", "offered"].includes(one.stage));
  const newest = open.at(-1);
  if (newest) {
    place.querySelector("[data-letters]").textContent = `${newest.reference}-…`;
    show("made");
    watch(newest);
  }
}

async function waited(invitation, wanted) {
  for (let one = invitation; wanted(); one = await looked(one)) {
    if (one.stage === "offered") {
      const { kid, x } = one.key;
      if (kid !== await thumbprint(x)) {
        throw new Error("the key and its id do not belong together");
      }
      return { reference: one.reference, practitioner: one.practitioner, key: { kid, x } };
    }
    if (one.stage !== "waiting") {
      showErrors([{ text: "This code can no longer be used. Cancel it and make another." }]);
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  return null;
}

/** A connection that is gone for a moment is no answer: look again. */
async function looked(invitation) {
  try {
    return await look(`/api/invitations/${invitation.reference}`);
  } catch (error) {
    if (error.code === "unreachable") {
      return invitation;
    }
    throw error;
  }
}

async function remove(reference) {
  await fetch(`/api/invitations/${reference}`, { method: "DELETE", credentials: "same-origin" });
}

function showStep(place, shown) {
  for (const name of STEPS) {
    place.querySelector(`[data-step="${name}"]`).hidden = name !== shown && !(name === "make"
      && shown === "differs");
  }
  place.querySelector(`[data-step="${shown}"] [tabindex='-1']`)?.focus();
}

async function attempt(work) {
  clearErrors();
  try {
    await work();
  } catch (error) {
    showErrors([{ text: wordsOf(error) }]);
  }
}
