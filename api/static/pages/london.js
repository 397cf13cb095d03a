/** Dates and times as people in England write them, on whatever clock their device runs. */

const PARTS = { year: "numeric", month: "2-digit", day: "2-digit" };
const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };

function shown(moment, options) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", ...options });
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/**
 * Today in London, as `2026-03-02`: precise enough for what is signed about keys, and not in the
 * future of a ledger whose clock is a second behind the device's.
 * @param {Date} [now]
 */
export function today(now = new Date()) {
  const { year, month, day } = shown(now, PARTS);
  return `${year}-${month}-${day}`;
}

/**
 * The instant when London's clocks showed this, the earlier one if they did so twice.
 * @param {string} date `2026-03-02`
 * @param {string} time `07:30`
 * @returns {string | null} RFC 3339 in UTC; null where they never showed it
 */
export function instant(date, time) {
  const utc = Date.parse(`${date}T${time}:00Z`);
  for (const ahead of [3_600_000, 0]) {
    const moment = new Date(utc - ahead);
    const { year, month, day, hour, minute } = shown(moment, { ...PARTS, ...CLOCK });
    if (`${year}-${month}-${day}T${hour}:${minute}` === `${date}T${time}`) {
      return moment.toISOString().replace(".000Z", "Z");
    }
  }
  return null;
}
