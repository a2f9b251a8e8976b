/* The call that decided: who says what, and audio each way. */
const ARROWS = 44;
function callLadder(s, list) {
  const T = evidence(s), sip = T.of("SIP");
  if (!sip.length) return null;
  const bad = list.filter(m => !m.met), at = (bad.length ? bad : list).flatMap(m => m.by.map(b => b[1])).pop();
  const near = sip.filter(k => /^INVITE /.test(k.i[1])).sort((a, b) => Math.abs(a.t - at) - Math.abs(b.t - at))[0] || sip[0];
  const whole = sip.filter(k => k.i[4] === near.i[4]);
  const shown = whole.length > ARROWS ? [...whole.slice(0, ARROWS - 10), ...whole.slice(-10)] : whole;
  const from = whole[0].t, end = whole[whole.length - 1].t;
  const voice = T.voice.filter(v => v[1] >= from - 1 && v[0] <= end + 1);
  const said = list.filter(m => /hear|audio|voice|RTP/i.test(m.q));
  const dcm = 210, centre = 550, row = 24, base = 46;
  const rows = [...shown.map(k => ({t: k.t, k})), ...voice.map(v => ({t: v[0], v}))].sort((a, b) => a.t - b.t || Number(Boolean(a.v)) - Number(Boolean(b.v)));
  const height = base + rows.length * row + 16 + said.length * 18 + 8;
  return picture("The call at " + exact(from) + ": " + whole.length + " messages" + (voice.length ? ", voice" : ", no voice"), height, g => {
    for (const [x, label] of [[dcm, "DCM"], [centre, "centre"]]) g.append(svg("text", {x, y: 16, "text-anchor": "middle", class: "num"}, label), svg("line", {x1: x, x2: x, y1: 22, y2: base + rows.length * row, stroke: "var(--soft)", "stroke-width": 1.4}));
    rows.forEach((r, i) => {
      const y = base + i * row, w = r.k ? r.k.i[2] : r.v[3], right = fromDcm(T, w), a = right ? dcm : centre, b = right ? centre : dcm, dir = right ? 1 : -1;
      const lost = r.k ? r.k.i[3] : r.v[5], colour = lost ? "var(--bad)" : r.v ? "var(--ok)" : "var(--acc)";
      const line = r.v ? {"stroke-width": 6, opacity: 0.55} : {"stroke-width": 1.6};
      g.append(svg("text", {x: 4, y: y + 4, class: "soft"}, exact(r.t)));
      g.append(svg("line", Object.assign({x1: a + 3 * dir, x2: (lost ? (a + b) / 2 : b - 4 * dir), y1: y, y2: y, stroke: colour}, line)));
      if (lost) g.append(svg("text", {x: (a + b) / 2 - 4, y: y + 5, class: "bad num"}, "\u2715"));
      else g.append(svg("path", {d: "M" + (b - 2 * dir) + "," + y + "l" + -8 * dir + ",-5v10z", fill: colour}));
      const parts = r.k && r.k.i[5] !== undefined ? T.bodies[r.k.i[5]].map(p => /MSD/.test(p.type) ? "MSD" : /sdp/.test(p.type) ? "" : /Control/.test(p.type) ? "acknowledgement" : "").filter(Boolean) : [];
      const text = r.k ? r.k.i[1].replace(/ sips?:.*| SIP\/2\.0$| urn:.*/g, "").replace(/^SIP\/2\.0 /, "") + (parts.length ? " with " + parts.join(", ") : "") + (lost ? " [" + lost + "]" : "")
        : "voice, " + r.v[2] + " packets of type " + r.v[4] + " until " + exact(r.v[1]) + (lost ? " [" + lost + "]" : "");
      g.append(svg("text", {x: 380, y: y - 5, "text-anchor": "middle", class: lost ? "bad halo" : "halo"}, text.slice(0, 52)));
    });
    said.forEach((m, n) => g.append(svg("text", {x: 4, y: base + rows.length * row + 22 + n * 18, class: m.met ? "ok" : "bad"}, m.q + ": " + figure(m) + (m.met ? "" : ", expected " + m.limit))));
  }, whole.length > shown.length ? (whole.length - shown.length) + " messages between are left out of the picture; the list of messages has them" : "");
}
