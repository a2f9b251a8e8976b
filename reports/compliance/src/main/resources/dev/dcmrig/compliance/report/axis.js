/* Round steps of time, in seconds. */
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800];
const stepFor = span => STEPS.find(s => s >= span) || STEPS[STEPS.length - 1];
function tickLabel(s, step) {
  if (step < 1 && s < 3600) return s.toFixed(step < 0.01 ? 3 : step < 0.1 ? 2 : 1) + " s";
  return s < 120 ? +s.toFixed(3) + " s" : clock(s);
}
/* Even in time, from one instant to another. */
function evenAxis(from, to, left, width) {
  const span = Math.max(1e-6, to - from), step = stepFor(span * 90 / width), ticks = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 && ticks.length < 60; k++) ticks.push([k * step, tickLabel(k * step, step)]);
  return {from, to, ticks, gaps: [], even: true, x: s => left + width * (s - from) / span, back: x => from + span * (x - left) / width};
}
/* One axis for the whole of a scenario. Spans without events shrink to a fixed width: it says that it is not even. */
function foldedAxis(times, end, left, width) {
  const t = [...new Set([0, ...times.filter(x => x >= 0 && x <= end), end])].sort((a, b) => a - b);
  const idle = Math.max(end / 40, 0.5), gaps = [];
  let busy = 0, cuts = 0;
  for (let i = 1; i < t.length; i++) { const d = t[i] - t[i - 1]; if (d > idle) cuts++; else busy += d; }
  const room = Math.min(28, width * 0.6 / Math.max(1, cuts));
  /* Without room for the gaps, or with one span only, time stays even. */
  if (cuts < 2 || busy <= 0 || room < 6) return evenAxis(0, end || 1, left, width);
  const scale = (width - cuts * room) / busy, xs = [left];
  for (let i = 1; i < t.length; i++) {
    const d = t[i] - t[i - 1];
    if (d > idle) { gaps.push([xs[i - 1], xs[i - 1] + room, t[i - 1], t[i]]); xs.push(xs[i - 1] + room); } else xs.push(xs[i - 1] + d * scale);
  }
  const between = (from, to, v) => {
    let lo = 0, hi = from.length - 1;
    while (hi - lo > 1) { const m = (lo + hi) >> 1; if (from[m] <= v) lo = m; else hi = m; }
    const d = from[hi] - from[lo];
    return d <= 0 ? to[lo] : to[lo] + (to[hi] - to[lo]) * Math.min(1, Math.max(0, (v - from[lo]) / d));
  };
  const x = s => between(t, xs, s), ticks = [], step = stepFor(busy * 90 / width);
  const inGap = s => gaps.some(g => s > g[2] && s < g[3]);
  for (const s of [0, ...gaps.map(g => g[3])]) {
    const next = gaps.find(g => g[2] >= s);
    const stop = next ? next[2] : end;
    ticks.push([s, clock(s)]);
    for (let k = Math.floor(s / step) + 1; k * step <= stop && k * step - s < 40 * step; k++) if (!inGap(k * step)) ticks.push([k * step, clock(k * step)]);
  }
  return {from: 0, to: end, ticks, gaps, even: false, x, back: v => between(xs, t, v)};
}
function drawTicks(g, A, left, width, top, bottom) {
  let last = -Infinity;
  for (const [s, label] of A.ticks) {
    const x = A.x(s), room = label.length * 6.6;
    const start = Math.min(Math.max(left - 20, x - room / 2), left + width - room);
    if (x < left - 1 || x > left + width + 1 || start < last) continue;
    g.append(svg("line", {x1: x, x2: x, y1: top, y2: bottom, class: "tick"}), svg("text", {x: start, y: top - 8, class: "soft"}, label));
    last = start + room + 10;
  }
  for (const [a, b, from, to] of A.gaps) g.append(svg("rect", {x: a, width: b - a, y: top, height: bottom - top, class: "gap"}, null, "nothing marked from " + clock(from) + " to " + clock(to)));
}
