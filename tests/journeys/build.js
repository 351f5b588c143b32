// What is wrong in how the page is built, in words; an empty list when nothing is.
() => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const say = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  if (!document.doctype || document.doctype.name !== "html") wrong.push("no document type");
  if (document.documentElement.lang !== "fr") wrong.push("not said to be in French");
  const idents = all("[id]").map(({ id }) => id);
  for (const ident of new Set(idents.filter((each, place) => idents.indexOf(each) < place))) wrong.push(`${ident} names two elements`);
  const [first] = all("a[href]");
  if (!first?.matches(".skip") || !document.querySelector(first.hash)?.matches("main")) wrong.push("the first link does not lead to the main part");
  if (document.querySelector(".masthead") && !document.querySelector("footer a[href='/plan/']")) wrong.push("the foot does not lead to the map of the site");
  if (document.querySelector(".masthead") && !document.querySelector(".masthead nav a")) wrong.push("no menu at the top");
  if (all("h1").length !== 1) wrong.push(`${all("h1").length} titles of level 1`);
  let before = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    if (!heading.checkVisibility()) continue;
    const level = Number(heading.tagName[1]);
    if (level > before + 1) say(`a heading jumps from ${before} to ${level}`, heading);
    before = level;
  }
  if (all("main").length !== 1) wrong.push("not one main part");
  if (all("body > header, .respond__frame > header").length !== 1) wrong.push("not one header");
  for (const table of all("table")) {
    if (!table.caption?.textContent.trim()) say("a table without its title", table);
    if (!table.querySelector("th")) say("a table without headings", table);
  }
  for (const cell of all("th:not([scope])")) say("a heading of a table that does not say its way", cell);
  for (const group of all("fieldset, [role=group], [role=radiogroup]")) {
    const legend = group.querySelector(":scope > legend")?.textContent.trim();
    const named = group.getAttribute("aria-label") || document.getElementById(group.getAttribute("aria-labelledby"));
    if (!legend && !named) say("a group without a name", group);
  }
  for (const picture of all("img:not([alt])")) say("a picture that says nothing of itself", picture);
  for (const drawing of all("svg")) {
    const silent = drawing.closest("[aria-hidden=true]");
    const named = drawing.getAttribute("role") === "img" && (drawing.hasAttribute("aria-label") || drawing.hasAttribute("aria-labelledby"));
    if (!silent && !named && !drawing.parentElement.closest("svg")) say("a drawing neither silent nor named", drawing);
  }
  return wrong;
}
