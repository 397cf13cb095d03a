/**
 * Which draft became of a form that was sent, for whoever comes back to its address: until the tab
 * is closed, and no longer.
 */
const SENT = "countersign-sent";
const here = () => location.pathname + location.search;

/** A form at this address is being sent. */
export function sent() {
  sessionStorage.setItem(SENT, here());
}

/**
 * The form that was sent is this draft.
 * @param {string} draft its path
 */
export function received(draft) {
  const from = sessionStorage.getItem(SENT);
  if (from !== null) {
    sessionStorage.removeItem(SENT);
    sessionStorage.setItem(`${SENT} ${from}`, draft);
  }
}

/**
 * What became of the form at this address; null for nothing, or where this is it.
 * @returns {string | null}
 */
export function draftHere() {
  const draft = sessionStorage.getItem(`${SENT} ${here()}`);
  return draft === location.pathname ? null : draft;
}
