// The functions that an expression may call: the twin of FUNCTIONS in arpent/instrument/functions.py.

import { matches } from "./patterns.js";
import { asDay, asNumber, asText, asTruth, calendar, clock, pad } from "./values.js";

const LONGEST_TEXT = 10000;
const MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const WEEKDAYS = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

export function chosen(value) {
  return asText(value).split(/\s+/u).filter(Boolean);
}

function selected(value, code) {
  return chosen(value).includes(asText(code).trim());
}

function selectedAt(value, index) {
  const codes = chosen(value);
  const place = asNumber(index);
  return place >= 0 && place < codes.length ? codes[Math.trunc(place)] : "";
}

function round(value, places = 0) {
  const number = asNumber(value);
  const scale = asNumber(places);
  if (!Number.isFinite(number) || !(Math.abs(scale) <= 15)) return number;
  const factor = 10 ** Math.trunc(scale);
  return Math.floor(number * factor + 0.5) / factor;
}

function substr(value, start, end) {
  const letters = Array.from(asText(value));
  const first = asNumber(start);
  const last = end === undefined ? letters.length : asNumber(end);
  if (Number.isNaN(first) || Number.isNaN(last)) return "";
  return letters.slice(position(first, letters), position(last, letters)).join("");
}

function position(index, letters) {
  const fromStart = index < 0 ? index + letters.length : index;
  return Math.trunc(Math.min(Math.max(fromStart, 0), letters.length));
}

function formatDate(value, form) {
  const moment = asDay(value);
  if (moment === "") return "";
  const on = calendar(moment.days);
  const at = clock(moment.seconds ?? 0);
  const parts = {
    Y: pad(on.year, 4), y: pad(on.year % 100), m: pad(on.month), n: String(on.month), b: MONTHS[on.month - 1],
    d: pad(on.day), e: String(on.day), a: WEEKDAYS[on.weekday],
    H: pad(at.hour), h: String(at.hour), M: pad(at.minute), S: pad(at.second), 3: "000",
  };
  return asText(form).replace(/%(.)/gu, (whole, letter) => parts[letter] ?? whole);
}

function wholeDays(value) {
  const moment = asDay(value);
  return moment === "" ? "" : { days: moment.days, seconds: null };
}

function asMoment(value) {
  const moment = asDay(value);
  return moment === "" ? "" : { days: moment.days, seconds: moment.seconds ?? 0 };
}

function decimalTime(value) {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(asText(value));
  if (!found) return NaN;
  return (Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0)) / 86400;
}

function translate(value, old, fresh) {
  const source = Array.from(asText(old));
  const target = Array.from(asText(fresh));
  return Array.from(asText(value), (letter) => {
    const place = source.indexOf(letter);
    return place < 0 ? letter : (target[place] ?? "");
  }).join("");
}

function checklist(least, most, ...answers) {
  return between(least, answers.filter(asTruth).length, most);
}

function weightedChecklist(least, most, ...answers) {
  let total = 0;
  for (let place = 0; place + 1 < answers.length; place += 2) {
    if (asTruth(answers[place])) total += asNumber(answers[place + 1]);
  }
  return between(least, total, most);
}

function between(least, total, most) {
  const [low, high] = [asNumber(least), asNumber(most)];
  return (low < 0 || total >= low) && (high < 0 || total <= high);
}

function extreme(choose) {
  return (...values) => {
    const numbers = values.map(asNumber);
    return numbers.some(Number.isNaN) ? NaN : choose(numbers);
  };
}

/** The sum rounded once, as Python's fsum (Shewchuk 1997): both sides must agree to the last digit. */
function sum(numbers) {
  if (!numbers.every(Number.isFinite)) return numbers.reduce((total, number) => total + number, 0);
  let partials = [];
  for (let number of numbers) {
    const kept = [];
    for (let partial of partials) {
      if (Math.abs(number) < Math.abs(partial)) [number, partial] = [partial, number];
      const high = number + partial;
      const low = partial - (high - number);
      if (low) kept.push(low);
      number = high;
    }
    partials = [...kept, number];
  }
  return partials.reduceRight((total, partial) => total + partial, 0);
}

function real(compute) {
  return (...values) => compute(...values.map(asNumber));
}

function count(...values) {
  return values.filter((value) => asText(value) !== "").length;
}

function before(value, mark) {
  const [words, end] = [asText(value), asText(mark)];
  return words.includes(end) ? words.slice(0, words.indexOf(end)) : "";
}

function after(value, mark) {
  const [words, start] = [asText(value), asText(mark)];
  if (!start) return words;
  return words.includes(start) ? words.slice(words.indexOf(start) + start.length) : "";
}

function short(words) {
  return Array.from(words).slice(0, LONGEST_TEXT).join("");
}

function log(compute) {
  return real((number) => (number > 0 ? compute(number) : NaN));
}

export const FUNCTIONS = {
  selected,
  "is-selected": selected,
  "count-selected": (value) => chosen(value).length,
  "selected-at": selectedAt,
  not: (value) => !asTruth(value),
  true: () => true,
  false: () => false,
  boolean: asTruth,
  "boolean-from-string": (value) => ["true", "1"].includes(asText(value)),
  number: asNumber,
  string: asText,
  int: real(Math.trunc),
  round,
  floor: real(Math.floor),
  ceiling: real(Math.ceil),
  abs: real(Math.abs),
  pow: real((base, power) => (Number.isNaN(base) ? NaN : base ** power)),
  sqrt: real(Math.sqrt),
  exp: real(Math.exp),
  log: log(Math.log),
  log10: log(Math.log10),
  exp10: real((power) => 10 ** power),
  sin: real(Math.sin),
  cos: real(Math.cos),
  tan: real(Math.tan),
  asin: real(Math.asin),
  acos: real(Math.acos),
  atan: real(Math.atan),
  atan2: real(Math.atan2),
  pi: () => Math.PI,
  min: extreme((numbers) => Math.min(...numbers)),
  max: extreme((numbers) => Math.max(...numbers)),
  sum: extreme(sum),
  count,
  "count-non-empty": count,
  checklist,
  "weighted-checklist": weightedChecklist,
  "string-length": (value) => Array.from(asText(value)).length,
  substr,
  "substring-before": before,
  "substring-after": after,
  contains: (value, part) => asText(value).includes(asText(part)),
  "starts-with": (value, part) => asText(value).startsWith(asText(part)),
  "ends-with": (value, part) => asText(value).endsWith(asText(part)),
  "normalize-space": (value) => chosen(value).join(" "),
  translate,
  concat: (...values) => short(values.map(asText).join("")),
  join: (mark, ...values) => short(values.map(asText).join(asText(mark))),
  regex: (value, pattern) => matches(asText(pattern), asText(value)),
  date: wholeDays,
  "date-time": asMoment,
  "decimal-date-time": asNumber,
  "decimal-time": decimalTime,
  "format-date": formatDate,
  "format-date-time": formatDate,
};
