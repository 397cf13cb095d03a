/** Small things that pages do: make elements, show one step of several, say what went wrong. */
import { Refused } from "../device/errors.js";

/**
 * An element.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children text stays text: nothing is read as markup
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** @param {string} id */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Let the buttons of a part be used: before a script is ready, a form would send what is typed.
 * @param {Document | HTMLElement} [part]
 */
export function ready(part = document) {
  for (const button of part.querySelectorAll("[data-ready]")) {
    button.disabled = false;
    button.removeAttribute("aria-disabled");
  }
}

/**
 * Show one of several sections, and bring whoever uses a keyboard or a screen reader there.
 * @param {string[]} ids
 * @param {string} shown
 */
export function step(ids, shown) {
  for (const id of ids) {
    byId(id).hidden = id !== shown;
  }
  byId(shown).querySelector("[tabindex='-1']")?.focus();
}

/**
 * A check number, read out group by group.
 * @param {HTMLElement} element
 * @param {string[]} groups
 */
export function showNumber(element, groups) {
  element.replaceChildren(...groups.map((group) => make("span", {}, group)));
}

const TITLE = document.title;
const KINDS = ["govuk-input", "govuk-select", "govuk-textarea", "govuk-file-upload"];

/**
 * Say what is wrong: at the top of the page, linked to the field, and at the field (GOV.UK's error
 * summary and error message).
 * @param {{text: string, field?: string}[]} errors `field`: the id of an input
 */
export function showErrors(errors) {
  clearErrors();
  document.title = `Error: ${TITLE}`;
  const items = errors.map(({ text, field }) => make("li", {}, field && byId(field)
    ? make("a", { href: `#${field}` }, text) : text));
  const title = make("h2", { class: "govuk-error-summary__title" }, "There is a problem");
  const list = make("ul", { class: "govuk-list govuk-error-summary__list" }, ...items);
  const body = make("div", { class: "govuk-error-summary__body" }, list);
  const alert = make("div", { role: "alert" }, title, body);
  const summary = make("div", { class: "govuk-error-summary", tabindex: "-1" }, alert);
  document.querySelector("main").prepend(summary);
  errors.filter(({ field }) => field).forEach(mark);
  summary.focus();
}

/** Take back what {@link showErrors} said. */
export function clearErrors() {
  document.title = TITLE;
  for (const one of document.querySelectorAll(".govuk-error-summary, .app-field-error")) {
    one.remove();
  }
  for (const one of document.querySelectorAll(".govuk-form-group--error")) {
    one.classList.remove("govuk-form-group--error");
  }
  for (const kind of KINDS) {
    for (const one of document.querySelectorAll(`.${kind}--error`)) {
      one.classList.remove(`${kind}--error`);
    }
  }
}

function mark({ text, field }) {
  const input = byId(field);
  const date = input?.closest(".govuk-date-input"); // one group around three
  const group = (date ?? input)?.closest(".govuk-form-group");
  if (!group) {
    return;
  }
  group.classList.add("govuk-form-group--error");
  for (const kind of KINDS.filter((one) => input.classList.contains(one))) {
    input.classList.add(`${kind}--error`);
  }
  const hidden = make("span", { class: "govuk-visually-hidden" }, "Error: ");
  const id = `${field}-error`;
  const message = make("p", { class: "govuk-error-message app-field-error", id }, hidden, text);
  const above = [".govuk-hint", "legend", ".govuk-label"].map((one) => group.querySelector(one));
  (above.find(Boolean) ?? group.firstElementChild).after(message);
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ");
  input.setAttribute("aria-describedby", [...new Set([...described, id])].join(" ").trim());
}

/**
 * The words of anything that was thrown: ours say what to do, the browser's own are no help.
 * @param {Error} error
 */
export function wordsOf(error) {
  if (error instanceof DOMException) {
    return "This browser does not let this site keep or use keys. Leave private browsing, or use "
      + "another browser.";
  }
  const ours = error instanceof Refused;
  const words = ours ? error.message : "Something went wrong in this browser. Try again.";
  return words.replace(/^[a-z_.]+: (.)/u, (_, first) => first.toUpperCase());
}
