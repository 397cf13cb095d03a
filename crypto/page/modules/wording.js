/** The words of each entry: what is withheld is listed, and sentences follow from their facts. */
import { decode, encode } from "../../js/canonical.js";
import { Refused, TemplateError } from "../../js/errors.js";
import { segments, sentence } from "../../js/statement.js";
import { same } from "./bytes.js";
import { at } from "./findings.js";
import * as names from "./names.js";

/** Compares the words of entries with the list of what is withheld, and with templates. */
export class Wording {
  constructor(files, manifest, findings) {
    this.findings = findings;
    this.withheld = Map.groupBy(manifest.withheld, (gap) => `${gap.stream} ${gap.seq}`);
    this.sentences = this.templates(files.get(names.TEMPLATES));
    /** How many could not, for want of a template. */
    this.untemplated = 0;
  }

  /** Check every entry whose parts could be read. */
  check(places) {
    for (const opened of places.filter((one) => one.revealed)) {
      this.gaps(opened);
      if (opened.gaps.length === 0) {
        this.statement(opened);
      }
    }
  }

  gaps({ stream, listed, gaps, place }) {
    const lines = this.withheld.get(`${stream.stream} ${listed.seq}`) ?? [];
    const [found, named] = [new Set(gaps), new Set(lines.map((one) => one.digest))];
    const unexplained = gaps.filter((one) => !named.has(one)).length;
    const stray = [...named].filter((one) => !found.has(one)).length;
    if (unexplained > 0) {
      this.findings.note("gap-unexplained", place, `${unexplained} parts that are not listed as withheld`);
    }
    if (stray > 0) {
      this.findings.note("gap-stray", place, `${stray} parts listed as withheld that are no gaps`);
    }
  }

  statement({ content, place }) {
    const known = this.sentences.get(content.type);
    if (known === undefined) {
      this.untemplated += 1;
      return;
    }
    try {
      const composed = encode(segments(known(content)));
      if (!same(composed, encode(content.statement ?? null))) {
        this.findings.note("words-mismatch", place, "statement: not what its template gives");
      }
    } catch (error) {
      if (!(error instanceof Refused)) { // also words that have no canonical form
        throw error;
      }
      this.findings.note("words-mismatch", place, `statement: ${error.message}`);
    }
  }

  templates(data) {
    if (data === undefined) {
      return new Map();
    }
    try {
      const value = decode(data);
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new TemplateError("templates: not an object");
      }
      return new Map(Object.entries(value).map(([kind, template]) => [kind, sentence(template)]));
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      this.findings.note("templates-refused", at(names.TEMPLATES), error.message);
      return new Map();
    }
  }
}
