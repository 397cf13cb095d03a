/** What can go wrong on the device beyond bytes that are refused (errors.js). */
import { Refused } from "./errors.js";

/** A key file that cannot be read, or another passphrase. */
export class KeyFileRefused extends Refused {}

/**
 * What this device will not sign: it is for another ledger or person, or behind what this device
 * knows. `code` is stable, for pages that say more about it.
 */
export class DeviceRefused extends Refused {
  /**
   * @param {string} code
   * @param {string} words
   */
  constructor(code, words) {
    super(words);
    this.code = code;
  }
}

/** The author looked at the words and did not want to sign them. */
export class NotConfirmed extends Refused {}

/** What the server answered instead: RFC 9457 problem details. */
export class Problem extends Refused {
  /** @param {{status: number, code: string, title: string, detail: string, field?: string}} details */
  constructor(details) {
    super(details.detail);
    this.details = details;
  }

  /** The last part of the problem's type, such as `stale-position`. */
  get code() {
    return this.details.code;
  }
}
