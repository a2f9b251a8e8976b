function identification() {
  const at = document.getElementById("identification"), o = run.options;
  at.append(el("h2", {}, "Identification"));
  const inputs = Object.entries(run.inputs);
  at.append(el("div", {class: "card"}, facts([
    ["Title", "Test report: connected-services DCM"], ["Unique identification", run.identifier],
    ["Item tested", (o.dut || "not named") + (o.dutIsStandIn ? " (the rig's own stand-in)" : "")], ["Bench", o.bench],
    ["Dates of the test", day(run.started) + " to " + (day(run.ended) || "an end that was not written")],
    ["Method", "the scenarios below inputs/features, run by DCM Rig " + o.toolVersion], ["Command", el("code", {}, o.commandLine || "not known")],
    ["Seed", String(o.seed)], ["Order, at a time", (o.order || "not known") + ", " + o.parallel], ["Seeded defects", (o.defects || []).join(", ") || "none"],
    ["CAN channels", (o.channels || []).map(c => c.name).join(", ")],
    ["Deviations from the method", run.deviations.join(" ") || "none"],
    ["Evidence digest", el("code", {}, run.digest || "none: the run was cut short")]]),
    el("p", {}, "These results concern only the item named here, as it was tested, on this bench, with these inputs. A requirement without a verdict is not verified; nothing follows about it."),
    el("p", {class: "soft"}, "Not known to the rig, and to be added where a laboratory issues this report (ISO/IEC 17025, 7.8.2.1): laboratory, customer, place, receipt and condition of the item, sampling, who authorises it.")));
  if (inputs.length) at.append(el("details", {class: "card"}, el("summary", {}, "Inputs, with their SHA-256 (" + inputs.length + ")"), el("div", {class: "scroll"}, el("table", {class: "story"}, el("tbody", {}, ...inputs.map(e => el("tr", {}, el("td", {}, e[0]), el("td", {class: "mono"}, e[1]))))))));
}
