// The page of one estimate: every figure follows the numbers that are moved.

const side = sides[0];
const layersOf = (byCategory, by = 1) => Object.entries(page.categories).filter(([key]) => byCategory[key]).map(([key, label]) => [label, byCategory[key].map((x) => x / by)]);
let books, handedOver, explainedMonth = Math.min(1, page.months.length - 1);

function update() {
  const moving = moves.size > 0;
  books = moving ? bookedWith(0, moves) : handedOver;
  const now = books, was = handedOver;
  figure("total", now.total, was.total, money);
  figure("exact", now.total, was.total, exact);
  figure("run_rate", now.steady, was.steady, rough);
  figure("first_year", now.years[0], was.years[0], rough);
  figure("one_off", now.oneOff, was.oneOff, rough);
  figure("per_contact", now.perContact, was.perContact, rough);
  now.years.forEach((amount, at) => figure(`year.${at}`, amount, was.years[at], whole));
  const most = Math.max(...now.lines.map(Math.abs)) || 1;
  now.lines.forEach((minor, at) => {
    figure(`line.${at}`, minor / scale, was.lines[at] / scale, whole);
    share(`line.${at}`, minor / scale, was.lines[at] / scale);
    const row = $(`line-${at}`) ?? (minor ? addLine(at) : null);
    if (!row) return;
    row.hidden = !minor && !was.lines[at];
    row.querySelector("rect")?.setAttribute("width", `${100 * Math.max(0, minor) / most}%`);
  });
  for (const category in now.categories) {
    const [a, b] = [now, was].map((one) => one.categories[category].reduce((x, y) => x + y, 0) / scale);
    figure(`category.${category}`, a, b, whole);
    share(`category.${category}`, a, b);
  }
  showMoved();
  showPeople();
  if ($("moves")) showEffects((other) => [bookedWith(0, other).total]);
  drawAll();
  openTrees();
}
function share(name, value, before) {
  for (const cell of document.querySelectorAll(`[data-share="${name}"]`)) show(cell, percent(value / books.total), Math.abs(value / books.total - before / handedOver.total) > 5e-4);
}

// A line that costs nothing as handed over, made like another when a number brings it about.
function addLine(at) {
  const group = side.groups[at], row = document.querySelector("#lines [id^=line-]").cloneNode(true), label = [group.label, group.team].filter(Boolean).join(" · ");
  row.id = `line-${at}`;
  const button = row.querySelector("button"), [, , amount, part] = row.cells;
  button.textContent = label;
  button.dataset.group = at;
  button.addEventListener("click", () => toggle(at));
  amount.dataset.figure = part.dataset.share = `line.${at}`;
  written.set(amount, "0").set(part, "");
  show(amount, whole(books.lines[at] / scale), true);
  show(part, percent(books.lines[at] / scale / books.total), true);
  row.lastChild.textContent = words[group.basis] ?? group.basis;
  ($(`category-${group.category}`) ?? document.querySelector("#lines tbody:last-of-type")).append(row);
  return row;
}

function showMoved() {
  const by = books.total - handedOver.total, moving = moves.size > 0;
  $("moved").hidden = !moving;
  const said = say("said_now", {total: money(books.total), difference: signed(by, rough), before: money(handedOver.total)});
  fill($("moved"), el("strong", {}, said), page.range.low === null ? "" : ` ${words.range_stale}`, againstNow());
  if ($("said")) announce(moving ? said : moves.size === 0 && $("said").textContent ? say("said_reset", {total: money(handedOver.total)}) : "");
}
function againstNow() {
  if (!side.against) return "";
  const saved = side.against.total - books.total;
  return " " + (saved > 0 ? say("verdict_saves", {amount: money(saved), name: side.against.name, payback: ""}).replace(/[;,]\s*$/, ".") : say("verdict_costs", {amount: money(-saved), name: side.against.name}));
}

// People and service

const mean = (list, parts) => list.reduce((sum, x, m) => sum + x * (parts ? parts[m] : 1), 0) / side.length;
function peopleOf(v) {
  return side.members.team.map((_, t) => {
    const queues = side.shape.team__queue[t], hours = v.team_hours[t].reduce((a, b) => a + b, 0);
    const busy = queues.reduce((sum, q) => sum + v.busy_hours[q].reduce((a, b) => a + b, 0), 0);
    return {fte: mean(v.fte_worked[t]), headcount: mean(v.headcount[t], v.in_service[t]), peak_headcount: Math.max(...v.headcount[t]), leads: mean(v.leads[t], v.in_service[t]), hires: v.hires[t].reduce((a, b) => a + b, 0), occupancy: hours ? busy / hours : 0};
  });
}
function told(v, name, q, m) {
  const at = side.case.told[name]?.[q];
  return at === undefined ? v[name]?.[q]?.[m] : formulas[at](v, q, m, side.shape);
}
function queueOf(v, q) {
  const contacts = v.offered_contacts[q], rates = v.offered_rate[q], m = rates.indexOf(Math.max(...rates)) || Math.min(1, rates.length - 1), duty = v.staffed_positions[q][m];
  const live = duty instanceof Duty;
  return {m, duty: live ? duty : null, contacts: contacts[m], in_time: live ? told(v, "service_level", q, m) : undefined, wait: live ? told(v, "speed_of_answer", q, m) : undefined};
}
function showPeople() {
  const now = peopleOf(books.v), was = peopleOf(handedOver.v);
  now.forEach((team, t) => {
    for (const key of ["fte", "headcount", "peak_headcount", "leads", "hires"]) figure(`team.${t}.${key}`, team[key], was[t][key], rough);
    figure(`team.${t}.occupancy`, team.occupancy, was[t].occupancy, percent);
  });
  side.queues.forEach((queue, q) => {
    const a = queueOf(books.v, q), b = queueOf(handedOver.v, q);
    if (queue.known && b.in_time !== undefined) {
      figure(`queue.${q}.in_time`, a.in_time, b.in_time, percent);
      if (Number.isFinite(a.wait)) figure(`queue.${q}.wait`, a.wait, b.wait, (x) => say("seconds", {number: rough(x)}));
    }
    if (b.duty) {
      figure(`queue.${q}.staffed_positions`, a.duty?.mean ?? 0, b.duty.mean, rough);
      figure(`queue.${q}.peak`, Math.max(...a.duty?.agents ?? [0]), Math.max(...b.duty.agents), rough);
    }
  });
}

// Charts

function drawAll() {
  const moving = moves.size > 0, total = side.live ? books.total : side.total, before = side.live ? handedOver.total : side.total;
  drawRange(total, before);
  const layers = side.live ? layersOf(books.categories, scale) : layersOf(side.byCategory);
  const sums = page.months.map((_, m) => layers.reduce((sum, [, values]) => sum + values[m], 0)), most = sums.indexOf(Math.max(...sums));
  const title = say(most ? "months_title" : "months_title_start", {month: page.months[most], amount: money(sums[most])});
  $("months-title").textContent = title;
  drawMonths("months-chart", "", layers);
  fillTable("months-table", [words.month, ...layers.map(([label]) => label), words.total], page.months.map((month, m) => [m ? month : words.months_before, ...layers.map(([, values]) => whole(values[m])), whole(sums[m])]));
  if (!side.live) return;
  drawNarrow(moving);
  const people = peopleOf(books.v), sum = (key) => people.reduce((all, team) => all + team[key], 0);
  $("people-title").textContent = say("people_title", {fte: rough(sum("fte")), headcount: rough(sum("headcount"))});
  const largest = books.lines.indexOf(Math.max(...books.lines));
  $("where-title").textContent = say("where", {first: inSentence(side.groups[largest].label), share: percent(books.lines[largest] / scale / books.total)});
  side.queues.forEach((queue, q) => {
    const found = queueOf(books.v, q), week = side.shape.label.week?.[q];
    if (!found.duty || !week) return;
    const holder = $(`week-${q}`) ?? $("weeks").appendChild(el("div", {id: `week-${q}`}));
    drawWeek(holder, queue.name, week, found.duty.agents);
  });
}

function drawNarrow(moving) {
  if (!$("narrow-chart") || !page.tornado?.length) return;
  const set = moving ? setBy(0, moves) : [];
  const rowsNow = page.tornado.map((one) => {
    const at = (end) => moving ? booked(side, withInputs(side, [...set, ...one.uses.map(([name, row, low, high]) => [name, row, end ? high : low])])).total : one.totals[end];
    return {...one, low: at(0), high: at(1)};
  });
  $("narrow-title").textContent = say("narrow_title", {input: rowsNow[0].label});
  drawTornado("narrow-chart", "", books.total, rowsNow);
  fillTable("narrow-table", [words.input, words.at_low, words.at_high, words.basis, ""], rowsNow.map((row) => [
    row.label, `${ofUnit(row.ends[0], row.unit)}: ${money(row.low)}`, `${ofUnit(row.ends[1], row.unit)}: ${money(row.high)}`, words[row.basis] ?? row.basis,
    [row.range_reduction >= 0.02 ? say("range_reduction", {share: percent(row.range_reduction)}) + ". " : "", row.ask || (row.keys.length ? say("ask_key", {keys: row.keys.join(", ")}) : "")].join(""),
  ]), 1);
}

// Explanations below the lines

const open = new Map();
function toggle(at, focus) {
  const button = document.querySelector(`[data-group="${at}"]`), row = $(`line-${at}`);
  if (open.has(at)) {
    open.get(at).remove();
    open.delete(at);
  } else {
    const inner = new Explainer(0, books.v, explainedMonth).line(side.groups[at]);
    const cell = el("td", {colspan: 5}, inner, el("button", {type: "button", class: "close", click: () => toggle(at, true)}, words.close));
    const below = el("tr", {class: "explained screen", keydown: (event) => {
      if (event.key === "Escape") toggle(at, true);
    }}, cell);
    row.after(below);
    open.set(at, below);
  }
  button.setAttribute("aria-expanded", open.has(at));
  if (focus) button.focus();
}
function openTrees() {
  for (const [at, row] of open) row.cells[0].firstChild.replaceWith(new Explainer(0, books.v, explainedMonth).line(side.groups[at]));
  const chosen = $("quantity")?.value;
  if (chosen) showQuantity(chosen);
}
function openExplained() {
  const wanted = new URLSearchParams(location.hash.slice(1)).get("explain");
  if (!wanted || !side.live) return;
  const at = side.groups.findIndex((group, i) => group.id === wanted && books.lines[i]);
  if (at >= 0) {
    if (!open.has(at)) toggle(at);
    $(`line-${at}`).scrollIntoView({block: "start"});
  } else if (page.model.quantities[wanted] && $("quantity")) {
    $("quantity").value = wanted;
    showQuantity(wanted);
    $("how").scrollIntoView();
  }
}
function showQuantity(name) {
  const explainer = new Explainer(0, books.v, explainedMonth), values = books.v[name];
  fill($("tree"), values ? el("ul", {class: "tree"}, ...values.map((_, row) => explainer.node(name, row, explainedMonth))) : undefined);
}

// The assumptions and sources that the page has no room for as text

function addFurther() {
  const body = $("assumptions").tBodies[0], list = $("sources")?.querySelector("ol");
  $("questions")?.append(...page.further.questions.map((text) => el("li", {}, text)));
  page.further.rows.forEach(([name, path, value, ends, how, file, cites, note]) => {
    const links = cites.flatMap((number) => [el("a", {href: `#source-${number}`}, `[${number}]`), " "]);
    body.append(el("tr", {id: `assumed-${body.rows.length}`, class: "screen"}, el("th", {scope: "row"}, name, path ? el("code", {}, path) : ""), el("td", {}, value, ends ? el("small", {}, ends) : ""),
      el("td", {}, how), el("td", {}, file, file ? " " : "", ...links, note ? el("small", {translate: "no", lang: "en"}, note) : "")));
  });
  page.further.sources.forEach(([title, url]) => {
    list.append(el("li", {id: `source-${list.children.length + 1}`}, /^https?:\/\//.test(url) ? el("a", {href: url, rel: "noreferrer noopener"}, title) : `${title} ${url}`));
  });
}

// Start

function startEstimate() {
  addFurther();
  const search = $("search"), listed = [...$("assumptions")?.tBodies[0].rows ?? []];
  search?.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    listed.forEach((row) => row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted));
    $("found").textContent = wanted ? say("shown", {count: listed.filter((row) => !row.hidden).length, all: listed.length}) : "";
  });
  const asked = [...$("questions")?.children ?? []].map((one, at) => `${at + 1}. ${one.textContent}`);
  if (asked.length) {
    // A link opens a mail of so many characters and no more.
    let fits = asked.length;
    const body = () => asked.slice(0, fits).join("\n");
    while (encodeURIComponent(body()).length > 1800) fits--;
    $("mail-questions").href = `mailto:?subject=${encodeURIComponent(say("mail_subject", {name: side.name}))}&body=${encodeURIComponent(body())}`;
  }
  $("copy-questions")?.addEventListener("click", async () => {
    const text = asked.join("\n");
    if ($("copied")) await copy(text);
    else await navigator.clipboard?.writeText(text);
    $("copy-questions").textContent = words.copied.replace(/:$/, "");
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width !== innerWidth) requestAnimationFrame(drawAll);
    width = innerWidth;
  });
  if (!side.live) return drawAll();
  handedOver = books = booked(side, side.base);
  if (Math.abs(handedOver.total - side.total) > 0.5 / scale) {
    fill($("what-if"), el("p", {class: "note"}, say("not_alike", {ours: exact(handedOver.total), theirs: exact(side.total)})));
    return drawAll();
  }
  document.querySelectorAll("[data-group]").forEach((button) => button.addEventListener("click", () => toggle(Number(button.dataset.group))));
  const quantities = Object.keys(page.model.quantities).filter((name) => side.formulaOf[name]).sort();
  fill($("tree-choice"), el("label", {}, words.quantity, " ", el("select", {id: "quantity", change: (event) => showQuantity(event.target.value)}, el("option", {value: ""}, words.choose), ...quantities.map((name) => el("option", {value: name}, name)))), " ",
    el("label", {}, words.month_explained, " ", el("select", {change: (event) => {
      explainedMonth = Number(event.target.value);
      openTrees();
    }}, ...page.months.map((month, m) => el("option", {value: m, selected: m === explainedMonth}, m ? month : words.months_before)))));
  startWhatIf();
  const unknown = recall();
  update();
  if (unknown.length) announce(say("unknown_state", {names: unknown.join(", ")}));
  openExplained();
}
startEstimate();
