/* Everything that was seen up to the end, on one axis of time, in words. */
function story(s) {
  const T = evidence(s), rows = [];
  const hot = t => /^(INVITE|connect assist)/.test(t);
  const add = (k, who, text, hit) => rows.push({t: k.t, who, what: (k.n > 1 ? k.n + " until " + clock(k.to) + ", the first: " : "") + text, hit});
  for (const k of T.of("step")) add(k, "step", k.i[1], k.i[2] === "failed");
  for (const k of T.of("frame")) rows.push({t: k.t, who: "CAN", what: k.i[1], raw: k.i[2]});
  for (const k of T.of("observation")) add(k, "seen", k.i[1] + " " + details(k.i[2]));
  for (const m of s.m || []) if (!m.met) rows.push({t: m.by.length ? m.by[m.by.length - 1][1] : m.t, who: "decided", what: m.q + ": " + limited(m), hit: true});
  for (const lane of ["link", "SIP", "SMS", "MQTT"]) for (const k of T.of(lane)) if (!/^PING/.test(k.i[1])) add(k, partners(T, k.i[2]), k.i[1] + (off(k) ? " [" + off(k) + "]" : ""));
  /* Polls and good answers are noise here; the list of messages of the scenario has them. */
  for (const k of T.of("HTTP")) if (!/^GET .*\/configuration |telemetry|^HTTP\/1.1 2/.test(k.i[1])) add(k, partners(T, k.i[2]), k.i[1] + (off(k) ? " [" + off(k) + "]" : ""));
  for (const v of T.voice) rows.push({t: v[0], who: partners(T, v[3]), what: "voice, " + v[2] + " packets until " + clock(v[1]) + (v[5] ? " [" + v[5] + "]" : "")});
  for (const p of T.protection) if (p.t !== undefined) rows.push({t: p.t, who: "CAN", what: p.message + ": " + p.status + ", " + p.wrong + ", should be " + p.right + (p.n > 1 ? " (" + p.n + " frames until " + clock(p.to) + ")" : ""), raw: p.frame});
  for (const [title, unit, points] of T.series) for (const p of points) {
    const lamp = title.startsWith("led.");
    rows.push({t: p[0], who: lamp ? "lamps" : "reading", what: title.replace(/^led\.(\w+) brightness/, "$1") + " " + (lamp ? (p[1] > 0 ? "lit" : "dark") : p[1] + " " + (unit === "1" ? "" : unit))});
  }
  const sorted = rows.map((r, i) => [r, i]).sort((a, b) => a[0].t - b[0].t || a[1] - b[1]).map(x => x[0]), shown = [];
  for (const r of sorted) {
    const last = shown[shown.length - 1];
    /* A flashing lamp, or a poll that goes unanswered, would fill the page: in a row they become one line. */
    const again = last && last.who === r.who && !r.hit && !last.hit && (r.who === "lamps" || (last.what === r.what && !hot(r.what)));
    if (again) { last.times = (last.times || 1) + 1; last.until = r.t; last.latest = r.what; } else shown.push(r);
  }
  const body = el("tbody", {}), from = Math.max(0, shown.length - 80);
  const line = r => {
    const what = !r.times ? r.what : r.who !== "lamps" ? r.what + " (" + r.times + " times, until " + clock(r.until) + ")" : r.times > 2 ? r.times + " changes until " + clock(r.until) + ", the last: " + r.latest : r.what + ", " + r.latest;
    const cell = el("td", hot(what) ? {class: "hot"} : {}, what);
    if (r.raw) cell.append(" ", el("span", {class: "raw mono"}, r.raw));
    return el("tr", r.hit ? {class: "hit"} : {}, el("td", {class: "t mono"}, clock(r.t)), el("td", {class: "soft"}, r.who), cell);
  };
  body.append(...shown.slice(from).map(line));
  const at = el("div", {}, scroll("What was seen in " + s.name, el("table", {class: "story"}, body)));
  if (from) {
    const more = el("button", {type: "button", class: "more"}, "show the " + from + " rows before these");
    more.addEventListener("click", () => { body.prepend(...shown.slice(0, from).map(line)); more.remove(); });
    at.prepend(more);
  }
  return at;
}
