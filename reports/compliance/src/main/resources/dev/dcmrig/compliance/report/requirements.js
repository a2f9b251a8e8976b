function requirementCard(r) {
  const its = r.scenarios.map(f => byFolder.get(f)).filter(Boolean);
  const card = el("article", {class: "card req v-" + verdictClass(r.verdict), id: "req-" + r.id, "data-area": area(r.id), "data-verdict": r.verdict, "data-text": (r.id + " " + r.title + " " + r.statement).toLowerCase()});
  const by = its.length && r.standIn ? "the rig's stand-in only" : its.length && run.options.dutIsStandIn && r.subject === "dcm" ? "emulated DCM only" : "";
  card.append(el("h3", {}, el("span", {class: "id"}, r.id), " ", r.title || r.id, " ", word(r.verdict)), el("p", {class: "statement"}, r.statement),
    el("p", {class: "soft"}, "subject: " + r.subject + ", source: " + (r.source || "not named") + ", text " + r.hash + (by ? "; " + by : "")));
  const values = its.flatMap(s => (s.m || []).filter(m => m.r.includes(r.id)).map(m => [s, m]));
  if (values.length) card.append(measuredTable(values, "What was measured for " + r.id));
  else if (its.length) card.append(el("p", {class: "soft"}, "No measurement speaks for this requirement alone; its scenarios decide it."));
  if (!its.length) { card.append(el("p", {class: "soft"}, "No scenario of this run is about it.")); return card; }
  const undecided = new Set(r.undecided);
  card.append(lazy([count(its.length, "scenario") + ": ", ...tally(its), undecided.size ? ", of these " + undecided.size + " not decided here" : ""], false, () => {
    const ul = el("ul", {class: "single"});
    portions(ul, its, 80, s => el("li", {}, word(s.verdict), " ", el("a", {href: "#" + s.folder}, bdi(s.name)), undecided.has(s.folder) ? " \u2013 not decided here: it failed for what another requirement asks" : "", el("span", {class: "soft mono"}, " " + s.location)));
    return ul;
  }));
  const telling = its.filter(s => s.drawn && (s.m || []).some(m => m.r.includes(r.id))).sort((a, b) => WORST.indexOf(a.verdict) - WORST.indexOf(b.verdict))[0];
  if (telling) card.append(lazy(["Picture of ", bdi(telling.name)], false, () => withEvidence(telling, () => {
    const at = el("div", {}), own = Object.assign({}, telling, {m: telling.m.filter(m => m.r.includes(r.id))});
    const drawn = pictures(own);
    at.append(...(drawn.length ? drawn : pictures(telling).slice(0, 1)));
    if (!at.childNodes.length) at.append(el("p", {class: "soft"}, "What was measured here has no picture of its own: the timeline of the scenario marks it."));
    return at;
  }), {class: "drawn"}));
  return card;
}
function requirementGroups(at, list, title, note) {
  if (!list.length) return;
  at.append(el("h2", {}, title));
  if (note) at.append(el("p", {class: "soft"}, note));
  const groups = new Map();
  for (const r of list) { const g = area(r.id); if (!groups.has(g)) groups.set(g, []); groups.get(g).push(r); }
  for (const [g, its] of groups) {
    const d = lazy([el("b", {}, g), " \u2013 " + count(its.length, "requirement") + ": ", ...tally(its)], its.some(r => r.verdict !== "not verified"), () => el("div", {}, ...its.map(requirementCard)), {class: "group"});
    /* All of them are in the page, so that a browser's own search finds them. */
    d.build();
    d.dataset.group = g;
    at.append(d);
  }
}
function requirements() {
  const service = run.options.serviceIsStandIn ? run.requirements.filter(r => r.subject === "service") : [];
  const own = run.requirements.filter(r => !service.includes(r));
  requirementGroups(document.getElementById("requirements"), own, "Requirements", run.rule ? "Values became verdicts by " + run.rule + ". Uncertainty is expanded, k = 2; a margin is how far inside its limit a value is, tolerance included." : "");
  requirementGroups(document.getElementById("stand-ins"), service, "Service stand-ins", "What the rig's own centre and telematics service did. It is no evidence about a real service, and none about a DCM.");
}
