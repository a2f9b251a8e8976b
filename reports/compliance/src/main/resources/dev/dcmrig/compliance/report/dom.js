"use strict";
const SVG = "http://www.w3.org/2000/svg";
/* Text only ever enters as text nodes: a scenario's name can't become markup. */
function el(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes || {})) e.setAttribute(k, v);
  for (const c of children) e.append(c);
  return e;
}
function svg(name, attributes, text, title) {
  const e = document.createElementNS(SVG, name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  if (text !== undefined && text !== null) e.textContent = text;
  if (title) { const t = document.createElementNS(SVG, "title"); t.textContent = title; e.append(t); }
  return e;
}
/* A name keeps its own direction of writing, and does not turn the words around it. */
const bdi = text => el("bdi", {}, text);
const verdictClass = v => v.replace(" ", "-");
const word = v => el("span", {class: "v " + verdictClass(v)}, v);
const pad = n => String(n).padStart(2, "0");
/* A number and its unit are never on two lines. */
const NB = "\u00a0";
function clock(s) {
  if (s < 120) return s.toFixed(s < 10 ? 3 : 2) + NB + "s";
  const t = Math.round(s), minutes = Math.floor(t % 3600 / 60);
  return t >= 3600 ? Math.floor(t / 3600) + ":" + pad(minutes) + ":" + pad(t % 60) + NB + "h" : Math.floor(t / 60) + ":" + pad(t % 60) + NB + "min";
}
/* As exact as a measured value is: two events of one second stay apart. */
function exact(s) {
  if (s < 600) return s.toFixed(3) + NB + "s";
  const ms = Math.round(s * 1000), rest = (ms % 60000 / 1000).toFixed(3).padStart(6, "0");
  return Math.floor(ms / 3600000) + ":" + pad(Math.floor(ms % 3600000 / 60000)) + ":" + rest + NB + "h";
}
const count = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s");
function facts(pairs) {
  const dl = el("dl", {class: "facts"});
  for (const [k, v] of pairs) dl.append(el("div", {}, el("dt", {}, k), el("dd", {}, v)));
  return dl;
}
function table(head, rows, attributes) {
  const t = el("table", attributes || {});
  if (head) t.append(el("thead", {}, el("tr", {}, ...head.map(h => el("th", {scope: "col"}, h)))));
  t.append(el("tbody", {}, ...rows));
  return t;
}
/* What is wider than the page scrolls in a box of its own, which the keyboard reaches, too. */
function scroll(label, ...children) {
  return el("div", {class: "scroll", tabindex: "0", role: "group", "aria-label": label}, ...children);
}
const links = (list, href, text) => list.flatMap((x, i) => [i ? ", " : "", el("a", {href: "#" + href(x)}, text(x))]);
/* Made when it is first opened: what nobody looks at costs nothing. */
function lazy(title, open, make, attributes) {
  const d = el("details", attributes || {}, el("summary", {}, ...(Array.isArray(title) ? title : [title])));
  let built = false;
  const build = () => { if (!built) { built = true; d.append(make()); } };
  if (open) { d.open = true; build(); }
  d.addEventListener("toggle", () => { if (d.open) build(); });
  d.build = build;
  return d;
}
/* A list in portions: ten thousand entries at once would stop a browser. */
function portions(at, list, size, make) {
  let shown = 0;
  const more = el("button", {type: "button", class: "more"});
  const next = upTo => {
    const end = Math.min(list.length, Math.max(shown + size, upTo || 0));
    for (; shown < end; shown++) at.insertBefore(make(list[shown], shown), more);
    more.hidden = shown >= list.length;
    more.textContent = "show " + Math.min(size, list.length - shown) + " more of " + (list.length - shown).toLocaleString("en");
  };
  more.addEventListener("click", () => next());
  at.append(more);
  next();
  return {reach: index => { if (index >= shown) next(index + 1); }};
}
