/* What is shown: by verdict, by area of requirements, by text. */
function filter() {
  const areas = [...new Set(run.requirements.map(r => area(r.id)))], verdicts = [...WORST, NOT_REACHED].filter(v => run.states.some(m => m.cells.some(c => c.verdict === v)) || run.scenarios.some(s => s.verdict === v) || run.requirements.some(r => r.verdict === v));
  const choice = (label, all, values) => { const s = el("select", {}, el("option", {value: ""}, all), ...values.map(v => el("option", {value: v}, v))); return [el("label", {}, label + " ", s), s]; };
  const [verdictLabel, verdict] = choice("Verdict", "all", verdicts), [areaLabel, part] = choice("Area", "all", areas);
  const text = el("input", {type: "search", size: "18", autocomplete: "off"}), says = el("span", {class: "soft", role: "status"}), clear = el("button", {type: "button"}, "clear");
  const form = el("div", {class: "filter", role: "search"}, verdictLabel, areaLabel, el("label", {}, "Text ", text), clear, says);
  document.getElementById("contents").append(form);
  const apply = () => {
    const v = verdict.value, a = part.value, words = text.value.trim().toLowerCase().split(/\s+/).filter(Boolean), any = Boolean(v || a || words.length);
    const fits = (t, its) => (!a || its.includes(a)) && words.every(w => t.includes(w));
    const textOf = s => s.text || (s.text = (s.name + " " + s.location + " " + s.tags.join(" ") + " " + s.reason).toLowerCase());
    const n = scenarios(any ? s => (!v || s.verdict === v) && fits(textOf(s), [...areasOf(s)]) : null);
    let shown = 0;
    for (const e of document.querySelectorAll(".req, #failures .failure")) {
      const hide = any && !((!v || e.dataset.verdict === v) && fits(e.dataset.text || e.textContent.toLowerCase(), (e.dataset.area || e.dataset.areas || "").split(" ")));
      e.hidden = hide;
      if (!hide && e.classList.contains("req")) shown++;
    }
    for (const d of document.querySelectorAll("#requirements .group, #stand-ins .group")) d.hidden = any && ![...d.querySelectorAll(".req")].some(e => !e.hidden);
    statesFilter(any, c => (!v || c.verdict === v) && (!a || (c.requirement && area(c.requirement) === a)), t => words.every(w => t.includes(w)));
    says.textContent = any ? count(shown, "requirement") + ", " + count(n, "scenario") : "";
  };
  let wait = 0;
  text.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(apply, 120); });
  for (const s of [verdict, part]) s.addEventListener("change", apply);
  clear.addEventListener("click", () => { verdict.value = part.value = text.value = ""; apply(); });
  return apply;
}
