/**
 * The end of a session, without loss: a warning two minutes before, and signing in again in place.
 *
 * The server says how long is left. Looking does not prolong the session, and other pages of the same
 * browser do; so the answer is asked for before anything is said. Behind the dialog of a session that
 * has ended nothing of the case can be read.
 */
import { Problem } from "../device/refusals.js";
import { get, look } from "../device/http.js";
import { byId, wordsOf } from "./dom.js";

/** Seconds before the end at which the warning is shown (WCAG 2.2.1: 20 at least). */
const WARNING = 120;
/** Seconds between announcements to those who cannot see the clock. */
const SAID = 30;

const dialog = byId("session");
const { practitioner, kid } = dialog.dataset;
let ends = 0;
let timer = null;

function schedule(left) {
  clearTimeout(timer);
  ends = Date.now() + left * 1000;
  timer = setTimeout(check, Math.max(0, left - WARNING) * 1000);
}

/** What is true now, wherever this or another page was used meanwhile. */
async function check() {
  try {
    const { left } = await look("/api/sessions/current");
    schedule(left);
    if (left <= WARNING) {
      warn();
    } else if (dialog.open) {
      dialog.close();
    }
  } catch (error) {
    if (error instanceof Problem && error.details.status === 401) {
      over();
    } else {
      timer = setTimeout(check, SAID * 1000); // the server is away: it can end no session either
    }
  }
}

function warn() {
  clearTimeout(timer);
  if (!dialog.open) {
    byId("session-ending").hidden = false;
    byId("session-over").hidden = true;
    dialog.showModal();
    byId("session-title").focus();
  }
  tick();
}

function tick() {
  clearTimeout(timer);
  const left = Math.ceil((ends - Date.now()) / 1000);
  if (left <= 0) {
    check();
    return;
  }
  const words = left > 60 ? `${Math.ceil(left / 60)} minutes` : `${left} second${left === 1 ? "" : "s"}`;
  byId("session-clock").textContent = words;
  if (left % SAID === 0) {
    byId("session-said").textContent = `You will be signed out in ${words}.`;
  }
  timer = setTimeout(tick, 1000);
}

function over() {
  clearTimeout(timer);
  dialog.classList.add("app-dialog--curtain");
  byId("session-ending").hidden = true;
  byId("session-over").hidden = false;
  if (!dialog.open) {
    dialog.showModal();
  }
  byId("session-over").querySelector("[tabindex='-1']").focus();
}

async function stay() {
  try {
    schedule((await get("/api/sessions/current")).left);
    dialog.close();
  } catch (error) {
    if (error instanceof Problem && error.details.status === 401) {
      over();
    } else {
      byId("session-said").textContent = wordsOf(error);
    }
  }
}

/** The same person, with the key of before if this browser still has it. */
async function again() {
  const problem = byId("session-problem");
  problem.textContent = "";
  try {
    const { held } = await import("../device/keys.js"); // not for every page that is only read
    const { signIn } = await import("../device/signin.js");
    const { ledger } = await get("/api/ledger");
    const own = (await held(ledger)).filter((one) => one.practitioner === practitioner);
    const key = own.find((one) => one.kid === kid) ?? own[0];
    if (key === undefined) {
      problem.textContent = "This browser does not hold your key. Sign in in another tab of this browser, "
        + "then choose this button again.";
      await check();
      return;
    }
    schedule((await signIn(key)).left);
    dialog.close();
    dialog.classList.remove("app-dialog--curtain");
    document.dispatchEvent(new Event("countersign-signed-in"));
  } catch (error) {
    problem.textContent = wordsOf(error);
  }
}

byId("session-stay").addEventListener("click", stay);
byId("session-again").addEventListener("click", again);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault(); // Escape: whoever is there stays
  if (byId("session-over").hidden) {
    stay();
  }
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && Date.now() > ends - WARNING * 1000) {
    check(); // timers do not run while a laptop is closed
  }
});
schedule(Number(dialog.dataset.left));
dialog.dataset.ready = "";
