/* The retry ladder: each attempt is a bar on a step of its own, each gap stands with its limit. */
const RUNGS = 14;
function ladder(s, list) {
  const all = attempts(s);
  if (!all.length) return null;
  const T = evidence(s), end = s.end, cut = all.length > RUNGS;
  const shown = cut ? [...all.slice(0, RUNGS - 4), ...all.slice(-4)] : all;
  const numbers = shown.map(a => all.indexOf(a) + 1);
  const counts = list.filter(m => m.u === "1" && m.v !== undefined);
  const gaps = list.filter(m => m.by.length === 2 && m.u === "s");
  const first = shown[0].from, lastEnd = Math.max(...shown.map(a => a.to === null ? Math.min(end, a.from + 1) : a.to));
  const spare = Math.max(1, (lastEnd - first) * 0.03), left = 36;
  const isWrong = i => counts.some(m => !m.met && m.by.length && Math.abs(m.by[m.by.length - 1][1] - shown[i].from) < NEAR && (m.up === undefined || numbers[i] > m.up));
  const said = shown.map((a, i) => exact(a.from) + (isWrong(i) ? " \u2013 one too many" : "") + (a.what ? ", " + a.what : ""));
  /* The longest of them has its room beside the steps. */
  const beside = Math.min(WIDE / 2, Math.max(230, 14 + GLYPH * Math.max(...said.map(t => t.length)))), width = WIDE - left - beside;
  const A = evenAxis(Math.max(0, first - spare), lastEnd + spare, left, width), rung = 34, height = 44 + shown.length * rung + 8;
  return picture("Attempts to call: " + all.length + (counts.length ? ", limit " + counts.map(m => m.limit).join(", ") : ""), height, g => {
    drawTicks(g, A, left, width, 24, height - 6);
    shown.forEach((a, i) => {
      const y = 34 + i * rung, x = A.x(a.from), to = a.to === null ? Math.min(end, lastEnd + spare) : a.to, w = Math.max(4, A.x(to) - x);
      const wrong = isWrong(i);
      g.append(svg("text", {x: 4, y: y + 12, class: "num"}, String(numbers[i])));
      g.append(svg("rect", {x, y, width: w, height: 16, rx: 2, class: wrong ? "bar bad" : a.connected ? "bar ok" : "bar"}, null, "attempt " + numbers[i] + " from " + exact(a.from) + (a.to === null ? ", goes on" : " to " + exact(a.to))));
      g.append(svg("text", {x: left + width + 10, y: y + 12, class: wrong ? "bad" : ""}, said[i]));
      const next = shown[i + 1], m = next && gaps.find(x => Math.abs(x.by[0][1] - a.from) < NEAR && Math.abs(x.by[1][1] - next.from) < NEAR);
      if (next && numbers[i + 1] === numbers[i] + 1) {
        const x1 = A.x(to), x2 = A.x(next.from), ya = y + 25;
        g.append(svg("path", {d: "M" + x1 + "," + (y + 16) + "V" + ya + "H" + x2 + "V" + (y + rung), fill: "none", stroke: m ? tone(m.met) : "var(--soft)", "stroke-width": m && !m.met ? 2.4 : 1.2}));
        const label = m ? limited(m) : "about " + (next.from - to).toFixed(1) + " s, not judged";
        const room = label.length * 6.2, at = Math.min(Math.max(left, (x1 + x2) / 2 - room / 2), left + width - room);
        g.append(svg("text", {x: at, y: ya - 3, class: m ? (m.met ? "ok halo" : "bad halo") : "soft halo"}, label));
      } else if (next) g.append(svg("text", {x: left, y: y + 28, class: "soft"}, (numbers[i + 1] - numbers[i] - 1) + " more attempts"));
    });
  }, T.of("SIP").length || T.of("link").length ? "" : "The evidence beside the measurements is not on this page.");
}
