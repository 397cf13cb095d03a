// What makes a page scroll sideways. A table may scroll in a box of its own, which is then reachable by keyboard and named.
(spaced) => {
  const wrong = [];
  if (spaced) { // WCAG 1.4.12
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const wide = document.documentElement.clientWidth;
  const boxes = [...document.querySelectorAll("body *")].filter((element) => {
    const { overflowX } = getComputedStyle(element);
    return (overflowX === "auto" || overflowX === "scroll") && element.scrollWidth > element.clientWidth + 1;
  });
  for (const box of boxes) {
    const named = box.getAttribute("aria-label") || box.getAttribute("aria-labelledby") || box.tagName === "TEXTAREA";
    if (box.tabIndex < 0 || !named) wrong.push(`scrolls without a name or keyboard: ${box.outerHTML.slice(0, 90)}`);
  }
  if (document.documentElement.scrollWidth > wide + 1) {
    const out = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > wide + 1 && !boxes.some((box) => box !== element && box.contains(element)))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}`);
    wrong.push(`${document.documentElement.scrollWidth} px wide of ${wide}: ${[...new Set(out)].slice(-3).join(", ")}`);
  }
  return wrong;
}
