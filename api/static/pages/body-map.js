/**
 * Marks on an outline of the body: placed and moved with mouse, finger or keyboard. The form holds
 * the marks; this draws them, and writes down where they are. Left and right are the child's own.
 */

const SVG = "http://www.w3.org/2000/svg";
/** Thousandths that an arrow key moves the cross by; with Shift the smaller. */
const STEP = 20;
const SMALL_STEP = 5;
/** Pixels: how large a mark is to press on (WCAG 2.5.5), and how far is no longer a press. */
const TARGET = 44;
const SLACK = 6;
/** Milliseconds of rest before the region under the cross is said. */
const PAUSE = 300;

const root = document.querySelector(".app-marks");
const name = root.dataset.name;
const items = root.querySelector(".app-marks__items");
const count = root.querySelector(".app-marks__count");
const picture = root.querySelector(".app-outline__picture");
const said = root.querySelector(".app-outline__said");
const cursor = { x: 500, y: 500 };
let outlines;
let moving = null;
let timer = 0;

const view = () => document.querySelector('[name="view"]:checked, select[name="view"]')?.value ?? "";
const marks = () => [...items.querySelectorAll(".app-mark")];
const part = (mark, step) => mark.querySelector(`[name="${mark.dataset.mark}.${step}"]`);
const placed = (mark) => part(mark, "x").value !== "" && part(mark, "y").value !== "";
const bounded = (value) => Math.max(0, Math.min(1000, Math.round(value)));
const say = (words) => { said.textContent = words; };

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

function nearest({ x, y }) {
  const { width, height, regions } = outlines[view()];
  const apart = (one) => ((one.x - x) * width) ** 2 + ((one.y - y) * height) ** 2;
  return regions.reduce((best, one) => (apart(one) < apart(best) ? one : best));
}

/** Puts a mark somewhere, and says so in its own questions. */
function put(mark, place) {
  const region = nearest(place);
  part(mark, "x").value = String(bounded(place.x));
  part(mark, "y").value = String(bounded(place.y));
  part(mark, "region").value = region.code;
  const site = part(mark, "site");
  if (site.value === "" || site.value === site.dataset.given) {
    site.value = region.words;
    site.dataset.given = region.words;
  }
  part(mark, "x").dispatchEvent(new Event("input", { bubbles: true }));
  draw();
  return region;
}

function add(place) {
  const mark = marks().find((one) => !placed(one) && !answered(one)) ?? copy();
  const number = marks().indexOf(mark) + 1;
  const region = put(mark, place);
  say(`Mark ${number} placed: ${region.words}. Its questions are below the outline.`);
}

const answered = (mark) => [...mark.querySelectorAll("input:not([type=hidden]), textarea")]
  .some((one) => one.value.trim() !== "");

/** One more mark, from the empty one, with a number of its own in every name and id. */
function copy() {
  const number = marks().length;
  const mark = root.querySelector(".app-marks__new").content.cloneNode(true).querySelector(".app-mark");
  for (const element of [mark, ...mark.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value
        .replaceAll(`${name}.new`, `${name}.${number}`).replaceAll(`${name}-new`, `${name}-${number}`);
    }
  }
  for (const place of mark.querySelectorAll(".app-mark__number")) {
    place.textContent = String(number + 1);
  }
  items.append(mark);
  count.value = String(number + 1);
  listen(mark);
  return mark;
}

function listen(mark) {
  offer(part(mark, "region"));
  part(mark, "region").addEventListener("change", ({ target }) => {
    const region = outlines[view()]?.regions.find(({ code }) => code === target.value);
    if (region) {
      put(mark, region);
    }
  });
  mark.querySelector(".app-mark__move").addEventListener("click", () => pick(mark));
}

/** The regions of the view that is chosen, in a list of its own words. */
function offer(select) {
  const chosen = select.value;
  const regions = outlines[view()]?.regions ?? [];
  if (regions.length > 0) {
    const first = select.options[0];
    const options = regions.map(({ code, words }) => new Option(words.charAt(0).toUpperCase() + words.slice(1), code));
    select.replaceChildren(first, ...options);
    select.value = regions.some(({ code }) => code === chosen) ? chosen : "";
  }
}

function pick(mark) {
  moving = mark;
  Object.assign(cursor, { x: Number(part(mark, "x").value), y: Number(part(mark, "y").value) });
  say("Press where the mark belongs, or move the cross with the arrow keys and press Enter. Escape leaves it where it is.");
  draw();
  picture.firstElementChild.focus();
}

function settle(place) {
  const mark = moving;
  moving = null;
  const region = put(mark, place);
  say(`Mark ${marks().indexOf(mark) + 1} moved: ${region.words}.`);
}

/** Draws the outline, the marks and the cross anew. */
function draw() {
  const outline = outlines[view()];
  picture.hidden = outline === undefined;
  root.querySelector(".app-outline__none").hidden = outline !== undefined;
  for (const mark of marks()) {
    mark.querySelector(".app-mark__move").hidden = outline === undefined || !placed(mark);
  }
  if (outline === undefined) {
    return;
  }
  const svg = picture.firstElementChild ?? frame();
  if (svg.dataset.view !== view()) {
    svg.dataset.view = view();
    svg.setAttribute("viewBox", `0 0 ${outline.width} ${outline.height}`);
    svg.setAttribute("aria-label", `Outline of the ${view().replaceAll("_", " ")} to mark on`);
    marks().forEach((mark) => offer(part(mark, "region")));
  }
  const unit = outline.width / (svg.clientWidth || outline.width);
  svg.replaceChildren(
    shape("image", { href: `/outlines/${view()}.svg`, width: outline.width, height: outline.height }),
    ...marks().filter(placed).map((mark) => ring(mark, outline, unit)),
    cross(outline, unit),
  );
}

function frame() {
  const svg = shape("svg", { tabindex: 0, role: "application", class: "app-outline__svg" });
  svg.setAttribute("aria-describedby", `${root.id}-help`);
  svg.addEventListener("click", pressed);
  svg.addEventListener("keydown", keyed);
  svg.addEventListener("pointerdown", drag);
  picture.append(svg);
  return svg;
}

function ring(mark, outline, unit) {
  const [x, y] = [Number(part(mark, "x").value) * outline.width / 1000, Number(part(mark, "y").value) * outline.height / 1000];
  const number = marks().indexOf(mark) + 1;
  const size = 12 * unit;
  const group = shape(
    "g",
    { class: `app-outline__mark${mark === moving ? " app-outline__mark--moving" : ""}`, "data-number": number },
    shape("circle", { cx: x, cy: y, r: TARGET / 2 * unit, fill: "transparent" }),
    shape("circle", { cx: x, cy: y, r: size, class: "app-outline__ring", "stroke-width": 3 * unit }),
  );
  const text = shape("text", { x, y: y + 5 * unit, "font-size": 14 * unit, "text-anchor": "middle" });
  text.textContent = String(number);
  group.append(text);
  return group;
}

function cross(outline, unit) {
  const [x, y, arm] = [cursor.x * outline.width / 1000, cursor.y * outline.height / 1000, 14 * unit];
  return shape("path", {
    class: "app-outline__cross", d: `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`, "stroke-width": 3 * unit,
  });
}

function placeOf({ clientX, clientY }) {
  const box = picture.firstElementChild.getBoundingClientRect();
  return {
    x: bounded((clientX - box.left) / box.width * 1000),
    y: bounded((clientY - box.top) / box.height * 1000),
  };
}

function pressed(event) {
  const group = event.target.closest("[data-number]");
  if (moving !== null) {
    settle(placeOf(event));
  } else if (group !== null) {
    const mark = marks()[Number(group.dataset.number) - 1];
    part(mark, "region").focus();
  } else {
    Object.assign(cursor, placeOf(event));
    add(placeOf(event));
  }
}

/** A mark follows the pointer that holds it; one that was hardly moved was pressed on. */
function drag(start) {
  const group = start.target.closest("[data-number]");
  if (group === null || moving !== null) {
    return;
  }
  const svg = picture.firstElementChild;
  const mark = marks()[Number(group.dataset.number) - 1];
  const ended = new AbortController();
  let far = false;
  const options = { signal: ended.signal };
  window.addEventListener("pointermove", (event) => {
    far ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLACK;
    if (far) {
      put(mark, placeOf(event));
    }
  }, options);
  const end = () => {
    ended.abort();
    if (far) {
      say(`Mark ${marks().indexOf(mark) + 1} moved: ${nearest({ x: Number(part(mark, "x").value), y: Number(part(mark, "y").value) }).words}.`);
      const swallow = (event) => event.stopPropagation();
      svg.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => svg.removeEventListener("click", swallow, { capture: true }), 0);
    }
  };
  window.addEventListener("pointerup", end, options);
  window.addEventListener("pointercancel", end, options);
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keyed(event) {
  const move = MOVES[event.key];
  if (move) {
    const step = event.shiftKey ? SMALL_STEP : STEP;
    cursor.x = bounded(cursor.x + move[0] * step);
    cursor.y = bounded(cursor.y + move[1] * step);
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => say(nearest(cursor).words), PAUSE);
  } else if (event.key === "Enter" || event.key === " ") {
    clearTimeout(timer);
    (moving === null ? add : settle)({ ...cursor });
  } else if (event.key === "Escape" && moving !== null) {
    moving = null;
    say("Not moved.");
    draw();
  } else {
    return;
  }
  event.preventDefault();
}

outlines = await (await fetch("/outlines.json", { credentials: "same-origin" })).json();
marks().forEach(listen);
for (const choice of document.querySelectorAll('[name="view"]')) {
  choice.addEventListener("change", draw);
}
addEventListener("resize", draw);
draw();
