/**
 * After “Exit this page”: the session ends too, so that going back shows nothing of the case.
 *
 * Nothing is lost by it. A form keeps itself as a draft when its page is left (saving.js), which is
 * sent before this; another tab asks to sign in again in place.
 */
addEventListener("pagehide", () => {
  if (document.body.classList.contains("govuk-exit-this-page-hide-content")) {
    navigator.sendBeacon("/sign-out");
  }
});
