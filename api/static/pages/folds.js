/** Paper has nothing to unfold: what is folded is open while it is printed. */
let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.app-details:not([open])")];
  for (const one of opened) {
    one.open = true;
  }
});

addEventListener("afterprint", () => {
  for (const one of opened) {
    one.open = false;
  }
});
