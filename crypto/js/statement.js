/**
 * The plain-English statement of an entry, composed from the parts that are signed beside it
 * (docs/FORMAT.md, chapter 2). The server sends a template, never the sentence: one that showed one
 * sentence and had another signed would be found out here, on the author's own machine.
 */
import { TemplateError } from "./errors.js";
import { Pieces, wordsOf } from "./pieces.js";
import { NOWHERE, readTemplate, say } from "./template.js";

/**
 * Compose the statement of one content: a capital at its start, a full stop at its end.
 * @param {unknown[]} template
 * @param {Record<string, unknown>} content
 * @returns {import("./pieces.js").Piece[]}
 * @throws {TemplateError} the template is malformed, or misses something in the content.
 */
export function compose(template, content) {
  return sentence(template)(content);
}

/**
 * A template, read once: what it gives composes the statement of each content.
 * @param {unknown[]} template
 * @returns {(content: Record<string, unknown>) => import("./pieces.js").Piece[]}
 * @throws {TemplateError} the template is malformed.
 */
export function sentence(template) {
  const read = steps(template);
  return (content) => {
    const pieces = new Pieces(content);
    say(read, pieces, NOWHERE);
    return pieces.sentence();
  };
}

/**
 * The statement as it is signed.
 * @param {import("./pieces.js").Piece[]} pieces
 * @returns {import("./pieces.js").Segment[]}
 */
export function segments(pieces) {
  return pieces.map((piece) => piece.segment);
}

/**
 * The statement as a reader sees it.
 * @param {import("./pieces.js").Segment[]} statement
 * @returns {string}
 */
export function plain(statement) {
  return statement.map(wordsOf).join("");
}

function steps(template) {
  try {
    return readTemplate(template);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new TemplateError("template: too deep", { cause: error });
    }
    throw error;
  }
}
