// After the last question: how much was chosen by someone else, everything read again, thanks; and the ways to leave
// before. The twin of arpent/collection/views/leaving.py.

import { audible, filled, heardAs, unbroken } from "./filling.js";
import { addressOf, framed, inDraft, inTheirPlace, isTwice, otherAnswer, readIn } from "./framing.js";
import { screensOf, sittingOf, stillRequired } from "./sitting.js";
import { isWritten, saidBack, sayer, worded } from "./wording.js";

const FIRST_BLOCK = 100; // of the lines that are read again: no page has as many before them

const CHOSEN = { no: "no", helped: "no", some: "some", all: "all" };

export function chosen({ form }, world) {
  const { draft, parcel, today } = world;
  if (draft.voice === "proxy") return { to: "s/relire/" };
  if (!form) return inDraft(draft.voice === "alone" ? "chosen_alone" : "chosen", world, { chosen: { chosen: [draft.chosen_for] } });
  const said = form.get("chosen");
  draft.chosen_for = CHOSEN[said] ?? "";
  if (form.get("go") === "back") {
    const last = screensOf(sittingOf(parcel, draft, today)).at(-1);
    return { to: last ? addressOf(last) : "s/relire/" };
  }
  if (draft.voice !== "alone" || !(said in CHOSEN) || said === "no") return { to: "s/relire/" };
  Object.assign(draft, { voice: "helped", helped_later: true }); // who began alone and was helped is asked by whom
  return { to: "s/aide-recue/?fin=1" };
}

export function review({ form }, world) {
  const { draft, parcel, base, today } = world;
  const sitting = sittingOf(parcel, draft, today);
  if (form) {
    const required = stillRequired(sitting);
    return required ? { to: addressOf(required) } : { finished: "sent" };
  }
  const names = screensOf(sitting);
  const back = base + (draft.voice === "proxy" ? addressOf(names.at(-1)) : "s/choix/");
  const say = sayer(sitting);
  const lines = names.filter((name) => sitting.rules.questions[name].asked).flatMap((name) => linesOf(name, sitting, world));
  const page = sitting.edition.frames.review.replace(/(<dl class="review"[^>]*>)([^]*?)(<\/dl>)/, (_, open, line, close) =>
    open + lines.map((each, place) => lineOf(line, each, place, sitting, say)).join("") + close);
  return { page: audible(filled(page, { html: { base }, texts: { back }, say })) };
}

/** A question with its answer and where it is changed; the two answers of who answers for another on two lines. */
function linesOf(name, sitting, world) {
  const line = (told, address, ...whose) => ({
    question: [sitting.texts.labels[name], ...whose], answer: saidBack(name, told), written: isWritten(name, told), address: world.base + address,
  });
  if (!isTwice(name, world)) return [line(sitting, addressOf(name))];
  const { own_said: mine, other_said: theirs } = sitting.texts.words;
  return [line(sitting, addressOf(name), mine), line(inTheirPlace(sitting, world, name), otherAnswer(name), theirs)];
}

/** One line of what is read again: each has its own block that is heard, and what a person wrote is never said. */
function lineOf(drawn, { question, answer, written, address }, place, sitting, say) {
  const block = FIRST_BLOCK + place;
  const plain = (parts) => parts.map((part) => worded(part, say));
  const heard = (parts) => parts.map((part) => heardAs(part, sitting.edition.heard, say, block));
  const texts = { question: plain(question).join(" "), answer: (written ? answer : plain(answer)).join(", "), address };
  const html = { said_question: heard(question).join(" "), said_answer: written ? unbroken(texts.answer) : heard(answer).join(", ") };
  const unsaid = written && drawn.includes("data-aloud=") ? drawn.replace("<dd>\ue000said_answer", "<dd data-unsaid>\ue000said_answer") : drawn;
  return filled(unsaid.replace(/ data-aloud="\d+"/, ` data-aloud="${block}"`), { html, texts });
}

/** With the code of withdrawal while it may be shown; once it is noted, it is not for the next person. */
export function thanks({ query, form }, world) {
  if (form) return { noted: true, to: `s/merci/?${query}` };
  const edition = query.get("edition") in world.parcel.editions ? query.get("edition") : world.parcel.first;
  const { code = "", origin } = world;
  const name = `thanks${query.get("stopped") ? "_stopped" : ""}${code ? "_code" : query.get("sans-code") ? "_none" : ""}`;
  return framed(name, edition, { ...world, draft: null }, { texts: { code, origin } });
}

function backTo(query, { base, draft }) {
  const name = query.get("question");
  return base + (name && draft ? addressOf(name) : "s/");
}

export function stop({ query, form }, world) {
  const choice = form?.get("answers");
  if (choice === "delete") return { erased: true, to: "efface/" };
  if (choice === "keep") return { finished: "stopped" };
  return inDraft("stop", world, { texts: { back: backTo(query, world), pause: `${world.base}s/pause/` } });
}

/** In a kiosk nobody goes on later: there, a pause leads to the page that stops. */
export function pause(asked, world) {
  return world.kiosk ? stop({ ...asked, form: null }, world) : { home: true };
}

export function help({ query, form }, world) {
  const back = backTo(query, world);
  if (form && readIn(world.draft, form, world.parcel)) return { to: back.slice(world.base.length) };
  return inDraft("help", world, { texts: { back } });
}
