/**
 * Sends files one after the other, each with its progress, and lets every one be cancelled. What was
 * sent waits a day for the entries that say what it is.
 */
import { make } from "./dom.js";

const form = document.getElementById("upload");
const input = document.getElementById("file");
const list = document.getElementById("files");
const section = document.getElementById("sending");
const said = document.getElementById("sending-said");
const sent = document.getElementById("sent");
const onward = document.getElementById("sent-continue");

/** @typedef {{file: File, state: "waiting"|"sending"|"sent"|"wrong"|"gone", row: HTMLElement, words: HTMLElement,
 *   bar: HTMLProgressElement, button: HTMLButtonElement, request?: XMLHttpRequest, name?: string}} Sending */
/** @type {Sending[]} */
const queue = [];
let busy = false;

/** @param {File} file */
function add(file) {
  const words = make("span", { class: "app-file__state" }, "Waiting");
  const bar = make("progress", { max: "100", value: "0", "aria-label": `Progress of ${file.name}` });
  const hidden = make("span", { class: "govuk-visually-hidden" }, ` ${file.name}`);
  const button = make("button", { type: "button", class: "govuk-button govuk-button--secondary" }, "Cancel", hidden);
  const row = make("li", { class: "app-file" }, make("span", { class: "app-file__name" }, file.name), button, words, bar);
  const one = { file, state: "waiting", row, words, bar, button };
  button.addEventListener("click", () => cancel(one));
  list.append(row);
  queue.push(one);
}

function next() {
  const one = queue.find(({ state }) => state === "waiting");
  busy = one !== undefined;
  if (busy) {
    send(one);
  }
  onward.hidden = busy || !queue.some(({ state }) => state === "sent");
  if (!busy && !onward.hidden) {
    const count = queue.filter(({ state }) => state === "sent").length;
    said.textContent = `${count} ${count === 1 ? "file was" : "files were"} sent. Continue to say what ${count === 1 ? "it is" : "they are"}.`;
  }
}

/** With XMLHttpRequest: fetch does not tell how much of a body has been sent. */
function send(one) {
  const request = new XMLHttpRequest();
  one.request = request;
  set(one, "sending", "Sending");
  said.textContent = `Sending ${one.file.name}`;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    one.bar.value = total === 0 ? 0 : Math.floor((loaded / total) * 100);
    one.words.textContent = `Sending, ${one.bar.value}%`;
  });
  request.addEventListener("load", () => {
    if (request.status === 201) {
      one.name = JSON.parse(request.responseText).name;
      one.bar.value = 100;
      set(one, "sent", "Sent");
    } else {
      wrong(one, reason(request));
    }
  });
  request.addEventListener("error", () => wrong(one, "The ledger cannot be reached. Try again."));
  request.addEventListener("loadend", next);
  request.open("POST", form.dataset.to);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(one.file);
}

function reason(request) {
  try {
    const { detail } = JSON.parse(request.responseText);
    const words = detail.replace(/^[a-z]+: /u, "");
    return words.charAt(0).toUpperCase() + words.slice(1);
  } catch {
    return request.status === 401 ? "You are not signed in any more. Sign in again." : "It could not be sent. Try again.";
  }
}

function wrong(one, words) {
  if (one.state === "gone") {
    return;
  }
  set(one, "wrong", words);
  one.row.classList.add("app-file--wrong");
  one.bar.hidden = true;
  said.textContent = `${one.file.name}: ${words}`;
}

function set(one, state, words) {
  one.state = state;
  one.words.textContent = words;
  one.button.firstChild.textContent = state === "waiting" || state === "sending" ? "Cancel" : "Remove";
}

/** What was sent already and is not recorded is deleted by the ledger after a day. */
function cancel(one) {
  const sending = one.state === "sending";
  one.state = "gone";
  one.row.remove();
  queue.splice(queue.indexOf(one), 1);
  said.textContent = `${one.file.name} was taken out`;
  if (sending) {
    one.request.abort();
  } else if (!busy) {
    next();
  }
  document.getElementById("sending-title").focus();
}

if (form !== null) {
  input.multiple = true;
  form.querySelector(".app-one").textContent = "files";
  onward.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => {
    const left = Number(form.dataset.most) - queue.length;
    [...input.files].slice(0, left).forEach(add);
    input.value = "";
    section.hidden = false;
    if (!busy) {
      next();
    }
  });
  sent.addEventListener("submit", () => {
    for (const { name, file } of queue.filter(({ state }) => state === "sent")) {
      sent.append(make("input", { type: "hidden", name: "document", value: name }));
      sent.append(make("input", { type: "hidden", name: "filename", value: file.name }));
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (busy) {
      event.preventDefault();
    }
  });
}
