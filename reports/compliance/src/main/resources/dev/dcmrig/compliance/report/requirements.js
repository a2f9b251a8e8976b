function matrix() {
  const at = document.getElementById("matrix"), groups = new Map();
  at.append(el("h2", {}, "Requirements"));
  for (const r of run.requirements) { const g = r.id.split("-")[0]; if (!groups.has(g)) groups.set(g, []); groups.get(g).push(r); }
  for (const [g, list] of groups) {
    const n = {}; list.forEach(r => n[r.verdict] = (n[r.verdict] || 0) + 1);
    const body = el("tbody", {});
    for (const r of list) {
      const links = el("td", {class: "wide"});
      for (const f of r.scenarios) { const s = byFolder.get(f); if (s) links.append(el("div", {}, el("a", {href: "#" + f}, s.location), " ", word(s.verdict))); }
      body.append(el("tr", {id: "req-" + r.id}, el("td", {class: "v"}, r.id), el("td", {}, word(r.verdict), r.scenarios.length && r.standIn ? el("div", {class: "soft"}, "the rig's stand-in only") : r.scenarios.length && run.options.dutIsStandIn && r.subject === "dcm" ? el("div", {class: "soft"}, "emulated DCM only") : ""), el("td", {}, el("details", {}, el("summary", {}, r.title || r.statement), el("p", {}, r.statement), el("p", {class: "soft"}, "subject: " + r.subject + ", source: " + r.source + ", scenarios: " + r.scenarios.length))), links));
    }
    const d = el("details", {class: "card group"}, el("summary", {}, el("b", {}, g), " \u2013 " + Object.entries(n).map(e => e[1] + " " + e[0]).join(", ")), el("div", {class: "scroll"}, el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "Id"), el("th", {}, "Verdict"), el("th", {}, "Requirement"), el("th", {class: "wide"}, "Scenarios"))), body)));
    d.open = list.some(r => r.verdict !== "not verified");
    at.append(d);
  }
}
