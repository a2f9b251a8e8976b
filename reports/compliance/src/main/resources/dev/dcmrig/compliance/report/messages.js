/* The messages of a scenario, with bodies decoded beside their bytes. */
function messages(s) {
  const T = evidence(s), list = ["link", "SIP", "HTTP", "MQTT", "SMS"].flatMap(l => T.of(l)).sort((a, b) => a.t - b.t);
  if (!list.length) return "";
  const total = ["link", "SIP", "HTTP", "MQTT", "SMS"].reduce((n, l) => n + (T.totals[l] || 0), 0);
  return lazy("Messages (" + total.toLocaleString("en") + ")", false, () => {
    const body = el("tbody", {}), made = el("table", {class: "story"}, body);
    const row = k => {
      const text = el("td", {}, (k.n > 1 ? k.n + " until " + clock(k.to) + ", the first: " : "") + k.i[1] + (off(k) ? " [" + off(k) + "]" : ""));
      if (k.i[5] !== undefined) text.append(lazy("body", false, () => bodyParts(T.bodies[k.i[5]]), {class: "body"}));
      return el("tr", {}, el("td", {class: "t mono"}, clock(k.t)), el("td", {class: "soft"}, partners(T, k.i[2])), text);
    };
    body.append(...list.map(row));
    return scroll("Messages of " + s.name, made);
  });
}
function bodyParts(parts) {
  const at = el("div", {});
  for (const p of parts) {
    at.append(el("div", {class: "soft mono"}, p.type));
    if (p.text !== undefined) at.append(el("pre", {class: "mono", tabindex: "0"}, p.text));
    if (p.hex) at.append(el("p", {class: "mono hex"}, p.hex.replace(/(..)/g, "$1 ")));
    if (p.fields && p.fields.length) at.append(scroll("Fields of the MSD", table(["Bit", "Bits", "Field", "Raw", "Meaning"], p.fields.map(f => el("tr", {}, el("td", {class: "value"}, String(f[0])), el("td", {class: "value"}, String(f[1])), el("td", {}, f[2]), el("td", {class: "mono"}, f[3]), el("td", {}, f[4]))), {class: "fields"})));
    for (const f of [...(p.faults || []), ...(p.fault ? [p.fault] : [])]) at.append(el("p", {class: "failed"}, f));
  }
  return at;
}
function notUsedTable(s) {
  const rows = s.unused || [];
  if (!rows.length) return "";
  return lazy("Came from the DCM and was not used (" + rows.length + ")", false, () => scroll("Not used", table(["Time", "Way", "What", "Why"], rows.map(r => el("tr", {}, el("td", {class: "t mono"}, clock(r[0])), el("td", {}, r[1]), el("td", {}, r[2] + (r[4] > 1 ? " (" + r[4] + " times)" : "")), el("td", {}, r[3]))))));
}
