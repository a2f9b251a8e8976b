function header() {
  const o = run.options, card = el("div", {class: "card"});
  const headline = run.complete ? word(run.verdict) : el("span", {class: "v incomplete"}, "incomplete");
  card.append(el("p", {}, el("span", {class: "big"}, headline), run.complete ? "" : " \u2013 the run ended before all scenarios did; of those that ran: ", run.complete ? "" : word(run.verdict)));
  const judged = run.requirements.filter(r => r.verdict !== "not verified");
  const line = el("p", {}, judged.length + " of " + run.requirements.length + " requirements have a verdict: ");
  ["failed", "error", "inconclusive", "passed"].map(v => [v, judged.filter(r => r.verdict === v)]).filter(x => x[1].length).forEach(([v, list], i) =>
    line.append(i ? "; " : "", list.length + " ", word(v), ...(v === "passed" ? [] : [" (", ...links(list, r => "req-" + r.id, r => r.id), ")"])));
  card.append(line);
  card.append(facts([["Scenarios", run.scenarios.length + " (" + Object.entries(run.counts).filter(c => c[1] > 0).map(c => c[1] + " " + c[0]).join(", ") + ")"],
    ["Device under test", o.dut || "not named"], ["Bench", o.bench], ["Started", day(run.started) + took()],
    ["Report", el("a", {href: "#identification"}, run.identifier)]]));
  document.getElementById("head").append(card);
  const notes = [];
  if (o.dutIsStandIn) notes.push("The device under test is the rig's own emulated DCM. What is shown here is evidence about that emulation only, not about any real DCM.");
  if (o.serviceIsStandIn) notes.push("Centre and telematics service are the rig's own stand-ins: verdicts about the service are about these stand-ins.");
  notes.push(...run.deviations, ...run.problems.map(p => "Frames are shown as bytes: " + p));
  if (notes.length) document.getElementById("head").append(el("div", {class: "card note"}, ...notes.map(n => el("div", {}, n))));
}
