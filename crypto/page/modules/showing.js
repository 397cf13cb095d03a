/** The report for people: the verdict first, then what was found, withheld and not proven. */
import { bytesOf, sha256 } from "../../js/canonical.js";
import { hex } from "./bytes.js";
import { code, counted, details, facts, heading, list, make } from "./elements.js";
import { showEntries } from "./entries.js";
import { ownHash } from "./own.js";
import { absenceWords, readingCopies, timeWords } from "./telling.js";
import { KINDS } from "./told.js";

const PAGE = "verify.html";
const ENDS = {
  0: ["verified", "Verified", "The record in this bundle is as it was signed, nothing is missing "
    + "without being said to be withheld, and all that the trust file asks for is there."],
  1: ["altered", "Altered", "Something in this bundle is not as it was signed or issued. Do not rely on "
    + "it; what was found is below."],
  2: ["consistent", "Consistent, but not attested", "Nothing in this bundle contradicts itself, but "
    + "something that it should rest on is not there; what that is stands below."],
  3: ["unreadable", "Not readable as a bundle", "This file was not looked at any further. Ask for the "
    + "bundle again."],
};
const NAMES = { integrity: "Integrity", completeness: "Completeness", time: "Time" };
const ASKED = {
  integrity: "Are the words those that were signed?",
  completeness: "Is anything missing?",
  time: "When was it recorded?",
};
/** What files and folders hold, for somebody who knows nothing of files. */
const FILES = {
  "bundle.json": "the list of contents",
  "genesis.json": "the ledger’s first document",
  "absence.jwt": "the statement that something was not recorded",
  checkpoint: "the state of the log",
  anchors: "a time stamp, or what it was put on",
  issue: "the act of issuing",
};
const SEVERITIES = { unreadable: "Not readable", altered: "Altered", unproven: "Not proven" };

/**
 * Everything there is to say of a bundle.
 * @param {import("./verify.js").Verified} verified
 * @param {import("./chosen.js").Chosen} bundle
 * @returns {Promise<Node[]>}
 */
export async function showReport(verified, bundle) {
  const { report, manifest } = verified;
  return [
    headline(report),
    report.demonstration
      ? make("p.notice", "This is a demonstration. Its people and times are invented.")
      : null,
    heading("h2", "The three verdicts", "verdicts-heading"),
    make("ul.cards", ...Object.entries(report.verdicts).map(card)),
    ...showFindings(verified),
    ...(manifest === null ? [] : showBundle(verified, manifest)),
    ...(manifest === null ? [] : showWithheld(report.withheld, manifest)),
    ...listed("What others outside attest", verified.outside),
    ...showAbsence(verified),
    ...copies(manifest),
    ...listed("What this does not prove", report.not_proven, "This check does not prove:"),
    ...showEntries(verified),
    ...await forExperts(verified, bundle),
  ].filter((part) => part !== null);
}

function headline({ exit }) {
  const [status, title, words] = ENDS[exit];
  const heads = heading("h2", title, "report-heading");
  heads.tabIndex = -1;
  return make(`div.verdict.verdict-${status}`, heads, make("p", words));
}

function card([subject, { status, words }]) {
  return make(
    `li.is-${status}`,
    make("h3", NAMES[subject]),
    make("p.small", ASKED[subject]),
    tag(status),
    make("p", words),
  );
}

function tag(status) {
  const words = `${status[0].toUpperCase()}${status.slice(1)}`;
  return make("p", make(`strong.tag.tag-${status}`, words));
}

function showFindings({ findings, manifest }) {
  if (findings.length === 0) {
    return [];
  }
  return [
    heading("h2", "What was found", "findings-heading"),
    make("ul.findings", ...byWeight(findings).map((finding) => showFinding(finding, manifest))),
  ];
}

/** Alterations first, and of these such as name an entry. */
function byWeight(findings) {
  const severities = Object.keys(SEVERITIES);
  const rank = ({ code: kind, seq }) => (
    severities.indexOf(KINDS[kind].severity) * 2 + (seq === null ? 1 : 0)
  );
  return findings.toSorted((one, other) => rank(one) - rank(other));
}

function showFinding({ code: kind, file, stream, seq, count, detail }, manifest) {
  const { severity, subject, meaning } = KINDS[kind];
  const more = count > 1 ? `, and at ${counted(count - 1, "more place")}` : "";
  return make(
    `li.is-${severity}`,
    make("h3", `${SEVERITIES[severity]}: ${placeWords({ file, stream, seq }, manifest)}${more}`),
    make("p", meaning),
    details("For an expert", facts([
      ["Kind", code(kind)],
      ["Verdict that it is about", NAMES[subject]],
      ["File", file === null ? null : code(file)],
      ["Stream", stream === null ? null : code(stream)],
      ["Reason", detail],
    ])),
  );
}

function placeWords({ file, stream, seq }, manifest) {
  const kind = manifest?.streams.find((one) => one.stream === stream)?.kind;
  const where = {
    enquiry: "the enquiry", authority: "the authority’s record", directory: "the directory",
  };
  if (seq !== null) {
    return `entry ${seq} of ${where[kind] ?? "a record"}`;
  }
  if (file === null) {
    return "the bundle as a whole";
  }
  const [folder, rest] = file.split("/");
  if (Object.hasOwn(FILES, folder)) { // a file may bear a name that every object inherits
    return FILES[folder];
  }
  return rest === undefined ? `the file ${file}` : "a file of the bundle";
}

function showBundle({ issued, places }, manifest) {
  const entries = places.filter(({ stream }) => stream.kind === "enquiry");
  const given = entries.filter(({ envelope }) => envelope !== null).length;
  return [
    heading("h2", "This bundle", "bundle-heading"),
    facts([
      ["Enquiry", code(manifest.enquiry)],
      ["Made for", manifest.recipient.name],
      ["Purpose", manifest.purpose],
      ["Made", timeWords(manifest.made)],
      ["Issued by", issued === null ? "nobody who could be held to it" : issuer(issued)],
      ["Shows the record as it was known on", manifest.known === null ? null : timeWords(manifest.known)],
      ["Ends at", `entry ${manifest.size} of the ledger’s log (${manifest.origin})`],
      ["Entries of the enquiry", entries.length === 0 ? null : given === entries.length
        ? `${given}, all of them given`
        : `${entries.length}, of which ${given} are given`],
    ]),
  ];
}

function issuer({ person, capacity, iat }) {
  const name = person.name || person.id;
  return `${capacity && capacity !== name ? capacity : name}, on ${timeWords(iat)}`;
}

function showWithheld({ entries, parts, documents, issue, reasons }, manifest) {
  const heads = heading("h2", "What is withheld", "withheld-heading");
  const beside = issue === 0 ? [] : [make("p", `Beside what is listed, ${counted(issue, "part")} of the `
    + "entries by which the bundle was issued, and of those of the directory that came with them.")];
  if (entries + parts + documents === 0) {
    return [heads, ...(issue === 0 ? [make("p", "Nothing is withheld.")] : beside)];
  }
  const rows = Object.entries(reasons).map(([reason, number]) => make(
    "tr",
    make("td", manifest.reasons[reason]),
    make("td.number", number.toLocaleString("en-GB")),
  ));
  return [
    heads,
    make("p", `${withheldWords(entries, parts, documents)}. Each leaves its place, so that what is `
      + "withheld can be counted, and whoever issued the bundle answers for the reasons."),
    make(
      "table",
      make("caption", "Reasons, and how often each is given"),
      make("thead", make("tr", columnOf("Reason"), columnOf("Number", "th.number"))),
      make("tbody", ...rows),
    ),
    withheldPlaces(manifest),
    ...beside,
  ];
}

function withheldWords(entries, parts, documents) {
  const named = [
    [entries, `${counted(entries, "entry", "entries")} whole`],
    [parts, `${counted(parts, "part")} of entries`],
    [documents, counted(documents, "document")],
  ];
  const counts = named.filter(([number]) => number > 0).map(([, words]) => words);
  return new Intl.ListFormat("en-GB").format(counts);
}

function columnOf(words, name = "th") {
  const cell = make(name, words);
  cell.scope = "col";
  return cell;
}

function withheldPlaces({ streams, withheld, documents, reasons }) {
  const whole = streams[0].entries.filter((one) => !one.given);
  const parts = [...Map.groupBy(withheld, (gap) => `${gap.seq} ${gap.reason}`).values()];
  return details(
    "Where",
    list([
      ...whole.map((one) => `Entry ${one.seq} whole: ${reasons[one.withheld]}`),
      ...parts.map((gaps) => (
        `${counted(gaps.length, "part")} of entry ${gaps[0].seq}: ${reasons[gaps[0].reason]}`
      )),
      ...documents.filter((one) => !one.given).map((one) => (
        `The document that entry ${one.seq} deposits: ${reasons[one.withheld]}`
      )),
    ]),
  );
}

function showAbsence({ absence }) {
  return absence === null ? [] : [
    heading("h2", "What was not recorded", "absence-heading"),
    make("p", absenceWords(absence)),
    make("p", "The ledger signed this statement, and every entry of the enquiry bears it out."),
  ];
}

function copies(manifest) {
  const names = manifest === null ? [] : readingCopies(manifest);
  return names.length === 0 ? [] : [
    heading("h2", "Reading copies", "copies-heading"),
    make("p", "These files are there to be read. No author signed them: whoever issued the bundle did. "
      + "Where they and the entries differ, the entries are the record."),
    list(names.map(code)),
  ];
}

function listed(title, lines, before = null) {
  return lines.length === 0 ? [] : [
    make("h2", title),
    before === null ? null : make("p", before),
    list(lines),
  ];
}

async function forExperts({ report, files }, { name, bytes }) {
  const text = JSON.stringify(report, null, 2);
  return [
    heading("h2", "For an expert", "expert-heading"),
    facts([
      ["File", name],
      ["SHA-256 of the bundle", code(hex(await sha256(bytes)))],
      ["The page in the bundle", await pageWithin(files)],
      ["Exit code of the verifier", String(report.exit)],
    ]),
    details("The report for machines", make("pre", text)),
    make("div.actions", printButton(), saveLink(text)),
  ];
}

/** Whether the page that lies in the bundle is this one. */
async function pageWithin(files) {
  const page = files?.get(PAGE);
  if (page === undefined) {
    return null;
  }
  const hash = hex(await sha256(page));
  return hash === await ownHash() ? "this very page" : make("span", "another, with the SHA-256 ", code(hash));
}

function saveLink(text) {
  const link = make("a", "Save the report for machines (JSON)");
  link.download = "report.json";
  link.href = URL.createObjectURL(new Blob([bytesOf(`${text}\n`)], { type: "application/json" }));
  return link;
}

function printButton() {
  const button = make("button.button.button-secondary", "Print this page");
  button.type = "button";
  button.addEventListener("click", () => window.print());
  return button;
}
