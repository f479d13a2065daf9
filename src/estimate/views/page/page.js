// What every page has: its data, words and numbers, elements, and the estimates that can be computed again.
const $ = (id) => document.getElementById(id);
const page = JSON.parse(await window.unpacked("data"));
const words = page.words;
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// Numbers in the manner of the page's language

const sized = (x, least, most) => x.toLocaleString(words.language, {minimumFractionDigits: least, maximumFractionDigits: most}).replace("-", "−");
const whole = (x) => sized(nearest(x), 0, 0);
const significant = (x, digits) => x && Number.isFinite(x) ? Number(x.toPrecision(digits)) : x;
function rough(x) {
  const shown = significant(x, 3), size = Math.abs(shown), digits = size >= 100 || !shown ? 0 : size < 10 ? 2 : 1;
  return sized(shown, digits, digits);
}
const plain = (x) => Math.abs(x) >= 1000 ? whole(x) : sized(significant(x, 4), 0, 8);
function percent(share) {
  const size = Math.abs(share * 100);
  const digits = size >= 10 || share * 100 === Math.round(share * 100) ? 0 : size >= 0.1 ? 1 : 2;
  return `${sized(share * 100, digits, digits)}\u00a0%`;
}
const signed = (x, tell) => (x > 0 ? "+" : x < 0 ? "−" : "±") + tell(Math.abs(x));
const exact = (x) => sized(x, page.decimals, page.decimals);
const money = (x) => `${page.sign} ${rough(x)}`;
const ofUnit = (x, unit) => unit.startsWith("%") ? percent(x) + unit.slice(1) : `${plain(x)} ${unit}`.trim();
const inSentence = (label) => /^.[a-z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label;

// The nearest whole number as the estimate rounds: halves away from zero, a billionth short of a half among them.
function nearest(x) {
  const size = Math.abs(x);
  return Math.sign(x) * Math.trunc(size + (size < 2.5e6 ? 0.5 + 1e-9 : 0.5 + 4e-16 * size));
}

// Elements; text is always text

function put(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}
const el = (name, attributes = {}, ...children) => put(document.createElement(name), attributes, children);
const drawn = (name, attributes = {}, ...children) => put(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

function fill(element, ...children) {
  element?.replaceChildren(...children.filter(Boolean));
}

// The estimates

const scale = 10 ** page.decimals;
const movables = new Map((page.movables ?? []).map((one) => [one.id, one]));
const sides = page.sides.map((side) => {
  if (!side.case) return {...side, live: false};
  const shape = shaped(side.case, page.model.within), inputs = inputsOf(page.model, side.case, shape);
  const formulaOf = {};
  for (const [name, parts] of side.case.program) {
    formulaOf[name] = [];
    for (const [at, rows] of parts) for (const r of rows) formulaOf[name][r] = at;
  }
  return {...side, live: true, shape, inputs, formulaOf, base: computed(page.model, side.case, shape, inputs)};
});

// Every quantity of an estimate with some inputs set: [name, row, value].
function withInputs(side, set) {
  const inputs = {};
  for (const [name, row, value] of set) {
    inputs[name] ??= [...side.inputs[name]];
    const steps = Array.isArray(side.inputs[name][row]);
    inputs[name][row] = steps && !Array.isArray(value) ? side.inputs[name][row].map(() => value) : value;
  }
  const changed = Object.keys(inputs);
  return changed.length ? computed(page.model, side.case, side.shape, inputs, side.base, changed) : side.base;
}

// The inputs that some moves set: moves are values by the id of what moves.
function setBy(at, moves) {
  const side = sides[at], by = new Map();
  for (const [id, value] of moves) {
    const one = movables.get(id);
    for (const [name, row, slope] of one.sides[at]?.slopes ?? []) {
      const key = `${name} ${row}`, before = by.get(key)?.[2] ?? side.inputs[name]?.[row];
      if (before === undefined) continue;
      const add = value - one.value;
      const each = (x, i) => x + add * (Array.isArray(slope) ? slope[i] : slope);
      by.set(key, [name, row, Array.isArray(before) ? before.map(each) : each(before, 0)]);
    }
  }
  return [...by.values()];
}

// The books of an estimate: every line and month in whole minor units, and what they add up to.
function booked(side, v) {
  const once = new Set(side.oneOff.map((place) => place.join()));
  const months = count(page.months.length), none = () => months.map(() => 0);
  const lines = [], categories = {}, byMonth = none(), settled = none();
  for (const group of side.groups) {
    const own = none();
    for (const [amount, row] of group.members) {
      const isOnce = once.has(`${amount},${row}`);
      v[amount][row].forEach((x, m) => {
        const minor = nearest(x * scale);
        own[m] += minor;
        if (!isOnce) settled[m] += minor;
      });
    }
    lines.push(own);
    const sums = categories[group.category] ??= none();
    own.forEach((x, m) => {
      sums[m] += x;
      byMonth[m] += x;
    });
  }
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  const ramp = Math.max(...v.ramp_months.map(Math.ceil)), first = Math.min(1 + ramp, months.length - 1);
  const years = [];
  byMonth.forEach((x, m) => years[side.years[m]] = (years[side.years[m]] ?? 0) + x);
  return {
    v, categories, byMonth,
    lines: lines.map(sum), years: years.map((x) => x / scale),
    total: sum(byMonth) / scale, steady: nearest(sum(settled.slice(first)) / sum(side.parts.slice(first - 1))) / scale, oneOff: (sum(byMonth) - sum(settled)) / scale,
    perContact: v.cost_per_contact[0],
  };
}
const bookedWith = (at, moves) => booked(sides[at], withInputs(sides[at], setBy(at, moves)));
const isFinite = (books) => Number.isFinite(books.total);

// A figure of the memo: as it was written while nothing moved it, marked when it did.
for (const row of document.querySelectorAll("[id^=line-]")) row.cells[2].dataset.figure = row.cells[3].dataset.share = row.id.replace("-", ".");
const written = new Map([...document.querySelectorAll("[data-figure],[data-share]")].map((cell) => [cell, cell.textContent]));
function show(cell, text, changed) {
  cell.textContent = changed ? text : written.get(cell);
  cell.classList.toggle("changed", changed);
  cell.title = changed ? say("was", {amount: written.get(cell)}) : "";
}
function figure(name, value, before, tell) {
  for (const cell of document.querySelectorAll(`[data-figure="${name}"]`)) show(cell, tell(value), Math.abs(value - before) > 1e-9 * Math.abs(before));
}

function fillTable(id, heads, lines, numbers = 99) {
  const cell = (text, at) => at ? el("td", {class: numbers === 99 ? "number" : undefined}, text) : el("th", {scope: "row"}, text);
  fill($(id), el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((text, at) => el("th", {scope: "col", class: at && numbers === 99 ? "number" : undefined}, text)))), el("tbody", {}, ...lines.map((line) => el("tr", {}, ...line.map(cell))))));
}
