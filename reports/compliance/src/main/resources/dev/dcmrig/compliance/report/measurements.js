/* The part of a quantity that its number belongs to: gaps after attempt 1 and 2 are one quantity. */
const plain = q => q.replace(/, after (number|try) \d+$/, "");
const unmet = s => (s.m || []).filter(m => !m.met);
/* Seconds have thousandths in the evidence; a number of things has none. */
const figure = m => m.v === undefined ? m.seen || "nothing" : m.seen;
function measuredRows(list) {
  const groups = new Map();
  for (const [s, m] of list) {
    const key = JSON.stringify([plain(m.q), m.limit, m.src]);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push([s, m]);
  }
  return [...groups.values()].sort((a, b) => Number(a.every(x => x[1].met)) - Number(b.every(x => x[1].met)));
}
const margin = m => m.margin === undefined ? Infinity : parseMargin(m);
/* For numbers the margin is told by the value and its limit; words have none. */
function parseMargin(m) {
  const tol = m.tol || 0, below = m.lo === undefined ? Infinity : m.v - (m.lo - tol), above = m.up === undefined ? Infinity : m.up + tol - m.v;
  return Math.min(below, above);
}
function range(group) {
  const numbers = group.filter(x => x[1].v !== undefined).sort((a, b) => a[1].v - b[1].v);
  const others = [...new Set(group.filter(x => x[1].v === undefined).map(x => figure(x[1])))];
  const parts = [];
  if (numbers.length) {
    const first = numbers[0][1].seen, last = numbers[numbers.length - 1][1].seen;
    parts.push(first === last ? first : first + " to " + last);
  }
  if (others.length > 3) parts.push(others.slice(0, 2).join(", "), (others.length - 2) + " others"); else parts.push(...others);
  return parts.join(", ");
}
const sign = met => el("span", {class: "v " + (met ? "passed" : "failed")}, met ? "met" : "not met");
/* A number and its unit stay on one line, in the words of a scenario, too. */
const joined = text => text.replace(/(\d) (?=[A-Za-z%])/g, "$1\u00a0");
/* A cell that a narrow page shows under its heading's name; numbers keep their unit, words may wrap. */
const cell = (head, kind, ...children) => el("td", {"data-h": head, class: kind}, ...children);
const numeric = m => m.u ? "value" : "words";
/* Of a requirement: a line for each quantity and limit, which unfolds to its single values. */
function measuredTable(list, label) {
  const rows = [];
  for (const group of measuredRows(list)) {
    const m = group[0][1], met = group.filter(x => x[1].met).length;
    const worst = group.filter(x => x[1].margin !== undefined).sort((a, b) => margin(a[1]) - margin(b[1]))[0];
    const values = group.length === 1 ? el("span", {}, el("b", {class: numeric(m)}, range(group)), " in ", el("a", {href: "#" + group[0][0].folder}, bdi(group[0][0].name)))
      : lazy([el("b", {class: numeric(m)}, range(group)), " (" + group.length + " values)"], false, () => single(group));
    rows.push(el("tr", met < group.length ? {class: "hit"} : {}, cell("Quantity", "", plain(m.q)), cell("Measured", "", values), cell("Limit", numeric(m), m.limit), cell("Source", "", joined(m.src)),
      cell("Margin", "value", worst ? worst[1].margin : "\u2013"), cell("Uncertainty", "value", m.unc || "\u2013"), cell("Decision", "", met === group.length ? sign(true) : el("span", {}, sign(false), met ? " (" + (group.length - met) + " of " + group.length + ")" : ""))));
  }
  return scroll(label, table(["Quantity", "Measured", "Limit", "Source", "Margin", "Uncertainty", "Decision"], rows, {class: "measured"}));
}
function single(group) {
  const ul = el("ul", {class: "single"});
  portions(ul, group, 60, ([s, m]) => el("li", {}, el("span", {class: numeric(m)}, figure(m)), " ", m.met ? "" : sign(false), " ", el("a", {href: "#" + s.folder}, bdi(s.name)), m.q === plain(m.q) ? "" : " (" + m.q.slice(plain(m.q).length + 2) + ")"));
  return ul;
}
/* Of a scenario: each measurement with the evidence that decided. */
function decisionTable(s, list, label) {
  const rows = list.map(m => {
    const last = m.by[m.by.length - 1];
    const before = m.by.slice(0, -1).map(b => exact(b[1]));
    const decided = el("span", {}, last ? last[0] + " at " + exact(last[1]) + (last[2] ? ": " + last[2] : "") : "\u2013",
      before.length ? el("span", {class: "soft"}, " (before it: " + (before.length > 8 ? before.slice(0, 6).join(", ") + ", \u2026 " + before.length + " in all" : before.join(", ")) + ")") : "");
    return el("tr", m.met ? {} : {class: "hit"}, cell("Quantity", "", m.q, m.r.length ? el("div", {class: "soft"}, ...links(m.r, r => "req-" + r, r => r)) : ""), cell("Measured", numeric(m), el("b", {}, figure(m))), cell("Limit", numeric(m), m.limit), cell("Source", "", joined(m.src)),
      cell("Margin", "value", m.margin || "\u2013"), cell("Uncertainty", "value", m.unc || "\u2013"), cell("Decided by", "words", decided), cell("Decision", "", sign(m.met)));
  });
  const left = s.all ? el("p", {class: "soft"}, s.all.toLocaleString("en") + " measurements in all; those that are not here stand in measurements.csv") : "";
  return el("div", {}, scroll(label, table(["Quantity", "Measured", "Limit", "Source", "Margin", "Uncertainty", "Decided by", "Decision"], rows, {class: "measured"})), left);
}
