const SIGNS = {passed: "\u2713", failed: "\u2717", error: "!", inconclusive: "?"};
function faultMatrix() {
  const m = run.faultMatrix;
  if (!m || !m.cells.length) return;
  const at = document.getElementById("fault-matrix"), body = el("tbody", {});
  const cells = new Map(m.cells.map(c => [JSON.stringify([c.row, c.column]), c]));
  for (const r of m.rows) {
    const tr = el("tr", {}, el("th", {scope: "row"}, r));
    for (const c of m.columns) {
      const cell = cells.get(JSON.stringify([r, c]));
      if (!cell) { tr.append(el("td", {class: "soft"}, "\u2013 not run")); continue; }
      const td = el("td", {class: "fill-" + cell.verdict.replace(" ", "-")});
      for (const f of cell.scenarios) {
        const s = byFolder.get(f), v = s.verdict;
        td.append(el("a", {href: "#" + f, title: s.name, "aria-label": r + ", " + c + ": " + v}, el("span", {class: "v " + v.replace(" ", "-")}, (SIGNS[v] || "\u2013") + " " + v)));
      }
      tr.append(td);
    }
    body.append(tr);
  }
  const corner = el("td", {});
  at.append(el("h2", {id: "fault-matrix-title"}, "Fault matrix"), el("div", {class: "card"},
    el("p", {class: "soft"}, "Each column is an exchange of the DCM, each row a fault that it met. A verdict leads to its scenario's timeline."),
    el("div", {class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "fault-matrix-title"}, el("table", {class: "faults"},
      el("thead", {}, el("tr", {}, corner, ...m.columns.map(c => el("th", {scope: "col"}, c)))), body))));
}
