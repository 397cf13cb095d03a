/**
 * Verifying a bundle: every file, signature, chain, proof and gap, and nothing on its word
 * (docs/FORMAT.md, chapter 16). The same as `crypto/bundle` in Python, finding by finding.
 *
 * @typedef {{report: ReturnType<typeof reportOf>, findings: import("./findings.js").Finding[],
 *   manifest: import("./manifest.js").Manifest | null, issued: import("./issue.js").Issued | null,
 *   absence: import("./absence.js").Absence | null, outside: string[],
 *   places: import("./opening.js").Opened[], people: Map<string, import("./holding.js").Person>,
 *   files: Map<string, Uint8Array> | null, wrong: Set<string>}} Verified `outside`: what others attest of
 *   times, in words; `wrong`: the entries of which something was found, as "stream seq"
 */
import { Refused } from "../../js/errors.js";
import { checkAbsence } from "./absent.js";
import { openArchive } from "./archive.js";
import { checkDocuments } from "./attached.js";
import { checkFiles } from "./files.js";
import { Findings, at } from "./findings.js";
import { Following, registrarKid } from "./following.js";
import { readGenesis } from "./genesis.js";
import { checkHeads } from "./heads.js";
import { Issue } from "./issue.js";
import { firstKeys, numberOf } from "./ledger-keys.js";
import { Log } from "./log.js";
import { readManifest } from "./manifest.js";
import * as names from "./names.js";
import { compare } from "./numbers.js";
import { Opening, refusalOf } from "./opening.js";
import { readPolicy } from "./policy.js";
import { ArchiveRefused } from "./refusals.js";
import { reportOf } from "./report.js";
import { absenceWords, intervals, limits } from "./telling.js";
import { Times, checkTimes } from "./times.js";
import { NOT_SAID } from "./told.js";
import { Wording } from "./wording.js";

/**
 * Verify a bundle against a trust file that was had by hand; without one, against itself.
 * @param {Uint8Array} bytes
 * @param {import("./genesis.js").Trust | null} trust
 * @returns {Promise<Verified>}
 * @throws {PolicyRefused} the policy of the trust file is none.
 */
export async function verifyBundle(bytes, trust) {
  if (trust !== null && trust.policy !== "") {
    await readPolicy(trust.policy);
  }
  const findings = new Findings();
  const read = await readContents(bytes, findings);
  return read === null ? unchecked(findings, null, null) : new Run(read, trust, findings).verified();
}

async function readContents(bytes, findings) {
  let place = at();
  let code = "archive-refused";
  try {
    const files = await openArchive(bytes);
    if (files.keys().next().value !== names.MANIFEST) {
      throw new ArchiveRefused(`archive: its first file is not ${names.MANIFEST}`);
    }
    [place, code] = [at(names.MANIFEST), "manifest-refused"];
    return { files, manifest: readManifest(files.get(names.MANIFEST)) };
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    findings.note(code, place, error.message);
    return null;
  }
}

function unchecked(findings, manifest, files) {
  const found = findings.sorted();
  return {
    ...{ report: reportOf(manifest, found, { checked: false }), findings: found, manifest, files },
    ...{ issued: null, absence: null, places: [], people: new Map(), outside: [], wrong: new Set() },
  };
}

class Run {
  constructor({ files, manifest }, trust, findings) {
    Object.assign(this, { files, manifest, trust, findings });
  }

  /** Check everything; or, of a bundle of another ledger, its files alone. */
  async verified() {
    const { files, manifest, findings, trust } = this;
    await checkFiles(files, manifest, findings);
    const genesis = await this.genesis();
    if (genesis === null) {
      return unchecked(findings, manifest, files);
    }
    const kid = await registrarKid(genesis);
    const opening = new Opening(files, manifest, findings);
    const { places, verified } = await opening.open(kid, genesis.registrar_key);
    const following = new Following(genesis, manifest, kid, verified, findings);
    await following.follow(places);
    const wording = new Wording(files, manifest, findings);
    wording.check(places);
    await checkDocuments(files, manifest, places, findings);
    const keys = following.keys(await firstKeys(genesis, trust));
    const log = await this.log(keys);
    const absence = await checkAbsence(files, manifest, keys, places, findings);
    const anchors = await this.anchors(log, keys);
    checkTimes(places, anchors, findings);
    const people = new Map(following.directory.people);
    const issued = await this.issued(following, keys, log);
    const finished = this.finished(following, wording, anchors, absence, issued);
    return { ...finished, issued, absence, places, people };
  }

  /** The genesis document to go by, if the bundle is of its ledger at all. */
  async genesis() {
    let own = null;
    const place = at(names.GENESIS);
    const refused = await refusalOf(async () => {
      own = await readGenesis(this.files.get(names.GENESIS) ?? new Uint8Array());
    });
    if (refused !== null) {
      this.findings.note("other-ledger", place, refused.message);
    } else if (this.trust !== null && own.ledger !== this.trust.genesis.ledger) {
      this.findings.note("other-ledger", place, "not that of the trust file");
    }
    if (this.trust === null) {
      this.findings.note("no-trust-file", at(), "none was given");
    }
    const genesis = this.trust === null ? own : this.trust.genesis;
    return genesis !== null && this.isOf(genesis) ? genesis : null;
  }

  /** Whether the list of contents speaks of this ledger, and says of it what is so. */
  isOf(genesis) {
    const { ledger, origin, demonstration, streams } = this.manifest;
    const place = at(names.MANIFEST);
    if (ledger !== genesis.ledger) {
      this.findings.note("other-ledger", place, "ledger: not the one of the genesis");
      return false;
    }
    const known = numberOf({ name: genesis.name }, origin) !== null;
    const alike = demonstration === genesis.demonstration && streams[1].stream === genesis.authority;
    if (!known || !alike) {
      this.findings.note("manifest-refused", place, "origin, demonstration, streams: not the ledger's");
      return false;
    }
    return true;
  }

  async log(keys) {
    const log = await Log.read(this.files, this.manifest, this.findings);
    if (log !== null) {
      await log.signs(this.files.get(names.CHECKPOINT), keys, at(names.CHECKPOINT));
      await log.prove(this.files, this.manifest);
    }
    await checkHeads(this.files, this.manifest, keys, this.findings);
    return log;
  }

  async anchors(log, keys) {
    if (log === null) {
      return [];
    }
    const times = new Times(this.files, this.manifest, log, keys, this.trust, this.findings);
    return [...await times.witnessed(), ...await times.stamped()]
      .sort((one, other) => compare([one.size, one.time], [other.size, other.time]));
  }

  async issued(following, keys, log) {
    const issue = new Issue(this.files, this.manifest, following);
    const missed = await refusalOf(() => issue.checkReceipt(keys, log));
    if (missed !== null) {
      this.findings.note("proof-invalid", at(names.ISSUE_RECEIPT), missed.message);
    }
    let issued = null;
    const refused = await refusalOf(async () => {
      issued = await issue.check();
    });
    if (refused !== null) {
      this.findings.note("manifest-unsigned", at(names.ISSUE_ENTRY), refused.message);
    }
    return issued;
  }

  finished(following, wording, anchors, absence, issued) {
    const { files, manifest } = this;
    const findings = this.findings.sorted();
    const attested = anchors.length > 0;
    const how = {
      ...{ outside: following.outside, untemplated: wording.untemplated, attested },
      witnessed: Boolean(this.trust?.policy),
    };
    const outside = intervals(manifest, anchors);
    const [absent, left] = absence === null ? [[], []] : [[absenceWords(absence)], NOT_SAID];
    const report = reportOf(manifest, findings, {
      ...{ checked: true, attested, proven: [...outside, ...absent], issued },
      notProven: [...limits(manifest, how), ...left],
    });
    return { report, findings, manifest, files, outside, wrong: this.findings.entries() };
  }
}
