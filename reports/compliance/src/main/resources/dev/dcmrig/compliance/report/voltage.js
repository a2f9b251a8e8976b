/* The supply's voltage over the scenario, with the thresholds that measurements name. */
function voltageCurve(s, list) {
  const T = evidence(s), curve = T.series.find(x => /voltage/.test(x[0]));
  if (!curve || curve[2].length < 2) return null;
  const limits = list.filter(m => m.u === "V").flatMap(m => [["lower limit", m.lo, m], ["upper limit", m.up, m]]).filter(x => x[1] !== undefined);
  const steps = T.of("step").flatMap(k => [...k.i[1].matchAll(/(\d+(?:\.\d+)?) V\b/g)].map(x => ["step", Number(x[1]), k]));
  const levels = new Map([...steps.map(x => [x[1], "named in a step"]), ...limits.map(x => [x[1], x[0] + " (" + x[2].src + ")"])]);
  const values = [...curve[2].map(p => p[1]), ...levels.keys()], lo = Math.min(...values), hi = Math.max(...values), pad = Math.max(0.5, (hi - lo) * 0.12);
  const beside = Math.min(WIDE / 2, Math.max(190, 12 + 7 * Math.max(0, ...[...levels].map(([v, what]) => (v + " V " + what).length))));
  const left = 56, width = WIDE - left - beside, height = 220, A = evenAxis(0, s.end || 1, left, width), Y = v => 196 - 164 * (v - lo + pad) / (hi - lo + 2 * pad);
  return picture("Voltage of the supply, in " + curve[1], height, g => {
    drawTicks(g, A, left, width, 26, 200);
    let labelled = -99;
    for (const [v, what] of [...levels].sort((a, b) => b[0] - a[0])) {
      const y = Y(v), at = Math.max(y + 4, labelled + 14);
      labelled = at;
      g.append(svg("line", {x1: left, x2: left + width, y1: y, y2: y, stroke: "var(--warn)", "stroke-dasharray": "6 4"}), svg("text", {x: left + width + 6, y: at}, v + " V " + what));
    }
    for (const v of [lo, hi]) g.append(svg("text", {x: left - 6, y: Y(v) + 4, "text-anchor": "end", class: "soft"}, +v.toFixed(2) + " V"));
    let d = "";
    curve[2].forEach((p, i) => { d += i ? "H" + A.x(p[0]) + "V" + Y(p[1]) : "M" + A.x(p[0]) + "," + Y(p[1]); });
    g.append(svg("path", {d: d + "H" + A.x(s.end), fill: "none", stroke: "var(--acc)", "stroke-width": 2}));
    for (const m of list) for (const b of m.by.slice(-1)) g.append(svg("path", {d: "M" + A.x(b[1]) + ",200l-5,8h10z", fill: tone(m.met)}, null, m.q + ": " + limited(m)));
  }, "Triangles: what decided.");
}
