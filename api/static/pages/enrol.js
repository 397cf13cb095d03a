/** Enrolling: a code, a key made here, its check number, and the key's own first entry. */
import { checkNumber } from "../device/checknumber.js";
import { get, post } from "../device/http.js";
import { generate, held, keep, persistent } from "../device/keys.js";
import { signIn } from "../device/signin.js";
import { byId, clearErrors, ready, showErrors, showNumber, step, wordsOf } from "./dom.js";
import { today } from "./london.js";
import { usable } from "./needs.js";
import { news } from "./news.js";

const STEPS = ["code-step", "number-step", "accept-step", "done-step"];
/** Milliseconds between looks at whether the key was added. */
const LOOK = 2000;
const { ledger } = byId("enrol").dataset;

if (usable()) {
  byId("code").value = decodeURIComponent(location.hash.slice(1));
  byId("code-form").addEventListener("submit", offer);
  byId("start-again").addEventListener("click", () => step(STEPS, "code-step"));
  ready();
  try {
    await resume();
  } catch (error) {
    showErrors([{ text: wordsOf(error) }]);
  }
}

/** A key that was offered here before, in a page that was closed meanwhile. */
async function resume() {
  if (byId("code").value !== "") {
    return;
  }
  for (const key of await held(ledger)) {
    const { stage } = await get(`/api/offers/${key.x}`);
    if (stage === "offered" || stage === "added") {
      await waitFor(key);
      return;
    }
  }
}

async function offer(event) {
  event.preventDefault();
  clearErrors();
  const code = byId("code").value.trim();
  if (code === "") {
    showErrors([{ text: "Enter your one-time code", field: "code" }]);
    return;
  }
  try {
    const made = await generate();
    const offered = await post("/api/offers", { code, x: made.x });
    const { practitioner, name } = offered;
    const key = { ledger, practitioner, name: name ?? "", ...made };
    await keep(key);
    history.replaceState(null, "", location.pathname + location.search); // the code is used up
    await waitFor(key);
  } catch (error) {
    showErrors([{ text: wordsOf(error), field: "code" }]);
  }
}

async function waitFor(key) {
  byId("for-whom").textContent = key.name ? `This will be a key of ${key.name}.` : "";
  showNumber(byId("number"), checkNumber(key.kid));
  const stage = await stageOf(key);
  if (stage === "offered") {
    step(STEPS, "number-step");
  }
  await added(key, stage);
}

async function added(key, first) {
  let stage = first;
  while (stage === "offered") {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    stage = await stageOf(key);
  }
  if (stage === "added") {
    await accept(key);
  } else if (stage === "accepted") {
    location.assign("/sign-in");
  } else {
    step(STEPS, "code-step");
    showErrors([{ text: "This key was turned down. Ask for another code.", field: "code" }]);
  }
}

/** A connection that is gone for a moment is no answer: look again. */
async function stageOf(key) {
  try {
    return (await get(`/api/offers/${key.x}`)).stage;
  } catch (error) {
    if (error.code !== "unreachable") {
      throw error;
    }
    return "offered";
  }
}

/** The key's own entry: its words first, then the button that signs them. */
async function accept(key) {
  try {
    const who = await signIn(key);
    const { offered } = who.keys.find((one) => one.kid === key.kid);
    const request = {
      event: "KeyAccepted",
      streams: [key.practitioner],
      data: { kid: key.kid, offer: offered },
      occurred: today(),
    };
    const { record } = await import("../device/recording.js"); // a third of the page's weight
    await record(request, { confirm: confirmed }, key);
    await news(ledger, await get("/api/sessions/current")); // from now on, tell what is new
    await done({ ...key, name: who.name });
  } catch (error) {
    showErrors([{ text: wordsOf(error) }]);
  }
}

function confirmed({ statements }) {
  byId("statement").textContent = statements.join("\n");
  step(STEPS, "accept-step");
  return new Promise((resolve) => {
    byId("accept").addEventListener("click", () => resolve(true), { once: true });
  });
}

async function done(key) {
  await keep(key);
  byId("whose").textContent = key.name;
  byId("not-persistent").hidden = await persistent();
  step(STEPS, "done-step");
}
