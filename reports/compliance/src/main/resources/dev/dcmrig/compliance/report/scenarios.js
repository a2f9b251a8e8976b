function scenarioBody(s) {
  const at = el("div", {});
  if (s.reason) at.append(el("p", {}, s.reason));
  if (s.m && s.m.length) at.append(el("h3", {}, "What was measured"), decisionTable(s, s.m, "What was measured in " + s.name));
  if (!s.drawn) { at.append(el("p", {class: "soft"}, "The timeline of this scenario is not on this page, which holds no more than a mail server takes. Its evidence stands in the run folder: scenarios/" + s.folder)); return at; }
  at.append(withEvidence(s, () => scenarioEvidence(s)));
  return at;
}
function scenarioEvidence(s) {
  const at = el("div", {}), T = evidence(s);
  at.append(...pictures(s), el("h3", {}, "Timeline"), zoomable(s));
  const binned = Object.entries(T.totals).filter(([lane, n]) => n > T.of(lane).length);
  at.append(el("p", {class: "soft"}, (T.frames || 0).toLocaleString("en") + " frames." + (binned.length ? " Drawn as bins with their true number: " + binned.map(([lane, n]) => n.toLocaleString("en") + " of " + ({frame: "key frames", link: "connections"}[lane] || lane)).join(", ") + "." : "")));
  at.append(protection(s));
  at.append(scroll("Steps of " + s.name, el("table", {class: "steps"}, el("tbody", {}, ...T.of("step").map(k => el("tr", {}, el("td", {class: "t mono"}, clock(k.t)), el("td", {}, k.i[1]), el("td", {}, word(k.i[2]))))))));
  at.append(messages(s), notUsedTable(s));
  return at;
}
function scenarioEntry(s) {
  return lazy([word(s.verdict), " ", bdi(s.name), el("div", {class: "soft mono"}, s.location + "  " + s.tags.join(" ") + "  " + clock(s.end))], false, () => scenarioBody(s), {class: "card scenario", id: s.folder});
}
/* One group for each feature file; what is in it is made when it is opened. */
function scenarioGroups(list) {
  const groups = new Map(), at = el("div", {}), reach = new Map();
  for (const s of list) { const f = s.location.replace(/:\d+$/, ""); if (!groups.has(f)) groups.set(f, []); groups.get(f).push(s); }
  for (const [f, its] of groups) {
    let shown = null;
    const d = lazy([el("span", {class: "mono"}, f), " \u2013 " + count(its.length, "scenario") + ": ", ...tally(its)], false, () => { const box = el("div", {}); shown = portions(box, its, 100, scenarioEntry); return box; }, {class: "group"});
    its.forEach((s, i) => reach.set(s.folder, () => { d.build(); d.open = true; shown.reach(i); }));
    at.append(d);
  }
  return {at, reach};
}
let scenarioList = null;
function scenarios(keep) {
  const at = document.getElementById("scenarios"), list = keep ? run.scenarios.filter(keep) : run.scenarios;
  if (!at.childNodes.length) at.append(el("h2", {}, "Scenarios"));
  const made = scenarioGroups(list);
  if (scenarioList) scenarioList.at.remove();
  scenarioList = made;
  at.append(made.at);
  if (!list.length) made.at.append(el("p", {class: "soft"}, run.scenarios.length ? "No scenario fits the filter." : "The plan of this run has no scenario."));
  return list.length;
}
