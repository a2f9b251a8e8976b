/* Faults of an update: its phases from left to right, what goes wrong from top to bottom. */
const PHASED = "the update", STRIP = 126;
const OUTCOMES = [["old", "old version", "bar"], ["new", "new version", "bar ok"], ["nothing", "nothing ran", "bar bad"]];
/* A sweep of somebody else's may have other outcomes: in their own words. */
const outcomeOf = word => OUTCOMES.find(o => o[0] === word) || [word, word, "bar bad"];
function sweep() {
  const m = run.sweep, machine = run.states.find(x => x.machine === PHASED && x.cells.some(c => c.scenarios.length));
  if (!m.cells.length && !machine) return;
  const at = document.getElementById("sweep"), points = m.cells.reduce((n, c) => n + c.points.length, 0);
  at.append(el("h2", {}, "Faults of an update"), el("p", {class: "soft"}, "Each column is a phase, each row what goes wrong in it. A cell says in words what came of it. Its verdict leads to the evidence."));
  if (m.cells.length) at.append(lazy([el("b", {}, "Loss of power, point by point"), " \u2013 " + count(points, "point") + (m.leftOut ? " drawn, " + m.leftOut.toLocaleString("en") + " more in the scenarios' evidence only" : "") + ": ", ...tally(m.cells)], true, () => sweepTable(m), {class: "card"}));
  if (machine) at.append(lazy([el("b", {}, "Faults by phase"), " \u2013 " + machine.judged + " of " + count(machine.transitions, "pair") + " seen: ", ...tally(machine.cells.filter(c => !c.impossible && c.verdict !== NOT_REACHED))], true, () => phaseTable(machine), {class: "card"}));
}
function crossTable(label, rows, columns, cell) {
  return scroll(label, el("table", {class: "faults swept"}, el("thead", {}, el("tr", {}, el("td", {}), ...columns.map(c => el("th", {scope: "col"}, c)))),
    el("tbody", {}, ...rows.map(r => el("tr", {}, el("th", {scope: "row"}, r), ...columns.map(c => cell(r, c)))))));
}
const verdictLink = (f, label) => {
  const v = byFolder.get(f).verdict;
  return el("a", {href: "#" + f, title: byFolder.get(f).name, "aria-label": label + ": " + v}, el("span", {class: "v " + verdictClass(v)}, (SIGNS[v] || "\u2013") + " " + v));
};
function sweepTable(m) {
  return crossTable("Loss of power by phase", m.faults, m.phases, (fault, phase) => {
    const c = m.cells.find(x => x.fault === fault && x.phase === phase);
    if (!c) return el("td", {class: "soft"}, "\u2013 not run");
    const n = [...new Set([...OUTCOMES.map(o => o[0]), ...c.points.map(p => p.outcome)])].map(outcomeOf).map(([o, words, kind]) => [c.points.filter(p => p.outcome === o).length, words, kind]).filter(x => x[0]);
    return el("td", {class: "fill-" + verdictClass(c.verdict)}, strip(c, n.map(x => x[0] + " times: " + x[1]).join(", ")),
      ...n.map(([k, words, kind]) => el("span", {class: "outcome"}, svgKey(kind), " " + k + " \u00d7 " + words)), ...c.scenarios.map(f => verdictLink(f, fault + ", " + phase)));
  });
}
const svgKey = kind => { const g = svg("svg", {viewBox: "0 0 9 9", width: 9, height: 9, "aria-hidden": "true"}); g.append(svg("rect", {width: 9, height: 9, rx: 2, class: kind})); return g; };
/* One line for each failure, in order of its place: the next one lies further in the phase. */
function strip(c, says) {
  const list = [...c.points].sort((a, b) => parseFloat(a.at) - parseFloat(b.at)), w = STRIP / list.length, first = list[0].at, last = list[list.length - 1].at;
  const g = svg("svg", {viewBox: "0 0 " + STRIP + " 38", width: STRIP, height: 38, role: "img", "aria-label": says + ", from " + first + " to " + last});
  list.forEach((p, i) => g.append(svg("rect", {x: i * w, y: 0, width: Math.max(0.6, w - (w > 3 ? 1 : 0)), height: 22, class: outcomeOf(p.outcome)[2]}, null, p.at + ": " + p.outcome)));
  g.append(svg("text", {x: 0, y: 35, class: "soft"}, seconds3(first)), svg("text", {x: STRIP, y: 35, class: "soft", "text-anchor": "end"}, seconds3(last)));
  return g;
}
const seconds3 = at => parseFloat(at).toFixed(3) + " s";
function phaseTable(m) {
  const seen = m.states.map(s => s.name), at = new Map(m.cells.map(c => [JSON.stringify([c.state, c.event]), c]));
  return crossTable("Faults by phase of an update", m.events.map(e => e.name), seen, (event, state) => {
    const c = at.get(JSON.stringify([state, event]));
    if (!c || c.impossible) return el("td", {class: "soft"}, "\u2013 impossible");
    if (!c.scenarios.length) return el("td", {class: "soft"}, "\u2013 not run");
    return el("td", {class: "fill-" + verdictClass(c.verdict)}, el("span", {class: "outcome"}, c.next === state ? "stays so" : "then " + c.next), ...c.scenarios.map(f => verdictLink(f, event + ", " + state)));
  });
}
