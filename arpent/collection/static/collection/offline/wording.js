// Answers in words: in the texts that cite them, where they are read again, and in the fields of their page.
// The twin of `worded` (arpent/instrument/answering.py), `said_back` and `_fields` (arpent/collection/asking.py).

import { asAtom } from "../rules/expressions.js";
import { offered, stateOf } from "../rules/routing.js";
import { asText } from "../rules/values.js";

const WRITTEN = ["text", "integer", "decimal", "date", "time", "datetime"];
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

/** An answer on the page where everything is read again, each thing that was chosen apart, with its citations. What a
 * filter does not offer any more will not be kept. */
export function saidBack(name, told) {
  const { answers, rules, texts } = told;
  const value = answers[name] ?? { missing: "no_answer" };
  if (isMissing(value)) return [texts.reasons[value.missing]];
  if (value === true) return [texts.words.agreed];
  const codes = Array.isArray(value) ? value : [plainly(value, rules.kinds[name])];
  const kept = rules.questions[name].filter ? stillOffered(name, codes, told) : codes;
  return kept.length ? kept.map((code) => texts.choices[name]?.[code] ?? code) : [texts.reasons.no_answer];
}

/** Whether the answer is in the person's own words or figures. */
export function isWritten(name, { answers, rules }) {
  const value = answers[name];
  return WRITTEN.includes(rules.kinds[name]) && value !== undefined && !isMissing(value);
}

function plainly(value, kind) {
  switch (kind) {
    case "date":
      return french(value);
    case "time":
      return value.slice(0, 5);
    case "datetime":
      return `${french(value.slice(0, 10))} ${value.slice(11, 16)}`;
    default:
      return typeof value === "object" ? value.decimal.replace(".", ",") : String(value);
  }
}

function stillOffered(name, given, { rules, answers, today }) {
  const codes = offered(rules, name, answers, today).map((choice) => choice.name);
  return given.filter((code) => codes.includes(code));
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
