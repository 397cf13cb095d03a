/** The files of a bundle against the list of them (docs/FORMAT.md, F16.19). */
import { digest } from "../../js/canonical.js";
import { at } from "./findings.js";
import * as names from "./names.js";

/**
 * Every file that is listed is there as it is listed, and no other.
 * @param {Map<string, Uint8Array>} files
 * @param {import("./manifest.js").Manifest} manifest
 * @param {import("./findings.js").Findings} findings
 */
export async function checkFiles(files, manifest, findings) {
  for (const { name, size, digest: listed } of manifest.files) {
    const data = files.get(name);
    if (data === undefined) {
      findings.note("file-missing", at(name), "listed, and not there");
    } else if (data.length !== size || await digest(data) !== listed) {
      findings.note("file-altered", at(name), "size or digest: not as listed");
    }
  }
  const listed = new Set(manifest.files.map((one) => one.name));
  for (const name of files.keys()) {
    if (name !== names.MANIFEST && !listed.has(name) && !isOfTheIssue(name, files)) {
      findings.note("file-unlisted", at(name), "there, and not listed");
    }
  }
  if (!files.has(names.ISSUE_RECEIPT)) {
    findings.note("file-missing", at(names.ISSUE_RECEIPT), "not there");
  }
}

/** Whether the act of issuing accounts for a file: a proof of nothing could hold anything. */
function isOfTheIssue(name, files) {
  const place = names.placeInIssue(name);
  return names.isOfTheIssue(name)
    && (place === null || files.has(names.issueDirectory(place.stream, place.seq)[0]));
}
