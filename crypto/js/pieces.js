/**
 * What a statement is made of while it is written: segments, each with the part it came from.
 *
 * @typedef {string | {p: string, as: string}} Segment text, or a person as written
 * @typedef {{segment: Segment, source: string | null}} Piece `source` null: the template's own words
 */
import { TemplateError } from "./errors.js";

/** Most steps for one statement: sixteen for each part that an entry may have. */
const MAX_STEPS = 2 ** 16;
/** Most characters of a statement: an entry has no room for more. */
const MAX_WORDS = 2 ** 20;
const CLOSING = "”’\") ";
const ENDED = ".?!…";

/** A statement that is being written about one content. */
export class Pieces {
  /** @param {Record<string, unknown>} content */
  constructor(content) {
    this.content = content;
    /** @type {Piece[]} */
    this.written = [];
    this.steps = 0;
    this.length = 0;
  }

  /**
   * Take one step of a template.
   * @throws {TemplateError} one too many. Templates come with a bundle, and one with lists within
   *   lists could keep whoever checks it busy for years.
   */
  step() {
    this.steps += 1;
    if (this.steps > MAX_STEPS) {
      throw new TemplateError(`template: takes more than ${MAX_STEPS} steps`);
    }
  }

  /**
   * All of it: with a capital at its start and a full stop at its end.
   * @returns {Piece[]}
   * @throws {TemplateError} there are no words.
   */
  sentence() {
    if (this.written.length === 0) {
      throw new TemplateError("template: gives no words");
    }
    const { segment, source } = this.written[0];
    if (typeof segment === "string") {
      this.written[0] = { segment: capital(segment), source };
    }
    this.stop("", null);
    return this.written;
  }

  /**
   * Go on with a segment; words of the template join those before them.
   * @param {Segment} segment
   * @param {string | null} source
   */
  add(segment, source) {
    if (segment === "") {
      return;
    }
    this.lengthen(wordsOf(segment));
    const last = this.written.at(-1);
    if (source === null && typeof segment === "string" && last && last.source === null) {
      this.written[this.written.length - 1] = { segment: `${last.segment}${segment}`, source };
      return;
    }
    this.written.push({ segment, source });
  }

  /**
   * Go on with words that stand there even if there are none: their absence would tell a value.
   * @param {string} words
   * @param {string | null} source
   */
  addEvenEmpty(words, source) {
    this.lengthen(words);
    this.written.push({ segment: words, source });
  }

  /**
   * End the sentence, unless it has ended, and go on with `words`.
   * @param {string} words
   * @param {string | null} source
   */
  stop(words, source) {
    this.add(this.isStopped() ? words : `.${words}`, source);
  }

  /** Whether the words end a sentence, behind whatever quotation marks and brackets close it. */
  isStopped() {
    for (let at = this.written.length - 1; at >= 0; at -= 1) {
      this.step();
      const last = lastBefore(CLOSING, wordsOf(this.written[at].segment));
      if (last !== "") {
        return ENDED.includes(last);
      }
    }
    return false;
  }

  lengthen(words) {
    this.length += words.length;
    if (this.length > MAX_WORDS) {
      throw new TemplateError("template: gives more words than an entry has room for");
    }
  }
}

/**
 * A segment as a reader sees it.
 * @param {Segment} segment
 * @returns {string}
 */
export function wordsOf(segment) {
  return typeof segment === "string" ? segment : segment.as;
}

function capital(words) {
  const [first = ""] = words;
  return first.toUpperCase() + words.slice(first.length);
}

/** The last character that is none of these; a pattern would read a long run once from each place. */
function lastBefore(closing, words) {
  let end = words.length;
  while (end > 0 && closing.includes(words[end - 1])) {
    end -= 1;
  }
  return end > 0 ? words[end - 1] : "";
}
