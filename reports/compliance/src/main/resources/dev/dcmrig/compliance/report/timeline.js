const LEFT = 150, TOTAL = 1060, INNER = TOTAL - LEFT - 20, GLYPH = 6.3;
const off = k => k.i[3] || (k.bad ? "some not delivered" : "");
const wire = (T, k) => k.i[1] + " " + way(T, k.i[2]).join(" \u2192 ") + (off(k) ? ", " + off(k) : "");
const LANES = [["Steps", "step", (T, k) => k.i[1] + " (" + k.i[2] + ")", k => k.i[2] === "failed" || k.bad ? "--bad" : "--acc"],
  ["Key frames", "frame", (T, k) => k.i[1] + " (" + k.i[2] + ")", () => "--acc"],
  ["Observations", "observation", (T, k) => k.i[1] + " " + details(k.i[2]), () => "--soft"],
  ["Connections", "link", wire, k => off(k) || /^(tls failed|reset|lost|cut)/i.test(k.i[1]) ? "--bad" : "--ok"],
  ["SIP", "SIP", wire, k => off(k) ? "--bad" : "--acc"], ["HTTP", "HTTP", wire, k => off(k) ? "--bad" : "--acc"],
  ["MQTT", "MQTT", wire, k => off(k) ? "--bad" : "--acc"], ["SMS", "SMS", wire, k => off(k) ? "--bad" : "--acc"]];
const short = text => String(text).replace(/ sips?:.*| urn:.*| SIP\/2\.0$| HTTP\/1\.1$/, "").replace(/^(SIP\/2\.0|HTTP\/1\.1) /, "");
const lanesOf = T => LANES.filter(l => T.of(l[1]).length);
/* The whole of a scenario on a folded axis; a part of it on one that is even. */
function timelineAxis(s, view) {
  if (view) return evenAxis(view[0], view[1], LEFT, INNER);
  const T = evidence(s), times = [...lanesOf(T).flatMap(l => T.of(l[1]).flatMap(k => [k.t, k.to])), ...T.series.flatMap(x => x[2].map(p => p[0])), ...T.voice.flatMap(v => [v[0], v[1]]), ...deciding(s).map(d => d.t)];
  return foldedAxis(times, s.end || 1, LEFT, INNER);
}
function timeline(s, view) {
  const T = evidence(s), A = timelineAxis(s, view), calls = attempts(s), decided = deciding(s), lanes = lanesOf(T);
  const inside = (a, b) => b >= A.from && a <= A.to, clamp = t => Math.min(A.to, Math.max(A.from, t));
  const H = 30 + (decided.length ? 28 : 0) + 44 + (calls.length ? 26 : 0) + lanes.length * 26 + (T.voice.length ? 26 : 0) + T.series.length * 34 + 10;
  const g = svg("svg", {viewBox: "0 0 " + TOTAL + " " + H, width: TOTAL, height: H, role: "img", "aria-label": "Timeline of " + s.name});
  drawTicks(g, A, LEFT, INNER, 22, H);
  let y = 30;
  /* Labels stand only where no mark and no other label is. */
  const walls = decided.filter(d => inside(d.t, d.t) && (d.last || !d.met)).map(d => A.x(d.t));
  const label = (x, next, y0, text, attributes) => {
    const wall = walls.find(w => w > x - 2), free = Math.min(next, TOTAL, wall === undefined ? TOTAL : wall);
    const room = Math.floor((free - 3 - x - 4) / GLYPH), t = String(text);
    if (room < Math.min(5, t.length)) return x;
    const cut = t.length <= Math.min(room, 40) ? t : t.slice(0, Math.min(room, 40) - 1) + "\u2026";
    g.append(svg("text", Object.assign({x: x + 4, y: y0}, attributes), cut));
    return x + 4 + cut.length * GLYPH;
  };
  if (decided.length) {
    g.append(svg("text", {x: 4, y: y + 16, class: "num"}, "Decided by"));
    const shown = decided.filter(d => inside(d.t, d.t));
    shown.forEach((d, i) => {
      const x = A.x(d.t), c = d.met ? "var(--ok)" : "var(--bad)";
      if (d.last || !d.met) g.append(svg("line", {x1: x, x2: x, y1: y + 4, y2: H, stroke: c, "stroke-width": d.met ? 1 : 2, "stroke-dasharray": d.met ? "2 4" : "none", opacity: 0.8}));
      g.append(svg("path", {d: "M" + x + "," + (y + 3) + "l7,8l-7,8l-7,-8z", fill: c}, null, exact(d.t) + "  " + d.text.slice(0, 8).join("\n") + (d.text.length > 8 ? "\nand " + (d.text.length - 8) + " more" : "")));
      label(x + 8, i + 1 < shown.length ? A.x(shown[i + 1].t) - 7 : TOTAL, y + 15, exact(d.t) + " " + d.label, {class: d.met ? "ok" : "bad"});
    });
    y += 28;
  }
  g.append(svg("text", {x: 4, y: y + 24}, "Frames"));
  const density = T.density || [], top = Math.max(1, ...density);
  density.forEach((n, i) => { const a = i * T.width, b = (i + 1) * T.width; if (n && inside(a, b)) g.append(svg("rect", {x: A.x(clamp(a)), y: y + 34 - 32 * n / top, width: Math.max(.6, A.x(clamp(b)) - A.x(clamp(a))), height: 32 * n / top, fill: "var(--acc)", opacity: .5}, null, n + " frames in " + clock(T.width))); });
  for (const p of T.protection || []) if (p.t !== undefined && inside(p.t, p.to)) g.append(svg("path", {d: "M" + A.x(clamp(p.t)) + "," + (y + 2) + "l5,9h-10z", fill: "var(--warn)"}, null, exact(p.t) + "  " + p.message + ": " + p.wrong + ", should be " + p.right + (p.n > 1 ? " (" + p.n + " frames)" : "")));
  y += 44;
  if (calls.length) {
    g.append(svg("text", {x: 4, y: y + 15}, "Call attempts"));
    const shown = calls.map((a, i) => [a, i + 1]).filter(([a]) => inside(a.from, a.to === null ? s.end : a.to));
    shown.forEach(([a, n], i) => {
      const x = A.x(clamp(a.from)), to = A.x(clamp(a.to === null ? s.end : a.to)), w = Math.max(4, to - x);
      g.append(svg("rect", {x, y: y + 3, width: w, height: 16, rx: 2, class: a.connected ? "bar ok" : "bar"}, null, "attempt " + n + " from " + exact(a.from) + (a.to === null ? "" : " to " + exact(a.to)) + (a.what ? ": " + a.what : "")));
      label(x + w, i + 1 < shown.length ? A.x(clamp(shown[i + 1][0].from)) : TOTAL, y + 15, n + (a.what ? ": " + a.what : ""), {});
    });
    y += 26;
  }
  for (const [title, lane, text, colour] of lanes) {
    g.append(svg("text", {x: 4, y: y + 15}, title));
    const list = T.of(lane).filter(k => inside(k.t, k.to));
    list.forEach((k, i) => {
      const x = A.x(clamp(k.t)), w = k.n > 1 ? Math.max(3, A.x(clamp(k.to)) - x) : 3;
      g.append(svg("rect", {x: x - 1.5, y: y + (k.n > 1 ? 6 : 2), width: w, height: k.n > 1 ? 10 : 18, fill: "var(" + colour(k) + ")"}, null, k.n > 1 ? k.n + " from " + exact(k.t) + " to " + exact(k.to) + ", the first: " + text(T, k) : exact(k.t) + "  " + text(T, k)));
      label(x - 1.5 + w, i + 1 < list.length ? A.x(clamp(list[i + 1].t)) - 1.5 : TOTAL, y + 15, (k.n > 1 ? k.n + " \u00d7 " : "") + short(k.i[1]), {});
    });
    y += 26;
  }
  if (T.voice.length) {
    g.append(svg("text", {x: 4, y: y + 15}, "Voice (RTP)"));
    for (const v of T.voice) if (inside(v[0], v[1])) {
      const a = A.x(clamp(v[0])), b = A.x(clamp(v[1])), up = fromDcm(T, v[3]);
      g.append(svg("rect", {x: a, y: y + (up ? 2 : 12), width: Math.max(2, b - a), height: 8, fill: v[5] ? "var(--bad)" : up ? "var(--acc)" : "var(--ok)"}, null, partners(T, v[3]) + ", " + v[2] + " packets of type " + v[4] + " from " + exact(v[0]) + " to " + exact(v[1]) + (v[5] ? ", " + v[5] : "")));
    }
    y += 26;
  }
  for (const [title, unit, points] of T.series) { series(g, A, s, y, title, unit, points); y += 34; }
  return {g, A};
}
function series(g, A, s, y, title, unit, points) {
  const all = points.flatMap(p => p.length > 2 ? [p[2], p[3]] : [p[1]]), lo = Math.min(0, ...all), hi = Math.max(lo + 1e-9, ...all), Y = v => y + 28 - 24 * (v - lo) / (hi - lo);
  const colour = title.includes("green") ? "--ok" : title.includes("red") ? "--bad" : "--warn";
  let d = "", before = null;
  for (const p of points) {
    if (p[0] > A.to) break;
    if (p[0] < A.from) { before = p[1]; continue; }
    if (!d) d = before === null ? "M" + A.x(p[0]) + "," + Y(p[1]) : "M" + A.x(A.from) + "," + Y(before);
    d += "H" + A.x(p[0]) + (p.length > 2 ? "V" + Y(p[2]) + "V" + Y(p[3]) : "") + "V" + Y(p[1]);
  }
  if (!d && before !== null) d = "M" + A.x(A.from) + "," + Y(before);
  const range = (hi > 1e-9 ? "up to " + +hi.toPrecision(4) : "0") + " " + (unit === "1" ? "" : unit);
  g.append(svg("text", {x: 4, y: y + 14}, title.slice(0, 24)), svg("text", {x: 4, y: y + 27, class: "soft"}, range));
  if (d) g.append(svg("path", {d: d + "H" + A.x(A.to), fill: "none", stroke: "var(" + colour + ")", "stroke-width": 1.6}, null, title));
}
