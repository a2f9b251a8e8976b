"use strict";
const run = JSON.parse(document.getElementById("data").textContent);
const byFolder = new Map(run.scenarios.map(s => [s.folder, s]));
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
const word = v => el("span", {class: "v " + v.replace(" ", "-")}, v);
function clock(s) {
  if (s < 120) return s.toFixed(s < 10 ? 3 : 2) + " s";
  const t = Math.round(s), p = n => String(n).padStart(2, "0");
  return (t >= 3600 ? Math.floor(t / 3600) + ":" + p(Math.floor(t % 3600 / 60)) : Math.floor(t / 60)) + ":" + p(t % 60) + (t >= 3600 ? " h" : " min");
}
function facts(pairs) {
  const dl = el("dl", {class: "facts"});
  for (const [k, v] of pairs) dl.append(el("div", {}, el("dt", {}, k), el("dd", {}, v)));
  return dl;
}
const day = t => (t || "").replace("T", " ").replace(/\.\d+Z$/, " UTC").replace(/Z$/, " UTC");
const took = () => { const ms = Date.parse(run.ended) - Date.parse(run.started); return isNaN(ms) ? "" : ", took " + clock(ms / 1000); };
const idsOf = s => run.requirements.filter(r => r.scenarios.includes(s.folder));
const links = (list, href, text) => list.flatMap((x, i) => [i ? ", " : "", el("a", {href: "#" + href(x)}, text(x))]);
