function follow() { const d = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (d && d.tagName === "DETAILS") { d.open = true; d.scrollIntoView(); } }
header(); failures(); faultMatrix(); matrix(); scenarios(); identification();
const first = run.scenarios.find(s => s.verdict === "failed");
if (first) document.getElementById(first.folder).open = true;
addEventListener("hashchange", follow); follow();
