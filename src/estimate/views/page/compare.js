// The page of a comparison: options beside each other follow the numbers that are moved, each of those that it has.

const before = sides.map((one) => one.live ? booked(one, one.base) : null);
let now = before;
const monthsOf = (at, books) => books ? books.byMonth.map((x) => x / scale) : sides[at].byMonth;
const totalOf = (at, books) => books ? books.total : sides[at].total;

function update() {
  now = sides.map((one, at) => one.live && moves.size ? bookedWith(at, moves) : before[at]);
  now.forEach((books, at) => {
    if (!books) return;
    const was = before[at];
    figure(`side.${at}.total`, books.total, was.total, whole);
    figure(`side.${at}.run_rate`, books.steady, was.steady, whole);
    figure(`side.${at}.one_off`, books.oneOff, was.oneOff, whole);
    figure(`side.${at}.first_year`, books.years[0], was.years[0], whole);
    figure(`side.${at}.contact`, books.perContact, was.perContact, rough);
    for (const category in books.categories) {
      const [a, b] = [books, was].map((one) => one.categories[category].reduce((x, y) => x + y, 0) / scale);
      figure(`side.${at}.${category}`, a, b, whole);
    }
  });
  const totals = sides.map((_, at) => totalOf(at, now[at])), best = totals.indexOf(Math.min(...totals));
  const text = say("compared_now", {totals: sides.map((one, at) => `${one.name} ${money(totals[at])}`).join(", "), best: sides[best].name});
  $("moved").hidden = !moves.size;
  fill($("moved"), el("strong", {}, text), ` ${words.rest_stale}`);
  if ($("said")) announce(moves.size ? text : "");
  if ($("moves")) showEffects((other) => sides.map((one, at) => one.live ? bookedWith(at, other).total : one.total));
  drawAll();
}

function drawAll() {
  page.options.forEach((option, i) => {
    const at = i + 1;
    drawBridge(`bridge-${at}`, sides[0].name, sides[0].total, sides[at].name, sides[at].total, option.bridge);
    const reference = monthsOf(0, now[0]), own = monthsOf(at, now[at]);
    let sum = 0;
    const saved = reference.map((x, m) => sum += x - own[m]);
    const title = backTitle(saved, sides[at].name);
    $(`payback-title-${at}`).textContent = title;
    drawPayback(`payback-${at}`, title, saved);
    fillTable(`payback-table-${at}`, [words.month, words.cumulative], page.months.map((month, m) => [m ? month : words.months_before, whole(saved[m])]));
    if (option.odds !== null) drawDots(`odds-${at}`, option.odds);
  });
}

// When the money is back for good, within the month by proportion.
function backTitle(saved, name) {
  if (saved.at(-1) < 0 || !saved.some(Boolean)) return say("payback_never", {option: name});
  const behind = saved.findLastIndex((x) => x < 0);
  if (behind < 0) return say("payback_none", {option: name});
  return say("payback_title", {option: name, months: plain(significant(behind + saved[behind] / (saved[behind] - saved[behind + 1]), 2))});
}

// Where there is little room each label stands above its bar, so that no word of it is cut.
function drawBridge(id, first, from, last, to, steps) {
  const above = ($(id).clientWidth || 680) < 480, row = above ? 38 : 26;
  const rows = [[first, 0, from], ...steps.map(([label, amount]) => [label, amount]), [last, 0, to]], height = rows.length * row + 6;
  let at = from;
  const ends = [0, from, to, ...steps.map(([, amount]) => at += amount)], most = Math.max(...ends), least = Math.min(...ends);
  figureOf(id, "", height, (svg, width) => {
    const label = above ? 2 : Math.min(190, width * 0.36), room = 66, letters = Math.floor((above ? width : label) / 6.6);
    const x = (value) => label + (value - least) / (most - least || 1) * (width - label - room);
    let here = from;
    rows.forEach(([name, step, whole_], i) => {
      const y = i * row + 4, bar = y + (above ? 16 : 2), isEnd = whole_ !== undefined;
      const [a, b] = isEnd ? [0, whole_] : [here, here + step];
      if (!isEnd) here += step;
      svg.append(
        note(above ? 8 : 0, above ? y + 11 : y + 14, name.length > letters ? name.slice(0, letters - 1) + "…" : name, {class: isEnd ? "strong" : ""}),
        drawn("rect", {x: x(Math.min(a, b)), y: bar, width: Math.max(1, Math.abs(x(b) - x(a))), height: 15, class: isEnd ? "whole" : step > 0 ? "dearer" : "accent"}),
        note(x(Math.max(a, b)) + 5, bar + 12, isEnd ? rough(whole_) : signed(step, rough), {class: "small"}),
      );
    });
    svg.append(drawn("line", {x1: x(0), x2: x(0), y1: 0, y2: height, class: "axis"}));
  });
}

function drawPayback(id, title, saved) {
  const top = roundAbove(Math.max(0, ...saved)), most = Math.max(0, ...saved), least = Math.min(0, ...saved), foot = least < 0 ? 46 : 30, height = 134 + foot;
  figureOf(id, "", height, (svg, width) => {
    const y = (value) => 14 + (most - value) / (most - least || 1) * (height - 14 - foot), x = (m) => 4 + m / (saved.length - 1 || 1) * (width - 8);
    svg.append(
      drawn("line", {x1: 0, x2: width, y1: y(0), y2: y(0), class: "axis"}),
      drawn("polyline", {points: saved.map((value, m) => `${x(m)},${y(value)}`).join(" "), class: "line"}),
      note(x(saved.length - 1), Math.max(12, y(saved.at(-1)) - 6), money(saved.at(-1)), {"text-anchor": "end", class: "strong"}),
      note(0, height - 6, words.months_before, {class: "small"}), note(width, height - 6, page.months.at(-1), {"text-anchor": "end", class: "small"}),
    );
    const behind = saved.findLastIndex((value) => value < 0);
    if (behind >= 0 && behind < saved.length - 1) {
      const m = behind + saved[behind] / (saved[behind] - saved[behind + 1]);
      svg.append(drawn("circle", {cx: x(m), cy: y(0), r: 5, class: "accent"}), note(Math.max(24, x(m) - 6), y(0) - 8, plain(significant(m, 2)), {"text-anchor": "end", class: "small"}));
    }
    if (least < 0) svg.append(note(x(saved.indexOf(least)) + 4, y(least) + 16, money(least), {class: "small"}));
    picture(svg, title);
  });
}
const picture = (svg, title) => svg.setAttribute("aria-label", title);

function drawDots(id, share) {
  figureOf(id, "", 92, (svg, width) => {
    const across = width < 420 ? 25 : 50, gap = Math.min(15, width / across);
    count(100).forEach((i) => svg.append(drawn("circle", {cx: (i % across + 0.5) * gap, cy: (Math.floor(i / across) + 0.5) * gap + 2, r: gap * 0.33, class: i < Math.round(share * 100) ? "dot" : "dot not"})));
    svg.setAttribute("aria-label", percent(share));
  });
}

function startComparison() {
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width !== innerWidth) requestAnimationFrame(drawAll);
    width = innerWidth;
  });
  const wrong = sides.findIndex((one, at) => one.live && Math.abs(before[at].total - one.total) > 0.5 / scale);
  if (wrong >= 0) {
    fill($("what-if"), el("p", {class: "note"}, say("not_alike", {ours: exact(before[wrong].total), theirs: exact(sides[wrong].total)})));
    return drawAll();
  }
  if (!$("moves")) return drawAll();
  startWhatIf();
  const unknown = recall();
  update();
  if (unknown.length) announce(say("unknown_state", {names: unknown.join(", ")}));
}
startComparison();
