// The page in another language: each text is looked up as it appears, whole or as a template, and its English is kept to go back to.

const HOLE = /\{(\w+)(?::(\w+))?\}/g, FIGURE = "(?:[A-Z]{0,3}[$€£¥₩₹]? )?[−+±-]?\\d[\\d,.]*";
const TOLD = ["aria-label", "aria-valuetext", "title", "placeholder", "label"];
const others = Object.keys(page.languages);
const said = new WeakMap(), saidIn = new WeakMap(), known = new Map();
let language = "en";

const quote = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
function templatesOf(code) {
  const {templates} = page.languages[code];
  return templates.map(([from, to]) => {
    const figures = new Set([...to.matchAll(HOLE)].filter((hole) => hole[2] === "amount" || hole[2] === "number").map((hole) => hole[1]));
    const names = [], parts = from.split(HOLE);
    let made = quote(parts[0]);
    for (let at = 1; at < parts.length; at += 3) {
      names.push(parts[at]);
      made += `(${figures.has(parts[at]) ? FIGURE : /[A-Za-z]$/.test(parts[at - 1]) ? "\\S*?" : ".*?"})${quote(parts[at + 2])}`;
    }
    const own = from.replace(HOLE, "");
    return {to, names, pattern: new RegExp(`^${made}$`, "s"), weight: own.length + 4 * own.replace(/[^A-Za-z]/g, "").length};
  }).sort((a, b) => b.weight - a.weight);
}

// A rounded figure in the language's large numbers: 721,000 as 72만 1천.
function numbered(figure, scale) {
  const match = /^((?:[A-Z]{0,3}[$€£¥₩₹]? )?[−+±-]?)([\d,]+)$/.exec(figure);
  let rest = match ? Number(match[2].replaceAll(",", "")) : 0;
  if (scale.length < 2 || rest < scale.at(-2)[1]) return figure;
  const parts = [];
  for (const [name, size] of scale.slice(0, -1)) {
    if (rest >= size) parts.push(`${Math.floor(rest / size).toLocaleString("en")}${name}`);
    rest %= size;
  }
  const [name, size] = scale.at(-1);
  if (rest) parts.push(rest % size ? rest.toLocaleString("en") : `${rest / size}${name}`);
  return match[1] + parts.join("\u00a0");
}

// Korean particles written in both forms, the one that fits the letter before them.
function fitting(text, endings) {
  const last = (letter) => letter >= "가" && letter <= "힣" ? (letter.charCodeAt(0) - 0xac00) % 28 : /[013678lmnr]/i.test(letter) ? /[178lr]/i.test(letter) ? 8 : 1 : 0;
  for (const [both, closed, open] of endings)
    text = text.replaceAll(new RegExp(`(.)([)\\]"'’”]*)${quote(both)}`, "g"), (whole, letter, marks) => letter + marks + (last(letter) && !(both === "(으)로" && last(letter) === 8) ? closed : open));
  return text;
}

// The template that says most of a text; a hole that reaches over the end of a part speaks against it.
function isWhole(text) {
  let depth = 0;
  for (const letter of text) if ((depth += letter === "(" ? 1 : letter === ")" ? -1 : 0) < 0) return false;
  return !depth;
}
const reaching = (hole) => /[.?!] [A-Z]| · /.test(hole) || !isWhole(hole) ? 600 : /[:;] |\(/.test(hole) ? 60 : hole.includes(", ") ? 20 : 0;
function best(text) {
  let most = 0, found = [];
  for (const one of known.get(language)) {
    if (one.weight <= most) break;
    const match = one.pattern.exec(text);
    const score = match && match.slice(1).reduce((sum, hole) => sum - reaching(hole), one.weight);
    if (match && score > most) [most, found] = [score, [one, match]];
  }
  return found;
}

// How many letters of English words a text has; keys and files do not count.
const foreign = (text) => (text.match(/(?<![\w./$-])[A-Za-z][a-z]{2,}(?!\w|[.\/[]\w)/g) ?? []).join("").length;

function translated(text) {
  const {exact, scale} = page.languages[language];
  if (Object.hasOwn(exact, text)) return exact[text];
  if (!/[A-Za-z]/.test(text.replace(/^(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₩₹])/, ""))) return /^[A-Z]{0,3}[$€£¥₩₹]? [−+±-]?[\d,]+$/.test(text) ? numbered(text, scale) : text;
  const upper = text[0].toUpperCase() + text.slice(1);
  if (Object.hasOwn(exact, upper)) return exact[upper];
  const of = /^(.+) \((.+)\)$/s.exec(text);
  if (of && Object.hasOwn(exact, of[1])) return `${exact[of[1]]} (${inner(of[2])})`;
  const [one, match] = best(text);
  if (one) {
    const parts = Object.fromEntries(one.names.map((name, at) => [name, match[at + 1]]));
    return one.to.replace(HOLE, (whole, name, how) => how === "raw" ? parts[name] : how === "keys" ? parts[name].replaceAll(" and ", ", ") : how === "amount" ? numbered(parts[name], scale) : inner(parts[name] ?? whole));
  }
  for (const mark of [". ", "? ", " · ", "; ", ": ", ", ", " – ", " × ", " ("]) {
    if (text.includes(mark)) return text.split(mark).map(inner).join(mark);
  }
  if (/[.:?)]$/.test(text)) return inner(text.slice(0, -1)) + text.slice(-1);
  return text;
}
function inner(text) {
  const bare = text.trim();
  return bare ? text.replace(bare, () => translated(bare)) : text;
}

// The users' names, each as one sign while a sentence is translated, so that no comma or word of it is taken for the sentence's.
const sign = (at) => String.fromCharCode(0xe000 + at);
const inSigns = (text, names) => names.reduce((left, name, at) => left.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}_])${quote(name)}(?![\\p{L}\\p{N}_])`, "gu"), sign(at)), text);
const unsigned = (text, names) => names.reduce((left, name, at) => left.replaceAll(sign(at), name), text);

function tell(text) {
  const bare = text.replaceAll("\u00a0", " ").trim();
  if (!bare || language === "en") return text;
  const {exact, names, endings} = page.languages[language];
  const asked = inSigns(bare, names), said = Object.hasOwn(exact, bare) ? exact[bare] : translated(asked);
  const made = fitting(unsigned(said, names), endings);
  return made === bare || foreign(names.reduce((left, name) => left.replaceAll(name, ""), said)) > foreign(asked) / 2 ? text : text.replace(/^(\s*)[^]*?(\s*)$/, (whole, before, after) => before + made.replaceAll(" %", "\u00a0%") + after);
}

// A text of charts and headline figures: without words it is rounded figures, each read in the language's large numbers.
const inNumbers = (text) => language === "en" || /[A-Za-z]{3}/.test(text) ? tell(text) : text.replace(/(?<![\d.,])[\d,]+(?![\d.])/g, (figure) => numbered(figure, page.languages[language].scale));

// What an element says now: its English is what the page itself wrote last.
function reveal(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.parentElement?.closest("script, style, code, textarea, noscript, small[translate]")) return;
    if (saidIn.get(node) !== node.data) said.set(node, node.data);
    const text = node.parentElement?.closest(".figures, svg, .sum") ? inNumbers(said.get(node)) : tell(said.get(node));
    saidIn.set(node, text);
    if (node.data !== text) node.data = text;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of TOLD) {
    if (!node.hasAttribute(name)) continue;
    const kept = said.get(node) ?? {}, now = node.getAttribute(name);
    if (kept[name]?.[1] !== now) kept[name] = [now, now];
    const text = tell(kept[name][0]);
    kept[name][1] = text;
    said.set(node, kept);
    if (text !== now) node.setAttribute(name, text);
  }
  node.childNodes.forEach(reveal);
}

function speak(code) {
  language = code;
  if (code !== "en" && !known.has(code)) known.set(code, templatesOf(code));
  document.documentElement.lang = code;
  reveal(document.body);
  for (const button of $("language").children) button.setAttribute("aria-pressed", String(button.lang === code));
}

if (others.length) {
  const names = {en: "English", ...Object.fromEntries(others.map((code) => [code, page.languages[code].name]))};
  const choice = el("div", {id: "language", role: "group", class: "screen", translate: "no"}, ...Object.entries(names).map(([code, name]) => el("button", {type: "button", lang: code, click: () => speak(code)}, name)));
  document.querySelector("main").prepend(choice);
  new MutationObserver((changes) => {
    if (language === "en" && !changes.length) return;
    for (const change of changes) change.type === "childList" ? change.addedNodes.forEach(reveal) : reveal(change.target);
  }).observe(document.querySelector("main"), {childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: TOLD});
  speak(page.language);
}
