// Before anything is drawn: the page can do what needs scripts. A classic script, so that it waits
// for nothing.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
