/**
 * What a statement is made of while it is written: segments, each with the part it came from.
 *
 * @typedef {string | {p: string, as: string}} Segment text, or a person as written
 * @typedef {{segment: Segment, source: string | null}} Piece `source` null: the template's own words
 */
import { TemplateError } from "./errors.js";

const CLOSING = /[”’") ]+$/;
const ENDED = /[.?!…]$/;

/** A statement that is being written about one content. */
export class Pieces {
  /** @param {Record<string, unknown>} content */
  constructor(content) {
    this.content = content;
    /** @type {Piece[]} */
    this.written = [];
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
    this.written.push({ segment: words, source });
  }

  /**
   * End the sentence, unless it has ended, and go on with `words`.
   * @param {string} words
   * @param {string | null} source
   */
  stop(words, source) {
    this.add(isStopped(this.written) ? words : `.${words}`, source);
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

/** Whether the words end a sentence, behind whatever quotation marks and brackets close it. */
function isStopped(pieces) {
  for (const { segment } of pieces.toReversed()) {
    const ending = wordsOf(segment).replace(CLOSING, "");
    if (ending) {
      return ENDED.test(ending);
    }
  }
  return false;
}
