const day = t => (t || "").replace("T", " ").replace(/\.\d+Z$/, " UTC").replace(/Z$/, " UTC");
const took = () => { const ms = Date.parse(run.ended) - Date.parse(run.started); return isNaN(ms) ? "" : ", took " + clock(ms / 1000); };
const dut = () => [run.options.dut || "not named", run.options.dutIdentity].filter(Boolean).join("; says of itself: ");
function header() {
  const o = run.options, card = el("div", {class: "card"});
  const big = run.complete ? word(run.verdict) : el("span", {class: "v incomplete"}, "incomplete");
  card.append(el("p", {class: "verdict"}, el("span", {class: "big"}, big),
    run.complete ? "" : " \u2013 the run ended before all scenarios did; of those that ran: ", run.complete ? "" : word(run.verdict)));
  card.append(el("p", {class: "headline"}, run.headline));
  const open = counted(run.requirements).filter(([v]) => !["passed", "not verified"].includes(v));
  for (const [v] of open) {
    const its = run.requirements.filter(r => r.verdict === v);
    card.append(el("p", {}, its.length + " ", word(v), ": ", ...links(its, r => "req-" + r.id, r => r.id)));
  }
  card.append(facts([["Scenarios", el("span", {}, run.scenarios.length.toLocaleString("en"), run.scenarios.length ? " (" : "", ...tally(run.scenarios), run.scenarios.length ? ")" : "")],
    ["Device under test", bdi(dut())], ["Bench", bdi(o.bench || "not named")], ["Started", day(run.started) + took()],
    ["Decision rule", run.rule || "nothing was measured"],
    ["Report", el("a", {href: "#identification"}, run.identifier)]]));
  const head = document.getElementById("head");
  head.append(card);
  const notes = [];
  if (o.dutIsStandIn) notes.push("The device under test is the rig's own emulated DCM. What is shown here is evidence about that emulation only, not about any real DCM.");
  if (o.serviceIsStandIn) notes.push("Centre and telematics service are the rig's own stand-ins: verdicts about the service are about these stand-ins.");
  notes.push(...run.deviations, ...run.problems.map(p => "Frames are shown as bytes: " + p));
  if (!run.scenarios.length) notes.push("No scenario ran: nothing is verified by this run.");
  if (notes.length) head.append(el("div", {class: "card note"}, ...notes.map(n => el("div", {}, n))));
}
