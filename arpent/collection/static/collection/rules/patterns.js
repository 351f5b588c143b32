// Regular expressions that cannot run away: the twin of arpent/instrument/patterns.py (Thompson 1968).
// Patterns were read and accepted by the server; one that cannot be read here matches nothing.

const LONGEST_TEXT = 2000;
const MOST_STATES = 2000;
const CLASSES = {
  d: (c) => c >= "0" && c <= "9",
  w: (c) => /^[A-Za-z0-9_]$/.test(c),
  s: (c) => " \t\n\r\f\v".includes(c),
};
const ESCAPES = { n: "\n", t: "\t", r: "\r" };
const MARKS = { "*": [0, null], "+": [1, null], "?": [0, 1] };

class Refused extends Error {}

/** Whether the whole text has the form of the pattern. */
export function matches(pattern, text) {
  const letters = Array.from(text);
  if (letters.length > LONGEST_TEXT) return false;
  try {
    return run(machine(pattern), letters);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function run({ start, end }, letters) {
  let states = closure([start], 0, letters.length);
  for (const [place, letter] of letters.entries()) {
    const after = states.filter((state) => state.test?.(letter)).flatMap((state) => state.out);
    states = closure(after, place + 1, letters.length);
    if (!states.length) return false;
  }
  return states.includes(end);
}

function closure(states, position, length) {
  const seen = new Set();
  const pending = [...states];
  while (pending.length) {
    const state = pending.pop();
    if (seen.has(state) || !stands(state.anchor, position, length)) continue;
    seen.add(state);
    if (!state.test) pending.push(...state.out);
  }
  return [...seen];
}

function stands(anchor, position, length) {
  return !anchor || (anchor === "^" ? position === 0 : position === length);
}

const machines = new Map();

function machine(pattern) {
  if (!machines.has(pattern)) {
    const reader = new Reader(pattern);
    const piece = reader.alternatives();
    if (!reader.done()) throw new Refused(pattern);
    machines.set(pattern, piece);
  }
  return machines.get(pattern);
}

class Reader {
  constructor(pattern) {
    this.letters = Array.from(pattern);
    this.at = 0;
    this.count = 0;
  }

  done() {
    return this.at >= this.letters.length;
  }

  peek() {
    return this.letters[this.at] ?? "";
  }

  take() {
    if (this.done()) throw new Refused();
    return this.letters[this.at++];
  }

  state(anchor = "") {
    this.count += 1;
    if (this.count > MOST_STATES) throw new Refused();
    return { test: null, anchor, out: [] };
  }

  alternatives() {
    const start = this.state();
    const end = this.state();
    for (;;) {
      const [head, tail] = this.sequence();
      start.out.push(head);
      tail.out.push(end);
      if (this.peek() !== "|") return { start, end };
      this.at += 1;
    }
  }

  sequence() {
    const start = this.state();
    let tail = start;
    while (!this.done() && this.peek() !== "|" && this.peek() !== ")") {
      const piece = this.repeated();
      tail.out.push(piece.start);
      tail = piece.end;
    }
    return [start, tail];
  }

  repeated() {
    const began = this.at;
    const piece = this.atom();
    const ended = this.at;
    const [least, most] = this.quantifier();
    if (this.at === ended) return piece;
    const after = this.at;
    const repeated = this.repeat(began, least, most);
    this.at = after;
    return repeated;
  }

  repeat(began, least, most) {
    const start = this.state();
    let tail = start;
    for (let times = 0; times < least; times += 1) tail = this.follow(tail, began);
    const end = this.state();
    if (most === null) {
      const again = this.again(began);
      tail.out.push(again.start, end);
      again.end.out.push(again.start, end);
      return { start, end };
    }
    for (let times = least; times < most; times += 1) {
      tail.out.push(end);
      tail = this.follow(tail, began);
    }
    tail.out.push(end);
    return { start, end };
  }

  follow(tail, began) {
    const piece = this.again(began);
    tail.out.push(piece.start);
    return piece.end;
  }

  again(began) {
    this.at = began;
    return this.atom();
  }

  quantifier() {
    const mark = this.peek();
    if (mark in MARKS) {
      this.at += 1;
      return MARKS[mark];
    }
    return mark === "{" ? this.counted() : [1, 1];
  }

  counted() {
    const found = /^\{(\d+)(,?)(\d*)\}/.exec(this.letters.slice(this.at).join(""));
    if (!found) throw new Refused();
    this.at += found[0].length;
    const least = Number(found[1]);
    if (!found[2]) return [least, least];
    return [least, found[3] ? Number(found[3]) : null];
  }

  atom() {
    const letter = this.take();
    if (letter === "(") return this.group();
    if (letter === "^" || letter === "$") {
      const state = this.state(letter);
      return { start: state, end: state };
    }
    if (letter === "[") return this.reading(this.oneOf());
    if (letter === "\\") return this.reading(this.escape());
    if (letter === ".") return this.reading((c) => c !== "\n" && c !== "\r");
    return this.reading((c) => c === letter);
  }

  group() {
    if (this.peek() === "?") this.at += 2; // "?:", the only form that the server accepts
    const inside = this.alternatives();
    if (this.take() !== ")") throw new Refused();
    return inside;
  }

  escape() {
    const letter = this.take();
    const test = CLASSES[letter.toLowerCase()];
    if (test) return letter === letter.toUpperCase() ? (c) => !test(c) : test;
    const wanted = ESCAPES[letter] ?? letter;
    return (c) => c === wanted;
  }

  oneOf() {
    const negated = this.peek() === "^";
    if (negated) this.at += 1;
    const tests = [];
    while (this.peek() !== "]" || !tests.length) tests.push(this.part());
    this.at += 1;
    return (c) => tests.some((test) => test(c)) !== negated;
  }

  part() {
    let low = this.take();
    if (low === "\\" && this.peek().toLowerCase() in CLASSES) return this.escape();
    low = this.unescaped(low);
    const next = this.letters[this.at + 1] ?? "";
    if (this.peek() !== "-" || next === "]" || next === "") return (c) => c === low;
    this.at += 1;
    const high = this.unescaped(this.take());
    return (c) => code(low) <= code(c) && code(c) <= code(high);
  }

  unescaped(letter) {
    if (letter !== "\\") return letter;
    const escaped = this.take();
    return ESCAPES[escaped] ?? escaped;
  }

  reading(test) {
    const start = this.state();
    const end = this.state();
    start.test = test;
    start.out.push(end);
    return { start, end };
  }
}

function code(letter) {
  return letter.codePointAt(0);
}
