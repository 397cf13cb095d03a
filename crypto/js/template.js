/**
 * Reading a template: each of its parts becomes a step that writes its words (docs/FORMAT.md, F2.2
 * to F2.12). A part of no known form is refused even where no content would lead to it.
 */
import { dateWords, instantWords, whenWords } from "./english.js";
import { TemplateError, TimeRefused } from "./errors.js";

/** Parts that every entry has; all others are fields of the event, wrapped as `{"v": value, …}`. */
const ENTRY_PARTS = new Set([
  ...["type", "capacity", "occurred", "known", "actor", "source", "act", "mark", "because"],
  "statement",
]);
/** Most characters of a path: a bound of ours; the longest in use has a third of them. */
const MAX_PATH = 100;
const TIMES = { instant: instantWords, date: dateWords, when: whenWords };
const FORMS = {
  get: readGet,
  "get,words": readWords,
  "get,time": readTime,
  "each,join,last,parts": readEach,
  "cases,one,tag": readOne,
  "else,if,parts": readChoice,
  stop: readStop,
};

/**
 * Where a template is: at the element of the innermost `each` or `one`, which is that part of the
 * content; its own words belong to the part that chose them.
 * @typedef {{value: any, part: string | null, chosenBy: string | null}} Here
 */

/**
 * At first at no element, and with words that no part has chosen.
 * @type {Here}
 */
export const NOWHERE = Object.freeze({ value: null, part: null, chosenBy: null });

/**
 * The steps that write a statement.
 * @param {unknown} template
 * @returns {Array<(pieces: import("./pieces.js").Pieces, here: Here) => void>}
 * @throws {TemplateError} a part is of no known form.
 */
export function readTemplate(template) {
  return list(template).map(readPart);
}

/**
 * Take steps.
 */
export function say(steps, pieces, here) {
  for (const step of steps) {
    pieces.step();
    step(pieces, here);
  }
}

function readPart(part) {
  if (typeof part === "string") {
    return (pieces, here) => pieces.add(part, here.chosenBy);
  }
  const form = isObject(part) ? Object.keys(part).sort().join() : "";
  const known = own(FORMS, form);
  if (known === undefined) {
    throw new TemplateError("template: a part of no known form");
  }
  return known(part);
}

function readGet(part) {
  const path = new Path(part.get);
  return (pieces, here) => {
    const value = path.value(pieces, here);
    for (const item of Array.isArray(value) ? value : [value]) {
      pieces.step();
      pieces.add(segmentOf(item, path), path.source(here));
    }
  };
}

function readWords(part) {
  const [path, words] = [new Path(part.get), part.words];
  return (pieces, here) => {
    const value = path.value(pieces, here);
    const key = typeof value === "boolean" ? (value ? "yes" : "no") : value;
    const told = isObject(words) && typeof key === "string" ? own(words, key) : undefined;
    if (told === undefined) {
      throw new TemplateError(`${path.text}: a value that the template has no words for`);
    }
    pieces.addEvenEmpty(string(told), path.source(here));
  };
}

function readTime(part) {
  const [path, form] = [new Path(part.get), own(TIMES, string(part.time))];
  if (form === undefined) {
    throw new TemplateError(`${path.text}: no known form of time`);
  }
  return (pieces, here) => {
    pieces.add(timeWords(form, path.value(pieces, here), path), path.source(here));
  };
}

function timeWords(form, value, path) {
  try {
    return form(value);
  } catch (error) {
    if (error instanceof TimeRefused) {
      throw new TemplateError(`${path.text}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function readEach(part) {
  const [path, steps] = [new Path(part.each), readTemplate(part.parts)];
  const [join, last] = [string(part.join), string(part.last)];
  return (pieces, here) => {
    const items = path.value(pieces, here);
    if (!Array.isArray(items)) {
      throw new TemplateError(`${path.text}: not a list`);
    }
    const origin = path.source(here);
    items.forEach((item, index) => {
      if (index) {
        pieces.add(index === items.length - 1 ? last : join, origin);
      }
      const part = `${origin}.${index}`;
      say(steps, pieces, { value: item, part, chosenBy: part });
    });
  };
}

function readOne(part) {
  const [path, key] = [new Path(part.one), string(part.tag)];
  if (!isObject(part.cases)) {
    throw new TemplateError(`${path.text}: no cases`);
  }
  const known = new Map(Object.entries(part.cases).map(([tag, its]) => [tag, readTemplate(its)]));
  return (pieces, here) => {
    const value = path.value(pieces, here);
    const steps = isObject(value) ? known.get(own(value, key)) : undefined;
    if (steps === undefined) {
      throw new TemplateError(`${path.text}: a case that the template does not have`);
    }
    const part = path.source(here);
    say(steps, pieces, { value, part, chosenBy: part });
  };
}

function readChoice(part) {
  const paths = list(part.if).map((path) => new Path(path));
  const [then, otherwise] = [readTemplate(part.parts), readTemplate(part.else)];
  return (pieces, here) => {
    const said = paths.every((path) => isSomething(path.find(pieces, here)));
    const chosen = paths.length ? { ...here, chosenBy: paths[0].source(here) } : here;
    say(said ? then : otherwise, pieces, chosen);
  };
}

function readStop(part) {
  const words = string(part.stop);
  return (pieces, here) => pieces.stop(words, here.chosenBy);
}

/** Where in the content, or in the element at hand, a part finds its value. */
class Path {
  constructor(value) {
    this.text = string(value);
    if (Array.from(this.text).length > MAX_PATH) {
      throw new TemplateError(`template: a path of more than ${MAX_PATH} characters`);
    }
    this.fromHere = this.text.startsWith(".");
    this.names = namesOf(this.text);
  }

  /** What stands there; {@link TemplateError} where nothing does. */
  value(pieces, here) {
    const value = this.find(pieces, here);
    if (value === undefined) {
      throw new TemplateError(`${this.text}: missing`);
    }
    return value;
  }

  /** What stands there, or undefined, which no JSON value is. */
  find(pieces, here) {
    pieces.step();
    let value = this.fromHere ? here.value : pieces.content;
    for (const name of this.names) {
      value = isObject(value) ? own(value, name) : undefined;
    }
    return value;
  }

  /** The part that this leads to, with the element and the list where it lies within one. */
  source(here) {
    if (!this.fromHere) {
      return this.text;
    }
    return this.text === "." ? here.part : `${here.part}${this.text}`;
  }
}

/** The members to follow, from the content or, where the path begins with a dot, the element. */
function namesOf(path) {
  if (path === ".") {
    return [];
  }
  const names = path.replace(/^\./, "").split(".");
  if (names.includes("")) {
    throw new TemplateError("template: a path with an empty name");
  }
  const wrapped = !path.startsWith(".") && !ENTRY_PARTS.has(names[0]);
  return wrapped ? [names[0], "v", ...names.slice(1)] : names;
}

/** Whether there is anything to say; 0 is a number worth saying. */
function isSomething(value) {
  if (typeof value === "string" || Array.isArray(value)) {
    return value.length > 0;
  }
  return value !== undefined && value !== null && value !== false;
}

function segmentOf(value, path) {
  if (typeof value === "string") {
    return value;
  }
  if (Number.isSafeInteger(value)) {
    return String(value);
  }
  if (isObject(value) && Object.keys(value).sort().join() === "as,p" && isPerson(value)) {
    return value;
  }
  throw new TemplateError(`${path.text}: not words, a number or a person`);
}

function isPerson({ p, as }) {
  return typeof p === "string" && typeof as === "string";
}

function string(value) {
  if (typeof value !== "string") {
    throw new TemplateError("template: no string where one belongs");
  }
  return value;
}

function list(value) {
  if (!Array.isArray(value)) {
    throw new TemplateError("template: no array where one belongs");
  }
  return value;
}

/** A member of the object itself: names in content must not reach what every object inherits. */
function own(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
