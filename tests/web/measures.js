// What a page is measured by, in the page itself. Evaluated by tests/web/measures.py.
() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const wrong = [];

  const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(({ initiatorType, name }) => initiatorType !== "img" && !/\.(svg|png|ico)$/.test(name));
  const weight = loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize + 300, 0);
  if (weight > 100_000) {
    const page = Math.round(loaded[0].encodedBodySize / 1000);
    wrong.push(`weighs ${Math.round(weight / 1000)} kB in ${loaded.length} files, the page alone ${page}`);
  }

  if (document.documentElement.lang !== "en-GB") wrong.push(`lang is ${document.documentElement.lang}`);
  const headings = all("h1, h2, h3, h4, h5, h6").filter(shown);
  const ranks = headings.map(({ tagName }) => Number(tagName[1]));
  if (ranks.filter((rank) => rank === 1).length !== 1) wrong.push(`has ${ranks.filter((r) => r === 1).length} h1`);
  ranks.forEach((rank, index) => {
    if (index && rank > ranks[index - 1] + 1) wrong.push(`h${rank} follows h${ranks[index - 1]}: ${headings[index].innerText}`);
  });
  if (document.title.length > 140 || !document.title.includes(" – Countersign")) wrong.push(`title: ${document.title}`);
  const ids = all("[id]").map(({ id }) => id);
  ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => wrong.push(`id ${id} twice`));
  all("[style]:not([style='']), style, script:not([src]):not([type='application/json'])").forEach((element) => {
    if (!element.closest("svg") || element.hasAttribute("style")) wrong.push(`inline: ${element.outerHTML.slice(0, 90)}`);
  });
  all("[tabindex]").filter(({ tabIndex }) => tabIndex > 0).forEach((element) => wrong.push(`tabindex ${element.tabIndex}`));
  const said = document.body.innerText;
  for (const word of ["undefined", "NaN", "[object", "null", "&amp;", "&#", "{{", "{%"]) {
    const at = said.search(new RegExp(`(^|[^\\w])${word.replace(/[[{%]/g, "\\$&")}([^\\w]|$)`));
    if (at >= 0) wrong.push(`says “${said.slice(Math.max(0, at - 30), at + 30).replace(/\s+/g, " ")}”`);
  }
  if (/\d{4}-\d\d-\d\dT\d\d/.test(document.querySelector("main")?.innerText ?? "")) wrong.push("shows a time as machines write it");
  return { wrong, headings: headings.map(({ innerText }) => innerText.trim()) };
}
