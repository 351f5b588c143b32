// A page that the server drew, filled for this person, and the addresses that lead to questions.

import { filled, ticked } from "./filling.js";
import { sittingOf } from "./sitting.js";
import { sayer } from "./wording.js";

/** What the agreement says of a code: not said by a device that has none left. */
const PROMISED = /<dd data-promised>[^]*?<\/dd>/g;

/** A page that is no question; `more` fills its marks and ticks its boxes. */
export function framed(name, edition, { parcel, base, draft, today, codeless }, { html = {}, texts = {}, chosen = {} } = {}) {
  const drawn = parcel.editions[edition].frames[name];
  if (!drawn) return { to: "s/" };
  const page = codeless ? drawn.replace(PROMISED, "") : drawn;
  const say = draft ? sayer(sittingOf(parcel, draft, today)) : undefined;
  return { page: filled(ticked(page, chosen), { html: { base, ...html }, texts, say }) };
}

export function inDraft(name, world, more) {
  return framed(name, world.draft.edition, world, more);
}

/** Go on in another edition; whether it was asked for. */
export function readIn(draft, form, parcel) {
  const edition = form.get("edition");
  if (!(edition in parcel.editions)) return false;
  if (edition !== draft.edition) {
    draft.switches += draft.edition ? 1 : 0;
    draft.edition = edition;
    draft.editions = [...new Set([...draft.editions, edition])];
  }
  return true;
}

export function addressOf(name) {
  return `s/question/${encodeURIComponent(name)}/`;
}

export function otherAnswer(name) {
  return `${addressOf(name)}?autre=1`;
}

/** Whether someone who answers for another gives two answers to that question: an opinion, never a fact. */
export function isTwice(name, { parcel, draft }) {
  return draft.voice === "proxy" && parcel.care.twice.includes(name);
}

/** The same sitting, where that question holds what the person would say. */
export function inTheirPlace(sitting, { draft }, name) {
  const { [name]: _, ...answers } = sitting.answers;
  return { ...sitting, answers: name in draft.would_say ? { ...answers, [name]: draft.would_say[name] } : answers };
}
