/**
 * The two files: which of those that were dropped or picked is which, by what they begin with.
 *
 * @typedef {{name: string, bytes: Uint8Array}} Chosen
 */

/** Largest file that is read: the most that an archive may have. */
const MAX_BYTES = 2 ** 30;
const [ZIP, JSON_OBJECT, MARKUP] = [0x50, 0x7b, 0x3c];

/**
 * Read a file.
 * @param {File} file
 * @returns {Promise<Chosen | null>} null where it cannot be read, or is too large to be one of them
 */
export async function readFile(file) {
  if (file.size > MAX_BYTES) {
    return null;
  }
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    if (error instanceof DOMException) {
      return null; // gone, a folder, or not for this user to read
    }
    throw error;
  }
}

/**
 * What a file is by its first byte.
 * @param {Chosen} chosen
 * @returns {"bundle" | "trust" | "page" | "other"}
 */
export function kindOf({ bytes }) {
  return { [ZIP]: "bundle", [JSON_OBJECT]: "trust", [MARKUP]: "page" }[bytes[0]] ?? "other";
}
