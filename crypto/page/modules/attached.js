/** What entries carry beside their words: documents that they deposit, notes that they embed. */
import { digest } from "../../js/canonical.js";
import { SignatureInvalid } from "../../js/errors.js";
import { verify } from "../../js/jws.js";
import { GAP } from "../../js/reveal.js";
import { isObject, valueOf } from "./holding.js";
import * as names from "./names.js";
import { readNote } from "./offline-note.js";

const DEPOSIT = "document-deposited/1";
const NOTE = "offline-note/1";

/**
 * Every document that a given entry shows is listed, and is the one that was deposited.
 * @param {Map<string, Uint8Array>} files
 * @param {import("./manifest.js").Manifest} manifest
 * @param {import("./opening.js").Opened[]} places
 * @param {import("./findings.js").Findings} findings
 */
export async function checkDocuments(files, manifest, places, findings) {
  const listed = new Map(manifest.documents.map((one) => [`${one.stream} ${one.seq}`, one]));
  for (const opened of places) {
    const line = listed.get(`${opened.stream.stream} ${opened.listed.seq}`);
    const shown = shownIn(opened);
    if (line === undefined && shown !== null) {
      findings.note("document-missing", opened.place, "documents: not listed");
    } else if (line !== undefined && opened.revealed && !await fits(shown, line, files)) {
      findings.note("document-altered", opened.place, "documents: not what was deposited");
    }
  }
}

/**
 * A note that an entry embeds is signed by its author and says what the entry says (F9.3, F9.4).
 * @param {import("./opening.js").Opened} opened
 * @param {import("./holding.js").Person} author
 * @param {string} ledger
 * @throws {Refused} it does not.
 */
export async function checkNote({ content, gaps }, author, ledger) {
  const shown = valueOf(content, "note");
  if (content.type !== NOTE || typeof shown !== "string") {
    return;
  }
  const { jws, note } = readNote(shown);
  const key = author.keys.get(jws.kid);
  if (key?.state !== "live") {
    throw new SignatureInvalid("note: not signed with a key of the author in force here");
  }
  await verify(jws, key.x);
  if (note.iss !== author.id || note.aud !== ledger) {
    throw new SignatureInvalid("note: of another author or for another ledger");
  }
  if (!saysTheSame(content, gaps, note)) {
    throw new SignatureInvalid("note: says something else than the entry that embeds it");
  }
}

function shownIn({ revealed, content }) {
  const document = revealed && content.type === DEPOSIT ? valueOf(content, "document") : null;
  return isObject(document) ? document : null;
}

async function fits(shown, line, files) {
  if (shown === null || shown.name !== line.name || shown.digest !== line.digest) {
    return false;
  }
  const data = line.given ? files.get(names.document(line.name)) : undefined;
  // A listed file that is missing is a finding of its own.
  return data === undefined || (data.length === shown.size && await digest(data) === line.digest);
}

function saysTheSame(content, gaps, note) {
  const [words, written] = [valueOf(content, "words"), valueOf(content, "written")];
  const said = `${new Date(note.iat * 1000).toISOString().slice(0, 19)}Z`;
  if (written !== null && written !== said) {
    return false;
  }
  const open = gaps.length > 0 && Array.isArray(words) && words.some((one) => one === GAP || one === null);
  if (!Array.isArray(words) || open) {
    return true;
  }
  return words.map(plain).join("") === note.text;
}

function plain(segment) {
  const words = isObject(segment) ? segment.as : segment;
  return typeof words === "string" ? words : "";
}
