/** Times that somebody outside attests: stamps over checkpoints, and witnesses (F16.34 to F16.36). */
import { bytesOf } from "../../js/canonical.js";
import { MAX_TIME } from "../../js/claims.js";
import { parseNote } from "../../js/note.js";
import { around, fits, openAnchor } from "./anchors.js";
import { utf8 } from "./bytes.js";
import { at } from "./findings.js";
import * as names from "./names.js";
import { refusalOf } from "./opening.js";
import { checkPolicy, cosignedBy, readPolicy } from "./policy.js";
import { QuorumMissing } from "./refusals.js";

/** Checks what a trust file asks of others: witnesses, and time-stamping authorities. */
export class Times {
  constructor(files, manifest, log, keys, trust, findings) {
    Object.assign(this, { files, manifest, log, keys, findings });
    this.policy = trust?.policy ?? "";
    this.authorities = trust?.authorities ?? [];
  }

  /**
   * Who cosigned the checkpoint, with the times that they say.
   * @returns {Promise<import("./anchors.js").Anchored[]>}
   */
  async witnessed() {
    if (this.policy === "") {
      return [];
    }
    const place = at(names.CHECKPOINT);
    const policy = await readPolicy(this.policy);
    let cosigned = [];
    const refused = await refusalOf(async () => {
      cosigned = await cosignedBy(policy, this.log.note);
      await checkPolicy(policy, this.log.note);
    });
    if (refused !== null) {
      const few = refused instanceof QuorumMissing;
      this.findings.note(few ? "cosignatures-missing" : "checkpoint-invalid", place, refused.message);
      cosigned = few ? cosigned : [];
    }
    const { size } = this.log.tree;
    return cosigned.map(({ key, time: said }) => {
      const time = Math.min(said, MAX_TIME);
      return { size, time, accuracy: 0, by: key.name, until: time, isStamp: false };
    });
  }

  /**
   * The stamps that authorities of the trust file gave over published checkpoints.
   * @returns {Promise<import("./anchors.js").Anchored[]>}
   */
  async stamped() {
    const stamped = [];
    for (const listed of this.manifest.anchors) {
      const anchored = await this.anchor(listed);
      stamped.push(...(anchored === null ? [] : [anchored]));
    }
    const end = this.manifest.streams[0].entries.at(-1)?.index ?? 0;
    // Whoever issues a bundle chooses its anchors: an old one alone would hide the later ones.
    if (this.authorities.length > 0 && stamped.every((one) => one.size <= end)) {
      const detail = "anchors: none behind the last entry by an authority asked for";
      this.findings.note("stamp-missing", at(names.MANIFEST), detail);
    }
    return stamped;
  }

  async anchor(listed) {
    const name = names.anchor(listed.size);
    const note = this.files.get(name);
    if (note === undefined || !await this.log.anchor(note, listed, this.keys, at(name))) {
      return null;
    }
    const tokens = Array.from({ length: listed.stamps }, (_, place) => (
      this.files.get(names.stamp(listed.size, place + 1))
    )).filter((token) => token !== undefined);
    if (this.authorities.length === 0 || tokens.length === 0) {
      return null;
    }
    const text = bytesOf(parseNote(utf8(note)).text);
    let anchored = null;
    const refused = await refusalOf(async () => {
      anchored = await openAnchor(listed.size, text, tokens, this.authorities);
    });
    if (refused !== null) {
      this.findings.note("stamp-invalid", at(name), refused.message);
    }
    return anchored;
  }
}

/** No entry states a time at which it cannot have been recorded. */
export function checkTimes(places, anchors, findings) {
  for (const { envelope, listed, place } of places) {
    if (envelope !== null && !fits(around(anchors, listed.index), envelope.claims.iat)) {
      findings.note("time-outside-anchors", place, `iat: ${envelope.claims.iat}, outside its interval`);
    }
  }
}
