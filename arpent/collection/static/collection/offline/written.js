// Numbers, dates and times as people write them in French: the twin of arpent/instrument/written.py.
// Each answers the plain value that the server would keep, or null.

import { asDay } from "../rules/values.js";

const SPACES = /[\s\u00a0\u202f]/gu;
const INTEGER = /^[+-]?[0-9]{1,18}$/;
const DECIMAL = /^([+-]?)(?:([0-9]{1,18})(?:[.,]([0-9]{0,18}))?|[.,]([0-9]{1,18}))$/;
const FRENCH = /^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})$/;
const ISO = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/;
const TIME = /^([0-9]{1,2})\s*[:h]\s*(?:([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?)?$/iu;
const ZONE = /([0-9])(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$/u;

export function integer(words) {
  const packed = words.replace(SPACES, "");
  if (INTEGER.test(packed)) return Number(packed) + 0;
  const value = decimal(packed);
  return value && Number.isInteger(Number(value.decimal)) ? Number(value.decimal) : null;
}

/** { decimal: "12.50" }, written as the server writes it. */
export function decimal(words) {
  const found = DECIMAL.exec(words.replace(SPACES, ""));
  if (!found) return null;
  const whole = (found[2] ?? "0").replace(/^0+(?=[0-9])/, "");
  const part = found[3] ?? found[4] ?? "";
  return { decimal: `${found[1] === "-" ? "-" : ""}${whole}${part ? `.${part}` : ""}` };
}

export function day(words) {
  const iso = ISO.exec(words);
  const french = FRENCH.exec(words);
  const [year, month, on] = iso ? iso.slice(1) : french ? french.slice(1).reverse() : [];
  if (!year) return null;
  const written = `${year}-${month.padStart(2, "0")}-${on.padStart(2, "0")}`;
  return asDay(written) === "" ? null : written;
}

export function clock(words) {
  const found = TIME.exec(words.trim().replace(ZONE, "$1"));
  if (!found) return null;
  const [hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

export function moment(words) {
  const [head, ...tail] = words.trim().replace("T", " ").split(" ");
  const on = day(head);
  const at = clock(tail.join(" ").trim());
  return on === null || at === null ? null : `${on}T${at}`;
}

/** The value of a range, null when it is no number, or the code of the refusal and its blanks. */
export function inRange(words, { parts, whole }) {
  const value = decimal(words);
  if (!value) return { code: "A03" };
  const scale = 10 ** Math.max(...[...parts, value.decimal].map((each) => (each.split(".")[1] ?? "").length));
  const [start, end, step, given] = [...parts, value.decimal].map((each) => Math.round(Number(each) * scale));
  const [low, high] = start <= end ? [parts[0], parts[1]] : [parts[1], parts[0]];
  if (given < Math.min(start, end) || given > Math.max(start, end)) return { code: "A10", blanks: { low, high } };
  if ((given - start) % step !== 0) return { code: "A14", blanks: { low: parts[0], step: parts[2] } };
  return { value: whole ? Number(value.decimal) : value };
}
