function lazy(title, open, make) {
  const d = el("details", {}, el("summary", {}, title));
  let built = open;
  if (open) { d.open = true; d.append(make()); }
  d.addEventListener("toggle", () => { if (d.open && !built) { built = true; d.append(make()); } });
  return d;
}
function failures() {
  const order = ["failed", "error", "inconclusive", "not verified"];
  const bad = run.scenarios.filter(s => s.verdict !== "passed").map((s, i) => [s, i]).sort((a, b) => order.indexOf(a[0].verdict) - order.indexOf(b[0].verdict) || a[1] - b[1]).map(x => x[0]);
  if (!bad.length) return;
  const at = document.getElementById("failures");
  const failed = run.requirements.filter(r => r.verdict === "failed");
  if (failed.length) {
    at.append(el("h2", {}, "Requirements that failed"));
    for (const r of failed) {
      const its = bad.filter(s => r.scenarios.includes(s.folder) && s.verdict === "failed");
      at.append(el("div", {class: "card failure"}, el("b", {}, r.id + " " + r.title), r.standIn ? " (the rig's stand-in)" : "", el("p", {}, r.statement), el("div", {class: "soft"}, "failed in: ", ...links(its, s => "fail-" + s.folder, s => s.name))));
    }
  }
  at.append(el("h2", {}, "Scenarios that did not pass"));
  bad.forEach((s, n) => {
    const card = el("div", {class: "card failure v-" + s.verdict.replace(" ", "-"), id: "fail-" + s.folder}, word(s.verdict), " ", el("b", {}, s.name), el("div", {class: "soft"}, el("span", {class: "mono"}, s.location), " \u2013 ", ...links(idsOf(s), r => "req-" + r.id, r => r.id + " " + r.title), " \u2013 ", el("a", {href: "#" + s.folder}, "timeline")), el("p", {class: "reason"}, s.reason));
    for (const e of s.timeline.errors || []) if (!e.includes(s.reason)) card.append(el("pre", {class: "mono"}, e));
    if (s.timeline.defect) card.append(el("p", {class: "failed"}, s.timeline.defect));
    card.append(lazy("What was seen, step by step", n === 0, () => story(s)));
    if (s.timeline.state && s.timeline.state.length) card.append(lazy("The last frame of each message", false, () => frames(s.timeline.state)));
    if (s.timeline.last && s.timeline.last.length) card.append(lazy("The last " + s.timeline.last.length + " frames", false, () => frames(s.timeline.last)));
    at.append(card);
  });
}
