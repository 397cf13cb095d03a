/**
 * The report on a bundle: three verdicts, what was found, what is withheld, what is not proven.
 *
 * @typedef {"verified" | "consistent" | "altered" | "unchecked"} Status
 */
import { KINDS, TIME_ATTESTED, UNCHECKED, VERDICTS } from "./told.js";

const FORMAT = "countersign-report/1";
const SUBJECTS = ["integrity", "completeness", "time"];
const EXITS = [["unreadable", 3], ["altered", 1], ["unproven", 2]];

/**
 * The report for machines; the verifier in Python gives the same.
 * @param {import("./manifest.js").Manifest | null} manifest null where it could not be read
 * @param {import("./findings.js").Finding[]} findings
 * @param {{checked: boolean, attested?: boolean, proven?: string[], notProven?: string[]}} how
 *   `checked` is false if the rest was not looked at, `attested` true if somebody outside attests times
 * @param {import("./issue.js").Issued | null} [how.issued]
 */
export function reportOf(
  manifest, findings, { checked, attested = false, proven = [], notProven = [], issued = null },
) {
  const verdict = (subject) => [subject, verdictOn(subject, findings, manifest, checked, attested)];
  return {
    format: FORMAT,
    exit: exitOf(findings),
    ledger: manifest?.ledger ?? null,
    enquiry: manifest?.enquiry ?? null,
    size: manifest?.size ?? null,
    demonstration: manifest?.demonstration ?? null,
    verdicts: Object.fromEntries(SUBJECTS.map(verdict)),
    findings: findings.map(({ code, file, stream, seq, count }) => (
      { code, file, stream, seq, count, meaning: KINDS[code].meaning }
    )),
    withheld: { ...withheldFrom(manifest), issue: issued?.gaps ?? 0 },
    proven,
    not_proven: notProven,
  };
}

function exitOf(findings) {
  const severities = new Set(findings.map(({ code }) => KINDS[code].severity));
  return EXITS.find(([severity]) => severities.has(severity))?.[1] ?? 0;
}

function verdictOn(subject, findings, manifest, checked, attested) {
  const about = findings.map(({ code }) => KINDS[code]).filter((kind) => kind.subject === subject);
  const severities = new Set(about.map((kind) => kind.severity));
  const status = statusOf(severities, checked);
  const words = attested && subject === "time" && status === "verified"
    ? TIME_ATTESTED
    : VERDICTS[subject][status] ?? UNCHECKED;
  return { status, words: words.replace("{size}", String(manifest?.size ?? "")) };
}

function statusOf(severities, checked) {
  if (severities.has("altered")) {
    return "altered";
  }
  if (!checked) {
    return "unchecked";
  }
  return severities.has("unproven") ? "consistent" : "verified";
}

/** How many entries, parts of others and documents are withheld, and for which reasons. */
function withheldFrom(manifest) {
  const entries = manifest?.streams.flatMap((one) => one.entries).filter((one) => !one.given) ?? [];
  const documents = manifest?.documents.filter((one) => !one.given) ?? [];
  const parts = manifest?.withheld ?? [];
  const codes = [...entries, ...documents].map((one) => one.withheld);
  const counted = new Map(); // a code may be a name that every object inherits
  for (const code of [...codes, ...parts.map((one) => one.reason)].sort()) {
    counted.set(code, (counted.get(code) ?? 0) + 1);
  }
  const reasons = Object.fromEntries(counted);
  return { entries: entries.length, parts: parts.length, documents: documents.length, reasons };
}
