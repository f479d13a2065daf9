// How a figure came about, as `estimate explain` says it: the formula in words and numbers, and what went into it, down to the source.

const WIDEST = 12;

// The parts of a formula's text: calls with their arguments, what it reads, numbers and signs.
function parts(text) {
  const found = [];
  let at = 0;
  const until = (start) => {
    let depth = 0;
    for (let i = start; i < text.length; i++) {
      if ("([".includes(text[i])) depth++;
      if (")]".includes(text[i]) && --depth === 0) return i;
    }
    return text.length;
  };
  while (at < text.length) {
    const rest = text.slice(at);
    let match = rest.match(/^(?:(max|min|up|pow|when|ratio|total|prior)|opaque\.(\w+))\(/);
    if (match) {
      const start = at + match[0].length, end = until(start - 1);
      found.push({call: match[1] ?? "opaque", opaque: match[2], given: listed(text.slice(start, end))});
      at = end + 1;
    } else if ((match = rest.match(/^(v|s\.label)\.(\w+)/))) {
      let end = at + match[0].length;
      const places = [];
      while (text[end] === "[") {
        const close = until(end);
        places.push(text.slice(end + 1, close));
        end = close + 1;
      }
      found.push({reads: match[2], label: match[1] !== "v", places});
      at = end;
    } else {
      match = rest.match(/^(\d[\d.]*(?:e[-+]?\d+)?|>=|[\s\S])/);
      found.push({sign: match[0]});
      at += match[0].length;
    }
  }
  return found;
}

function listed(text) {
  const found = [];
  let depth = 0, from = 0;
  for (let i = 0; i < text.length; i++) {
    if ("([".includes(text[i])) depth++;
    if (")]".includes(text[i])) depth--;
    if (text[i] === "," && !depth) {
      found.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...found, text.slice(from)];
}

// A formula in words; `name` writes what it reads, given the kind ("", "total" or "last") and the places.
function inWords(text, name) {
  const signs = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", ">": " > ", ">=": " ≥ "};
  let before = "(";
  return parts(text).map((part) => {
    const unary = part.sign === "-" && before === "(";
    before = part.sign ?? "x";
    if (part.sign !== undefined) return unary ? "-" : signs[part.sign] ?? part.sign;
    if (part.reads) return name(part.reads, "", part.places);
    const inner = (at) => inWords(part.given[at], name);
    switch (part.call) {
      case "max": return `${words.larger} (${inner(0)}; ${inner(1)})`;
      case "min": return `${words.smaller} (${inner(0)}; ${inner(1)})`;
      case "up": return `${words.rounded_up} (${inner(0)})`;
      case "pow": return `(${inner(0)}) ^ (${inner(1)})`;
      case "when": return `${words.if} (${inner(0)}; ${inner(1)}; ${words.otherwise} ${inner(2)})`;
      case "ratio": return `${words.ratio} (${inner(0)}; ${inner(1)}; ${inner(2)} ${words.if_none})`;
      case "total": return name(part.given[0].slice(2), "total", part.given.slice(1));
      case "prior": return name(parts(part.given[0])[0].reads, "last", [...parts(part.given[0])[0].places, "m-1"]);
      default: return say("computed_by", {method: page.model.quantities[part.opaque][4]});
    }
  }).join("");
}

// What a formula reads, each once, in order: {name, kind, places}.
function readsIn(text) {
  const found = new Map();
  const walk = (one) => parts(one).forEach((part) => {
    const add = (name, kind, places, label) => found.set(`${kind} ${name}`, found.get(`${kind} ${name}`) ?? {name, kind, places, label});
    if (part.reads) add(part.reads, "", part.places, part.label);
    else if (part.call === "total") add(part.given[0].slice(2), "total", part.given.slice(1));
    else if (part.call === "prior") add(parts(part.given[0])[0].reads, "last", parts(part.given[0])[0].places);
    else part.given?.forEach(walk);
  });
  walk(text);
  return [...found.values()];
}

// What an index of a formula's text stands for: a member, or a list of them.
function placed(text, r, m, s) {
  if (text === "r") return r;
  if (text === "m") return m;
  if (/^\d+$/.test(text)) return Number(text);
  if (text[0] === "[") return [placed(text.slice(1, -1), r, m, s)];
  const [, name, inner] = text.match(/^s\.(\w+)(?:\[(\w+)\])?$/);
  return inner ? s[name][placed(inner, r, m, s)] : s[name];
}

class Explainer {
  constructor(at, v, month) {
    Object.assign(this, {side: sides[at], at, v, month});
  }

  value(name, row, step) {
    const found = this.v[name][row];
    return Number(Array.isArray(found) ? found[step] : found);
  }

  figure(x, unit) {
    if (unit === "money") return `${page.sign} ${exact(x)}`;
    return `${plain(x)} ${unit.replace(/^money/, page.currency)}`.trim();
  }

  title(name, row, step) {
    const [index, steps] = page.model.quantities[name], where = [];
    if (index) where.push(this.side.members[index][row]);
    if (steps && this.side.formulaOf[name]) where.push(this.side.members[steps][step]);
    return where.length ? `${name}[${where.join(", ")}]` : name;
  }

  formula(name, row) {
    const at = this.side.formulaOf[name]?.[row];
    return at === undefined ? undefined : at < 0 ? "0" : formulas[at].toString().slice("(v,r,m,s)=>".length);
  }

  node(name, row, step) {
    const [, , unit, doc] = page.model.quantities[name], text = this.formula(name, row), value = this.value(name, row, step);
    const head = [el("b", {}, this.title(name, row, step)), ` = ${this.figure(value, unit)}`];
    if (text === undefined) return el("li", {}, ...head, el("small", {}, doc), ...this.pedigree(name, row));
    return this.opening(head, () => [
      el("p", {}, doc),
      el("p", {class: "formula"}, `= ${inWords(text, (read, kind) => kind === "total" ? say("total_of", {name: read}) : kind ? say("last", {name: read}) : read)}`),
      text.startsWith("opaque") || text === "0" ? undefined : el("p", {class: "formula quiet"}, `= ${inWords(text, (...read) => this.number(row, step, ...read))}`),
      el("ul", {}, ...this.children(name, row, step, text)),
    ]);
  }

  // What a formula reads as a number: in the place that it is read at.
  number(row, step, name, kind, places) {
    const s = this.side.shape;
    if (kind === "total") return plain(total(this.v[name], ...places.map((place) => placed(place, row, step, s))));
    const at = placed(places[0], row, step, s);
    if (kind === "last") return plain(step ? this.value(name, at, step - 1) : 0);
    return plain(this.value(name, at, places[1] ? placed(places[1], row, step, s) : 0));
  }

  children(name, row, step, text) {
    const s = this.side.shape, found = [];
    for (const read of readsIn(text)) {
      const quantity = page.model.quantities[read.name];
      if (read.label) {
        const label = s.label[read.name][placed(read.places[0], row, step, s)];
        found.push(el("li", {}, el("b", {}, read.name), ` = ${typeof label === "string" ? label : words.a_table}`, el("small", {}, quantity[3])));
      } else if (read.kind === "total") found.push(this.sum(row, step, read));
      else {
        const at = placed(read.places[0], row, step, s);
        const when = read.kind === "last" ? step - 1 : read.places[1] ? placed(read.places[1], row, step, s) : 0;
        if (when >= 0 && !Number.isNaN(this.value(read.name, at, when))) found.push(this.node(read.name, at, when));
      }
    }
    return found;
  }

  sum(row, step, {name, places}) {
    const s = this.side.shape, members = placed(places[0], row, step, s), steps = places[1] ? placed(places[1], row, step, s) : undefined;
    const [, over, unit, doc] = page.model.quantities[name];
    const when = over ? typeof steps === "number" ? steps : steps.includes(this.month) ? this.month : steps[0] : 0;
    const head = [el("b", {}, say("total_of", {name})), ` = ${this.figure(total(this.v[name], members, steps), unit)}`];
    return this.opening(head, () => [el("p", {}, doc), el("ul", {}, ...members.filter((at) => this.value(name, at, when)).slice(0, WIDEST).map((at) => this.node(name, at, when)))]);
  }

  // Below an input: who said so and how well, from the table of assumptions.
  pedigree(name, row) {
    const at = page.assumed?.[this.at]?.[name]?.[row] ?? page.assumed?.[name]?.[row], source = at === undefined ? null : $(`assumed-${at}`);
    if (!source) return [];
    const [, basis, where] = [...source.cells].slice(1).length === 3 ? [...source.cells].slice(1) : [];
    const moved = [...moves.keys()].some((id) => movables.get(id).sides[this.at]?.slopes.some(([other, r]) => other === name && r === row));
    return [el("small", {}, moved ? `${words.moved_here}; ` : "", basis?.textContent ?? "", where?.textContent.trim() ? ` · ${where.textContent.trim()}` : "", " ", el("a", {href: `#assumed-${at}`}, words.source))];
  }

  opening(head, inside) {
    const details = el("details", {}, el("summary", {}, ...head));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(...inside().filter(Boolean));
    });
    return el("li", {}, details);
  }

  line(group) {
    const months = page.months.length - 1;
    return el("ul", {class: "tree"}, ...group.members.filter(([name, row]) => this.v[name][row].some(Boolean)).map(([name, row]) => {
      const amount = this.v[name][row].reduce((a, b) => a + b, 0), [index] = page.model.quantities[name];
      const label = [group.id, index ? this.side.members[index][row] : ""].filter(Boolean).join(" · ");
      const item = this.opening([el("b", {}, label), ` = ${page.sign} ${exact(amount)}`], () => [
        el("p", {class: "formula"}, `= ${say("line_total", {name, months})}`),
        el("ul", {}, this.node(name, row, this.month)),
      ]);
      item.firstChild.open = true;
      return item;
    }));
  }
}
