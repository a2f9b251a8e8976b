/* What the evidence of a scenario says about calls, lamps and frames; times in seconds. */
const NEAR = 0.15;
/* Attempts of the DCM to reach the centre: from the connection, or its INVITE, to the end of either. */
function attempts(s) {
  const T = evidence(s), list = [], byCall = new Map(), measured = [];
  for (const m of s.m || []) for (const b of m.by) if (b[0] === "attempt") measured.push(b[1]);
  const events = [...T.of("link").map(k => [k, "link"]), ...T.of("SIP").map(k => [k, "SIP"])].sort((a, b) => a[0].t - b[0].t);
  for (const [k, lane] of events) {
    const [t, text, w, delivery, call] = k.i, dcm = fromDcm(T, w), address = way(T, w)[dcm ? 0 : 1];
    if (lane === "link") {
      if (dcm && /^connect /.test(text) && /:506[01]$/.test(way(T, w)[1] || "")) list.push({from: t, to: delivery ? t : null, address, what: delivery ? "no connection (" + delivery + ")" : "", ended: delivery});
      else if (/^(clos|lost|cut|reset|end|fin|tls failed)/i.test(text)) for (const a of list) if (a.address === address && a.to === null && !(a.connected && /^clos/.test(text))) { a.to = t; a.what = a.what || text; }
      continue;
    }
    if (dcm && /^INVITE /.test(text) && !byCall.has(call)) {
      let a = list[list.length - 1];
      if (!a || a.to !== null || a.call !== undefined || a.address !== address) { a = {from: t, to: null, address, what: ""}; list.push(a); }
      a.call = call; a.invited = t; byCall.set(call, a);
    }
    const a = byCall.get(call);
    if (!a || a.to !== null) continue;
    const status = /^SIP\/2\.0 (\d{3})/.exec(text);
    if (/^CANCEL /.test(text)) { a.cancelled = t; a.what = "cancelled"; }
    else if (/^BYE /.test(text)) { a.to = t; a.what = (dcm ? "DCM" : "centre") + " hung up"; }
    else if (status && status[1] >= "300" && !a.connected) { a.to = t; a.what = a.cancelled ? "no answer" : status[1]; }
    else if (status && status[1][0] === "2" && !a.connected && !a.cancelled) { a.connected = t; a.what = "connected"; }
  }
  const seen = list.filter(a => a.invited !== undefined || a.ended || measured.some(t => Math.abs(t - a.from) < NEAR));
  for (const t of new Set(measured)) if (!seen.some(a => Math.abs(t - a.from) < NEAR || Math.abs(t - (a.invited || t + 9)) < NEAR)) seen.push({from: t, to: null, what: "attempt"});
  seen.sort((a, b) => a.from - b.from);
  /* A measured gap says exactly when the attempt before it had ended. */
  for (const m of s.m || []) if (m.v !== undefined && m.u === "s" && m.by.length === 2 && m.by.every(b => b[0] === "attempt")) {
    const a = seen.find(x => Math.abs(x.from - m.by[0][1]) < NEAR), b = seen.find(x => Math.abs(x.from - m.by[1][1]) < NEAR);
    if (a && b) { a.to = b.from - m.v; a.gap = m; }
  }
  return seen;
}
/* The evidence that decided, with the worst that it decided; the last item of a measurement is the one that did. */
function deciding(s) {
  const marks = new Map();
  for (const m of s.m || []) m.by.forEach((b, i) => {
    const key = b[1].toFixed(6), old = marks.get(key), last = i === m.by.length - 1;
    const text = m.q + ": " + limited(m) + (b[2] ? " (" + b[0] + ": " + b[2] + ")" : "");
    if (!old) marks.set(key, {t: b[1], met: Boolean(m.met), last, text: [text], label: b[0] + (b[2] ? " " + b[2] : "")});
    else { old.text.push(text); if (!m.met) old.met = false; old.last = old.last || last; }
  });
  return [...marks.values()].sort((a, b) => a.t - b.t);
}
function details(json) {
  try { return Object.entries(JSON.parse(json)).map(([k, v]) => k + " " + v).join(", "); } catch (e) { return json; }
}
const lit = (series, t) => { let v = 0; for (const p of series[2]) { if (p[0] > t) break; v = p[1]; } return v > 0; };
