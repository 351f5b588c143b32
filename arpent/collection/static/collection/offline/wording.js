// Answers in words: in the texts that cite them, where they are read again, and in the fields of their page.
// The twin of `worded` (arpent/instrument/answering.py), `said_back` and `_fields` (arpent/collection/asking.py).

import { asAtom } from "../rules/expressions.js";
import { offered, stateOf } from "../rules/routing.js";
import { asText } from "../rules/values.js";

const CITED = /\$\{\s*([^}]*?)\s*\}/g;

/** What is said of each cited answer, in this edition: a function of the name of a question. */
export function sayer(told) {
  const { values } = stateOf(told.rules, told.answers, told.today);
  return (name) => said(values[name], name, told);
}

/** A text with what it cites. */
export function worded(text, say) {
  return text.replace(CITED, (_, name) => say(name));
}

function said(value, name, { rules, texts }) {
  if (value === undefined || isMissing(value)) return "";
  const labels = texts.choices[name] ?? {};
  const kind = rules.kinds[name];
  if (Object.keys(labels).length) {
    return (Array.isArray(value) ? value : [String(value)]).map((code) => labels[code] ?? code).join(", ");
  }
  if (kind === "date") return french(value);
  return asText(asAtom(value, kind));
}

/** An answer on the page where everything is read again. What a filter does not offer any more will not be kept. */
export function saidBack(name, told, say) {
  const { answers, rules, texts } = told;
  const value = answers[name] ?? { missing: "no_answer" };
  if (isMissing(value)) return texts.reasons[value.missing];
  if (value === true) return texts.words.agreed;
  if (rules.questions[name].filter) return stillOffered(name, value, told).map(labelled(name, told, say)).join(", ") || texts.reasons.no_answer;
  const label = labelled(name, told, say);
  if (Array.isArray(value)) return value.map(label).join(", ") || texts.reasons.no_answer;
  switch (rules.kinds[name]) {
    case "date":
      return french(value);
    case "time":
      return value.slice(0, 5);
    case "datetime":
      return `${french(value.slice(0, 10))} ${value.slice(11, 16)}`;
    default:
      return label(typeof value === "object" ? value.decimal : String(value));
  }
}

function labelled(name, { texts }, say) {
  return (code) => worded(texts.choices[name]?.[code] ?? code, say);
}

function stillOffered(name, value, { rules, answers, today }) {
  const codes = offered(rules, name, answers, today).map((choice) => choice.name);
  return [value].flat().filter((code) => codes.includes(code));
}

/** What was written before, as the fields of the page hold it. */
export function fieldsOf(name, { answers, rules }) {
  const question = rules.questions[name];
  return { other: answers[question.words] ?? "", ...fields(answers[name], question.kind) };
}

function fields(value, kind) {
  if (value === undefined || value === true || isMissing(value) || Array.isArray(value)) return {};
  switch (kind) {
    case "date":
      return parted(value);
    case "time":
      return { text: value.slice(0, 5) };
    case "datetime":
      return { ...parted(value.slice(0, 10)), text: value.slice(11, 16) };
    default:
      return { text: typeof value === "string" ? value : String(value.decimal ?? value).replace(".", ",") };
  }
}

function parted(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day };
}

function french(iso) {
  return iso.split("-").reverse().join("/");
}

export function isMissing(value) {
  return typeof value === "object" && value !== null && "missing" in value;
}
