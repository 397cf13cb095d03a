/**
 * C2SP policies: which logs and witnesses are known, and how many of them it takes (tlog-policy). A
 * policy is the verifier's own decision: it comes with the trust file, never with a bundle.
 *
 * @typedef {{logs: any[], witnesses: {name: string, key: import("./cosignature.js").CosignatureKey}[],
 *   groups: {name: string, threshold: number, members: string[]}[], quorum: string}} Policy
 */
import { bytesOf } from "../../js/canonical.js";
import { Refused } from "../../js/errors.js";
import { openCheckpoint } from "../../js/note.js";
import { verifyCosignatures } from "./cosignature.js";
import { PolicyRefused, QuorumMissing } from "./refusals.js";
import { COSIGNING, SIGNING, readVkey } from "./vkey.js";

const NONE = "none";
const MAX_BYTES = 2 ** 16;
const FORBIDDEN = /[\x00-\x08\x0b-\x1f\x7f]/;
const THRESHOLD = /^[1-9][0-9]{0,3}$/;

/**
 * Read a policy.
 * @param {string} text
 * @returns {Promise<Policy>}
 * @throws {PolicyRefused} naming the line that is not in its form, or what is missing.
 */
export async function readPolicy(text) {
  const reading = new Reading();
  for (const [number, words] of linesOf(text)) {
    await reading.take(number, words);
  }
  return reading.ended();
}

/**
 * Check that a checkpoint has the cosignatures, and the log, that are asked for.
 * @param {Policy} policy
 * @param {string} note
 * @returns {Promise<import("./cosignature.js").Cosigned[]>}
 * @throws {QuorumMissing} too few of the witnesses cosigned it.
 * @throws {SignatureInvalid} a listed key's signature is false, or none of the listed logs signed.
 * @throws {Malformed} not a signed checkpoint.
 */
export async function checkPolicy(policy, note) {
  if (policy.logs.length > 0) {
    await openCheckpoint(note, policy.logs);
  }
  const cosigned = await cosignedBy(policy, note);
  checkQuorum(policy, cosigned);
  return cosigned;
}

/**
 * Which of the witnesses cosigned, quorum or not: one each, the earliest of several.
 * @param {Policy} policy
 * @param {string} note
 * @returns {Promise<import("./cosignature.js").Cosigned[]>}
 * @throws as {@link checkPolicy}, but for the quorum.
 */
export async function cosignedBy(policy, note) {
  const earliest = new Map();
  for (const one of await verifyCosignatures(note, policy.witnesses.map(({ key }) => key))) {
    const known = earliest.get(one.key);
    if (known === undefined || one.time < known.time) {
      earliest.set(one.key, one);
    }
  }
  return [...earliest.values()];
}

/**
 * Check that these witnesses are enough.
 * @param {Policy} policy
 * @param {import("./cosignature.js").Cosigned[]} cosigned
 * @throws {QuorumMissing} they are not.
 */
function checkQuorum(policy, cosigned) {
  const keys = new Set(cosigned.map(({ key }) => key));
  const reached = new Map(policy.witnesses.map(({ name, key }) => [name, keys.has(key)]));
  for (const { name, threshold, members } of policy.groups) {
    reached.set(name, members.filter((member) => reached.get(member)).length >= threshold);
  }
  if (policy.quorum !== NONE && !reached.get(policy.quorum)) {
    const missing = policy.witnesses.filter(({ key }) => !keys.has(key)).map(({ name }) => name);
    throw new QuorumMissing(
      `checkpoint: cosigned by ${cosigned.length} of the policy's witnesses, which is no quorum;`
        + ` missing are ${missing.join(", ")}`,
    );
  }
}

/** A policy as far as it has been read. */
class Reading {
  constructor() {
    this.policy = { logs: [], witnesses: [], groups: [], quorum: "" };
    this.names = new Set();
    this.listed = new Set();
    this.keys = new Set();
  }

  async take(number, [kind, ...words]) {
    try {
      switch (kind) {
        case "log":
          return await this.log(words);
        case "witness":
          return await this.witness(words);
        case "group":
          return this.group(words);
        case "quorum":
          return this.quorum(words);
        default:
          throw new PolicyRefused("neither log, witness, group nor quorum");
      }
    } catch (error) {
      throw error instanceof Refused
        ? new PolicyRefused(`policy line ${number}: ${error.message}`, { cause: error })
        : error;
    }
  }

  ended() {
    if (this.policy.quorum === "") {
      throw new PolicyRefused("policy: no quorum line; `quorum none` asks for no witness");
    }
    return this.policy;
  }

  async log(words) {
    count(words, 1, 2, "log, a vkey and perhaps a URL");
    const key = await readVkey(words[0], SIGNING);
    this.once("log", key.x);
    this.policy.logs.push(key);
  }

  async witness(words) {
    count(words, 2, 3, "witness, a name, a vkey and perhaps a URL");
    const key = await readVkey(words[1], COSIGNING);
    this.fresh(words[0]);
    this.once("witness", key.x);
    this.policy.witnesses.push({ name: words[0], key });
  }

  group([name, threshold, ...members]) {
    count([name, threshold, ...members], 3, Infinity, "group, a name, a threshold and a member");
    this.fresh(name);
    for (const member of members) {
      this.known(member);
      if (this.listed.has(member)) {
        throw new PolicyRefused("a member that is listed already, so would count twice");
      }
      this.listed.add(member);
    }
    this.policy.groups.push({ name, threshold: thresholdOf(threshold, members.length), members });
  }

  quorum(words) {
    if (this.policy.quorum !== "" || words.length !== 1) {
      throw new PolicyRefused("not the only quorum line, with one name");
    }
    if (words[0] !== NONE) {
      this.known(words[0]);
    }
    this.policy.quorum = words[0];
  }

  fresh(name) {
    if (name === NONE || this.names.has(name)) {
      throw new PolicyRefused("a name that stands for something else already");
    }
    this.names.add(name);
  }

  known(name) {
    const group = this.policy.groups.some((one) => one.name === name);
    if (!group && !this.policy.witnesses.some((one) => one.name === name)) {
      throw new PolicyRefused("a name that no line before it defines");
    }
  }

  /** One key under two names would count twice towards a quorum. */
  once(kind, x) {
    if (this.keys.has(`${kind} ${x}`)) {
      throw new PolicyRefused(`the key of another ${kind} again`);
    }
    this.keys.add(`${kind} ${x}`);
  }
}

function linesOf(text) {
  if (FORBIDDEN.test(text)) {
    throw new PolicyRefused("policy: a control character other than tab and newline");
  }
  if (bytesOf(text).length > MAX_BYTES) {
    throw new PolicyRefused(`policy: longer than ${MAX_BYTES} bytes`);
  }
  if (text !== "" && !text.endsWith("\n")) {
    throw new PolicyRefused("policy: its last line does not end in a newline");
  }
  return text.split("\n")
    .map((line, at) => [at + 1, line.split(/[ \t]+/).filter((word) => word !== "")])
    .filter(([, words]) => words.length > 0 && !words[0].startsWith("#"));
}

function count(words, least, most, what) {
  if (words.length < least || words.length > most || words.includes(undefined)) {
    throw new PolicyRefused(`not ${what}`);
  }
}

function thresholdOf(word, members) {
  if (word === "all" || word === "any") {
    return word === "all" ? members : 1;
  }
  if (!THRESHOLD.test(word) || Number(word) > members) {
    throw new PolicyRefused("a threshold that is not all, any or from 1 to the number of members");
  }
  return Number(word);
}
