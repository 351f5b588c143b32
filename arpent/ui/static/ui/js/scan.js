// Scanning: the focus goes by itself from one thing to press to the next, and one key, Space, presses what has it.
// A touch or a click anywhere does the same. In a list, a press makes its choices turn, another stops them. Only for who asked for it in the preferences, at their own speed.
const SPEEDS = { slow: 4000, medium: 2500, fast: 1500 };
const TARGETS = "main :is(input, select, button, a[href], textarea), .respond__bar :is(a, button, summary), .settings[open] :is(input, button)";
const root = document.documentElement;
let here = null;
let clock = 0;
let turning = false;

const speed = () => SPEEDS[root.dataset.scan];
// An answer that is said as soon as the light is on it needs no button that says it.
const useless = (each) => root.dataset.aloud === "auto" && each.matches("[data-aloud-near]");
const targets = () => {
  const all = [...document.querySelectorAll(TARGETS)].filter((each) => each.checkVisibility() && !each.disabled && !useless(each));
  const inMain = (each) => Boolean(each.closest("main"));
  return [...all.filter(inMain), ...all.filter((each) => !inMain(each))];
};
const rest = () => { clearTimeout(clock); if (speed()) clock = setTimeout(step, speed()); };
const show = (target) => {
  here?.classList.remove("is-scanned");
  turning = false;
  here = target;
  here.classList.add("is-scanned");
  here.focus();
  rest();
};
const turn = () => {
  here.selectedIndex = (here.selectedIndex + 1) % here.length;
  here.dispatchEvent(new Event("change", { bubbles: true }));
  rest();
};
const step = () => {
  if (turning) { turn(); return; }
  const all = targets();
  if (all.length) show(all[(all.indexOf(here) + 1) % all.length]);
};
// After an answer of which only one is taken, what comes next is « Suite »: less to wait for.
const onward = () => document.querySelector(".respond__nav .touch--main");

const press = () => {
  const target = here;
  if (target.matches("select")) {
    turning = !turning;
    if (turning) turn();
    else rest();
    return;
  }
  target.click();
  const next = target.matches("input[type=radio]:not([data-wish])") && onward();
  if (next) show(next);
  else rest();
};

const ours = (event) => speed() && here && (event.type === "pointerdown" || event.key === " " || event.key === "Enter");
const writing = () => here?.matches("textarea, input:not([type=radio], [type=checkbox])");
for (const kind of ["keydown", "pointerdown"]) {
  document.addEventListener(kind, (event) => {
    if (!ours(event) || (event.type === "keydown" && writing())) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) press();
  }, { capture: true });
}
// The browser's own click after a touch that was ours is not a second press.
document.addEventListener("click", (event) => {
  if (speed() && here && event.isTrusted && event.detail > 0) { event.preventDefault(); event.stopPropagation(); }
}, { capture: true });

const start = () => {
  clearTimeout(clock);
  here?.classList.remove("is-scanned");
  here = null;
  turning = false;
  if (speed()) step();
};
document.addEventListener("arpent:wish", ({ detail }) => { if (detail === "scan") start(); });
start();
