/* A timeline that can be looked at closer: by buttons, keys, and a pointer that is drawn over it. */
function zoomable(s) {
  const box = el("div", {class: "scroll zoom", tabindex: "0", role: "group", "aria-label": "Timeline of " + s.name + ": plus and minus zoom, arrows move, 0 shows the whole"});
  const says = el("span", {class: "soft", "aria-live": "polite"}), end = s.end || 1;
  let view = null, A = null;
  const draw = () => {
    const made = timeline(s, view);
    A = made.A;
    box.replaceChildren(made.g);
    const folded = A.gaps.length ? "time is not even: " + count(A.gaps.length, "grey span") + " without marks drawn shorter" : "time is even";
    says.textContent = (view ? exact(view[0]) + " to " + exact(view[1]) : "the whole scenario") + "; " + folded;
  };
  const show = (from, to) => {
    const span = Math.min(end, Math.max(0.005, to - from)), start = Math.min(Math.max(0, from), end - span);
    view = span >= end * 0.999 && A && A.even ? null : [start, start + span];
    draw();
  };
  const now = () => view || [0, end];
  /* Closer around what decided, where something did: that is what people look for. */
  const centre = () => {
    const [a, b] = now(), marks = deciding(s).filter(d => d.t >= a && d.t <= b), bad = marks.filter(d => !d.met).pop();
    return !view && bad ? bad.t : !view && marks.length ? marks[marks.length - 1].t : (a + b) / 2;
  };
  const zoom = (factor, at) => { const [a, b] = now(), c = at === undefined ? centre() : at, half = (b - a) * factor; show(c - half * (at === undefined ? 0.5 : (c - a) / (b - a)), c + half * (at === undefined ? 0.5 : (b - c) / (b - a))); };
  const move = part => { const [a, b] = now(), d = (b - a) * part; show(a + d, b + d); };
  const whole = () => { view = null; draw(); };
  const keys = {"+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), ArrowLeft: () => move(-0.25), ArrowRight: () => move(0.25), 0: whole, Home: whole};
  box.addEventListener("keydown", e => { const act = keys[e.key]; if (act && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); act(); } });
  box.addEventListener("dblclick", whole);
  const at = e => { const r = box.firstElementChild.getBoundingClientRect(); return A.back(Math.min(LEFT + INNER, Math.max(LEFT, (e.clientX - r.left) * TOTAL / r.width))); };
  box.addEventListener("wheel", e => { if (e.ctrlKey || e.metaKey) { e.preventDefault(); zoom(e.deltaY < 0 ? 0.7 : 1.4, at(e)); } }, {passive: false});
  let from = null, shade = null;
  box.addEventListener("pointerdown", e => { if (e.pointerType === "mouse" && e.button === 0) { from = at(e); shade = null; } });
  box.addEventListener("pointermove", e => {
    if (from === null) return;
    const a = A.x(from), b = A.x(at(e));
    if (!shade) { shade = svg("rect", {y: 22, height: 2000, class: "shade"}); box.firstElementChild.append(shade); }
    shade.setAttribute("x", Math.min(a, b)); shade.setAttribute("width", Math.abs(b - a));
  });
  addEventListener("pointerup", e => {
    if (from === null) return;
    const a = from, b = at(e), far = Math.abs(A.x(a) - A.x(b)) > 8;
    from = null;
    if (shade) shade.remove();
    if (far) show(Math.min(a, b), Math.max(a, b));
  });
  const button = (text, label, act) => { const b = el("button", {type: "button", "aria-label": label, title: label}, text); b.addEventListener("click", act); return b; };
  draw();
  return el("div", {}, el("div", {class: "tools"}, button("\u2212", "zoom out", () => zoom(2)), button("+", "zoom in", () => zoom(0.5)), button("\u25c0", "earlier", () => move(-0.25)), button("\u25b6", "later", () => move(0.25)), button("whole", "show the whole scenario", whole), says), box);
}
