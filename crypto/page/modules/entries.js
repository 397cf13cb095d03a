/** What was recorded, in the words that were signed, in the order of the log. */
import { GAP } from "../../js/reveal.js";
import { details, heading, make } from "./elements.js";
import { isObject } from "./holding.js";
import { timeWords } from "./telling.js";

/**
 * The entries of the enquiry; nothing where none was opened.
 * @param {import("./verify.js").Verified} verified
 * @returns {Node[]}
 */
export function showEntries({ places, people, manifest, findings }) {
  const entries = places.filter(({ stream }) => stream.kind === "enquiry");
  if (entries.length === 0) {
    return [];
  }
  const wrong = new Set(findings.map(({ stream, seq }) => `${stream} ${seq}`));
  const items = entries.map((opened) => showEntry(opened, people, manifest, wrong));
  return [
    heading("h2", "What was recorded", "entries-heading"),
    make("p", "The sentences that authors were shown and signed, put together from the entries "
      + "themselves and not from a reading copy. They prove what was signed, not that it is true."),
    details(`The ${entries.length} entries of the enquiry`, make("ol.entries", ...items)),
  ];
}

function showEntry({ envelope, content, listed, stream }, people, manifest, wrong) {
  const title = make("h3", `Entry ${listed.seq}`);
  if (wrong.has(`${stream.stream} ${listed.seq}`)) {
    title.append(" ", make("strong.tag.tag-altered", "See what was found"));
  }
  if (envelope === null) {
    const reason = listed.given ? "It is missing or cannot be read." : manifest.reasons[listed.withheld];
    return make("li", title, make("p", make("span.gap", "Withheld whole"), ` ${reason}`));
  }
  const { iss, iat } = envelope.claims;
  const as = isObject(content.capacity) ? content.capacity.as : null;
  const author = typeof as === "string" ? as : people.get(iss)?.name || "An author whose name is withheld";
  return make(
    "li",
    title,
    make("p.small", `${author}, recorded ${timeWords(iat)}`),
    make("p", ...statementOf(content.statement)),
  );
}

/** Segments as they read; one gap, however many sentences it hides. */
function statementOf(statement) {
  if (!Array.isArray(statement)) {
    return [make("span.gap", "The words are withheld")];
  }
  return statement.filter((one, place) => one !== GAP || statement[place - 1] !== GAP).map((one) => {
    if (one === GAP) {
      return make("span.gap", "withheld");
    }
    return typeof one === "string" ? one : String(one.as ?? "");
  });
}
