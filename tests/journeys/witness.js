// On every page of every journey: says when the focus falls on nothing, and what respondents cannot touch or read.
(() => {
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  const LEAST_TARGET = 64;
  const LEAST_TARGET_OF_STAFF = 24;
  const LEAST_LETTERS = 20;
  const frame = requestAnimationFrame.bind(window);
  let last = null;
  let key = "";
  let leaving = false;
  let waiting = false;

  const say = (words) => { if (!leaving) console.error(`witness: ${location.pathname}: ${words}`); };
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const nowhere = () => !document.activeElement || [document.body, document.documentElement].includes(document.activeElement);

  // A press beside everything takes the focus away, and Tab leaves the page at its end: nothing else may.
  const gone = (element) => !element.isConnected || !element.checkVisibility({ visibilityProperty: true }) || element.disabled || element.closest("[inert]");
  const judge = () => {
    waiting = false;
    if (!last || !nowhere()) return;
    if (gone(last)) say(`the focus was on what is gone: ${name(last)}`);
    else if (key && key !== "Tab") say(`the key ${key} took the focus away from ${name(last)}`);
    last = null;
  };
  const soon = () => {
    if (!waiting) frame(() => frame(judge));
    waiting = true;
  };
  document.addEventListener("focusin", ({ target }) => { last = target; }, true);
  document.addEventListener("focusout", soon, true);
  document.addEventListener("keydown", (event) => { key = event.key; }, true);
  document.addEventListener("pointerdown", () => { key = ""; }, true);
  new MutationObserver(soon).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener("pagehide", () => { leaving = true; });

  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden-but-read, .skip");
  const touched = (element) => (["radio", "checkbox", "file"].includes(element.type) && element.labels[0]) || element;
  const within_a_text = (element) => getComputedStyle(element).display === "inline"
    && element.parentElement.textContent.trim().length > element.textContent.trim().length;
  const small_targets = (least) => [...document.querySelectorAll(TARGETS)]
    .filter((each) => seen(touched(each)) && !within_a_text(each))
    .map((each) => ({ each, box: touched(each).getBoundingClientRect() }))
    .filter(({ box }) => Math.min(box.width, box.height) < least - 0.5)
    .map(({ each, box }) => `too small to touch, ${Math.round(box.width)} × ${Math.round(box.height)}: ${name(each)}`);

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode.parentElement);
    return found.filter((each) => !each.closest("script, style, template"));
  };
  const pixels = (element) => parseFloat(getComputedStyle(element).fontSize);
  const written = () => [...texts(), ...document.querySelectorAll("input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea")];
  const small_letters = () => written().filter((each) => seen(each) && pixels(each) < LEAST_LETTERS)
    .map((each) => `letters of ${pixels(each)} pixels: ${name(each)}`);

  const is = (kind) => document.body.classList.contains(kind);
  window.witnessed = () => [
    ...small_targets(is("respond") ? LEAST_TARGET : LEAST_TARGET_OF_STAFF),
    ...(is("respond--simple") ? small_letters() : []),
  ];
  const tell = () => window.witnessed().forEach(say);
  addEventListener("load", () => {
    if (window.parent !== window) return; // a phone in a page of the staff
    if (is("respond") && nowhere()) say("the page begins nowhere");
    tell();
    document.addEventListener("toggle", tell, true); // what opens later: settings, explanations, dialogs
  });
})();
