// Where the keyboard is: whether it left the page, whether one sees it, and what it has not met yet.
() => {
  const here = document.activeElement;
  const met = (window.metByKeyboard ??= new Set());
  // A date is walked field by field, a frame page by page: the keyboard stays on one element for a while.
  const stays = here === window.lastByKeyboard;
  // A page that opens on its errors or its title begins there: after its end, Tab comes back by its beginning.
  const outside = !here || here === document.body;
  const left = met.has(here) && !stays;
  window.lastByKeyboard = here;
  if (!left) met.add(here);
  const look = left || outside ? null : getComputedStyle(here);
  const near = left || outside ? null : getComputedStyle(here.parentElement);
  const drawn = (style) => style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
  const label = here?.id ? document.querySelector(`label[for="${CSS.escape(here.id)}"]`) : null;
  const seen = () => drawn(look) || drawn(near) || (label && (drawn(getComputedStyle(label)) || drawn(getComputedStyle(label.parentElement))));
  const usable = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.type !== "hidden" && element.tabIndex >= 0);
  window.usableAtFirst ??= usable(); // what comes later, once a remark is heard, has its own test
  const alike = (element) => element.type === "radio" && [...met].some((other) => other.type === "radio" && other.name === element.name && other.form === element.form);
  const unmet = () => usable().filter((element) => window.usableAtFirst.includes(element) && !met.has(element) && !alike(element));
  return {
    left,
    visible: left || outside || stays || here.tagName === "IFRAME" || Boolean(seen()),
    element: here?.outerHTML.slice(0, 120),
    unmet: left ? unmet().map((element) => element.outerHTML.slice(0, 120)) : [],
  };
}
