/**
 * What can go wrong with bytes in a browser. Every refusal names the field and the reason, and never
 * repeats what was written: an error message ends up in logs and screenshots.
 */

/** Anything that is not read, composed, signed or believed. */
export class Refused extends Error {
  get name() {
    return this.constructor.name;
  }
}

/** Bytes or a value that are not in their one accepted form (docs/FORMAT.md, F0). */
export class NotCanonical extends Refused {}

/** A claim that is not in its one accepted form. */
export class ClaimRefused extends Refused {}

/** A time that is not in one of the forms that entries use. */
export class TimeRefused extends Refused {}

/** A template that is malformed, or that asks for what the content does not hold. */
export class TemplateError extends Refused {}

/** Disclosures and signed digests that do not fit each other exactly. */
export class DisclosureRefused extends Refused {}

/** A disclosure that no signed digest names: words that nobody signed. */
export class DisclosureUnreferenced extends DisclosureRefused {}

/** A JWS that is not in its one accepted form. */
export class JwsRefused extends Refused {}

/** An entry whose claims contradict each other. */
export class EntryRefused extends Refused {}

/** A public key for which signatures could verify that nobody made. */
export class KeyRefused extends Refused {}

/** A signature that was not made by this key over these bytes. */
export class SignatureInvalid extends Refused {}

/** A text of the log (checkpoint, proof, key) that is not in its one accepted form. */
export class Malformed extends Refused {}

/** A proof that does not lead to the root. */
export class ProofInvalid extends Refused {}
