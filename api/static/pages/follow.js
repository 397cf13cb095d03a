/**
 * Follows a draft that somebody else writes: asks for what changed every few seconds, while the page
 * is looked at and not paused, and says briefly what came. Nothing that the reader types is touched.
 */

/** Milliseconds between two questions: quick enough for a meeting, and 15 a minute for each reader. */
const EVERY = 4000;
/** The longest wait while the ledger cannot be reached. */
const AT_MOST = 60_000;

const panel = document.getElementById("following");
const pause = document.getElementById("following-pause");
const state = document.getElementById("following-state");
const said = document.getElementById("following-said");
const followed = document.getElementById("followed");

let tag = "";
let wait = EVERY;
let timer = 0;
let paused = false;
let over = false;

function schedule() {
  clearTimeout(timer);
  if (!over && !paused && !document.hidden) {
    timer = setTimeout(ask, wait);
  }
}

async function ask() {
  try {
    const headers = tag === "" ? {} : { "If-None-Match": tag };
    const answer = await fetch(panel.dataset.live, {
      headers, cache: "no-store", credentials: "same-origin", redirect: "manual",
    });
    take(answer.status, answer.status === 200 ? await answer.text() : "", answer.headers.get("ETag"));
  } catch {
    wait = Math.min(wait * 2, AT_MOST);
    state.textContent = "The ledger cannot be reached. This page tries again by itself.";
  }
  schedule();
}

function take(status, text, newTag) {
  if (status === 304 || status === 200) {
    wait = EVERY;
    state.textContent = "This page follows the draft while it is written.";
    if (status === 200) {
      tag = newTag ?? "";
      show(new DOMParser().parseFromString(text, "text/html").querySelector("[data-revision]"));
    }
  } else if (status >= 500) {
    wait = Math.min(wait * 2, AT_MOST);
  } else {
    end("You are not signed in any more, or the draft is gone. Load this page again.");
  }
}

/** Puts the newer words in place, and marks the answers that are not what they were. */
function show(newer) {
  const older = followed.querySelector("[data-revision]");
  if (newer === null || newer.dataset.revision === older.dataset.revision) {
    return;
  }
  const before = rows(older);
  followed.replaceChildren(document.adoptNode(newer));
  const changed = mark(newer, before);
  for (const place of document.querySelectorAll(".app-version")) {
    if (place.tagName === "INPUT") {
      place.value = newer.dataset.version;
    } else {
      place.textContent = newer.dataset.version;
    }
  }
  said.textContent = newer.dataset.version === older.dataset.version
    ? "Somebody answered."
    : `${newer.dataset.by} saved version ${newer.dataset.version}. ${changed} ${changed === 1 ? "answer" : "answers"} changed.`;
  if ("closed" in newer.dataset) {
    end("This draft is closed.");
  }
}

function rows(part) {
  return new Map([...part.querySelectorAll(".app-words .govuk-summary-list__row")].map((row) => {
    const [question, words] = row.children;
    return [question.textContent, words.textContent];
  }));
}

function mark(part, before) {
  let changed = 0;
  for (const row of part.querySelectorAll(".app-words .govuk-summary-list__row")) {
    const [question, words] = row.children;
    if (before.get(question.textContent) !== words.textContent) {
      row.classList.add("app-words__row--changed");
      changed += 1;
    }
  }
  return changed;
}

function end(words) {
  over = true;
  state.textContent = words;
  pause.hidden = true;
}

if (panel !== null) {
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    state.textContent = paused
      ? "Paused. What is written meanwhile is shown when you go on."
      : "This page follows the draft while it is written.";
    schedule();
  });
  document.addEventListener("visibilitychange", schedule);
  schedule();
}
