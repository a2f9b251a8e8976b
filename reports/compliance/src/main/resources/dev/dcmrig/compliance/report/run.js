const run = JSON.parse(document.getElementById("data").textContent);
/* What many measurements have in common stands once. */
for (const s of run.scenarios) if (s.m) s.m = s.m.map(m => Object.assign({met: 1, by: []}, run.forms[m.f], m));
const byFolder = new Map(run.scenarios.map((s, i) => [s.folder, Object.assign(s, {number: i})]));
const area = id => id.split("-")[0];
const areasOf = s => new Set(s.tags.map(t => t.slice(1)).filter(t => /^[A-Z]+-\d/.test(t)).map(area));
const idsOf = new Map(run.scenarios.map(s => [s.folder, []]));
for (const r of run.requirements) for (const f of r.scenarios) if (idsOf.has(f)) idsOf.get(f).push(r);
const EMPTY = {lanes: {}, totals: {}, series: [], voice: [], ways: [], calls: [], bodies: [], density: [], errors: [], protection: []};
/* An item, or a bin of several with its true number, in one shape. */
const mark = x => Array.isArray(x) ? {i: x, t: x[0], to: x[0], n: 1, bad: 0} : {i: x.i, t: x.i[0], to: x.to, n: x.n, bad: x.bad};
const blockOf = s => document.getElementById("timeline-" + s.number);
/* In a large page evidence is packed: zlib, in base64. */
const isPacked = s => !s.json && !s.evidence && Boolean(blockOf(s)) && blockOf(s).type === "application/zlib";
async function unpack(s) {
  if (!isPacked(s)) return;
  if (typeof DecompressionStream === "undefined") throw new Error("this browser can't unpack it (it has no DecompressionStream)");
  const bytes = Uint8Array.from(atob(blockOf(s).textContent), c => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  s.json = await new Response(plain).text();
}
/* What is drawn of a scenario's evidence: at once, or as soon as that is unpacked. */
function withEvidence(s, make) {
  if (!isPacked(s)) return make();
  const at = el("div", {class: "unpacked"}, el("p", {class: "soft"}, "The evidence is being unpacked."));
  unpack(s).then(() => at.replaceChildren(make()), e => at.replaceChildren(el("p", {class: "failed"}, "The evidence of this scenario can't be shown: " + e.message + ". A newer browser shows it; it stands in the run folder, too: scenarios/" + s.folder)));
  return at;
}
/* The evidence of one scenario, read when it is first asked for. */
function evidence(s) {
  if (s.evidence) return s.evidence;
  const block = blockOf(s);
  const T = Object.assign({}, EMPTY, block ? JSON.parse(s.json || block.textContent) : {});
  s.json = null;
  T.marks = {};
  for (const [lane, items] of Object.entries(T.lanes)) T.marks[lane] = items.map(mark);
  T.of = lane => T.marks[lane] || [];
  s.evidence = T;
  return T;
}
const WORST = ["failed", "error", "inconclusive", "flaky", "not verified", "passed"];
const counted = list => WORST.map(v => [v, list.filter(x => x.verdict === v).length]).filter(x => x[1]);
// Scenarios that never began broke nothing: they are counted apart, and still are no pass.
const tally = list => {
  const began = list.filter(x => !x.never), never = list.length - began.length;
  const parts = counted(began).flatMap(([v, n], i) => [i ? ", " : "", n.toLocaleString("en") + " ", word(v)]);
  return never ? [...parts, parts.length ? ", " : "", never.toLocaleString("en") + " ", el("span", {class: "v error"}, "did not run")] : parts;
};
const PARTS = [["10.64.", "DCM"], ["198.51.100.10:", "centre"], ["198.51.100.20:", "telematics"], ["198.51.100.30:", "broker"], ["198.51.100.40:", "short messages"], ["198.51.100.50:", "update server"]];
const who = address => (PARTS.find(p => address.startsWith(p[0])) || ["", address])[1];
const way = (T, i) => (T.ways[i] || " \u2192 ").split(" \u2192 ");
const partners = (T, i) => way(T, i).map(who).join(" \u2192 ");
const fromDcm = (T, i) => who(way(T, i)[0]) === "DCM";
