/** The result of looking at the log again, in words. */
import { instantWords } from "../device/english.js";

/**
 * @param {{size: number, before: {size: number, at: number} | null}} seen as `watch` gives it
 * @returns {string}
 */
export function seenWords({ size, before }) {
  if (before === null) {
    return `This browser sees the log for the first time, with ${entries(size)}, and remembers it.`;
  }
  const at = instantWords(`${new Date(before.at).toISOString().slice(0, 19)}Z`);
  const since = size === before.size ? "It has not grown since." : `It has ${entries(size)} now.`;
  return `This browser saw the log on ${at} with ${entries(before.size)}. ${since} Nothing that it`
    + " saw then was changed or taken away.";
}

function entries(count) {
  return count === 1 ? "1 entry" : `${count.toLocaleString("en-GB")} entries`;
}
