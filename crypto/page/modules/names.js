/** The names of the files in a bundle: a closed list, so that a name can do nothing (F16.5). */

export const MANIFEST = "bundle.json";
export const ISSUE_ENTRY = "issue/entry.sdjwt";
export const ISSUE_RECEIPT = "issue/receipt.tlog-proof";
export const GENESIS = "genesis.json";
export const CHECKPOINT = "checkpoint";
export const TEMPLATES = "templates.json";
export const ABSENCE = "absence.jwt";

const READING_COPY = /^[A-Za-z][A-Za-z0-9-]{0,39}\.(?:html|txt|pdf)$/;
const ISSUE_DIRECTORY =
  /^issue\/directory\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([1-9][0-9]{0,8})\.(sdjwt|tlog-proof)$/;

/** The head statement of a stream. */
export function head(stream) {
  return `heads/${stream}.jwt`;
}

/** An entry with the disclosures that are given. */
export function entry(stream, seq) {
  return `entries/${stream}/${seq}.sdjwt`;
}

/** The proof that an entry is in the log, whether or not it is given. */
export function proof(stream, seq) {
  return `proofs/${stream}/${seq}.tlog-proof`;
}

/** A published checkpoint that bears time stamps. */
export function anchor(size) {
  return `anchors/${size}.checkpoint`;
}

/** A time stamp over the text of that checkpoint; they are numbered from 1. */
export function stamp(size, number) {
  return `anchors/${size}.${number}.tsr`;
}

/** A deposited file under its random name. */
export function document(name) {
  return `documents/${name}`;
}

/** A directory entry later than the view, which the issuing key rests on, and its proof. */
export function issueDirectory(stream, seq) {
  const place = `issue/directory/${stream}/${seq}`;
  return [`${place}.sdjwt`, `${place}.tlog-proof`];
}

/**
 * Stream and position of which {@link issueDirectory} gives this name, if there are any.
 * @param {string} name
 * @returns {{stream: string, seq: number} | null}
 */
export function placeInIssue(name) {
  const found = ISSUE_DIRECTORY.exec(name);
  return found === null ? null : { stream: found[1], seq: Number(found[2]) };
}

/** Whether a file belongs to the act of issuing, which the manifest cannot list. */
export function isOfTheIssue(name) {
  return name === ISSUE_ENTRY || name === ISSUE_RECEIPT || placeInIssue(name) !== null;
}

/** Whether a file is there to be read and bears nobody's signature of its own. */
export function isReadingCopy(name) {
  return READING_COPY.test(name);
}
