/**
 * Forms that are signed at once (people, keys, a new enquiry): what is typed becomes a request, its
 * words are shown, and this device signs them. Nothing of a form is sent before that but to be
 * drafted, and nothing is kept of it.
 *
 * `data-record`: the event · `data-stream`: whose · `data-after`: where to go on · controls with
 * `data-at`: the field of the event, with dots · `data-capacity`: the one to act in ·
 * `data-required`: what to say if it is empty · `data-radios`, `data-dates`, `data-instants`: names
 * of groups that are one field · `data-if`: the radios on whose `data-values` a question depends ·
 * checkboxes with `data-concerns`: the entries, as `stream/seq`, that the new one is about.
 */
import { NotConfirmed } from "../device/refusals.js";
import { byId, clearErrors, ready, showErrors, wordsOf } from "./dom.js";
import { instant, today } from "./london.js";
import { confirm } from "./signing.js";

/**
 * Put a value at a path such as `capacities.0.role`.
 * @param {Record<string, any>} data
 * @param {string} path
 * @param {unknown} value
 */
export function put(data, path, value) {
  const steps = path.split(".");
  const last = steps.pop();
  const place = steps.reduce((inner, name, at) => {
    const next = steps[at + 1] ?? last;
    inner[name] ??= /^\d+$/u.test(next) ? [] : {};
    return inner[name];
  }, data);
  place[last] = value;
}

/** The path of each field, and the id of the control that an error about it belongs to. */
function groupsOf(form, kind) {
  return (form.dataset[kind] ?? "").split(" ").filter(Boolean).map((path) => {
    return { path, id: path.replaceAll(".", "-") };
  });
}

/**
 * What a form says, and what it lacks.
 * @param {HTMLFormElement} form
 * @returns {{data: Record<string, any>, errors: {text: string, field: string}[]}}
 */
export function read(form) {
  const data = {};
  const errors = [];
  const collect = ({ path, id }, { value, wrong, at = id }) => {
    if (wrong) {
      errors.push({ text: wrong, field: at });
    } else if (value !== "") {
      put(data, path, value);
    }
  };
  for (const control of form.querySelectorAll("[data-at]")) {
    if (shown(control)) {
      const value = control.value.trim();
      const wrong = value === "" ? control.dataset.required : undefined;
      collect({ path: control.dataset.at, id: control.id }, { value, wrong });
    }
  }
  const acting = form.querySelector("[data-capacity]");
  if (acting?.value === "") {
    errors.push({ text: acting.dataset.required, field: acting.id });
  }
  const boxes = form.querySelectorAll("[data-concerns]");
  if (boxes.length && !concerned(form).length) {
    errors.push({ text: "Select the entries that you stand by", field: boxes[0].id });
  }
  for (const group of groupsOf(form, "radios")) {
    collect(group, radio(form, group.id));
  }
  for (const group of groupsOf(form, "dates").filter(isShown)) {
    collect(group, day(group.id));
  }
  for (const group of groupsOf(form, "instants").filter(isShown)) {
    collect(group, moment(group.id));
  }
  return { data, errors };
}

function shown(control) {
  return control.closest("[hidden]") === null;
}

function isShown({ id }) {
  return shown(byId(`${id}-day`));
}

function radio(form, name) {
  const value = form.elements[name].value;
  return value === "" ? { wrong: "Select one of these" } : { value };
}

/** A date input; empty where nothing is typed and nothing is needed. */
function day(id) {
  const [date, month, year] = ["day", "month", "year"]
    .map((part) => byId(`${id}-${part}`).value.trim());
  const at = `${id}-day`;
  const { required } = byId(id).dataset;
  if (date + month + year === "") {
    return required === undefined ? { value: "" } : { wrong: required, at };
  }
  const value = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const parsed = new Date(`${value}T00:00:00Z`);
  const real = /^\d{4}-\d{2}-\d{2}$/u.test(value) && !Number.isNaN(parsed.getTime())
    && parsed.toISOString().startsWith(value);
  return real ? { value } : { wrong: "Enter a real date, such as 27 3 2026", at };
}

function moment(id) {
  const { value: date, wrong } = day(id);
  if (wrong || !date) {
    return { wrong: wrong ?? "Enter a date", at: `${id}-day` };
  }
  const time = /^(\d{1,2})[:.](\d{2})$/u.exec(byId(`${id}-time`).value.trim());
  const value = time && instant(date, `${time[1].padStart(2, "0")}:${time[2]}`);
  return value ? { value } : { wrong: "Enter a time, such as 17:30", at: `${id}-time` };
}

/**
 * Record what a form says; errors are shown.
 * @param {HTMLFormElement} form
 * @param {Record<string, unknown>} [more] fields that no control has
 * @returns {Promise<boolean>} whether it was recorded
 */
export async function submit(form, more = {}) {
  clearErrors();
  const { data, errors } = read(form);
  if (errors.length) {
    showErrors(errors);
    return false;
  }
  const { record: event, stream } = form.dataset;
  const refs = concerned(form);
  const request = { event, streams: [stream], data: { ...data, ...more }, refs, occurred: today() };
  const capacity = form.querySelector("[data-capacity]")?.value;
  if (capacity) {
    request.capacity = capacity;
  }
  try {
    const { record } = await import("../device/recording.js"); // not for a form that is only read
    await record(request, { confirm });
    return true;
  } catch (error) {
    if (!(error instanceof NotConfirmed)) {
      showErrors([{ text: wordsOf(error), field: controlOf(form, error.details?.field) }]);
    }
    return false;
  }
}

function controlOf(form, field) {
  const control = [...form.querySelectorAll("[data-at]")].find((one) => one.dataset.at === field);
  const id = (field ?? "").replaceAll(".", "-");
  return [control?.id, `${id}-day`, id].find((one) => one && byId(one));
}

/** The entries that the new one is about. */
function concerned(form) {
  return [...form.querySelectorAll("[data-concerns]:checked")].map((one) => {
    const [stream, seq] = one.dataset.concerns.split("/");
    return { rel: "concerns", stream, seq: Number(seq) };
  });
}

/** Questions that are asked only where they make sense. */
function conditions(form) {
  for (const part of form.querySelectorAll("[data-if]")) {
    const values = part.dataset.values.split(" ");
    part.hidden = !values.includes(form.elements[part.dataset.if].value);
  }
}

/** Ids that the ledger needs and nobody reads: the role, numbered where the person has had it. */
function fill(form) {
  for (const id of form.querySelectorAll("[data-id-from]")) {
    const taken = new Set((id.dataset.taken ?? "").split(" "));
    const base = byId(id.dataset.idFrom).value.slice(0, 28);
    let value = base;
    for (let number = 2; taken.has(value); number += 1) {
      value = `${base}-${number}`;
    }
    id.value = value;
  }
}

for (const form of document.querySelectorAll("form[data-record]")) {
  const refresh = () => {
    conditions(form);
    fill(form);
  };
  form.addEventListener("input", refresh);
  refresh();
  if (form.dataset.after) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await submit(form)) {
        location.assign(form.dataset.after);
      }
    });
    ready(form);
  }
}
