/**
 * The head statement: where a stream ended when the log had a certain size, signed by the ledger
 * (docs/FORMAT.md, chapter 6).
 *
 * @typedef {{aud: string, origin: string, size: number, root: string, sub: string, seq: number,
 *   digest: string}} Head
 */
import { checkDigest, checkLine, checkMembers, checkUuid } from "../../js/claims.js";
import { ClaimRefused } from "../../js/errors.js";
import { parse } from "../../js/jws.js";
import { checkNumber } from "./numbers.js";

const TYP = "countersign-head+jwt";
const CLAIMS = ["aud", "digest", "origin", "root", "seq", "size", "sub"];

/**
 * Read a head statement; its signature is not verified by that.
 * @param {string} text
 * @returns {{jws: import("../../js/jws.js").Jws, head: Head}}
 * @throws {JwsRefused | ClaimRefused} not exactly a head statement.
 */
export function readHead(text) {
  const jws = parse(TYP, text);
  const head = jws.payload;
  checkMembers("payload", head, CLAIMS);
  ["aud", "root", "digest"].forEach((name) => checkDigest(name, head[name]));
  checkLine("origin", head.origin);
  checkUuid("sub", head.sub);
  ["size", "seq"].forEach((name) => checkNumber(name, head[name], 0));
  if ((head.seq === 0) !== (head.digest === head.aud)) {
    throw new ClaimRefused("digest: the ledger id belongs at seq 0, and only there");
  }
  if (head.seq > head.size) {
    throw new ClaimRefused("seq: more entries than the log has leaves");
  }
  return { jws, head };
}
