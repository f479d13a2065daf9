// The numbers that can be moved: rows with a slider and a field, the state in the address, and the ways back to the file.

const moves = new Map();
const shown = [];
const rows = new Map();
let announcing;

const takes = (one) => one.unit.startsWith("%") ? 100 : 1;
const digitsOf = (step) => Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
const keep = (one, value) => Number(value.toFixed(digitsOf(one.step) + 1));

function addRow(id) {
  const one = movables.get(id);
  if (!one || rows.has(id)) return;
  shown.push(id);
  const by = takes(one), places = digitsOf(one.step * by);
  const label = `input-${shown.length}`;
  const slider = el("input", {type: "range", min: one.low, max: one.high, step: "any", value: one.value, "aria-labelledby": label, "aria-valuetext": ofUnit(one.value, one.unit)});
  const field = el("input", {type: "number", min: one.low * by, max: one.high * by, step: "any", value: Number((one.value * by).toFixed(places)), "aria-labelledby": label, inputmode: "decimal"});
  const effect = el("td", {class: "number effect"});
  const unit = one.unit;
  const whose = page.compare ? el("small", {class: "side"}, Object.keys(one.sides).length === sides.length ? words.shared : Object.keys(one.sides).map((at) => sides[at].name).join(", ")) : undefined;
  const row = el("tr", {}, el("th", {scope: "row", id: label}, one.label, unit ? el("small", {}, unit) : "", whose), el("td", {class: "number handed"}, unit.startsWith("%") ? percent(one.value) : plain(one.value)),
    el("td", {class: "move"}, slider, field), effect);
  const onStep = (value) => Math.min(one.high, Math.max(one.low, Number((Math.round(value / one.step) * one.step).toFixed(digitsOf(one.step)))));
  slider.addEventListener("input", () => move(id, onStep(Number(slider.value)), slider));
  // Arrow keys go by one step; "any" alone would go by a hundredth of the way.
  slider.addEventListener("keydown", (event) => {
    const steps = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10}[event.key];
    if (!steps) return;
    event.preventDefault();
    move(id, onStep((moves.get(id) ?? one.value) + steps * one.step));
  });
  field.addEventListener("change", () => {
    const value = Number(field.value) / by;
    if (field.value === "" || !Number.isFinite(value)) return move(id, one.value);
    const inside = Math.min(one.high, Math.max(one.low, keep(one, value)));
    move(id, inside);
    if (inside !== keep(one, value)) announce(say("out_of_reach", {name: one.label, low: ofUnit(one.low, unit), high: ofUnit(one.high, unit)}));
  });
  rows.set(id, {one, row, slider, field, effect, by, places});
  $("moves").tBodies[0].append(row);
}

function listOthers() {
  const choice = $("add");
  fill(choice, el("option", {value: ""}, words.choose), ...[...movables.values()].filter((one) => !rows.has(one.id)).map((one) => el("option", {value: one.id}, page.compare && Object.keys(one.sides).length < sides.length ? `${one.label} (${Object.keys(one.sides).map((at) => sides[at].name).join(", ")})` : one.label)));
}

function move(id, value, from) {
  const one = movables.get(id), before = moves.get(id);
  if (value === one.value) moves.delete(id);
  else moves.set(id, value);
  if (!sides.every((side, at) => !side.live || isFinite(bookedWith(at, moves)))) {
    if (before === undefined) moves.delete(id);
    else moves.set(id, before);
    announce(words.impossible);
  }
  follow(from);
}

let drawing = false;
function follow(from) {
  showRows(from);
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    update();
    remember();
  });
}

function showRows(from) {
  for (const [id, {one, row, slider, field, by, places}] of rows) {
    const value = moves.get(id) ?? one.value;
    if (slider !== from) slider.value = value;
    slider.setAttribute("aria-valuetext", ofUnit(value, one.unit));
    if (document.activeElement !== field || from !== field) field.value = Number((value * by).toFixed(places + 1));
    row.classList.toggle("changed", moves.has(id));
  }
}

// What each number adds as it stands now, or ten per cent more of it would; in a comparison to each option that it moves.
function showEffects(totalsWith) {
  const now = totalsWith(moves);
  const told = (kind, attributes, before, more, less, one) => {
    const places = Object.keys(one.sides), several = page.compare && places.length > 1, sums = places.map((at) => el("span", {class: "sum"}, signed(more[at] - less[at], rough)));
    const rows = several ? places.map((at, i) => [`${sides[at].name} `, sums[i]]) : [[before && `${before} `, sums[0]]];
    return [...several && before ? [[before]] : [], ...rows].map((row) => el(kind, attributes, ...row));
  };
  for (const [id, {one, effect}] of rows) {
    const other = new Map(moves);
    if (moves.has(id)) {
      other.delete(id);
      fill(effect, ...told("strong", {}, "", now, totalsWith(other), one));
    } else if (one.value && one.value * 1.1 <= one.high + 1e-12) {
      other.set(id, one.value * 1.1);
      fill(effect, ...told("span", {class: "quiet"}, words.ten_more, totalsWith(other), now, one));
    } else fill(effect);
  }
}

function announce(text) {
  clearTimeout(announcing);
  announcing = setTimeout(() => $("said").textContent = text, 400);
}

// The state in the address

function remember() {
  const state = new URLSearchParams(location.hash.slice(1)), next = new URLSearchParams();
  for (const [id, value] of moves) next.set(id, String(value));
  if (state.get("explain")) next.set("explain", state.get("explain"));
  const said = next.toString();
  history.replaceState(null, "", said ? `#${said}` : location.pathname + location.search);
}

function recall() {
  const unknown = [];
  moves.clear();
  for (const [id, said] of new URLSearchParams(location.hash.slice(1))) {
    const one = movables.get(id), value = Number(said);
    if (id === "explain" || !id || !said) continue;
    if (!one || !Number.isFinite(value)) {
      unknown.push(id);
      continue;
    }
    addRow(id);
    const inside = Math.min(one.high, Math.max(one.low, value));
    if (inside !== one.value) moves.set(id, inside);
  }
  listOthers();
  showRows();
  return unknown;
}

// The ways back to the file

const quoted = (word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\"'\"'")}'`;
const listAt = (data, path) => stepsOf(path).reduce((at, step) => at?.[step], data);
const stepsOf = (path) => path.replace(/\[(\d+)\]/g, ".$1").split(".").map((step) => /^\d+$/.test(step) ? Number(step) : step);

// What `--set` takes for one estimate: whole lists first, as their members are set afterwards.
function settingsOf(at) {
  const lists = new Map(), single = new Map();
  for (const [id, value] of moves) {
    for (const key of movables.get(id).sides[at]?.keys ?? []) {
      if (key.item) {
        if (!lists.has(key.path)) lists.set(key.path, [...listAt(sides[at].scenario, key.path) ?? []]);
        lists.get(key.path).push({...key.item, price: value});
        continue;
      }
      for (const [path, other] of Object.entries(key.beside ?? {})) if (!single.has(path)) single.set(path, String(other));
      single.set(key.path, String(value));
    }
  }
  return [...[...lists].map(([path, members]) => `${path}=${JSON.stringify(members)}`), ...[...single].map(([path, text]) => `${path}=${text}`)];
}

// One command where every option takes the same settings, else one for each.
function commands() {
  const all = sides.map((_, at) => settingsOf(at).join("\n"));
  if (page.compare && all.every((one) => one === all[0])) {
    return `estimate compare ${sides.map((one) => quoted(one.source)).join(" ")}${settingsOf(0).map((setting) => ` --set ${quoted(setting)}`).join("")}`;
  }
  return sides.map((one, at) => one.live ? commandOf(at) : "").filter(Boolean).join("\n");
}

function commandOf(at) {
  const side = sides[at];
  return ["estimate", quoted(side.source), ...[...side.settings, ...settingsOf(at)].map((setting) => `--set ${quoted(setting)}`)].join(" ");
}

async function copy(text) {
  const field = $("copied");
  field.value = text;
  field.rows = Math.min(8, 1 + text.split("\n").length + Math.floor(text.length / 80));
  $("copied-row").hidden = false;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    field.select();
    document.execCommand("copy");
  }
}

// A scenario as YAML in blocks; texts in double quotes, whose escapes are those of JSON.
function yaml(value, depth = 0) {
  const pad = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (!value.length) return " []";
    if (value.every((one) => one === null || typeof one !== "object")) return ` [${value.map(scalar).join(", ")}]`;
    return "\n" + value.map((one) => {
      const text = yaml(one, depth + 1);
      return `${pad}-` + (text.startsWith("\n") ? " " + text.slice(1).trimStart() : text);
    }).join("\n");
  }
  if (value && typeof value === "object") {
    if (!Object.keys(value).length) return " {}";
    return "\n" + Object.entries(value).map(([key, one]) => `${pad}${scalar(key)}:${yaml(one, depth + 1)}`).join("\n");
  }
  return ` ${scalar(value)}`;
}
const scalar = (value) => typeof value === "string" ? /^[A-Za-z_][A-Za-z_]*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value) ? value : JSON.stringify(value) : String(value);

function changedScenario(at) {
  const data = structuredClone(sides[at].scenario);
  for (const setting of settingsOf(at)) {
    const cut = setting.indexOf("="), steps = stepsOf(setting.slice(0, cut)), text = setting.slice(cut + 1);
    let here = data;
    for (const step of steps.slice(0, -1)) here = here[step] ??= {};
    here[steps.at(-1)] = JSON.parse(text);
  }
  return data;
}

function download(at) {
  const side = sides[at], changes = settingsOf(at).map((setting) => setting.length > 80 ? setting.slice(0, 77) + "…" : setting).join("; ");
  const first = say("scenario_note", {name: side.name, changes: changes || "–"}).replace(/\s+/g, " ");
  const text = `# ${first}\n${yaml(changedScenario(at)).trimStart()}\n`;
  const link = el("a", {href: URL.createObjectURL(new Blob([text], {type: "application/yaml"})), download: side.source.replace(/^.*[\\/]/, "").replace(/(\.ya?ml)?$/, "-changed.yaml")});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function startWhatIf() {
  $("fixed").closest("details").hidden = !page.fixed.length;
  $("fixed-command").textContent = `estimate ${quoted(sides[0].source)} --set … -o page.html`;
  fill($("fixed"), el("table", {}, el("tbody", {}, ...page.fixed.map(([name, why, setting]) => el("tr", {}, el("th", {scope: "row"}, name), el("td", {}, why), el("td", {}, el("code", {}, `--set ${quoted(setting)}`)))))));
  [...movables.values()].slice(0, page.shown).forEach((one) => addRow(one.id));
  $("add").addEventListener("change", (event) => {
    const id = event.target.value;
    addRow(id);
    listOthers();
    showRows();
    update();
    rows.get(id)?.slider.focus();
  });
  $("reset").addEventListener("click", () => {
    moves.clear();
    $("copied-row").hidden = true;
    follow();
  });
  $("copy-link").addEventListener("click", () => copy(location.href));
  $("copy-set").addEventListener("click", () => copy(commands()));
  $("download").addEventListener("click", () => sides.forEach((side, at) => {
    if (side.live && (at === 0 || !page.compare || settingsOf(at).length)) download(at);
  }));
  addEventListener("hashchange", () => {
    const unknown = recall();
    update();
    if (unknown.length) announce(say("unknown_state", {names: unknown.join(", ")}));
    if (!page.compare) openExplained();
  });
}
