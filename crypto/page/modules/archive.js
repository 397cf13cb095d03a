/**
 * Reading a ZIP archive that a stranger hands over (docs/FORMAT.md, F16.1 to F16.5; PKWARE APPNOTE).
 *
 * The format lets one archive say two things. So one form is accepted, which leaves no byte
 * unaccounted for; what an archive declares is checked before anything is unpacked, and nothing is
 * unpacked beyond what was declared.
 *
 * @typedef {{name: string, offset: number, shared: number[], size: number, packed: number,
 *   stored: boolean, crc: number, nameLength: number}} Listed a line of the directory; `shared` is
 *   what the file's own header repeats
 */
import { joined } from "./bytes.js";
import { ArchiveRefused } from "./refusals.js";

const MAX_FILES = 20_000;
const MAX_FILE_BYTES = 2 ** 28;
const MAX_BYTES = 2 ** 30;
const MAX_NAME = 200;
const [END_BYTES, CENTRAL_BYTES, LOCAL_BYTES] = [22, 46, 30];
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [STORED, DEFLATED] = [0, 8];
const DIRECTORY_BIT = 0x10;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const SAFE_NAME = /^[\w-](?:[\w.-]*[\w-])?(?:\/[\w-](?:[\w.-]*[\w-])?)*$/;
/** CRC-32 of each byte (ISO 3309), its polynomial reversed. */
const CRCS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/**
 * Read an archive whole, or not at all.
 * @param {Uint8Array} bytes
 * @returns {Promise<Map<string, Uint8Array>>} files by their names, in the order in which they stand
 * @throws {ArchiveRefused} truncated, too large, ambiguous, encrypted, or with a name that is unsafe
 *   or stands twice.
 */
export async function openArchive(bytes) {
  const listed = directoryOf(bytes);
  checkNames(listed.map((one) => one.name));
  checkSizes(listed);
  const files = new Map();
  for (const one of listed) {
    files.set(one.name, await unpack(bytes, one));
  }
  return files;
}

/** The directory, each line of which is its file's own header; no byte is left over. */
function directoryOf(bytes) {
  const { count, begin, end } = endOf(bytes);
  const listed = [];
  let [place, offset] = [begin, 0];
  for (let number = 0; number < count; number += 1) {
    const one = readCentral(bytes, place, end);
    if (one.offset !== offset) {
      throw new ArchiveRefused("archive: bytes between two files, or two files in one place");
    }
    offset = checkLocal(bytes, one, begin);
    place += CENTRAL_BYTES + one.nameLength;
    listed.push(one);
  }
  if (place !== end || offset !== begin) {
    throw new ArchiveRefused("archive: bytes that belong to no file");
  }
  return listed;
}

function endOf(bytes) {
  if (bytes.length > MAX_BYTES) {
    throw new ArchiveRefused(`archive: larger than ${MAX_BYTES} bytes`);
  }
  if (bytes.length < END_BYTES) {
    throw new ArchiveRefused("archive: not a ZIP archive, or cut short");
  }
  const end = bytes.length - END_BYTES;
  const at = viewOf(bytes, end);
  if (at.u32(0) !== END || at.u16(20) !== 0) {
    throw new ArchiveRefused("archive: not a ZIP archive, cut short, or with bytes behind its end");
  }
  const [count, size, begin] = [at.u16(10), at.u32(12), at.u32(16)];
  if (at.u16(4) || at.u16(6) || at.u16(8) !== count || begin + size !== end) {
    throw new ArchiveRefused("archive: in several parts, or its end does not say where it begins");
  }
  if (count > MAX_FILES) {
    throw new ArchiveRefused(`archive: more than ${MAX_FILES} files`);
  }
  return { count, begin, end };
}

function readCentral(bytes, place, end) {
  if (place + CENTRAL_BYTES > end) {
    throw new ArchiveRefused("archive: its directory is cut short");
  }
  const at = viewOf(bytes, place);
  if (at.u32(0) !== CENTRAL || at.u16(32) || at.u16(34)) {
    throw new ArchiveRefused("archive: a line of its directory is not in the accepted form");
  }
  const attributes = at.u32(38);
  if (attributes & DIRECTORY_BIT || ![0, REGULAR].includes((attributes >>> 16) & FILE_TYPE)) {
    throw new ArchiveRefused("archive: a folder, a link or a device among its files");
  }
  const one = readShared(at, 6);
  if (place + CENTRAL_BYTES + one.nameLength > end) {
    throw new ArchiveRefused("archive: its directory is cut short");
  }
  return { ...one, name: ascii(bytes, place + CENTRAL_BYTES, one.nameLength), offset: at.u32(42) };
}

/** What both headers say, from the version that it takes to unpack on. */
function readShared(at, from) {
  const [version, flags, method] = [at.u16(from), at.u16(from + 2), at.u16(from + 4)];
  const [time, date, crc] = [at.u16(from + 6), at.u16(from + 8), at.u32(from + 10)];
  const [packed, size] = [at.u32(from + 14), at.u32(from + 18)];
  const [nameLength, extraLength] = [at.u16(from + 22), at.u16(from + 24)];
  checkShared(flags, method, packed, size, extraLength);
  const shared = [version, flags, method, time, date, crc, packed, size, nameLength, extraLength];
  return { shared, crc, packed, size, nameLength, stored: method === STORED };
}

function checkShared(flags, method, packed, size, extraLength) {
  if (flags) {
    throw new ArchiveRefused("archive: a file is encrypted, or written in a form not accepted");
  }
  if (extraLength) {
    throw new ArchiveRefused("archive: a file has an extra field, such as that of ZIP64");
  }
  if (method !== STORED && method !== DEFLATED) {
    throw new ArchiveRefused("archive: a file is neither stored nor deflated");
  }
  if (method === STORED && packed !== size) {
    throw new ArchiveRefused("archive: a stored file has two sizes");
  }
}

/** Where the next file begins, once a file's own header is found to say what the directory says. */
function checkLocal(bytes, one, end) {
  const place = one.offset + LOCAL_BYTES;
  const after = place + one.nameLength + one.packed;
  if (after > end) {
    throw new ArchiveRefused("archive: a file reaches into the directory, or beyond the end");
  }
  const at = viewOf(bytes, one.offset);
  const alike = at.u32(0) === LOCAL && readShared(at, 4).shared.join() === one.shared.join();
  if (!alike || ascii(bytes, place, one.nameLength) !== one.name) {
    throw new ArchiveRefused("archive: a file's own header says something else than the directory");
  }
  return after;
}

function checkNames(names) {
  if (names.some((name) => name.length > MAX_NAME || !SAFE_NAME.test(name))) {
    throw new ArchiveRefused("archive: the name of a file is not a plain relative path");
  }
  const folded = new Set(names.map((name) => name.toLowerCase()));
  if (folded.size !== names.length) {
    throw new ArchiveRefused("archive: two files of one name");
  }
  if ([...folded].some((name) => foldersOf(name).some((folder) => folded.has(folder)))) {
    throw new ArchiveRefused("archive: a file and a folder of one name");
  }
}

function foldersOf(name) {
  const parts = name.split("/");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
}

function checkSizes(listed) {
  if (listed.some((one) => one.size > MAX_FILE_BYTES)) {
    throw new ArchiveRefused(`archive: a file larger than ${MAX_FILE_BYTES} bytes`);
  }
  if (listed.reduce((sum, one) => sum + one.size, 0) > MAX_BYTES) {
    throw new ArchiveRefused(`archive: more than ${MAX_BYTES} bytes of files`);
  }
}

async function unpack(bytes, one) {
  const begin = one.offset + LOCAL_BYTES + one.nameLength;
  const packed = bytes.subarray(begin, begin + one.packed);
  const content = one.stored ? packed : await inflate(packed, one.size);
  if (content.length !== one.size || crc32(content) !== one.crc) {
    throw new ArchiveRefused("archive: a file is damaged: its size or CRC-32 is another");
  }
  return content;
}

async function inflate(packed, size) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const parts = [];
  for (let length = 0, part = await next(reader); part !== null; part = await next(reader)) {
    length += part.length;
    if (length > size) {
      await reader.cancel();
      throw new ArchiveRefused("archive: a file unpacks to more than it declares, or is cut short");
    }
    parts.push(part);
  }
  return joined(...parts);
}

async function next(reader) {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch (error) {
    throw new ArchiveRefused("archive: a file is damaged: its deflate stream is broken", { cause: error });
  }
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = CRCS[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A character that is none of ASCII becomes one that no safe name has. */
function ascii(bytes, at, length) {
  return Array.from(bytes.subarray(at, at + length), (byte) => String.fromCharCode(byte)).join("");
}

/** Numbers from a place on, the lowest byte first. */
function viewOf(bytes, place) {
  const view = new DataView(bytes.buffer, bytes.byteOffset + place);
  return { u16: (at) => view.getUint16(at, true), u32: (at) => view.getUint32(at, true) };
}
