{
  document.documentElement.classList.replace("no-js", "js");
  let wanted = null;
  try { wanted = localStorage.getItem("vapautuvien-asumisen-tuki.tila"); } catch {}
  if (wanted ? wanted === "tumma" : matchMedia("(prefers-color-scheme: dark)").matches) {
    document.body.dataset.mdColorScheme = "slate";
  }
}
