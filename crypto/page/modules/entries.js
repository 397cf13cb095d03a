/** What was recorded, in the words that were signed, in the order of the log. */
import { GAP } from "../../js/reveal.js";
import { details, heading, make } from "./elements.js";
import { isObject } from "./holding.js";
import { timeWords } from "./telling.js";

/** What later entries say of earlier ones that a reader of these must know. */
const LATER = {
  corrects: "Corrected by",
  withdraws: "Withdrawn by",
  returns: "Returned by",
  countersigns: "Countersigned by",
};

/**
 * The entries of the enquiry; nothing where none was opened.
 * @param {import("./verify.js").Verified} verified
 * @returns {Node[]}
 */
export function showEntries({ places, people, manifest, wrong }) {
  const entries = places.filter(({ stream }) => stream.kind === "enquiry");
  if (entries.length === 0) {
    return [];
  }
  const later = laterOn(entries);
  const items = entries.map((opened) => showEntry(opened, people, manifest, wrong, later));
  return [
    heading("h2", "What was recorded", "entries-heading"),
    make("p", "The sentences that authors were shown and signed, put together from the entries "
      + "themselves and not from a reading copy. They prove what was signed, not that it is true."),
    details(`The ${entries.length} entries of the enquiry`, make("ol.entries", ...items)),
  ];
}

/** Which entries say something of which earlier ones, by the positions of these. */
function laterOn(entries) {
  const said = entries.filter(({ envelope }) => envelope !== null).flatMap(({ envelope, listed, stream }) => (
    envelope.claims.refs.filter((ref) => ref.sub === stream.stream && Object.hasOwn(LATER, ref.rel))
      .map((ref) => ({ of: ref.seq, words: `${LATER[ref.rel]} entry ${listed.seq}` }))
  ));
  return Map.groupBy(said, ({ of }) => of);
}

function showEntry(opened, people, manifest, wrong, later) {
  const { envelope, content, listed, stream } = opened;
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
    make("p", ...wordsOf(opened)),
    ...relations(envelope.claims, later.get(listed.seq) ?? []),
  );
}

/** What an entry says of earlier ones of the enquiry, and later ones of it. */
function relations({ refs, sub }, later) {
  const earlier = refs.filter((ref) => ref.sub === sub)
    .map(({ rel, seq }) => `${rel[0].toUpperCase()}${rel.slice(1)} entry ${seq}`);
  const lines = [...earlier, ...later.map(({ words }) => words)];
  return lines.length === 0 ? [] : [make("p.relations", `${lines.join(". ")}.`)];
}

/** The statement as it reads; one gap, however many sentences it hides. */
function wordsOf({ content: { statement }, gaps, revealed }) {
  if (!revealed) {
    return ["What stands here is not what was signed, and is not shown."];
  }
  if (!Array.isArray(statement)) {
    return [gaps.length > 0 ? make("span.gap", "The words are withheld") : "An entry without words."];
  }
  return statement.filter((one, place) => one !== GAP || statement[place - 1] !== GAP).map((one) => {
    if (one === GAP) {
      return make("span.gap", "withheld");
    }
    const words = isObject(one) ? one.as : one;
    return typeof words === "string" ? words : ""; // whatever else was signed is no words
  });
}
