/**
 * The words of the report, which are those of the verifier in Python: the builder of this page puts
 * them into it, so that both say the same.
 *
 * @typedef {{subject: string, severity: "unreadable" | "altered" | "unproven", meaning: string}} Kind
 */
const TOLD = JSON.parse(document.getElementById("words").textContent);

/** @type {Record<string, Kind>} every kind of finding by its code */
export const KINDS = TOLD.kinds;
/** @type {Record<string, Record<string, string>>} words by subject and status */
export const VERDICTS = TOLD.verdicts;
/** @type {string} */
export const UNCHECKED = TOLD.unchecked;
/** @type {string} */
export const TIME_ATTESTED = TOLD.time_attested;
/** @type {string[]} what no bundle proves */
export const NOT_PROVEN = TOLD.not_proven;
/** @type {string[]} what no absence statement says */
export const NOT_SAID = TOLD.not_said;
