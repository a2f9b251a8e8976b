/* Machines of states: each event in each state, what follows, and whether this run has seen it. */
const NOT_REACHED = "not reached";
function states() {
  if (!run.states.length) return;
  const at = document.getElementById("states"), all = run.states.flatMap(m => m.cells).filter(c => !c.impossible);
  at.append(el("h2", {}, "States"), el("p", {class: "soft"}, "Each row is a state, each column an event; a cell names the state that follows and the requirement that says so. A verdict leads to its scenario. " + reachedOf(run.states) + (all.some(c => c.verdict === NOT_REACHED) ? " What this run did not come to is framed." : "")));
  for (const m of run.states) {
    const bad = m.cells.filter(c => ["failed", "error", "inconclusive", "flaky", "not verified"].includes(c.verdict));
    const d = lazy([el("b", {}, m.machine), " \u2013 " + m.title + ": " + reachedOf([m]) + " ", ...tally(m.cells.filter(c => !c.impossible && c.verdict !== NOT_REACHED))], bad.length > 0, () => machineTable(m), {class: "card machine"});
    /* All of them are in the page, so that a browser's own search and the filter find them. */
    d.build();
    at.append(d);
  }
}
function reachedOf(machines) {
  const sum = f => machines.reduce((n, m) => n + f(m), 0);
  return sum(m => m.states.filter(s => s.reached).length) + " of " + count(sum(m => m.states.length), "state") + " and " + sum(m => m.judged) + " of " + count(sum(m => m.transitions), "transition") + " reached.";
}
function machineTable(m) {
  const at = new Map(m.cells.map(c => [JSON.stringify([c.state, c.event]), c])), body = el("tbody", {});
  for (const s of m.states) {
    const tr = el("tr", {}, el("th", {scope: "row", class: s.reached ? "" : "unreached"}, el("span", {}, s.name), el("span", {class: "soft"}, s.says), ...(s.reached ? [] : [el("span", {class: "soft"}, NOT_REACHED)])));
    for (const e of m.events) tr.append(stateCell(at.get(JSON.stringify([s.name, e.name])), s, e));
    body.append(tr);
  }
  return el("div", {}, scroll("States of " + m.machine, el("table", {class: "states"},
    el("thead", {}, el("tr", {}, el("td", {}), ...m.events.map(e => el("th", {scope: "col"}, el("span", {}, e.name), el("span", {class: "soft"}, e.says))))), body)));
}
function stateCell(c, s, e) {
  if (!c || c.impossible) return el("td", {class: "soft impossible"}, el("span", {}, "\u2013 impossible"), el("span", {}, c ? c.impossible : ""));
  const td = el("td", {class: c.verdict === NOT_REACHED ? "unreached" : "fill-" + verdictClass(c.verdict)});
  td.cell = c;
  td.text = [s.name, s.says, e.name, e.says, c.next, c.requirement].join(" ").toLowerCase();
  td.append(el("span", {}, (c.next === c.state ? "stays " : "\u2192 ") + c.next), " ", el("a", {href: "#req-" + c.requirement, class: "id"}, c.requirement));
  if (!c.scenarios.length) td.append(el("span", {class: "soft"}, NOT_REACHED));
  for (const f of c.scenarios) {
    const of = byFolder.get(f), v = of.verdict;
    td.append(el("a", {href: "#" + f, "aria-label": of.name + ": " + v}, el("span", {class: "v " + verdictClass(v)}, (SIGNS[v] || "\u2013") + " " + v)));
  }
  return td;
}
/* A row stays while one of its cells fits, a machine while one of its rows does. */
function statesFilter(any, fits, has) {
  for (const d of document.querySelectorAll("#states .machine")) {
    let rows = 0;
    for (const tr of d.querySelectorAll("tbody tr")) {
      const cells = [...tr.querySelectorAll("td")].filter(td => td.cell), fit = cells.map(td => fits(td.cell) && has(td.text));
      cells.forEach((td, i) => td.classList.toggle("dim", any && !fit[i]));
      tr.hidden = any && !fit.some(x => x);
      if (!tr.hidden) rows++;
    }
    d.hidden = any && !rows;
  }
}
