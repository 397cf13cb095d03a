/**
 * Times in words as GOV.UK writes them: "2 March 2026 at 2:05am", in London's time (docs/FORMAT.md,
 * F2.9 and F2.10). Nothing depends on the reader's language or time zone; only the rules of London's
 * clocks come from outside (the browser's copy of the IANA zone `Europe/London`).
 */
import { TimeRefused } from "./errors.js";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const NOON = 12;
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
/** Before this instant it was the year 0 in London, whose mean time was 75 seconds behind. */
const YEAR_ONE = Date.parse("0001-01-01T00:01:15Z");

const HOUR = 3_600_000;
/** Names of London's time, by the hours that it is ahead of UTC. */
const ZONES = ["GMT", "BST", "BDST"];

const LONDON = new Intl.DateTimeFormat("en-GB", {
  ...{ timeZone: "Europe/London", calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" },
  ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
});

/**
 * An instant (RFC 3339, in UTC and whole seconds) to the minute.
 * @param {unknown} value
 * @returns {string}
 * @throws {TimeRefused} not such an instant.
 */
export function instantWords(value) {
  const local = inLondon(value);
  return `${day(local)} at ${clock(local)}`;
}

/**
 * A calendar date (RFC 3339 full-date).
 * @param {unknown} value
 * @returns {string}
 * @throws {TimeRefused} not such a date.
 */
export function dateWords(value) {
  if (typeof value !== "string" || !DATE.test(value)) {
    throw new TimeRefused("not a date");
  }
  const known = onCalendar(`${value}T00:00:00Z`, "not a date of the calendar");
  return day({ year: known.getUTCFullYear(), month: known.getUTCMonth() + 1, day: known.getUTCDate() });
}

/**
 * When something happened, with its preposition: instant, date, interval, "about" or unknown.
 * @param {unknown} value
 * @returns {string}
 * @throws {TimeRefused} none of the five forms.
 */
export function whenWords(value) {
  const form = isObject(value) ? Object.keys(value).sort().join() : "";
  if (form === "at") {
    return `on ${instantWords(value.at)}`;
  }
  if (form === "on") {
    return `on ${dateWords(value.on)}`;
  }
  if (form === "from,to") {
    return `between ${instantWords(value.from)} and ${endWords(value.from, value.to)}`;
  }
  if (form === "about,within" && Number.isSafeInteger(value.within)) {
    const local = inLondon(value.about);
    return `at about ${clock(local)} on ${day(local)}`;
  }
  if (form === "unknown" && value.unknown === true) {
    return "at a time that is not known";
  }
  throw new TimeRefused("not a time in one of the five forms");
}

/**
 * An instant in seconds since 1970.
 * @param {unknown} value
 * @returns {number}
 * @throws {TimeRefused} not such an instant.
 */
export function secondsOf(value) {
  inLondon(value);
  return Date.parse(value) / 1000;
}

function endWords(start, end) {
  const [first, last] = [inLondon(start), inLondon(end)];
  return day(first) === day(last) ? clock(last) : instantWords(end);
}

/** Year, month from 1, day, hour and minute on London's clocks; and the zone, where it needs saying. */
function inLondon(value) {
  if (typeof value !== "string" || !INSTANT.test(value)) {
    throw new TimeRefused("not an instant in UTC to the second");
  }
  const known = onCalendar(value, "not an instant of the calendar");
  if (known.getTime() < YEAR_ONE) {
    throw new TimeRefused("not an instant of the calendar");
  }
  const local = shown(known.getTime());
  return { ...local, zone: isShownTwice(known.getTime(), local) ? zoneOf(known, local) : "" };
}

function shown(time) {
  const parts = LONDON.formatToParts(time).map((part) => [part.type, Number(part.value)]);
  return Object.fromEntries(parts);
}

/** Whether the clocks went back and showed this time an hour before or after, too. */
function isShownTwice(time, { day, hour, minute }) {
  return [time - HOUR, time + HOUR].map(shown).some(
    (one) => one.day === day && one.hour === hour && one.minute === minute,
  );
}

function zoneOf(known, { hour }) {
  return ` ${ZONES[(hour - known.getUTCHours() + 24) % 24]}`;
}

/** A date that browsers do not shift: 30 February and 24:00 would become another day. */
function onCalendar(text, reason) {
  const known = new Date(text);
  if (Number.isNaN(known.getTime()) || text.startsWith("0000")
      || known.toISOString() !== text.replace("Z", ".000Z")) {
    throw new TimeRefused(reason);
  }
  return known;
}

function day(local) {
  return `${local.day} ${MONTHS[local.month - 1]} ${local.year}`;
}

function clock(local) {
  if (local.minute === 0 && (local.hour === 0 || local.hour === NOON)) {
    return local.hour ? "midday" : "midnight";
  }
  const minutes = local.minute ? `:${String(local.minute).padStart(2, "0")}` : "";
  return `${local.hour % NOON || NOON}${minutes}${local.hour < NOON ? "am" : "pm"}${local.zone}`;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
