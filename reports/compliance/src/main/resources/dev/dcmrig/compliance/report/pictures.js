/* A picture of each kind of requirement, from its measurements and the evidence beside them. */
const WIDE = 760;
function picture(title, height, draw, notes) {
  const g = svg("svg", {viewBox: "0 0 " + WIDE + " " + height, width: WIDE, height, role: "img", "aria-label": title});
  draw(g);
  return el("figure", {class: "picture"}, el("figcaption", {}, title), scroll(title, g), notes ? el("p", {class: "soft"}, notes) : "");
}
const tone = met => met ? "var(--ok)" : "var(--bad)";
const limited = m => figure(m) + (m.kind === "is" ? ", expected " : ", limit ") + m.limit;
/* Every picture that the evidence of a scenario is enough for; those of what failed come first. */
function pictures(s) {
  if (!s.m || !s.m.length) return [];
  const varies = evidence(s).series.some(x => /voltage/.test(x[0]) && new Set(x[2].map(p => p[1])).size > 1);
  const kinds = [[updatePhases, () => updated(s)], [ladder, m => m.by.some(b => b[0] === "attempt")], [lampPattern, m => m.by.some(b => b[0] === "lamp")], [placeMap, m => m.u === "m"],
    [voltageCurve, m => varies || m.u === "V"],  [callLadder, m => m.by.some(b => b[0] === "call" || b[0] === "sip")]];
  return kinds.map(([draw, about]) => [draw, s.m.filter(about)]).filter(x => x[1].length)
    .sort((a, b) => Number(a[1].every(m => m.met)) - Number(b[1].every(m => m.met)))
    .map(([draw, list]) => draw(s, list)).filter(Boolean);
}
