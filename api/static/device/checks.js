/**
 * What the device checks of what it is asked to sign (docs/FORMAT.md, F1.4; docs/THREATS.md). A
 * server that was broken into can send any draft: these checks bound what it could obtain.
 *
 * @typedef {(stream: string) => Promise<import("./journal.js").Signed[]>} Known what this device
 *   has signed in a stream
 */
import { DeviceRefused } from "./refusals.js";

/** Seconds by which the device's clock and the ledger's may differ without a word. */
const CLOCK_SKEW = 60;

/**
 * Check one entry's claims before signing them.
 * @param {import("./envelope.js").Claims} claims
 * @param {import("./keys.js").Held} held
 * @param {Known} [known]
 * @throws {DeviceRefused} with the code `other-ledger`, `other-author`, `history-shorter`,
 *   `history-differs` or `reference-differs`.
 */
export async function check(claims, held, known = async () => []) {
  if (claims.aud !== held.ledger) {
    // An entry for another ledger would be valid there, and the author would never see it.
    throw new DeviceRefused("other-ledger", "aud: this is for another ledger than your key");
  }
  if (claims.iss !== held.practitioner) {
    throw new DeviceRefused("other-author", "iss: this is in somebody else’s name");
  }
  checkPosition(claims, admitted(await known(claims.sub)));
  for (const ref of claims.refs) {
    checkReference(ref, admitted(await known(ref.sub)));
  }
}

/**
 * What the author should be told before signing although it does not forbid to sign.
 * @param {import("./entry.js").Prepared} prepared
 * @param {number} [now] milliseconds since 1970 by the device's clock
 * @returns {string[]} sentences
 */
export function concerns(prepared, now = Date.now()) {
  const apart = Math.max(
    ...prepared.entries.map(({ claims }) => Math.abs(claims.iat - Math.floor(now / 1000))),
  );
  return apart > CLOCK_SKEW ? [clockWords(apart)] : [];
}

/** Who cuts off the end of a stream asks for a position that this device has filled already. */
function checkPosition(claims, mine) {
  const last = mine.reduce((found, one) => (one.seq > found.seq ? one : found), { seq: 0 });
  if (claims.seq <= last.seq) {
    throw new DeviceRefused(
      "history-shorter",
      `seq: the ledger asks for entry ${claims.seq}, but gave this device a receipt for entry`
        + ` ${last.seq}. Entries have been removed. Do not sign; tell whoever runs the ledger.`,
    );
  }
  if (claims.seq === last.seq + 1 && last.seq > 0 && claims.prev !== last.digest) {
    throw new DeviceRefused(
      "history-differs",
      `prev: entry ${last.seq} is no longer what this device signed. Do not sign; tell whoever`
        + " runs the ledger.",
    );
  }
}

function checkReference(ref, mine) {
  if (mine.some((one) => one.seq === ref.seq && one.digest !== ref.digest)) {
    throw new DeviceRefused(
      "reference-differs",
      `refs: entry ${ref.seq} is no longer what this device signed. Do not sign; tell whoever`
        + " runs the ledger.",
    );
  }
}

function admitted(signed) {
  return signed.filter((one) => one.outcome === "admitted");
}

function clockWords(seconds) {
  const minutes = Math.round(seconds / 60);
  const apart = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `Your device’s clock and the ledger’s are ${apart} apart. The entry will carry the`
    + " ledger’s time. If that is wrong, do not sign.";
}
