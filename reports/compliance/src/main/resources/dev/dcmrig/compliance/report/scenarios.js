function build(details, s) {
  const T = s.timeline, t = timeline(s);
  const notes = Object.entries(T.left).map(e => e[1] + " more of " + e[0] + " are in the run folder; the drawing stops at " + run.maxDrawn);
  if (t.gaps) notes.push("grey: spans without marks, drawn shorter than they were (" + t.gaps + ")");
  details.append(el("div", {class: "scroll"}, t.g), el("p", {class: "soft"}, (T.frames || 0) + " frames. " + notes.join(". ")));
  const rows = el("tbody", {});
  for (const i of T.lanes.step) rows.append(el("tr", {}, el("td", {class: "mono"}, clock(i[0])), el("td", {}, i[1]), el("td", {}, word(i[2]))));
  details.append(el("table", {}, rows));
  const network = [...T.lanes.link, ...T.lanes.SIP, ...T.lanes.HTTP, ...T.lanes.MQTT, ...T.lanes.SMS].sort((a, b) => a[0] - b[0]);
  if (network.length) details.append(el("details", {}, el("summary", {}, "Messages (" + network.length + ")"), el("pre", {class: "mono"}, network.map(i => clock(i[0]).padStart(12) + "  " + i[2] + "  " + i[1] + (i[3] === "delivered" ? "" : "  [" + i[3] + "]")).join("\n"))));
}
function scenarios() {
  const at = document.getElementById("scenarios");
  at.append(el("h2", {}, "Scenarios"));
  let feature = "";
  for (const s of run.scenarios) {
    const f = s.location.replace(/:\d+$/, "");
    if (f !== feature) { at.append(el("h3", {class: "mono"}, f)); feature = f; }
    const d = el("details", {class: "card scenario", id: s.folder}, el("summary", {}, word(s.verdict), " ", s.name, el("div", {class: "soft mono"}, s.location + "  " + s.tags.join(" ") + "  " + clock(s.end))));
    if (s.reason) d.append(el("p", {}, s.reason));
    let built = false;
    d.addEventListener("toggle", () => { if (d.open && !built) { built = true; build(d, s); } });
    at.append(d);
  }
}
