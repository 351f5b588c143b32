// One person before one questionnaire: the twin of arpent/collection/sittings.py.

import { awaitsAnswer, isRequired, screens } from "../rules/routing.js";

/** What a draft, its parcel and the day make together. */
export function sittingOf(parcel, draft, today) {
  const edition = parcel.editions[draft.edition];
  return {
    parcel,
    rules: parcel.rules,
    refusals: edition.texts.refusals,
    texts: edition.texts,
    edition,
    easy: edition.easy,
    answers: draft.answers,
    faces: draft.faces,
    turned: draft.turned,
    today,
  };
}

export function screensOf(sitting) {
  return screens(sitting.rules, sitting.answers, sitting.today);
}

/** Where that question stands; null when this person is not asked it. */
export function placeOf(sitting, name) {
  const shown = screensOf(sitting);
  const index = shown.indexOf(name);
  if (index < 0) return null;
  const asked = (names) => names.filter((each) => sitting.rules.questions[each].asked).length;
  const number = Math.max(asked(shown.slice(0, index + 1)), 1);
  return { name, before: shown[index - 1], after: shown[index + 1], number, total: asked(shown) };
}

/** Where to go on: the first question without a word, and the notes that stand just before it. */
export function nextToSee(sitting) {
  let pending;
  for (const name of screensOf(sitting)) {
    const { asked } = sitting.rules.questions[name];
    if (asked && !(name in sitting.answers)) return pending ?? name;
    pending = asked ? undefined : (pending ?? name);
  }
  return undefined;
}

/** The first question that cannot be left without an answer, and was. */
export function stillRequired({ rules, answers, today, ...sitting }) {
  return screensOf({ rules, answers, today, ...sitting }).find((name) => {
    const value = answers[name];
    const nothing = value === undefined || value.missing === "no_answer" || (Array.isArray(value) && !value.length);
    const { [name]: _, ...others } = answers;
    return nothing && awaitsAnswer(rules, name, answers, today) && isRequired(rules, name, others, today);
  });
}
