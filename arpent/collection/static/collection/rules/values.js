// How values become numbers, words, yes or no, and dates: the twin of arpent/instrument/functions.py.
// A value is a string, a number, a boolean, or a day { days, seconds }: `seconds` is null without an hour.

const LONGEST_TEXT = 10000;
const SECONDS = 86400;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?.*)?$/;

export function isDay(value) {
  return typeof value === "object" && value !== null && "days" in value;
}

export function asText(value) {
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return numberAsText(value);
  if (isDay(value)) return dayAsText(value);
  return Array.from(value).length > LONGEST_TEXT ? Array.from(value).slice(0, LONGEST_TEXT).join("") : value;
}

/** As Python's repr, which the server keeps: whole numbers without a point. */
function numberAsText(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return String(value + 0 === 0 ? 0 : value);
  if (size < 1e-4 || size >= 1e16) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function dayAsText({ days, seconds }) {
  const { year, month, day } = calendar(days);
  const written = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  if (seconds === null) return written;
  const { hour, minute, second } = clock(seconds);
  return `${written}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

export function pad(number, width = 2) {
  return String(number).padStart(width, "0");
}

export function asNumber(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (isDay(value)) return value.days + (value.seconds ?? 0) / SECONDS;
  const words = value.trim();
  if (NUMBER.test(words)) return Number(words);
  const day = asDay(words);
  return day === "" ? NaN : asNumber(day);
}

export function asTruth(value) {
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  return isDay(value) ? true : Boolean(value);
}

/** A day or a moment; the empty string when the value is none. */
export function asDay(value) {
  if (isDay(value)) return value;
  if (typeof value === "number") return fromNumber(value);
  return typeof value === "string" ? fromWords(value.trim()) : "";
}

function fromNumber(days) {
  const whole = Math.floor(days);
  if (!(calendar(whole).year >= 1 && calendar(whole).year <= 9999)) return "";
  if (days === whole) return { days: whole, seconds: null };
  const seconds = halfToEven((days - whole) * SECONDS);
  return seconds === SECONDS ? { days: whole + 1, seconds: 0 } : { days: whole, seconds };
}

function halfToEven(value) {
  const rounded = Math.round(value);
  return value % 1 === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}

function fromWords(words) {
  const found = DATE.exec(words);
  if (!found) return "";
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0));
  const exact = daysOf(year, month, day);
  if (exact === null || hour > 23 || minute > 59 || second > 59) return "";
  return { days: exact, seconds: found[4] === undefined ? null : hour * 3600 + minute * 60 + second };
}

/** Days since 1970 of a date of the calendar; null when there is no such date. */
function daysOf(year, month, day) {
  const moment = new Date(Date.UTC(2000, 0, 1));
  moment.setUTCFullYear(year, month - 1, day);
  if (year < 1 || moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return null;
  return moment.getTime() / 1000 / SECONDS;
}

export function calendar(days) {
  const moment = new Date(days * SECONDS * 1000);
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    weekday: (moment.getUTCDay() + 6) % 7,
  };
}

export function clock(seconds) {
  return { hour: Math.floor(seconds / 3600), minute: Math.floor((seconds % 3600) / 60), second: seconds % 60 };
}

/** XPath's `=`: as yes or no if one side is, else as numbers if one side is a number or a day. */
export function equal(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return asTruth(left) === asTruth(right);
  if (typeof left === "string" && typeof right === "string") return left === right;
  const [one, other] = [asNumber(left), asNumber(right)];
  return one === other || Math.abs(one - other) < 1e-12;
}
