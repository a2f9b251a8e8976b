function contents() {
  const at = document.getElementById("contents"), list = el("ul", {});
  const bad = run.scenarios.filter(isBad).length;
  const parts = [["failures", "Failures", bad], ["requirements", "Requirements", document.querySelectorAll("#requirements .req").length || run.requirements.length], ["stand-ins", "Service stand-ins", 0], ["qualification", "Qualification", 0], ["states", "States", run.states.length], ["sweep", "Faults of an update", 0], ["fault-matrix", "Fault matrix", 0], ["scenarios", "Scenarios", run.scenarios.length], ["identification", "Identification", 0]];
  for (const [id, title, n] of parts) if (document.getElementById(id).childNodes.length) list.append(el("li", {}, el("a", {href: "#" + id}, title + (n ? " (" + n.toLocaleString("en") + ")" : ""))));
  at.append(list);
}
