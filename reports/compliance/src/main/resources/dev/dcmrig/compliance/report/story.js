/* Everything that was seen up to the end, on one axis of time, in words. */
function story(s) {
  const L = s.timeline.lanes, rows = [];
  const who = a => a.startsWith("10.64.") ? "DCM" : a.startsWith("198.51.100.10:") ? "centre" : a.startsWith("198.51.100.20:") ? "telematics" : a.startsWith("198.51.100.30:") ? "broker" : a.startsWith("198.51.100.40:") ? "short messages" : a;
  const hot = t => /^(INVITE|connect assist)/.test(t);
  const way = t => t.split(" \u2192 ").map(who).join(" \u2192 ");
  for (const i of L.step) rows.push([i[0], "step", i[1], i[2] === "failed"]);
  for (const c of s.timeline.changes || []) rows.push([c[0], "CAN", el("span", {}, c[1], " ", el("span", {class: "raw mono"}, c[2]))]);
  for (const i of L.observation) rows.push([i[0], "seen", i[1] + " " + i[2].replace(/[{}"]/g, "").replace(/,/g, ", ").replace(/:/g, " ")]);
  for (const i of [...L.link, ...L.SIP, ...L.SMS, ...L.MQTT.filter(m => !/^PING/.test(m[1]))]) rows.push([i[0], way(i[2]), i[1] + (i[3] === "delivered" ? "" : " [" + i[3] + "]")]);
  /* Polls and good answers are noise here; the list of messages of the scenario has them. */
  for (const i of L.HTTP) if (!/^GET .*\/configuration |telemetry|^HTTP\/1.1 2/.test(i[1])) rows.push([i[0], way(i[2]), i[1] + (i[3] === "delivered" ? "" : " [" + i[3] + "]")]);
  for (const r of L.reading) rows.push([r[0], r[1].startsWith("led.") ? "lamps" : "reading", r[1].replace(/^led\.(\w+) brightness/, "$1") + " " + (r[1].startsWith("led.") ? (r[2] > 0 ? "lit" : "dark") : r[2] + " " + (r[3] === "1" ? "" : r[3]))]);
  const sorted = rows.map((r, i) => [r, i]).sort((a, b) => a[0][0] - b[0][0] || a[1] - b[1]).map(x => x[0]), shown = [], body = el("tbody", {});
  for (const r of sorted) {
    const last = shown[shown.length - 1];
    /* A flashing lamp, or a poll that goes unanswered, would fill the page: in a row they become one line. */
    const again = last && last[1] === r[1] && (r[1] === "lamps" || (last[2] === r[2] && !hot(r[2])));
    if (again) { last[4] = (last[4] || 1) + 1; last[5] = r[0]; last[6] = r[2]; } else shown.push(r);
  }
  const from = Math.max(0, shown.length - 80);
  for (const r of shown.slice(from)) {
    const what = !r[4] ? r[2] : r[1] !== "lamps" ? r[2] + " (" + r[4] + " times, until " + clock(r[5]) + ")" : r[4] > 2 ? r[4] + " changes until " + clock(r[5]) + ", the last: " + r[6] : r[2] + ", " + r[6];
    body.append(el("tr", r[3] ? {class: "hit"} : {}, el("td", {class: "t mono"}, clock(r[0])), el("td", {class: "soft"}, r[1]), el("td", hot(what) ? {class: "hot"} : {}, what)));
  }
  return el("div", {class: "scroll"}, from ? el("p", {class: "soft"}, from + " earlier rows are left out; the timeline of the scenario has them") : "", el("table", {class: "story"}, body));
}
function frames(list) {
  return el("div", {class: "scroll"}, el("table", {class: "story"}, el("tbody", {}, ...list.map(f => el("tr", {}, el("td", {class: "t mono"}, f[0].toFixed(6)), el("td", {}, f[1]), el("td", {class: "raw mono"}, f[2]))))));
}
