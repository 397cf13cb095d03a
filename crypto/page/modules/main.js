/** The page: two files are chosen or dropped, and checked. */
import { Refused } from "../../js/errors.js";
import { kindOf, readFile } from "./chosen.js";
import { byId, make } from "./elements.js";
import { readTrust } from "./genesis.js";
import { ownHash } from "./own.js";
import { showReport } from "./showing.js";
import { verifyBundle } from "./verify.js";
import { describeTrust } from "./whose.js";

const FIELDS = { trust: byId("trust"), bundle: byId("bundle") };
/** @type {{trust: import("./chosen.js").Chosen | null, bundle: import("./chosen.js").Chosen | null}} */
const chosen = { trust: null, bundle: null };
/**
 * Files that are being read, one after the other in the order in which they were chosen: a large one
 * takes seconds, and whoever asks for the check meanwhile means the files that they see.
 */
const reading = { trust: Promise.resolve(), bundle: Promise.resolve() };
/** What is being checked now is the last that was asked for: an earlier check shows nothing more. */
let asked = 0;

/** Whether this browser has what it takes; named in words where it has not. */
async function lacking() {
  if (!globalThis.crypto?.subtle) {
    return "Web Cryptography for files that are opened from disk";
  }
  if (!("DecompressionStream" in window) || !Map.groupBy || !String.prototype.isWellFormed) {
    return "parts of JavaScript that current browsers have";
  }
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return null;
  } catch {
    return "signatures of the kind Ed25519"; // the one reason for which making a key fails
  }
}

function choose(field, file) {
  const next = () => take(field, file);
  reading[field] = reading[field].then(next, next);
  return reading[field];
}

async function take(field, file) {
  forget();
  byId("status").textContent = "Reading the file …";
  const read = await readFile(file);
  const problem = read === null ? "It cannot be read." : wrongKind(field, kindOf(read));
  chosen[field] = problem === null ? read : null;
  byId("status").textContent = "";
  if (problem !== null) {
    showErrors([[field, `${file.name}: ${problem}`]]);
    return;
  }
  showErrors([]);
  if (field === "trust") {
    await showTrust();
  }
}

function wrongKind(field, kind) {
  if (field === "trust" && kind !== "trust") {
    return "This is not a trust file.";
  }
  return field === "bundle" && kind !== "bundle" ? "This is not a bundle, which is a ZIP file." : null;
}

/** What is shown of whose record the trust file is; null is given back where it is none. */
async function showTrust() {
  const section = byId("whose");
  section.hidden = true;
  try {
    const trust = chosen.trust === null ? null : await readTrust(chosen.trust.bytes);
    if (trust !== null) {
      section.replaceChildren(...await describeTrust(trust));
      section.hidden = false;
    }
    return { trust };
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    showErrors([["trust", `${chosen.trust.name}: this is not a trust file (${error.message}).`]]);
    return null;
  }
}

async function check() {
  await Promise.all(Object.values(reading));
  if (chosen.bundle === null) {
    showErrors([["bundle", "Choose the bundle."]]);
    return;
  }
  const mine = forget();
  showErrors([]);
  const given = await showTrust();
  if (given === null) {
    return;
  }
  byId("status").textContent = "Checking the bundle …";
  await new Promise((painted) => setTimeout(painted)); // so that the words are seen
  const verified = await verifyBundle(chosen.bundle.bytes, given.trust);
  const parts = await showReport(verified, chosen.bundle);
  if (mine === asked) {
    showDone(parts);
  }
}

function showDone(parts) {
  const report = byId("report");
  report.replaceChildren(...parts);
  report.hidden = false;
  byId("status").textContent = "Checked. The report is below.";
  byId("report-heading").focus();
}

/** Take away what was said of files that were chosen before. */
function forget() {
  byId("stopped").hidden = true;
  byId("report").hidden = true;
  byId("report").replaceChildren();
  byId("status").textContent = "";
  asked += 1;
  return asked;
}

function showErrors(errors) {
  const box = byId("errors");
  box.hidden = errors.length === 0;
  byId("errors-list").replaceChildren(...errors.map(([field, words]) => {
    const link = make("a", words);
    link.href = `#${field}`;
    return make("li", link);
  }));
  for (const [field, input] of Object.entries(FIELDS)) {
    input.setAttribute("aria-invalid", String(errors.some(([about]) => about === field)));
  }
  if (errors.length > 0) {
    box.focus();
  }
}

/** Dropped files: each goes where it belongs; with both there, they are checked at once. */
async function drop(files) {
  const problems = [];
  for (const file of files) {
    const read = await readFile(file);
    const kind = read === null ? "other" : kindOf(read);
    if (kind === "trust" || kind === "bundle") {
      FIELDS[kind].files = listOf(file); // so that it shows as if it had been picked
      await choose(kind, file);
    } else {
      problems.push(["bundle", `${file.name}: neither a bundle nor a trust file.`]);
    }
  }
  if (problems.length > 0) {
    showErrors(problems);
  } else if (chosen.trust !== null && chosen.bundle !== null) {
    await check();
  }
}

function listOf(file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  return transfer.files;
}

/** An error that nobody foresaw must not look like a check that goes on, or like a verdict. */
function stopped(words) {
  forget();
  byId("stopped-what").textContent = words;
  byId("stopped").hidden = false;
}

function listen() {
  for (const [field, input] of Object.entries(FIELDS)) {
    input.addEventListener("change", () => {
      if (input.files.length > 0) {
        choose(field, input.files[0]);
      }
    });
  }
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  for (const kind of ["dragenter", "dragover"]) {
    addEventListener(kind, (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
  }
  addEventListener("dragleave", (event) => {
    document.body.classList.toggle("dropping", event.relatedTarget !== null);
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    drop([...event.dataTransfer.files]);
  });
  addEventListener("error", ({ message }) => stopped(message));
  addEventListener("unhandledrejection", ({ reason }) => stopped(String(reason)));
  addEventListener("beforeprint", () => {
    document.querySelectorAll("#report details").forEach((one) => { one.open = true; });
  });
}

async function start() {
  byId("plain").hidden = true;
  const missing = await lacking();
  if (missing !== null) {
    byId("unable-what").textContent = missing;
    byId("unable").hidden = false;
    return;
  }
  byId("own-hash").textContent = await ownHash();
  listen();
  byId("check").disabled = false;
}

start();
