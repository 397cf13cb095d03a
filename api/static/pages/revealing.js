/**
 * Shows the questions that follow from an answer, and hides those of other answers. What is hidden
 * keeps what was typed; it counts for nothing until its answer is chosen again.
 *
 * GOV.UK Frontend does the same with `aria-expanded`, which WAI-ARIA 1.2 does not allow on radios.
 */
const opening = "[data-reveals]";

function show(input) {
  const closed = !input.checked;
  document.getElementById(input.dataset.reveals).classList.toggle("app-reveal--closed", closed);
}

for (const input of document.querySelectorAll(opening)) {
  show(input); // a browser that comes back to the page brings its answers with it
}

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.form) {
    const same = [...target.form.elements].filter((one) => one.name === target.name);
    same.filter((one) => one.matches(opening)).forEach(show);
  }
});
