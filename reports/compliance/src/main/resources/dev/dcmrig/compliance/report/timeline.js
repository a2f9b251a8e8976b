function timeline(s) {
  const T = s.timeline, L = T.lanes, W = 1060, left = 150, width = W - left - 20, end = s.end || 1;
  const marks = [["Steps", L.step, i => i[1] + " (" + i[2] + ")", i => i[2] === "failed" ? "--bad" : "--acc"],
    ["Key frames", T.changes || [], i => i[1] + " (" + i[2] + ")", () => "--acc"], ["Observations", L.observation, i => i[1] + " " + i[2], () => "--soft"],
    ["Connections", L.link, i => i[1] + " " + i[2] + ", " + i[3], i => i[3] === "delivered" && !/^(tls failed|reset|lost|cut)/i.test(i[1]) ? "--ok" : "--bad"],
    ["SIP", L.SIP, i => i[1] + " " + i[2] + ", " + i[3], i => i[3] === "delivered" ? "--acc" : "--bad"],
    ["HTTP", L.HTTP, i => i[1] + " " + i[2] + ", " + i[3], i => i[3] === "delivered" ? "--acc" : "--bad"],
    ["MQTT", L.MQTT, i => i[1] + " " + i[2] + ", " + i[3], i => i[3] === "delivered" ? "--acc" : "--bad"],
    ["SMS", L.SMS, i => i[1] + " " + i[2] + ", " + i[3], i => i[3] === "delivered" ? "--acc" : "--bad"],
    ["RTP", L.RTP, i => i[1] + " " + i[2] + ", " + i[3], i => i[3] === "delivered" ? "--ok" : "--bad"]].filter(m => m[1].length);
  const readings = new Map();
  for (const r of L.reading) { if (!readings.has(r[1])) readings.set(r[1], []); readings.get(r[1]).push(r); }
  const A = axis([...marks.flatMap(m => m[1].map(i => i[0])), ...L.reading.map(r => r[0])], end, left, width);
  const H = 30 + 44 + marks.length * 26 + readings.size * 34 + 10;
  const g = svg("svg", {viewBox: "0 0 " + W + " " + H, width: W, height: H, role: "img", "aria-label": "Timeline of " + s.name});
  let y = 18, lastX = -99;
  for (let k = 0; k <= 200; k++) {
    /* A tick wherever there is room: equal steps of the picture, not of time. */
    const x = left + width * k / 200; if (x - lastX < 95) continue;
    let lo = 0, hi = end; for (let n = 0; n < 40; n++) { const m = (lo + hi) / 2; if (A.x(m) < x) lo = m; else hi = m; }
    g.append(svg("line", {x1: x, x2: x, y1: 22, y2: H, stroke: "var(--line)"}), svg("text", {x: x, y: 14, class: "soft"}, clock(lo))); lastX = x;
  }
  for (const [a, b, from, to] of A.gaps) g.append(svg("rect", {x: a, width: b - a, y: 22, height: H - 22, fill: "var(--line)", opacity: .45}, null, "nothing marked from " + clock(from) + " to " + clock(to)));
  y = 30;
  g.append(svg("text", {x: 4, y: y + 24}, "Frames"));
  const density = T.density || [], top = Math.max(1, ...density);
  density.forEach((n, i) => { if (n) { const a = A.x(Math.min(end, i * T.width)), b = A.x(Math.min(end, (i + 1) * T.width)); g.append(svg("rect", {x: a, y: y + 34 - 32 * n / top, width: Math.max(.6, b - a), height: 32 * n / top, fill: "var(--acc)", opacity: .5}, null, n + " frames in " + clock(T.width))); } });
  y += 44;
  for (const [name, list, text, colour] of marks) {
    g.append(svg("text", {x: 4, y: y + 15}, name));
    let labelEnd = 0;
    for (const i of list) {
      const x = A.x(i[0]), c = "var(" + colour(i) + ")";
      g.append(svg("rect", {x: x - 1.5, y: y + 2, width: 3, height: 18, fill: c}, null, clock(i[0]) + "  " + text(i)));
      const label = String(i[1]).replace(/ sips?:.*| SIP\/2\.0$/, "").replace(/^SIP\/2\.0 /, "").slice(0, 26);
      if (x > labelEnd && x + label.length * 6 < W) { g.append(svg("text", {x: x + 4, y: y + 15}, label)); labelEnd = x + 10 + label.length * 6; }
    }
    y += 26;
  }
  for (const [name, list] of readings) {
    const lo = Math.min(0, ...list.map(r => r[2])), hi = Math.max(lo + 1e-9, ...list.map(r => r[2])), Y = v => y + 28 - 24 * (v - lo) / (hi - lo);
    let d = "";
    list.forEach((r, i) => { d += (i ? "H" : "M") + (i ? A.x(r[0]) : A.x(r[0]) + "," + Y(r[2])) + (i ? "V" + Y(r[2]) : ""); });
    d += "H" + A.x(end);
    const colour = name.includes("green") ? "--ok" : name.includes("red") ? "--bad" : "--warn";
    g.append(svg("text", {x: 4, y: y + 14}, name.slice(0, 24)), svg("text", {x: 4, y: y + 27, class: "soft"}, (hi > 1e-9 ? "up to " + +hi.toPrecision(4) : "0") + " " + (list[0][3] === "1" ? "" : list[0][3])), svg("path", {d: d, fill: "none", stroke: "var(" + colour + ")", "stroke-width": 1.6}, null, name));
    y += 34;
  }
  return {g, gaps: A.gaps.length};
}
