// Charts as drawings of the width that there is; each says its finding in its title, and has a table beside it.

const LINE = 16;

function figureOf(id, title, height, draw) {
  const holder = $(id);
  if (!holder) return;
  holder.hidden = false;
  const width = Math.max(260, holder.clientWidth || 680);
  const picture = drawn("svg", {viewBox: `0 0 ${width} ${height}`, width: "100%", role: "img", "aria-label": title});
  fill(holder);
  draw(picture, width);
  const caption = typeof title === "string" && title ? el("figcaption", {}, title) : undefined;
  holder.prepend(picture);
  fill(holder, caption, picture, ...[...holder.children].filter((child) => child.className === "legend").slice(-1));
}
const note = (x, y, text, attributes = {}) => drawn("text", {x, y, ...attributes}, text);

// A round number above another, for the end of an axis.
function roundAbove(x) {
  if (!(x > 0)) return 1;
  const size = 10 ** Math.floor(Math.log10(x));
  return [1, 1.5, 2, 3, 4, 5, 7.5, 10].map((times) => times * size).find((end) => end >= x * 0.999999);
}

function drawRange(total, before) {
  const {low, median, high, budget} = page.range;
  if (low === null || low === undefined) return;
  if (low >= high) return;
  const title = say("range_title", {median: money(median)});
  figureOf("range", title, 74, (svg, width) => {
    const from = Math.min(low, total, before) - (high - low) * 0.12, to = Math.max(high, total, before) + (high - low) * 0.12;
    const x = (value) => (value - from) / (to - from) * width;
    svg.append(
      drawn("line", {x1: 0, x2: width, y1: 34, y2: 34, class: "axis"}),
      drawn("rect", {x: x(low), y: 28, width: x(high) - x(low), height: 12, rx: 2, class: "band"}),
      drawn("line", {x1: x(median), x2: x(median), y1: 26, y2: 42, class: "tick"}),
      drawn("circle", {cx: x(total), cy: 34, r: 6, class: "accent"}),
      note(x(total), 18, money(total), {"text-anchor": anchor(x(total), width), class: "strong"}),
      note(Math.max(0, x(low)), 58, rough(low), {"text-anchor": anchor(x(low), width)}),
      note(x(high), 58, rough(high), {"text-anchor": anchor(x(high), width)}),
      note(Math.max(0, x(low)), 72, words.range_low, {"text-anchor": anchor(x(low), width), class: "small"}),
      note(x(high), 72, words.range_high, {"text-anchor": anchor(x(high), width), class: "small"}),
    );
    // A label at the edge stands beside its mark and not around it.
    const room = (mark) => anchor(mark, width) === "middle" ? 95 : 140;
    if (Math.abs(x(median) - x(low)) > room(x(low)) && Math.abs(x(high) - x(median)) > room(x(high))) {
      svg.append(note(x(median), 58, rough(median), {"text-anchor": "middle"}), note(x(median), 72, words.range_half, {"text-anchor": "middle", class: "small"}));
    }
    if (total !== before) svg.append(drawn("circle", {cx: x(before), cy: 34, r: 5, class: "hollow"}));
  });
}
const anchor = (x, width) => x < 60 ? "start" : x > width - 60 ? "end" : "middle";

// Stacked areas: a list of [label, values], the first at the bottom.
function drawMonths(id, title, layers) {
  const months = page.months, top = roundAbove(Math.max(...months.map((_, m) => layers.reduce((sum, [, values]) => sum + Math.max(0, values[m]), 0))));
  const height = 220, base = height - 26, legend = [];
  figureOf(id, title, height, (svg, width) => {
    const left = 4, right = width - 4, step = (right - left) / months.length;
    const y = (value) => base - value / top * (base - 24);
    const floor = months.map(() => 0);
    layers.forEach(([label, values], at) => {
      const lower = [...floor];
      values.forEach((value, m) => floor[m] += Math.max(0, value));
      // Each month is a step of its own, so that one dear month stays one.
      const up = floor.map((value, m) => `${left + m * step},${y(value)} ${left + (m + 1) * step},${y(value)}`);
      const down = lower.map((value, m) => `${left + (m + 1) * step},${y(value)} ${left + m * step},${y(value)}`).reverse();
      svg.append(drawn("polygon", {points: [...up, ...down].join(" "), class: `layer layer-${at}`}));
      // The label stands where its layer is thick for as many months as it is long; else below the chart.
      const wide = Math.ceil((label.length * 7 + 8) / step);
      const room = (m) => Math.min(...count(wide).map((i) => values[m + i] ?? 0));
      const best = count(Math.max(0, months.length - wide)).reduce((a, m) => room(m) > room(a) ? m : a, 0);
      const high = (i) => (y(lower[best + i]) + y(floor[best + i])) / 2;
      if (months.length > wide && y(0) - y(room(best)) > 16 && Math.abs(high(0) - high(wide - 1)) < 8) {
        svg.append(note(left + (best + wide / 2) * step, high(Math.floor(wide / 2)) + 4, label, {"text-anchor": "middle", class: `on-${at}`}));
      } else legend.push([label, at]);
    });
    svg.append(
      drawn("line", {x1: 0, x2: width, y1: base, y2: base, class: "axis"}),
      drawn("line", {x1: 0, x2: width, y1: y(top), y2: y(top), class: "grid"}),
      note(0, y(top) - 5, `${page.sign} ${whole(top)}`, {class: "small"}),
    );
    $(id).append(el("p", {class: "legend"}, ...legend.flatMap(([label, at]) => [drawn("svg", {width: 12, height: 12, "aria-hidden": "true"}, drawn("rect", {width: 12, height: 12, class: `layer-${at}`})), ` ${label}  `])));
    months.forEach((month, m) => {
      const isYear = m === 0 || m === 1 || month.endsWith("-01") || m === months.length - 1;
      const x = left + (m + 0.5) * step;
      if (isYear && !(m === 0 && step < 34) && !(m === months.length - 1 && step < 8 && months[m - 1]?.endsWith("-01"))) {
        const near = months.length - 1 - m < 70 / step && m !== months.length - 1;
        if (!near) svg.append(note(x, height - 8, m === 0 ? words.months_before : month, {"text-anchor": anchor(x, width), class: "small"}));
      }
    });
  });
}

// Bars from a middle: rows of {label, low, high, note}.
function drawTornado(id, title, middle, rows) {
  const height = rows.length * 46 + 8;
  figureOf(id, title, height, (svg, width) => {
    const ends = rows.flatMap((row) => [row.low, row.high, middle]);
    const from = Math.min(...ends), to = Math.max(...ends), room = 58;
    const x = (value) => room + (value - from) / (to - from || 1) * (width - 2 * room);
    rows.forEach((row, at) => {
      const y = at * 46 + 4, [a, b] = [Math.min(row.low, row.high), Math.max(row.low, row.high)];
      // Both ends may lie on one side of a total that was moved.
      const bar = (from, to, kind) => to > from ? svg.append(drawn("rect", {x: x(from), y: y + 17, width: x(to) - x(from), height: 16, class: kind})) : undefined;
      svg.append(note(0, y + 11, row.label, {class: "strong"}));
      bar(a, Math.min(b, middle), "accent");
      bar(Math.max(a, middle), b, "dearer");
      svg.append(note(x(a) - 5, y + 30, rough(a), {"text-anchor": "end", class: "small"}), note(x(b) + 5, y + 30, rough(b), {class: "small"}));
    });
    svg.append(drawn("line", {x1: x(middle), x2: x(middle), y1: 18, y2: height - 6, class: "tick"}));
  });
}

// Agents by hour of the week, each day beside the other.
function drawWeek(holder, name, week, agents) {
  const hours = Array(168).fill(0), days = words.days.split(" ");
  for (const [start, at] of week.hourly) {
    const hour = Math.floor(start / 60);
    hours[hour] = Math.max(hours[hour], agents[at]);
  }
  const most = Math.max(...hours), best = hours.indexOf(most), top = roundAbove(most);
  const clock = (hour) => `${String(hour % 24).padStart(2, "0")}:00`;
  const title = say("week_title", {queue: name, peak: plain(most), day: days[Math.floor(best / 24)], hour: clock(best)});
  const id = holder.id + "-chart";
  const table = el("table", {}, el("thead", {}, el("tr", {}, el("th", {scope: "col"}, words.hour), ...days.map((day) => el("th", {scope: "col", class: "number"}, day)))),
    el("tbody", {}, ...count(24).filter((hour) => days.some((_, day) => hours[day * 24 + hour])).map((hour) => el("tr", {}, el("th", {scope: "row"}, clock(hour)),
      ...days.map((_, day) => el("td", {class: "number"}, hours[day * 24 + hour] ? plain(hours[day * 24 + hour]) : "–"))))));
  const open = holder.querySelector("details")?.open;
  fill(holder, el("figure", {class: "chart", id}), el("details", {class: "beside", open}, el("summary", {}, say("week_table", {queue: name})), el("div", {class: "wide", tabindex: 0, role: "group"}, table)));
  figureOf(id, title, 110, (svg, width) => {
    const step = width / 168, base = 86, y = (value) => base - value / top * (base - 14);
    const points = hours.map((value, hour) => `${hour * step},${y(value)} ${(hour + 1) * step},${y(value)}`).join(" ");
    svg.append(drawn("polygon", {points: `0,${base} ${points} ${width},${base}`, class: "layer layer-0"}), drawn("line", {x1: 0, x2: width, y1: base, y2: base, class: "axis"}));
    days.forEach((day, at) => {
      svg.append(drawn("line", {x1: at * 24 * step, x2: at * 24 * step, y1: base, y2: base + 6, class: "axis"}), note((at + 0.5) * 24 * step, base + 17, day, {"text-anchor": "middle", class: "small"}));
    });
    svg.append(note((best + 0.5) * step, y(most) - 3, plain(most), {"text-anchor": anchor((best + 0.5) * step, width), class: "small"}));
  });
}
