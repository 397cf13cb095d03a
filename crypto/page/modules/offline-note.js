/** The offline note that an entry may embed (docs/FORMAT.md, chapter 9). */
import { checkDigest, checkMembers, checkTime, checkUuid } from "../../js/claims.js";
import { ClaimRefused } from "../../js/errors.js";
import { parse } from "../../js/jws.js";

const TYP = "countersign-note+jwt";
const MAX_TEXT = 8_000;

/**
 * Read a note; its signature is not verified by that.
 * @param {string} text
 * @returns {{jws: import("../../js/jws.js").Jws, note: {aud: string, iat: number, iss: string,
 *   text: string}}}
 * @throws {JwsRefused | ClaimRefused} not exactly an offline note.
 */
export function readNote(text) {
  const jws = parse(TYP, text);
  const note = jws.payload;
  checkMembers("payload", note, ["aud", "iat", "iss", "text"]);
  checkDigest("aud", note.aud);
  checkUuid("iss", note.iss);
  checkTime("iat", note.iat);
  const length = typeof note.text === "string" ? Array.from(note.text).length : 0;
  if (length < 1 || length > MAX_TEXT) {
    throw new ClaimRefused(`text: not 1 to ${MAX_TEXT} characters`);
  }
  return { jws, note };
}
