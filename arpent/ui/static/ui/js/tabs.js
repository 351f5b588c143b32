// data-tabs: links to sections of the page become a list of tabs; without this file they stay links.
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

for (const tabs of document.querySelectorAll("[data-tabs]")) {
  const list = tabs.querySelector(".tabs__list");
  const links = [...list.querySelectorAll("a")];
  const panelOf = (link) => document.getElementById(link.hash.slice(1));

  const show = (shown) => {
    for (const link of links) {
      link.setAttribute("aria-selected", String(link === shown));
      link.tabIndex = link === shown ? 0 : -1;
      panelOf(link).hidden = link !== shown;
    }
  };

  list.setAttribute("role", "tablist");
  links.forEach((link, place) => {
    const panel = panelOf(link);
    link.setAttribute("role", "tab");
    link.id ||= `${panel.id}-tab`;
    link.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", link.id);
    panel.tabIndex = 0;
    link.addEventListener("click", (event) => { event.preventDefault(); show(link); });
    link.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS)) return;
      const next = links[(place + STEPS[event.key] + links.length) % links.length];
      show(next);
      next.focus();
    });
  });
  show(links.find((link) => link.hash === location.hash) ?? links[0]);
}
