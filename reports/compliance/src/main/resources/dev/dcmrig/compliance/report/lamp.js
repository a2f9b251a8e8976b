/* The pattern of the lamps around what decided, with the phases that were measured. */
function lampPattern(s, list) {
  const T = evidence(s), lamps = T.series.filter(x => /^led\./.test(x[0]));
  if (!lamps.length) return null;
  const times = list.flatMap(m => m.by.filter(b => b[0] === "lamp").map(b => b[1]));
  const bad = list.filter(m => !m.met), focus = (bad.length ? bad : list).flatMap(m => m.by.filter(b => b[0] === "lamp").map(b => b[1]));
  const mid = focus.length ? focus[focus.length - 1] : times[times.length - 1];
  const span = Math.min(Math.max(4, (Math.max(...focus) - Math.min(...focus)) * 1.2), 16);
  const from = Math.max(0, mid - span * 0.65), to = Math.min(s.end, from + span), left = 70, width = WIDE - left - 12;
  const A = evenAxis(from, to, left, width), phases = list.filter(m => m.by.length === 2 && m.u === "s" && m.by[0][1] >= from && m.by[1][1] <= to);
  const texts = list.filter(m => !phases.includes(m)), rows = Math.min(6, texts.length), height = 40 + lamps.length * 40 + phases.length * 24 + rows * 18 + 6;
  return picture("Lamps from " + exact(from) + " to " + exact(to), height, g => {
    drawTicks(g, A, left, width, 24, 30 + lamps.length * 40);
    lamps.forEach((lamp, n) => {
      const y = 34 + n * 40, colour = /red/.test(lamp[0]) ? "var(--bad)" : /green/.test(lamp[0]) ? "var(--ok)" : "var(--warn)";
      g.append(svg("text", {x: 4, y: y + 18}, lamp[0].replace(/^led\.| brightness$/g, "")), svg("line", {x1: left, x2: left + width, y1: y + 28, y2: y + 28, class: "tick"}));
      const points = lamp[2];
      points.forEach((p, i) => {
        const until = i + 1 < points.length ? points[i + 1][0] : s.end;
        if (p[1] > 0 && until > from && p[0] < to) {
          const a = A.x(Math.max(from, p[0])), b = A.x(Math.min(to, until));
          g.append(svg("rect", {x: a, y: y + 28 - 24 * Math.min(1, p[1]), width: Math.max(1, b - a), height: 24 * Math.min(1, p[1]), fill: colour, opacity: p[4] ? 0.4 : 0.85}, null, lamp[0] + " " + Math.round(p[1] * 100) + " % from " + exact(p[0]) + " to " + exact(until)));
        }
      });
    });
    phases.forEach((m, n) => {
      const y = 46 + lamps.length * 40 + n * 24, a = A.x(m.by[0][1]), b = A.x(m.by[1][1]), label = plain(m.q) + " " + limited(m), room = label.length * 6.2;
      g.append(svg("path", {d: "M" + a + "," + (y - 5) + "v10M" + a + "," + y + "H" + b + "M" + b + "," + (y - 5) + "v10", stroke: tone(m.met), "stroke-width": 2, fill: "none"}));
      g.append(svg("text", {x: b + 8 + room < WIDE ? b + 8 : Math.max(4, a - 8 - room), y: y + 4, class: m.met ? "ok" : "bad"}, label));
    });
    texts.slice(0, rows).forEach((m, n) => g.append(svg("text", {x: 4, y: 52 + lamps.length * 40 + phases.length * 24 + n * 18, class: m.met ? "ok" : "bad"}, (m.q + ": " + limited(m)).slice(0, 118))));
  }, texts.length > rows ? (texts.length - rows) + " more measurements of lamps stand in the table" : "");
}
