/**
 * The page about itself. A file that was opened from disk may not read itself, but a browser that
 * writes the page out again before anything in it has changed gives the bytes of the file: the builder
 * writes it as browsers do, and a test compares.
 */
import { bytesOf, sha256 } from "../../js/canonical.js";
import { hex } from "./bytes.js";

const SOURCE = bytesOf(`<!doctype html>\n${document.documentElement.outerHTML}`);

/**
 * SHA-256 of this page as the browser read it, in hexadecimal.
 * @returns {Promise<string>}
 */
export async function ownHash() {
  return hex(await sha256(SOURCE));
}
