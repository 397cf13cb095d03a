/**
 * What a practitioner holds, as bytes show it: keys, and capacities from day to day.
 *
 * @typedef {{kid: string, x: string, offered: number, since: number,
 *   state: "pending" | "live" | "revoked", compromised: number | null}} Key
 * @typedef {{id: string, role: string, agency: string, first: string, last: string | null,
 *   countersigning: boolean}} Capacity days are ISO dates in London, both included
 * @typedef {{id: string, name: string, registration: string, keys: Map<string, Key>,
 *   capacities: Map<string, Capacity>, complete: boolean, reaffirmed: Map<string, number>,
 *   version: number}} Person `complete` is false once a capacity was withheld
 */

/** The type of the entry that takes a key into use, which may come before the first day. */
export const ACCEPTED = "key-accepted/1";

const DAY = new Intl.DateTimeFormat("en-GB", {
  ...{ timeZone: "Europe/London", calendar: "gregory", numberingSystem: "latn" },
  ...{ year: "numeric", month: "2-digit", day: "2-digit" },
});

/**
 * Somebody of whom nothing is known.
 * @param {string} id
 * @returns {Person}
 */
export function nobody(id) {
  return {
    ...{ id, name: "", registration: "", keys: new Map(), capacities: new Map(), complete: true },
    ...{ reaffirmed: new Map(), version: 0 },
  };
}

/**
 * Whether an entry by a key is disputed (F4.5).
 * @param {Person} person
 * @param {string} kid
 * @param {string} entry stream, seq and digest with spaces between them
 * @param {number} known the latest time that the log is seen to have reached there
 */
export function disputes(person, kid, entry, known) {
  const key = person.keys.get(kid);
  if (key === undefined || key.compromised === null || known <= key.compromised) {
    return false;
  }
  return (person.reaffirmed.get(entry) ?? 0) <= key.since;
}

/**
 * Whether the capacity that an entry states is one of its author's and in force (F4.4), with
 * the author's name. What is withheld speaks neither for it nor against it.
 * @param {Person} person
 * @param {Record<string, any>} content
 * @param {number} iat seconds since 1970
 */
export function capacityFits(person, content, iat) {
  const stated = content.capacity;
  if (!isObject(stated)) {
    return !Object.hasOwn(content, "capacity");
  }
  if (person.name !== "" && stated.as !== person.name) {
    return false;
  }
  const held = person.capacities.get(stated.id);
  if (held === undefined) {
    return !person.complete;
  }
  const fits = stated.role === held.role && stated.agency === held.agency;
  return fits && (content.type === ACCEPTED || inForce(held, iat));
}

/**
 * A grant as it is shown.
 * @param {unknown} given
 * @param {boolean} [countersigning]
 * @returns {Capacity | null} null where a part of it is withheld
 */
export function readCapacity(given, countersigning = false) {
  if (!isObject(given)) {
    return null;
  }
  const { id, role, agency, from: first, to: last = null } = given;
  const shown = [id, role, agency, first].every((text) => typeof text === "string");
  if (!shown || (last !== null && typeof last !== "string")) {
    return null;
  }
  return { id, role, agency, first, last, countersigning };
}

/**
 * Whether who holds `by` has every day of what they would give.
 * @param {Capacity} by
 * @param {Capacity} given
 */
export function covers(by, given) {
  const days = by.last === null || (given.last !== null && given.last <= by.last);
  return by.role === given.role && by.agency === given.agency && days && !by.countersigning;
}

/**
 * The value of a field.
 * @param {Record<string, any>} content
 * @param {string} name
 * @returns {any} null where there is none or it is withheld
 */
export function valueOf(content, name) {
  const wrapped = Object.hasOwn(content, name) ? content[name] : null;
  return isObject(wrapped) && Object.hasOwn(wrapped, "v") ? wrapped.v : null;
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inForce({ first, last }, iat) {
  const day = dayOf(iat);
  return first <= day && (last === null || day <= last);
}

/** The day in London of a time in seconds since 1970, as an ISO date. */
function dayOf(iat) {
  const parts = DAY.formatToParts(new Date(iat * 1000));
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}
