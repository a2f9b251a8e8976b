/* How far a place that was told is from where the car was: north is up, the circle is the limit. */
const METRES_PER_DEGREE = 111195;
function placeMap(s, list) {
  const m = list.find(x => !x.met) || list[0];
  if (m.v === undefined) return null;
  const limit = (m.up === undefined ? m.v : m.up) + (m.tol || 0), told = toldPlaces(s), truth = truePlace(s, m);
  const size = 300, c = size / 2, most = Math.max(limit, m.v, 1) * 1.15, scale = Math.min(c / most, 1e6);
  return picture(plain(m.q) + ": " + limited(m), size, g => {
    const r = Math.max(2, limit * scale), d = m.v * scale;
    g.append(svg("circle", {cx: c, cy: c, r: r, class: "limit"}, null, "limit " + m.limit), svg("line", {x1: c - 8, x2: c + 8, y1: c, y2: c, stroke: "var(--ink)"}), svg("line", {x1: c, x2: c, y1: c - 8, y2: c + 8, stroke: "var(--ink)"}));
    const point = told && truth ? offset(truth, told) : null, near = point && Math.abs(Math.hypot(...point) - m.v) <= Math.max(1, m.v * 0.02);
    if (near) g.append(svg("circle", {cx: c + point[0] * scale, cy: c - point[1] * scale, r: 5, fill: tone(m.met)}, null, "told: " + told.join(", ")), svg("line", {x1: c, y1: c, x2: c + point[0] * scale, y2: c - point[1] * scale, stroke: tone(m.met), "stroke-width": 1.6}));
    else g.append(svg("circle", {cx: c, cy: c, r: Math.max(1.5, d), fill: "none", stroke: tone(m.met), "stroke-width": 2, "stroke-dasharray": "5 4"}, null, "the place told lies on this circle"));
    const lines = ["cross: where the car was" + (truth ? " (" + truth.map(x => x.toFixed(6)).join(", ") + ")" : ""), near ? "dot: the place that was told (" + told.map(x => x.toFixed(6)).join(", ") + ")" : "dashed: the place told lies on it; its direction is not in the evidence",
      "circle: limit " + m.limit + ", " + m.src, "distance: " + figure(m) + (m.margin ? ", margin " + m.margin : ""), "north is up; the circle has a radius of " + limit.toLocaleString("en") + " m"];
    lines.forEach((t, i) => g.append(svg("text", {x: size + 16, y: 40 + i * 22, class: i === 3 ? (m.met ? "ok" : "bad") : ""}, t)));
  });
}
const offset = (a, b) => [(b[1] - a[1]) * METRES_PER_DEGREE * Math.cos(a[0] * Math.PI / 180), (b[0] - a[0]) * METRES_PER_DEGREE];
/* The last position that a message told: an MSD's, in degrees. */
function toldPlaces(s) {
  const T = evidence(s);
  let place = null;
  for (const parts of T.bodies) for (const p of parts) if (p.fields) {
    const of = n => p.fields.find(f => new RegExp("(^|\\.)" + n + "$", "i").test(f[2]));
    const a = of("positionLatitude") || of("latitude"), b = of("positionLongitude") || of("longitude");
    if (a && b) { const lat = degrees(a), lon = degrees(b); if (lat !== null && lon !== null) place = [lat, lon]; }
  }
  return place;
}
function degrees(field) {
  const n = /(-?\d+(?:\.\d+)?)\s*(?:\u00b0|deg)/.exec(field[4]);
  return n ? Number(n[1]) : null;
}
function truePlace(s, m) {
  const text = m.by.map(b => b[2]).join(" ") + " " + m.q, own = /(-?\d+\.\d+)[, ]+(-?\d+\.\d+)/.exec(text);
  if (own) return [Number(own[1]), Number(own[2])];
  const seen = evidence(s).of("observation").filter(k => k.i[1] === "vehicle.position" && k.t <= m.t).pop();
  if (!seen) return null;
  try {
    const d = JSON.parse(seen.i[2]), lat = Number(d.latitude), lon = Number(d.longitude);
    return isFinite(lat) && isFinite(lon) ? [lat, lon] : null;
  } catch (e) { return null; }
}
