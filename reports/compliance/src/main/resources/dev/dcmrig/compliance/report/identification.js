function identification() {
  const at = document.getElementById("identification"), o = run.options;
  at.append(el("h2", {}, "Identification"));
  const inputs = Object.entries(run.inputs), limits = new Map();
  for (const s of run.scenarios) for (const m of s.m || []) if (m.src.startsWith("profile ")) limits.set(m.src + "\n" + m.limit, [m.src.slice(8), m.limit]);
  at.append(el("div", {class: "card"}, facts([
    ["Title", "Test report: connected-services DCM"], ["Unique identification", run.identifier],
    ["Item tested", bdi(dut() + (o.dutIsStandIn ? " (the rig's own stand-in)" : ""))], ["Bench", bdi(o.bench || "not named")],
    ["Dates of the test", day(run.started) + " to " + (day(run.ended) || "an end that was not written")],
    ["Method", "the scenarios below inputs/features, run by DCM Rig " + o.toolVersion], ["Command", el("code", {}, o.commandLine || "not known")],
    ["Seed", String(o.seed)], ["Order, at a time", (o.order || "not known") + ", " + o.parallel], ["Seeded defects", (o.defects || []).join(", ") || "none"],
    ["CAN channels", (o.channels || []).map(c => c.name).join(", ") || "none"], ["Decision rule", run.rule || "nothing was measured"],
    ["Deviations from the method", run.deviations.join(" ") || "none"],
    ["Evidence digest", el("code", {}, run.digest || "none: the run was cut short")]]),
    el("p", {}, "These results concern only the item named here, as it was tested, on this bench, with these inputs. A requirement without a verdict is not verified; nothing follows about it."),
    el("p", {class: "soft"}, "Not known to the rig, and to be added where a laboratory issues this report (ISO/IEC 17025, 7.8.2.1): laboratory, customer, place, receipt and condition of the item, sampling, who authorises it.")));
  if (limits.size) at.append(lazy("Specified values that limits came from (" + limits.size + ")", false, () => scroll("Specified values", table(["Key of the specified profile", "Limit that was held against"], [...limits.values()].sort().map(x => el("tr", {}, el("td", {class: "mono"}, x[0]), el("td", {class: "value"}, x[1])))) ), {class: "card"}));
  if (inputs.length) at.append(lazy("Inputs, with their SHA-256 (" + inputs.length + ")", false, () => scroll("Inputs", el("table", {class: "story"}, el("tbody", {}, ...inputs.map(e => el("tr", {}, el("td", {}, e[0]), el("td", {class: "mono"}, e[1])))))), {class: "card"}));
}
