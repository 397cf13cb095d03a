/**
 * Between which moments an entry was recorded: what time stamps over checkpoints prove
 * (docs/FORMAT.md, chapter 15).
 *
 * @typedef {{size: number, time: number, accuracy: number, by: string, until: number,
 *   isStamp: boolean}} Anchored evidence that the log had reached `size` at `time`, as `by` saw it
 */
import { joined } from "./bytes.js";
import { StampForeign, StampRefused } from "./refusals.js";
import { isOver, openStamp } from "./stamp.js";

/** Seconds by which the clocks of a ledger and of an authority may lie apart. */
const TOLERANCE = 300;
/** Seconds from drafting an entry to recording it, at the latest. */
const MAX_DRAFT = 900;
const MAX_STAMPS = 64;

/**
 * The anchors on both sides of an entry: the closest stamped one before it, the closest behind it.
 * @param {Anchored[]} anchors ascending by size, then time
 * @param {number} index of the entry in the log, from 0
 * @returns {{after: Anchored | null, before: Anchored | null}}
 */
export function around(anchors, index) {
  const closest = anchors.findLast((one) => one.isStamp && one.size <= index);
  return {
    after: anchors.find((one) => one.isStamp && one.size === closest?.size) ?? null,
    before: anchors.find((one) => one.size > index) ?? null,
  };
}

/**
 * Whether an entry may have been drafted at `iat`, given the anchors around it.
 * @param {ReturnType<typeof around>} interval
 * @param {number} iat seconds since 1970
 */
export function fits({ after, before }, iat) {
  const early = after !== null && iat < after.time - after.accuracy - MAX_DRAFT - TOLERANCE;
  const late = before !== null && iat > before.time + before.accuracy + TOLERANCE;
  return !early && !late;
}

/**
 * Verify the stamps over a checkpoint. The first are over the note's text, those that renew them over
 * the text and all tokens before.
 * @param {number} size
 * @param {Uint8Array} text of the note, without signatures
 * @param {Uint8Array[]} tokens
 * @param {Uint8Array[]} authorities
 * @returns {Promise<Anchored | null>} the one that holds longest; null where no authority that is
 *   asked for stamped it
 * @throws {StampRefused} a stamp is over something else, or does not hold.
 */
export async function openAnchor(size, text, tokens, authorities) {
  if (tokens.length < 1 || tokens.length > MAX_STAMPS) {
    throw new StampRefused(`stamps: ${tokens.length} instead of 1 to ${MAX_STAMPS}`);
  }
  let first = [];
  for (const [place, token] of tokens.entries()) {
    const renewed = joined(text, ...tokens.slice(0, place));
    const renewal = await isRenewal(token, text, place > 0 ? renewed : null);
    const stamped = await stampedBy(token, renewal ? renewed : text, authorities);
    if (stamped !== null) {
      first = renewal ? first.map((one) => renew(one, stamped)) : [...first, stamped];
    }
  }
  const best = first.toSorted((one, other) => other.expires - one.expires || one.time - other.time)[0];
  return best === undefined ? null : {
    size, time: best.time, accuracy: best.accuracy, by: best.authority, until: best.expires, isStamp: true,
  };
}

async function isRenewal(token, text, renewed) {
  if (await isOver(token, text)) {
    return false;
  }
  if (renewed !== null && await isOver(token, renewed)) {
    return true;
  }
  throw new StampRefused("stamp: over other bytes than this checkpoint and the stamps before");
}

async function stampedBy(token, data, authorities) {
  try {
    return await openStamp(token, data, authorities);
  } catch (error) {
    if (error instanceof StampForeign) {
      return null;
    }
    throw error;
  }
}

/** What a later stamp over an earlier one adds, if that still held when it was made. */
function renew(one, later) {
  return later.time > one.expires ? one : { ...one, expires: Math.max(one.expires, later.expires) };
}
