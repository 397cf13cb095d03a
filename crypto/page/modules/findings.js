/**
 * Taking findings down: one for each kind, at its first place, with how many places there are.
 *
 * @typedef {{file: string | null, stream: string | null, seq: number | null}} Place
 * @typedef {{code: string, file: string | null, stream: string | null, seq: number | null,
 *   count: number, detail: string}} Finding `detail` is for an expert, and holds no disclosed word
 */
import { compare } from "./numbers.js";

/**
 * Where something stands.
 * @param {string | null} [file]
 * @param {string | null} [stream]
 * @param {number | null} [seq]
 * @returns {Place}
 */
export function at(file = null, stream = null, seq = null) {
  return { file, stream, seq };
}

/** What was found so far; the same kind at the same place counts once. */
export class Findings {
  constructor() {
    this.found = new Map();
  }

  /**
   * Take down one more.
   * @param {string} code
   * @param {Place} place
   * @param {string} detail
   */
  note(code, place, detail) {
    const places = this.found.get(code) ?? new Map();
    const key = rankOf(place).join(" ");
    if (!places.has(key)) {
      places.set(key, { place, detail });
    }
    this.found.set(code, places);
  }

  /**
   * Every entry of which something was found, first place or not: stream and seq with a space between.
   * @returns {Set<string>}
   */
  entries() {
    const places = [...this.found.values()].flatMap((one) => [...one.values()]);
    return new Set(places.map(({ place }) => `${place.stream} ${place.seq}`));
  }

  /**
   * The findings by the files of their first places, then by code.
   * @returns {Finding[]}
   */
  sorted() {
    return [...this.found].map(([code, places]) => first(code, [...places.values()]))
      .sort((one, other) => compare([one.file ?? "", one.code], [other.file ?? "", other.code]));
  }
}

/** Places follow each other by stream, position and file, those without one first. */
function first(code, places) {
  const ordered = places.toSorted((one, other) => compare(rankOf(one.place), rankOf(other.place)));
  const [{ place, detail }] = ordered;
  return { code, ...place, count: places.length, detail };
}

function rankOf({ file, stream, seq }) {
  return [stream ?? "", seq ?? 0, file ?? ""];
}
