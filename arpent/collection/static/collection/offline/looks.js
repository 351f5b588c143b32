// How the choices that are left are drawn and laid out: the twin of `rises` (arpent/instrument/looks.py), `turns`
// (arpent/collection/stages.py), `levels_of` (arpent/collection/cards.py) and `layout_of` (arpent/collection/asking.py).
// `look` is what the parcel says of the question.

const SETS = { 2: [5, 1], 3: [5, 3, 1], 5: [5, 4, 3, 2, 1] };
const LIKERT = 5;

/** Whether the first choice is the least. */
export function rises(look, codes) {
  const good = (code) => look.favourable.includes(code);
  const felt = look.drawing === "" || look.drawing === "faces";
  return look.rising || (felt && codes.length > 0 && good(codes.at(-1)) && !good(codes[0]));
}

/** Whether the order of the choices means nothing, so that one person in two sees the other one. */
export function turns(look, codes) {
  return !look.drawing && (look.either || allPictured(look, codes));
}

export function allPictured(look, codes) {
  return codes.length > 2 && codes.every((code) => look.images.includes(code));
}

/** The step of the drawn scale that stands for each choice; none when they are not drawn. */
export function levelsOf(look, codes, easy) {
  const drawn = look.drawing || (easy && look.steps);
  const levels = drawn ? (SETS[codes.length] ?? []) : [];
  const ordered = rises(look, codes) ? [...levels].reverse() : levels;
  return Object.fromEntries(ordered.map((level, place) => [codes[place], level]));
}

/** How the cards of a page stand. */
export function layoutOf(look, codes, levels) {
  const pictured = (code) => look.pictured.includes(code);
  if (codes.some((code) => levels[code])) return "faces";
  if (look.either && codes.some(pictured)) return "either";
  if (look.scale && codes.length <= LIKERT) return "scale";
  return codes.length && codes.every(pictured) && (codes.length > 2 || look.pictos) ? "pictures" : "";
}
