header();
const failureList = failures();
requirements(); qualification(); states(); sweep(); faultMatrix(); scenarios(); identification(); contents();
filter();
function follow() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (e) { return; }
  if (!id) return;
  if (id.startsWith("fail-") && failureList) failureList.reach(id.slice(5));
  if (byFolder.has(id)) {
    /* A filter may hide what a link leads to. */
    if (!scenarioList.reach.has(id)) scenarios();
    scenarioList.reach.get(id)();
  }
  if (id.startsWith("req-")) for (const d of document.querySelectorAll("#requirements .group, #stand-ins .group")) if (d.dataset.group === area(id.slice(4))) { d.open = true; d.hidden = false; }
  const at = document.getElementById(id);
  if (!at) return;
  at.hidden = false;
  if (at.tagName === "DETAILS") { at.build(); at.open = true; }
  at.scrollIntoView();
}
addEventListener("hashchange", follow);
/* A link to where one already is has no hashchange: what was folded since opens again. */
document.addEventListener("click", e => { const a = e.target.closest && e.target.closest("a[href^='#']"); if (a && a.hash === location.hash) setTimeout(follow); });
/* On paper nothing can be unfolded: the requirements, with what was measured, are open. */
addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("#requirements .group, #stand-ins .group, #states .machine, #sweep details")) d.open = true; });
follow();
