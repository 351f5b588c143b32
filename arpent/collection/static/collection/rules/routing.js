// Which questions are shown, which choices are offered, and what calculations say, for one person's answers:
// the twin of arpent/instrument/routing.py. `rules` is what arpent/instrument/portable.py writes.

import { asAnswer, holds, valueOf } from "./expressions.js";

const OTHER = "other";
const NO_ANSWER = { missing: "no_answer" };

/** { shown: Set of names, values: the answers that count }. Plain answers in, plain answers out. */
export function stateOf(rules, answers, today) {
  const values = {};
  const shown = new Set();
  const setting = settingOf(rules, values, today);
  for (const name of rules.order) {
    const question = rules.questions[name];
    if (question.conditions.every((tree) => holds(tree, setting))) {
      shown.add(name);
      settle(question, name, answers, values, setting);
    }
  }
  return { shown, values };
}

/** What is put before the person, in the order of the questionnaire. */
export function screens(rules, answers, today) {
  const { shown } = stateOf(rules, answers, today);
  return rules.screens.filter((name) => shown.has(name));
}

/** The choices that the question's filter lets through. */
export function offered(rules, name, answers, today) {
  const question = rules.questions[name];
  if (!question.filter) return question.choices;
  const { values } = stateOf(rules, answers, today);
  return filtered(rules, question, values, today);
}

/** The answers to keep at the end: each asked question has an answer or the reason of its absence. */
export function complete(rules, answers, today) {
  const state = stateOf(rules, answers, today);
  const kept = {};
  for (const [name, question] of Object.entries(rules.questions)) {
    if (question.asked) {
      kept[name] = keep(rules, name, state, today);
      if (question.words in state.values && isOther(kept[name])) kept[question.words] = state.values[question.words];
    } else if (question.kind !== "note") {
      kept[name] = state.values[name] ?? { missing: "not_asked" };
    }
  }
  return kept;
}

/** Whether an answer fits the rule that the question sets for it. */
export function fits(rules, name, value, answers, today) {
  const question = rules.questions[name];
  if (!question.constraint) return true;
  const { values } = stateOf(rules, { ...answers, [name]: value }, today);
  return holds(question.constraint, { ...settingOf(rules, values, today), itself: value, itselfKind: question.kind });
}

/** Whether the person must answer: not where the filter leaves nothing to choose. */
export function isRequired(rules, name, answers, today) {
  const question = rules.questions[name];
  if (!question.required) return false;
  const { values } = stateOf(rules, answers, today);
  if (question.filter && !filtered(rules, question, values, today).length) return false;
  return holds(question.required, settingOf(rules, values, today));
}

/** Whether the person can answer: a question may be only read. */
export function awaitsAnswer(rules, name, answers, today) {
  const { asked, readOnly } = rules.questions[name];
  return asked && !(readOnly && holds(readOnly, { ...settingOf(rules, answers, today) }));
}

function settingOf(rules, values, today) {
  return { answers: values, kinds: rules.kinds, today, itself: NO_ANSWER, choiceLabel: labeller(rules) };
}

function labeller(rules) {
  return (name, code) => {
    const choice = rules.questions[name]?.choices.find((one) => one.name === code);
    return choice ? choice.label : "";
  };
}

function settle(question, name, answers, values, setting) {
  const given = answers[name] ?? NO_ANSWER;
  if (question.calculation) {
    values[name] = asAnswer(valueOf(question.calculation, { ...setting, itself: given, itselfKind: question.kind }));
  } else if (question.kind === "hidden") {
    values[name] = answers[name] || question.default || NO_ANSWER;
  } else if (question.kind !== "note" && name in answers) {
    values[name] = given;
  }
  if (question.words && question.words in answers && isOther(given)) values[question.words] = answers[question.words];
}

function filtered(rules, question, values, today) {
  const setting = settingOf(rules, values, today);
  return question.choices.filter((choice) =>
    holds(question.filter, { ...setting, columns: { ...choice.extra, name: choice.name } }),
  );
}

function keep(rules, name, state, today) {
  if (!state.shown.has(name)) return { missing: "not_asked" };
  const question = rules.questions[name];
  const value = state.values[name] ?? NO_ANSWER;
  if (isMissing(value)) return value.missing === "not_asked" ? NO_ANSWER : value;
  if (!question.filter) return value;
  const codes = filtered(rules, question, state.values, today).map((choice) => choice.name);
  if (!Array.isArray(value)) return codes.includes(value) ? value : NO_ANSWER;
  const left = value.filter((code) => codes.includes(code));
  return left.length ? left : NO_ANSWER;
}

function isMissing(value) {
  return typeof value === "object" && value !== null && "missing" in value;
}

function isOther(value) {
  return value === OTHER || (Array.isArray(value) && value.includes(OTHER));
}
