// A question: what is heard of it, and where it leads. The twin of arpent/collection/views/respond.py.

import { addressOf, inTheirPlace, isTwice, otherAnswer, readIn } from "./framing.js";
import { hear } from "./hearing.js";
import { shown, stageFor } from "./showing.js";
import { placeOf, sittingOf } from "./sitting.js";
import { saidOf } from "./stages.js";

const LEAVING = { help: "s/aide/", pause: "s/pause/", stop: "s/arreter/" };
const MOST_OPENINGS = 99;
const OF_AN_ANSWER = /^(?:answer|reason|text|other|day|month|year|rank-\d+)$/;

export function question({ query, form }, world, name) {
  const { draft, parcel } = world;
  const turn = turnOf(query, world, name);
  if (!turn.place) return { to: turn.to };
  const explained = query.has("expliquer");
  if (!form) return shown(turn, explained);
  const said = saidOf(stageFor(turn), form);
  const go = readIn(draft, form, parcel) ? "settings" : (form.get("go") ?? "next");
  if (go === "explain" && parcel.care.explains.includes(name)) {
    draft.clarified[name] = Math.min((draft.clarified[name] ?? 0) + 1, MOST_OPENINGS);
  }
  if (typeof said === "string" || (turn.part && go !== "next")) {
    return { to: between(turn, typeof said === "string" ? said : turn.part, go) };
  }
  const heard = hear(name, said, turn.seen);
  if (heard.refusal && go === "next") return { ...shown(turn, explained, heard), status: 422 };
  keep(turn, heard, said);
  return { to: onward(turnOf(query, world, name).place ? turnOf(query, world, name) : turn, go) };
}

/** One page of a question as the address names it; `seen` holds the answer that this page is about. */
function turnOf(query, world, name) {
  const sitting = sittingOf(world.parcel, world.draft, world.today);
  const place = placeOf(sitting, name);
  if (!place) return { to: "s/" };
  const other = query.has("autre");
  const twice = isTwice(name, world);
  if (other && !twice) return { to: addressOf(name) };
  const seen = other ? { ...inTheirPlace(sitting, world, name), optional: true } : sitting;
  return { world, name, sitting, seen, place, other, twice, part: query.get("part") ?? "" };
}

function here({ name, other }, more = {}) {
  const said = Object.entries({ autre: other ? "1" : "", ...more }).filter(([, value]) => value);
  return addressOf(name) + (said.length ? `?${new URLSearchParams(said)}` : "");
}

/** The answer, and the form as it was sent: the server hears it again. */
function keep({ world: { draft }, name, other }, heard, said) {
  if (!Object.keys(heard.answers).length) return;
  Object.assign(other ? draft.would_say : draft.answers, heard.answers);
  const form = new URLSearchParams([...said].filter(([field]) => OF_AN_ANSWER.test(field))).toString();
  (other ? draft.said_other : draft.said)[name] = form;
}

function between(turn, after, go) {
  const { part } = turn;
  if (LEAVING[go] || (go === "back" && !part)) return onward(turn, go);
  if (go === "next") return here(turn, { part: after });
  if (go === "explain") return here(turn, { part, expliquer: "1" });
  return here(turn, go === "settings" ? { part } : {});
}

function onward(turn, go) {
  const { name, place, twice, other } = turn;
  if (LEAVING[go]) return `${LEAVING[go]}?question=${encodeURIComponent(name)}`;
  if (go === "settings") return here(turn);
  if (go === "explain") return here(turn, { expliquer: "1" });
  if (go === "back") return backward(turn);
  if (twice && !other) return otherAnswer(name);
  return place.after ? addressOf(place.after) : "s/choix/";
}

function backward({ name, place, other, world }) {
  if (other) return addressOf(name);
  if (!place.before) return "s/qui/";
  return isTwice(place.before, world) ? otherAnswer(place.before) : addressOf(place.before);
}
