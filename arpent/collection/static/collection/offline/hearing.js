// What a person sent for one question, made into answers or refused in their words:
// the twin of arpent/collection/hearing.py and arpent/instrument/checking.py. The server hears it all again.

import { fits, isRequired, offered } from "../rules/routing.js";
import { sayer, worded } from "./wording.js";
import { clock, day, decimal, inRange, integer, moment } from "./written.js";

const LONGEST = 10000;
const REASON = "missing:";
const YES = ["ok", "true", "1", "on", "yes", "oui"];
const FIELDS = ["text", "other", "day", "month", "year"];
const NO_ANSWER = { missing: "no_answer" };

/**
 * `sent` is the form (URLSearchParams); `told` holds rules, texts of the edition, refusals, answers, today.
 * Answers { answers, refusal, text, written }: what to keep, or why not (as the questionnaire writes it: `text`), and
 * what was written.
 */
export function hear(name, sent, told) {
  const question = told.rules.questions[name];
  const written = Object.fromEntries(FIELDS.map((field) => [field, sent.get(field) ?? ""]));
  if (!question.asked) return { answers: {}, written };
  const heard = check(name, question, partsOf(question, sent), told);
  if ("refusal" in heard) return { answers: {}, written, ...heard };
  return withWords(name, question, heard.value, written, told);
}

function withWords(name, question, value, written, told) {
  const words = written.other.trim();
  const isOther = value === "other" || (Array.isArray(value) && value.includes("other"));
  const answers = { [name]: Array.isArray(value) && !value.length ? NO_ANSWER : value };
  if (!question.words || !isOther || !words) return { answers, written };
  if (lengthOf(words) > LONGEST) return { answers: {}, written, ...refuse("A12", told, { most: LONGEST }) };
  return { answers: { ...answers, [question.words]: words }, written };
}

function check(name, question, parts, told) {
  if (!parts.length) return nothing(name, question, told);
  const reason = reasonOf(question, parts);
  if (reason) return reason.missing ? { value: reason } : refuse(reason.code, told);
  const heard = valueOf(name, question, parts, told);
  if ("refusal" in heard || fits(told.rules, name, heard.value, told.answers, told.today)) return heard;
  return inItsWords(told.texts.constraint[name], told) ?? refuse("A11", told);
}

function nothing(name, question, told) {
  if (told.optional || !isRequired(told.rules, name, told.answers, told.today)) return { value: NO_ANSWER };
  const said = inItsWords(told.texts.required[name], told);
  if (said) return said;
  return question.missing.length ? { refusal: told.texts.words.nothing_chosen } : refuse("A01", told);
}

function reasonOf(question, parts) {
  const codes = question.choices.map((choice) => choice.name);
  const bare = (part) => question.kind !== "text" && question.missing.includes(part) && !codes.includes(part);
  const found = parts.filter((part) => part.startsWith(REASON) || bare(part));
  if (!found.length) return null;
  if (parts.length > 1) return { code: "A09" };
  const word = found[0].startsWith(REASON) ? found[0].slice(REASON.length) : found[0];
  return question.missing.includes(word) ? { missing: word } : { code: "A11" };
}

function valueOf(name, question, parts, told) {
  const codes = () => offered(told.rules, name, told.answers, told.today).map((choice) => choice.name);
  const words = parts.join("\n");
  switch (question.kind) {
    case "select_one":
      if (parts.length > 1) return refuse("A08", told);
      return codes().includes(parts[0]) ? { value: parts[0] } : refuse("A07", told);
    case "select_multiple":
      if (!parts.every((part) => codes().includes(part))) return refuse("A07", told);
      return { value: codes().filter((code) => parts.includes(code)) };
    case "rank":
      return ranked(parts, codes(), told);
    case "range": {
      const found = parts.length === 1 ? inRange(parts[0], told.rules.ranges[name]) : { code: "A03" };
      return found.code ? refuse(found.code, told, found.blanks) : found;
    }
    default:
      return read(question.kind, words, told);
  }
}

function ranked(parts, codes, told) {
  if (!parts.every((part) => codes.includes(part))) return refuse("A07", told);
  const once = new Set(parts).size === parts.length && parts.length === new Set(codes).size;
  return once ? { value: parts } : refuse("A13", told);
}

const WRITTEN = {
  integer: [integer, "A02"],
  decimal: [decimal, "A03"],
  text: [(words) => (lengthOf(words) <= LONGEST ? words : null), "A12"],
  date: [day, "A04"],
  time: [clock, "A05"],
  datetime: [moment, "A06"],
  acknowledge: [(words) => (YES.includes(words.toLowerCase()) ? true : null), "A07"],
};

function read(kind, words, told) {
  const [reader, code] = WRITTEN[kind];
  const value = reader(words);
  return value === null ? refuse(code, told, { most: LONGEST }) : { value };
}

/** In the words of the questionnaire, with what they cite of the answers given so far; null when it has none. */
function inItsWords(text, told) {
  const refusal = text ? worded(text, sayer(told)) : "";
  return refusal ? { refusal, text } : null;
}

function refuse(code, told, blanks = {}) {
  return { refusal: told.refusals[code].replace(/\{(\w+)\}/g, (_, name) => blanks[name]) };
}

function partsOf(question, sent) {
  const all = [...given(question, sent), ...sent.getAll("reason")];
  return all.map((part) => part.replace(/\r\n/g, "\n").trim()).filter(Boolean);
}

function given(question, sent) {
  switch (question.kind) {
    case "date":
      return [dayOf(sent)];
    case "datetime":
      return [[dayOf(sent), (sent.get("text") ?? "").trim()].filter(Boolean).join(" ")];
    case "rank":
      return rungs(sent).map((name) => sent.get(name));
    case "select_one":
    case "select_multiple":
    case "acknowledge":
      return sent.getAll("answer");
    case "range":
      return [...sent.getAll("answer"), sent.get("text") ?? ""];
    default:
      return [sent.get("text") ?? ""];
  }
}

function rungs(sent) {
  const place = (name) => Number(name.slice("rank-".length));
  return [...new Set(sent.keys())].filter((name) => /^rank-\d+$/.test(name)).sort((a, b) => place(a) - place(b));
}

function dayOf(sent) {
  const parts = ["day", "month", "year"].map((name) => (sent.get(name) ?? "").trim());
  return parts.some(Boolean) ? parts.map((part) => part || "?").join("/") : "";
}

function lengthOf(words) {
  return Array.from(words).length;
}
