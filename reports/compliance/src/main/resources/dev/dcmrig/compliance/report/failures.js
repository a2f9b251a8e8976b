const frameRows = list => el("table", {class: "story"}, el("tbody", {}, ...list.map(f => el("tr", {}, el("td", {class: "t mono"}, f[0].toFixed(6)), el("td", {}, f[1]), el("td", {class: "raw mono"}, f[2])))));
/* Frames whose end-to-end protection was wrong: what stood there, and what should have. */
function protection(s) {
  const list = evidence(s).protection || [], rows = list.filter(p => p.t !== undefined);
  if (!rows.length) return "";
  const left = list.find(p => p.left);
  return el("div", {}, el("h4", {}, "Frames whose protection was wrong"), scroll("Frames whose protection was wrong", table(["From", "Until", "Frames", "Message", "What", "Wrong", "Right", "First frame"],
    rows.map(p => el("tr", {}, el("td", {class: "value"}, exact(p.t)), el("td", {class: "value"}, exact(p.to)), el("td", {class: "value"}, String(p.n)), el("td", {}, p.message), el("td", {}, p.status), el("td", {class: "value bad"}, p.wrong), el("td", {class: "value ok"}, p.right), el("td", {class: "raw mono"}, p.frame))))),
    left ? el("p", {class: "soft"}, left.left + " more are in the log of frames") : "");
}
function failedRequirement(r) {
  const failed = r.scenarios.map(f => byFolder.get(f)).filter(s => s && s.verdict === "failed" && !r.undecided.includes(s.folder));
  const values = failed.flatMap(s => unmet(s).filter(m => m.r.includes(r.id)).map(m => [s, m]));
  const card = el("div", {class: "card failure", "data-area": area(r.id), "data-verdict": r.verdict}, el("h3", {}, r.id + " " + r.title, r.standIn ? " (the rig's stand-in)" : ""), el("p", {}, r.statement));
  if (values.length) card.append(measuredTable(values, "What was measured for " + r.id));
  const list = el("span", {});
  card.append(el("p", {class: "soft"}, "failed in: ", list));
  list.append(...links(failed.slice(0, 12), s => "fail-" + s.folder, s => s.name), failed.length > 12 ? " and " + (failed.length - 12) + " more" : "");
  return card;
}
function failedScenario(s, n) {
  const ids = idsOf.get(s.folder) || [];
  const card = el("div", {class: "card failure v-" + verdictClass(s.verdict), id: "fail-" + s.folder, "data-areas": [...areasOf(s)].join(" "), "data-verdict": s.verdict, "data-text": (s.name + " " + s.location + " " + s.reason + " " + s.tags.join(" ")).toLowerCase()},
    el("h3", {}, word(s.verdict), " ", bdi(s.name)), el("div", {class: "soft"}, el("span", {class: "mono"}, s.location), " \u2013 ", ...links(ids, r => "req-" + r.id, r => r.id + " " + r.title), ids.length ? " \u2013 " : "", el("a", {href: "#" + s.folder}, "timeline")), el("p", {class: "reason"}, s.reason));
  const wrong = unmet(s);
  if (wrong.length) card.append(decisionTable(s, wrong, "What was not met in " + s.name));
  if (!s.drawn) { card.append(el("p", {class: "soft"}, "The evidence of this scenario stands in the run folder; this page has no room for it.")); return card; }
  const show = () => {
    const at = el("div", {}), T = evidence(s);
    for (const e of T.errors || []) if (!e.includes(s.reason)) at.append(el("pre", {class: "mono", tabindex: "0"}, e));
    if (T.defect) at.append(el("p", {class: "failed"}, T.defect));
    const drawn = pictures(s).slice(0, 1);
    at.append(...drawn, protection(s));
    at.append(lazy("What was seen, step by step", n === 0, () => story(s)));
    if (T.state && T.state.length) at.append(lazy("The last frame of each message", false, () => scroll("The last frame of each message", frameRows(T.state))));
    if (T.last && T.last.length) at.append(lazy("The last " + T.last.length + " frames", false, () => scroll("The last frames", frameRows(T.last))));
    return at;
  };
  if (n < 8) card.append(withEvidence(s, show));
  else card.append(lazy("Picture, frames, and what was seen", false, () => withEvidence(s, show)));
  return card;
}
/* Who never began has nothing to show; the head counts them. */
const isBad = s => s.verdict !== "passed" && !s.never;
function failures() {
  const bad = run.scenarios.filter(isBad).map((s, i) => [s, i]).sort((a, b) => WORST.indexOf(a[0].verdict) - WORST.indexOf(b[0].verdict) || a[1] - b[1]).map(x => x[0]);
  const at = document.getElementById("failures");
  if (!bad.length) return null;
  const failed = run.requirements.filter(r => r.verdict === "failed");
  if (failed.length) at.append(el("h2", {}, "Requirements that failed"), ...failed.map(failedRequirement));
  at.append(el("h2", {}, "Scenarios that did not pass"));
  const list = el("div", {});
  at.append(list);
  const shown = portions(list, bad, 40, failedScenario);
  return {reach: folder => { const i = bad.findIndex(s => s.folder === folder); if (i >= 0) shown.reach(i); }};
}
