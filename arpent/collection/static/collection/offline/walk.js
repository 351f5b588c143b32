// Question 7 of 24, as dots on a line: the twin of `Walk` (arpent/ui/drawings.py) and of ui/walk.html.

const CROWDED = 32;
const START = 9;
const END = 351;

/** `says` is the same in words, escaped. */
export function walk(number, total, says) {
  const here = at(number, total);
  const dots = total <= CROWDED ? Array.from({ length: total }, (_, place) => place + 1) : [number];
  return `<div class="walk"><svg class="walk__svg" viewBox="0 0 360 24" aria-hidden="true" focusable="false"><path class="walk__line" d="M${here} 12H351"/><path class="walk__line walk__line--done" d="M9 12H${here}"/>${dots.map((dot) => circle(dot, number, total)).join("")}</svg><p class="walk__text">${says}</p></div>`;
}

function circle(dot, number, total) {
  const [small, large] = total <= 14 ? [5.5, 8.5] : [3.6, 7.5];
  const state = dot === number ? " walk__dot--here" : dot < number ? " walk__dot--done" : "";
  return `<circle class="walk__dot${state}" cx="${at(dot, total)}" cy="12" r="${dot === number ? large : small}"/>`;
}

function at(number, total) {
  if (total < 2) return START;
  return tenth(START + ((END - START) * (number - 1)) / (total - 1));
}

/** Halves go to the even side, as Python rounds. */
function tenth(value) {
  const rounded = Math.round(value * 10);
  return ((value * 10) % 1 === 0.5 && rounded % 2 ? rounded - 1 : rounded) / 10;
}
