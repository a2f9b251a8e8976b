const run = JSON.parse(document.getElementById("data").textContent);
const byFolder = new Map(run.scenarios.map((s, i) => [s.folder, Object.assign(s, {number: i})]));
const area = id => id.split("-")[0];
const areasOf = s => new Set(s.tags.map(t => t.slice(1)).filter(t => /^[A-Z]+-\d/.test(t)).map(area));
const idsOf = new Map(run.scenarios.map(s => [s.folder, []]));
for (const r of run.requirements) for (const f of r.scenarios) if (idsOf.has(f)) idsOf.get(f).push(r);
const EMPTY = {lanes: {}, totals: {}, series: [], voice: [], ways: [], calls: [], bodies: [], density: [], errors: [], protection: []};
/* An item, or a bin of several with its true number, in one shape. */
const mark = x => Array.isArray(x) ? {i: x, t: x[0], to: x[0], n: 1, bad: 0} : {i: x.i, t: x.i[0], to: x.to, n: x.n, bad: x.bad};
/* The evidence of one scenario, read when it is first asked for. */
function evidence(s) {
  if (s.evidence) return s.evidence;
  const block = document.getElementById("timeline-" + s.number);
  const T = Object.assign({}, EMPTY, block ? JSON.parse(block.textContent) : {});
  T.marks = {};
  for (const [lane, items] of Object.entries(T.lanes)) T.marks[lane] = items.map(mark);
  T.of = lane => T.marks[lane] || [];
  s.evidence = T;
  return T;
}
const WORST = ["failed", "error", "inconclusive", "not verified", "passed"];
const counted = list => WORST.map(v => [v, list.filter(x => x.verdict === v).length]).filter(x => x[1]);
const tally = list => counted(list).flatMap(([v, n], i) => [i ? ", " : "", n.toLocaleString("en") + " ", word(v)]);
const PARTS = [["10.64.", "DCM"], ["198.51.100.10:", "centre"], ["198.51.100.20:", "telematics"], ["198.51.100.30:", "broker"], ["198.51.100.40:", "short messages"]];
const who = address => (PARTS.find(p => address.startsWith(p[0])) || ["", address])[1];
const way = (T, i) => (T.ways[i] || " \u2192 ").split(" \u2192 ");
const partners = (T, i) => way(T, i).map(who).join(" \u2192 ");
const fromDcm = (T, i) => who(way(T, i)[0]) === "DCM";
