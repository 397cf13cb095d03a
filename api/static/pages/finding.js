/** Finds actions as somebody types; without it, the button does the same. */

/** Milliseconds after the last key. */
const PAUSE = 250;

const input = document.getElementById("q");
const form = input.form;
let timer = null;
let asked = 0;

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(find, PAUSE);
});

async function find() {
  asked += 1;
  const mine = asked;
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(address, { credentials: "same-origin" });
  const text = await answer.text();
  if (!answer.ok || mine !== asked) {
    return; // or something else was typed since
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  document.getElementById("found").replaceWith(page.getElementById("found"));
  history.replaceState(null, "", address);
}
