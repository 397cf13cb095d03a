// A button that prints, for those who do not know where their browser keeps its own.
const button = document.getElementById("print");

button?.addEventListener("click", () => globalThis.print());
button?.parentElement?.removeAttribute("hidden");
