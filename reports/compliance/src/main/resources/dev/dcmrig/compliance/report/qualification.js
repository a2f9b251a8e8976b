/* Who notices: a qualification of the suite, where one lies beside the run. Of data that is not known here nothing is made up. */
function qualification() {
  const q = run.qualification;
  if (!q || typeof q !== "object") return;
  const at = document.getElementById("qualification"), card = el("div", {class: "card"});
  at.append(el("h2", {}, "Qualification of the suite"), card);
  const plainValue = v => v === null || ["string", "number", "boolean"].includes(typeof v);
  const words = k => k.replace(/([a-z])([A-Z])/g, (m, a, b) => a + " " + b.toLowerCase());
  const flat = (o, prefix) => Object.entries(o).flatMap(([k, v]) => plainValue(v) ? [[prefix + words(k), String(v)]] : !Array.isArray(v) && v && !prefix ? flat(v, words(k) + ": ") : []);
  card.append(facts(flat(q, "").slice(0, 40)));
  const nested = v => v && typeof v === "object" && !Array.isArray(v) && Object.values(v).length && Object.values(v).every(x => x && typeof x === "object" && !Array.isArray(x));
  for (const [k, v] of Object.entries(q)) if (nested(v)) {
    const heads = [...new Set(Object.values(v).flatMap(x => Object.keys(x)))].slice(0, 12);
    card.append(el("h3", {}, words(k)), scroll(words(k), table(["", ...heads.map(words)], Object.entries(v).map(([row, x]) => el("tr", {}, el("th", {scope: "row"}, row), ...heads.map(h => el("td", {class: "value"}, String(x[h] ?? 0))))))));
  }
  for (const [k, v] of Object.entries(q)) if (Array.isArray(v) && v.length && v[0] && typeof v[0] === "object") {
    const heads = Object.keys(v[0]).filter(h => plainValue(v[0][h])).slice(0, 8);
    const all = q[k + "InAll"] || v.length;
    card.append(lazy(words(k) + " (" + all.toLocaleString("en") + ")", v.length <= 12, () => {
      const body = el("div", {}), made = table(heads.map(words), []), rows = made.querySelector("tbody");
      rows.append(...v.slice(0, 400).map(row => el("tr", {}, ...heads.map(h => el("td", {}, plainValue(row[h]) && row[h] !== null ? String(row[h]) : "")))));
      body.append(scroll(words(k), made), all > 400 ? el("p", {class: "soft"}, (all - 400).toLocaleString("en") + " more stand in qualification.json") : "");
      return body;
    }));
  }
}
