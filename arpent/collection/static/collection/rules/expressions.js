// The value of an expression for one person's answers: the twin of arpent/instrument/evaluation.py.
// Trees come from the server, parsed (`as_plain`): ["=", ["ask", "age"], ["value", 18]].

import { FUNCTIONS } from "./functions.js";
import { asNumber, asText, asTruth, equal } from "./values.js";

/**
 * `setting`: answers and itself (plain answers, as the server keeps them), today (a day),
 * columns of the choice being filtered, choiceLabel(question, code).
 */
export function valueOf(tree, setting) {
  const [head, ...rest] = tree;
  const special = NODES[head];
  if (special) return special(rest, setting);
  return operation(head, rest, setting);
}

export function holds(tree, setting) {
  return !tree || asTruth(valueOf(tree, setting));
}

/** An answer as expressions see it: several codes are one text with spaces, what is missing is empty. */
export function asAtom(plain, kind = "") {
  if (plain === undefined || plain === null) return "";
  if (Array.isArray(plain)) return plain.join(" ");
  if (typeof plain === "boolean") return plain ? "OK" : "";
  if (typeof plain === "object") return "decimal" in plain ? Number(plain.decimal) : "";
  if (kind === "date" || kind === "datetime") return FUNCTIONS[kind === "date" ? "date" : "date-time"](plain);
  return plain;
}

/** What a calculation leaves among the answers. */
export function asAnswer(atom) {
  if (typeof atom === "boolean") return asText(atom);
  if (typeof atom === "object") return asText(atom);
  if (typeof atom === "string") return atom === "" ? { missing: "no_answer" } : atom;
  if (!Number.isFinite(atom)) return { missing: "no_answer" };
  return Number.isInteger(atom) ? atom : { decimal: asText(atom) };
}

const NODES = {
  value: ([value]) => value,
  ask: ([name], setting) => asAtom(setting.answers[name], setting.kinds?.[name]),
  itself: (_, setting) => asAtom(setting.itself, setting.itselfKind),
  column: ([name], setting) => setting.columns?.[name] ?? "",
  opposite: ([operand], setting) => -asNumber(valueOf(operand, setting)),
  call: ([name, ...trees], setting) => call(name, trees, setting),
};

function operation(operator, [leftTree, rightTree], setting) {
  const left = valueOf(leftTree, setting);
  if (operator === "and" || operator === "or") {
    const known = asTruth(left);
    return known === (operator === "or") ? known : asTruth(valueOf(rightTree, setting));
  }
  const right = valueOf(rightTree, setting);
  if (operator === "=" || operator === "!=") return equal(left, right) === (operator === "=");
  return ARITHMETIC[operator](asNumber(left), asNumber(right));
}

const ARITHMETIC = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  div: divide,
  mod: (left, right) => left % right,
};

/** By nothing, as the server does: the sign of the number divided, whatever the sign of zero. */
function divide(left, right) {
  if (right !== 0) return left / right;
  return left === 0 || Number.isNaN(left) ? NaN : Math.sign(left) * Infinity;
}

function call(name, trees, setting) {
  const special = SPECIAL[name];
  if (special) return special(trees, setting);
  return FUNCTIONS[name](...trees.map((tree) => valueOf(tree, setting)));
}

const SPECIAL = {
  if: ([condition, then, otherwise], setting) =>
    valueOf(asTruth(valueOf(condition, setting)) ? then : otherwise, setting),
  coalesce: coalesce,
  once: ([tree], setting) => {
    const already = asAtom(setting.itself, setting.itselfKind);
    return asText(already) ? already : valueOf(tree, setting);
  },
  today: (_, setting) => ({ days: setting.today.days, seconds: null }),
  now: (_, setting) => ({ days: setting.today.days, seconds: setting.today.seconds ?? 0 }),
  "jr:choice-name": ([code, question], setting) =>
    setting.choiceLabel(cited(question), asText(valueOf(code, setting))),
};

function coalesce(trees, setting) {
  for (const tree of trees) {
    const value = valueOf(tree, setting);
    if (!["", "NaN"].includes(asText(value))) return value;
  }
  return "";
}

/** The question named by `${name}`, or by the text '${name}'. */
function cited([head, name]) {
  if (head === "ask") return name;
  return head === "value" && typeof name === "string" ? name.trim().replace(/^\$\{/, "").replace(/\}$/, "").trim() : "";
}
