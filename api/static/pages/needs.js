/** What a page that uses keys needs before anything else: this ledger's address, and WebCrypto. */
import { byId } from "./dom.js";

/**
 * Whether keys can be used here; says what to do where they cannot.
 * @returns {boolean}
 */
export function usable() {
  const elsewhere = byId("elsewhere");
  if (elsewhere.dataset.origin !== location.origin) {
    elsewhere.querySelector("[data-link]").href = elsewhere.dataset.origin + location.pathname
      + location.search + location.hash;
    elsewhere.hidden = false;
    return false;
  }
  const secure = globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined;
  byId("insecure").hidden = secure;
  return secure;
}
