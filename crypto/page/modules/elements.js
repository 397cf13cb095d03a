/** Making elements: text stays text, and nothing is ever read as markup. */

/**
 * An element.
 * @param {string} name with classes behind dots, as `li.is-altered`
 * @param {...(Node | string | null)} children null is left out
 * @returns {HTMLElement}
 */
export function make(name, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) {
    element.className = classes.join(" ");
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * A heading that things can be named by.
 * @param {string} tag
 * @param {string} words
 * @param {string} id
 */
export function heading(tag, words, id) {
  const element = make(tag, words);
  element.id = id;
  return element;
}

/**
 * A list of facts: names, and what is said of each.
 * @param {[string, Node | string | null][]} pairs one without anything said is left out
 */
export function facts(pairs) {
  return make("dl.facts", ...pairs.filter(([, said]) => said !== null && said !== "")
    .map(([name, said]) => make("div", make("dt", name), make("dd", said))));
}

/**
 * Something that is shown when asked for.
 * @param {string} summary
 * @param {...(Node | string | null)} children
 */
export function details(summary, ...children) {
  return make("details", make("summary", summary), ...children);
}

/** @param {(Node | string)[]} items */
export function list(items) {
  return make("ul", ...items.map((item) => make("li", item)));
}

/** A digest or other code, which machines compare. */
export function code(text) {
  return make("code", text);
}

/**
 * A number of things: "1 entry", "3 entries".
 * @param {number} number
 * @param {string} one
 * @param {string} [several]
 */
export function counted(number, one, several = `${one}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : several}`;
}

/** @param {string} id */
export function byId(id) {
  return document.getElementById(id);
}
