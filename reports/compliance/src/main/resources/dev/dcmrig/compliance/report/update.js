/* An update: its phases over time, from the offer to the report, with what the user in the car is shown. */
const PHASES = 18, PAUSE = 3, KIB = 1024;
const shownOf = k => { try { return JSON.parse(k.i[2]); } catch (e) { return {}; } };
function updated(s) {
  const T = evidence(s);
  return T.of("HTTP").some(k => /\/deploymentBase\/|\/confirmationBase\//.test(k.i[1])) || T.of("observation").some(k => k.i[1] === "update.shown");
}
function updatePhases(s, list) {
  const rows = phasesOf(s), T = evidence(s);
  if (!rows.length) return null;
  const cut = rows.length > PHASES, shown = cut ? [...rows.slice(0, PHASES - 6), ...rows.slice(-6)] : rows;
  const end = s.end, left = 26, beside = Math.min(WIDE / 2, Math.max(200, 16 + GLYPH * Math.max(...shown.map(r => r.text.length)))), width = WIDE - left - beside;
  const first = shown[0].from, last = Math.min(end, Math.max(...shown.map(r => r.to)));
  const A = foldedAxis(shown.flatMap(r => [r.from - first, Math.min(r.to, end) - first]), Math.max(1e-3, last - first), left, width);
  const x = t => A.x(Math.min(Math.max(0, t - first), last - first)), step = 22, height = 40 + shown.length * step + 22;
  const version = [...rows].reverse().find(r => r.version), result = [...rows].reverse().find(r => r.result);
  return picture("The update" + (version ? " to " + version.version : "") + (result ? ": " + result.result : "") + ", from " + exact(first), height, g => {
    drawTicks(g, A, left, width, 26, 34 + shown.length * step);
    shown.forEach((r, i) => {
      const y = 36 + i * step, a = x(r.from), b = Math.max(a + 4, x(r.to));
      g.append(svg("rect", {x: a, y, width: b - a, height: 13, rx: 2, class: "bar" + (r.kind ? " " + r.kind : "")}, null, r.text + ", " + exact(r.from) + (r.to > r.from ? " to " + exact(r.to) : "")));
      for (const [p, q] of r.breaks || []) g.append(svg("rect", {x: x(p), y: y + 3, width: Math.max(2, x(q) - x(p)), height: 7, fill: "var(--card)", stroke: "var(--warn)"}, null, "a break from " + exact(p) + " to " + exact(q)));
      g.append(svg("text", {x: left + width + 10, y: y + 11, class: r.kind === "bad" ? "bad" : r.kind === "ok" ? "ok" : ""}, r.text));
    });
    for (const m of list) for (const b of m.by.slice(-1)) if (b[1] >= first && b[1] <= last) g.append(svg("path", {d: "M" + x(b[1]) + "," + (38 + shown.length * step) + "l-5,9h10z", fill: tone(m.met)}, null, m.q + ": " + limited(m)));
  }, "Times count from the first row." + (A.gaps.length ? " Grey: time in which nothing changes is folded." : "") + " Triangles: what decided." + (cut ? " " + (rows.length - shown.length) + " rows between are left out." : "") + (T.totals.HTTP > T.of("HTTP").length ? " Not each message is on this page." : ""));
}
/* Each phase is a row: when it began, when it ended, and in words what it was. */
function phasesOf(s) {
  const T = evidence(s), rows = [], views = T.of("observation").filter(k => k.i[1] === "update.shown");
  let piece = null, offered = "";
  for (const k of T.of("HTTP")) {
    const text = k.i[1], feedback = /\/feedback HTTP\/1\.1, (\w+) (\w+): ?(.*)$/.exec(text), offer = /^GET \S*\/(deploymentBase|confirmationBase)\/(\S+) /.exec(text), bytes = /, bytes (\d+)-(\d+)\/(\d+)$/.exec(text);
    if (offer && offered !== offer[1] + offer[2]) { offered = offer[1] + offer[2]; piece = null; rows.push({from: k.t, to: k.t, text: "offer " + offer[2] + (offer[1] === "confirmationBase" ? ", to be confirmed" : "") + " is read"}); }
    else if (bytes) {
      const n = Number(bytes[2]) - Number(bytes[1]) + 1;
      if (!piece || piece.size !== bytes[3] && n > 0 && Number(bytes[1]) === 0) { piece = {from: k.t, to: k.t, size: bytes[3], bytes: 0, pieces: 0, breaks: []}; rows.push(piece); }
      if (k.t - piece.to > PAUSE && piece.pieces) piece.breaks.push([piece.to, k.t]);
      piece.to = k.to; piece.bytes += n * k.n; piece.pieces += k.n;
      piece.text = "download of " + Math.round(Number(piece.size) / KIB) + " KiB: " + Math.round(piece.bytes / KIB) + " KiB in " + count(piece.pieces, "piece") + (piece.breaks.length ? ", " + count(piece.breaks.length, "break") : "");
    } else if (feedback) {
      const over = feedback[1] === "closed", kind = over ? feedback[2] === "success" ? "ok" : "bad" : "";
      rows.push({from: k.t, to: k.t, kind, text: "told: " + (over ? feedback[2] : feedback[1]) + (feedback[3] ? ", " + feedback[3].slice(0, 40) : ""), result: over ? feedback[2] : ""});
      if (over) piece = null;
    }
  }
  views.forEach((k, i) => {
    const v = shownOf(k), to = i + 1 < views.length ? views[i + 1].t : s.end;
    if (v.state && v.state !== "NONE") rows.push({from: k.t, to, version: v.version, kind: v.state === "FAILED" ? "bad" : v.state === "SUCCEEDED" ? "ok" : "", text: "head unit: " + v.state.toLowerCase() + " " + v.version + (/OFFERED|ANNOUNCED/.test(v.state) ? ", " + v.minutes + " min" : "") + " (" + clock(to - k.t) + ")"});
  });
  let gone = null;
  for (const k of T.of("observation")) {
    if (k.i[1] === "vehicle.battery.disconnected") gone = k.t;
    else if (k.i[1] === "vehicle.battery.reconnected" && gone !== null) { rows.push({from: gone, to: k.t, kind: "bad", text: "no supply for " + clock(k.t - gone)}); gone = null; }
  }
  return rows.sort((a, b) => a.from - b.from);
}
