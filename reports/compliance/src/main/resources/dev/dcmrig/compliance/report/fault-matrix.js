const SIGNS = {passed: "\u2713", failed: "\u2717", error: "!", inconclusive: "?", flaky: "~"};
function faultMatrix() {
  const m = run.faultMatrix;
  if (!m || !m.cells.length) return;
  const at = document.getElementById("fault-matrix");
  at.append(el("h2", {id: "fault-matrix-title"}, "Fault matrix"));
  at.append(lazy([m.rows.length + " exchanges by " + m.columns.length + " faults: ", ...tally(m.cells)], false, () => faultTable(m), {class: "card"}));
}
function faultTable(m) {
  const body = el("tbody", {}), cells = new Map(m.cells.map(c => [JSON.stringify([c.row, c.column]), c]));
  for (const r of m.rows) {
    const tr = el("tr", {}, el("th", {scope: "row"}, r));
    for (const c of m.columns) {
      const cell = cells.get(JSON.stringify([r, c]));
      if (!cell) { tr.append(el("td", {class: "soft"}, "\u2013 not run")); continue; }
      const td = el("td", {class: "fill-" + verdictClass(cell.verdict)});
      for (const f of cell.scenarios) {
        const s = byFolder.get(f), v = s.verdict;
        td.append(el("a", {href: "#" + f, title: s.name, "aria-label": r + ", " + c + ": " + v}, el("span", {class: "v " + verdictClass(v)}, (SIGNS[v] || "\u2013") + " " + v)));
      }
      tr.append(td);
    }
    body.append(tr);
  }
  return el("div", {}, el("p", {class: "soft"}, "Each row is an exchange of the DCM, each column a fault that it met. A verdict leads to its scenario's timeline."),
    el("div", {class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "fault-matrix-title"}, el("table", {class: "faults"},
      el("thead", {}, el("tr", {}, el("td", {}), ...m.columns.map(c => el("th", {scope: "col"}, c)))), body)));
}
