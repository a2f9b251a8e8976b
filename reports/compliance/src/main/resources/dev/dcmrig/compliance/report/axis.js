/* One axis for all lanes. Spans without events shrink to a fixed width, marked by a dashed line. */
function axis(times, end, left, width) {
  const t = [...new Set([0, ...times.filter(x => x >= 0 && x <= end), end])].sort((a, b) => a - b);
  const idle = Math.max(end / 40, 0.5), gaps = [];
  let busy = 0, cuts = 0;
  for (let i = 1; i < t.length; i++) { const d = t[i] - t[i - 1]; if (d > idle) cuts++; else busy += d; }
  /* Without room for the gaps, or with one span only, time stays linear. */
  const room = Math.min(28, width * 0.6 / Math.max(1, cuts));
  if (cuts < 2 || busy <= 0) return {x: s => left + width * s / (end || 1), gaps};
  const scale = (width - cuts * room) / busy, xs = [left];
  for (let i = 1; i < t.length; i++) {
    const d = t[i] - t[i - 1];
    if (d > idle) { gaps.push([xs[i - 1], xs[i - 1] + room, t[i - 1], t[i]]); xs.push(xs[i - 1] + room); } else xs.push(xs[i - 1] + d * scale);
  }
  return {gaps, x: s => { let lo = 0, hi = t.length - 1; while (hi - lo > 1) { const m = (lo + hi) >> 1; if (t[m] <= s) lo = m; else hi = m; } if (hi === lo) return xs[lo]; return xs[lo] + (xs[hi] - xs[lo]) * Math.min(1, Math.max(0, (s - t[lo]) / (t[hi] - t[lo]))); }};
}
