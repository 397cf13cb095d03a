// What the keyboard stands on, as a person who sees it and as one who hears it.
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const labels = [...(element.labels ?? [])];
  const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.innerText ?? "");
  const name = element.tabIndex < 0 ? "" : [element.getAttribute("aria-label"), by.join(" "), labels.map((label) => label.innerText).join(" "), element.innerText, element.getAttribute("alt"), element.value]
    .map((words) => (words ?? "").replace(/\s+/g, " ").trim()).find(Boolean) ?? "";
  const group = element.closest("fieldset")?.querySelector("legend")?.innerText.replace(/\s+/g, " ").trim() ?? "";
  const styles = [[element, null], [element, "::before"], [element, "::after"], ...labels.map((label) => [label, "::before"])]
    .map(([one, pseudo]) => getComputedStyle(one, pseudo));
  const clear = (colour) => /^(transparent|rgba\(.*, 0\))$/.test(colour);
  const outlined = styles.some(({ outlineStyle, outlineWidth, outlineColor, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !clear(outlineColor)) || boxShadow !== "none");
  // A link or button may show it by its colours: then it differs from one like it that has no focus.
  const coloured = () => {
    const other = element.cloneNode(true);
    element.after(other);
    const looks = (one) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(one, pseudo))
      .map(({ backgroundColor, borderColor, content }) => `${backgroundColor} ${borderColor} ${content}`).join();
    const differs = looks(element) !== looks(other);
    other.remove();
    return differs;
  };
  const seen = outlined || element.tabIndex < 0 || (/^(A|BUTTON|SUMMARY)$/.test(element.tagName) && coloured());
  const { left, top, right, bottom } = (labels[0] && getComputedStyle(element).opacity === "0" ? labels[0] : element).getClientRects()[0] ?? {};
  const above = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1));
  const bare = Boolean(above && (element.contains(above) || above.contains(element) || labels.some((label) => label.contains(above))));
  return { name, group, seen, bare, kind: element.type ?? element.tagName.toLowerCase(), checked: element.checked ?? null, shown: element.outerHTML.slice(0, 120) };
}
