/** Keeps a form as a draft while it is filled in, and says when; nothing typed is ever lost. */

import { draftHere, received, sent } from "./came.js";

/** Milliseconds after the last change: long enough to finish a word, short enough to lose none. */
const PAUSE = 3000;

const form = document.getElementById("record");
const said = document.getElementById("saved");
let changed = false;
let stopped = false;
let under = null;
let timer = null;

function later() {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

/** One at a time: each save says which version it has seen. */
async function keep() {
  if (!changed || stopped || under !== null) {
    return;
  }
  changed = false;
  under = send();
  await under;
  under = null;
}

async function send() {
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.keep, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "error",
      keepalive: body.toString().length < 60000, // what a browser still sends once the page is left
    });
    if (answer.ok) {
      taken(await answer.json());
    } else {
      refused(answer.status);
    }
  } catch {
    changed = true;
    said.textContent = "Not saved: the server cannot be reached. It is tried again as you go on.";
  }
}

/** From now on this page is the draft's: coming back to it brings back the draft. */
function taken({ path, version, words }) {
  form.action = path;
  form.dataset.keep = `${path}/keep`;
  form.elements._version.value = version;
  said.textContent = `Saved at ${words.split(" at ").pop()}`;
  history.replaceState(null, "", path);
}

function refused(status) {
  stopped = status === 409;
  changed = status !== 409;
  said.textContent = status === 409
    ? "This draft was saved elsewhere meanwhile. Choose “Continue” to see it; yours is kept beside it."
    : "Not saved. You may have been signed out: sign in in another tab, then go on here.";
}

form.addEventListener("input", later);
form.addEventListener("change", later);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    keep();
  }
});

/** A save that is under way ends first; otherwise the form would be behind itself. */
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  stopped = true;
  sent();
  if (under === null) {
    return;
  }
  event.preventDefault();
  await under;
  form.requestSubmit(event.submitter);
});

/** The answer to a form that was sent cannot be come back to, and the draft can. */
if (form.elements._version.value !== "0") {
  received(form.getAttribute("action"));
  history.replaceState(null, "", form.action + location.hash);
}

/** Whoever comes back to a form that became a draft finds the draft as it is now, and no empty form. */
window.addEventListener("pageshow", ({ persisted }) => {
  const back = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const draft = draftHere();
  if (back && draft !== null) {
    location.replace(draft);
  } else if (persisted) {
    location.reload();
  }
});

/** A list to open that has no room for somebody else: naming them is asked for below it. */
for (const list of form.querySelectorAll("select[data-other]")) {
  list.addEventListener("change", () => {
    document.getElementById(list.dataset.other).open = list.value === "other";
  });
}
