// The pages of the runner, in their order, without the server: the twin of arpent/collection/views.
// Each page is given what was asked and answers { page }, { to } (an address under the questionnaire's own),
// { home } or { finished }. The draft is changed in place: who calls stores it.

import { audible, dealt, escaped, filled, heardAs, listed, put, ranked, recited, ticked, unbroken } from "./filling.js";
import { hear } from "./hearing.js";
import { layoutOf } from "./looks.js";
import { offered } from "../rules/routing.js";
import { nextToSee, placeOf, screensOf, sittingOf, stillRequired } from "./sitting.js";
import { saidOf, stageOf } from "./stages.js";
import { walk } from "./walk.js";
import { outcomeOf, progressed, readProgress, STARTED, writtenProgress } from "./understanding.js";
import { fieldsOf, isWritten, saidBack, sayer, worded } from "./wording.js";

const LEAVING = { help: "s/aide/", pause: "s/pause/", stop: "s/arreter/" };
const HELPED = ["helped", "proxy"];
const FIRST_RUNG = "5-barres";
const MOST_OPENINGS = 99;
const FIRST_BLOCK = 100; // of the lines that are read again: no page has as many before them
const BLOCK = "\ue000block\ue001";
const OF_AN_ANSWER = /^(?:answer|reason|text|other|day|month|year|rank-\d+)$/;

/**
 * `asked`: tail, query and form (URLSearchParams; form is null for a reading).
 * `world`: parcel, draft or null, today, kiosk, base (the address before the tail), begin() -> a new draft, origin,
 * code (the one to note, if any), codeless (whether the device has none left to give).
 */
export function respond(asked, world) {
  const parts = asked.tail.split("/").filter(Boolean).map(decodeURIComponent);
  if (parts[0] !== "s") return door(parts[0] ?? "welcome", asked, world);
  if (parts[1] === "merci") return thanks(asked, world);
  if (!world.draft) return { to: "" };
  return (INSIDE[parts[1] ?? "go_on"] ?? goOn)(asked, world, parts[2]);
}

function door(name, asked, world) {
  const { query, form } = asked;
  const { parcel } = world;
  const wished = query.get("edition");
  const edition = wished in parcel.editions ? wished : parcel.first;
  if (name === "accord") return asked.tail.includes("comprendre") ? understand(asked, world, edition) : consent(query, form, world, edition);
  return framed(DOORS[name] ?? "welcome", edition, world);
}

const DOORS = { efface: "erased", non: "refused", aider: "helper_sheet" };

/** Nothing is kept before a person agrees; who says no is counted, and nothing else is known of them. */
function consent(query, form, world, edition) {
  const asks = isChecked(world, edition);
  const progress = asks ? readProgress(query.get("etat")) : null;
  const ready = !asks || (progress !== null && progress.place >= world.parcel.care.rights.length);
  const said = form?.get("agree");
  if (said === "no") return turnedAway(world, edition);
  if (said && !ready) return { to: before("accord/comprendre/", edition, progress ?? STARTED) };
  if (said === "yes") return agreed(world, edition, progress);
  return framed(progress && ready ? `consent_${progress.missed.join(".")}` : "consent", edition, world);
}

function agreed(world, edition, progress) {
  world.draft ??= world.begin();
  readIn(world.draft, new URLSearchParams({ edition }), world.parcel);
  world.draft.understood = progress ? outcomeOf(progress) : "";
  return { to: "s/qui/" };
}

function turnedAway(world, edition) {
  world.draft ??= world.begin();
  readIn(world.draft, new URLSearchParams({ edition }), world.parcel);
  return { finished: "refused" };
}

/** What was said could not be written down: the same form, to be sent again from here. */
export function unkept(form, world) {
  const fields = [...form].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join("");
  return framed("unkept", world.draft?.edition || world.parcel.first, world, { html: { fields } });
}

function isChecked({ parcel }, edition) {
  return "check_0_0" in parcel.editions[edition].frames;
}

/** The questions that show whether the agreement was understood. A wrong answer is explained; it never closes the way. */
function understand({ query, form }, world, edition) {
  if (!isChecked(world, edition)) return { to: before("accord/", edition) };
  const progress = readProgress(query.get("etat"));
  if (!progress) return { to: before("accord/comprendre/", edition, STARTED) };
  const { rights } = world.parcel.care;
  if (progress.place >= rights.length) return { to: before("accord/", edition, progress) };
  const said = form?.get("answer");
  if (["0", "1", "unsure"].includes(said)) {
    const after = progressed(progress, said === rights[progress.place]);
    return { to: before(after.place < rights.length ? "accord/comprendre/" : "accord/", edition, after) };
  }
  const name = `check_${progress.place}_${Number(progress.again)}${form ? "_missed" : ""}`;
  return { ...framed(name, edition, world, { texts: { back: world.base + before("accord/", edition) } }), ...(form && { status: 422 }) };
}

function before(tail, edition, progress) {
  return `${tail}?${new URLSearchParams({ edition, ...(progress && { etat: writtenProgress(progress) }) })}`;
}

/** What the agreement says of a code: not said by a device that has none left. */
const PROMISED = /<dd data-promised>[^]*?<\/dd>/g;

/** A page that is no question; `more` fills its marks and ticks its boxes. */
function framed(name, edition, { parcel, base, draft, today, codeless }, { html = {}, texts = {}, chosen = {} } = {}) {
  const drawn = parcel.editions[edition].frames[name];
  if (!drawn) return { to: "s/" };
  const page = codeless ? drawn.replace(PROMISED, "") : drawn;
  const say = draft ? sayer(sittingOf(parcel, draft, today)) : undefined;
  return { page: filled(ticked(page, chosen), { html: { base, ...html }, texts, say }) };
}

function inDraft(name, world, more) {
  return framed(name, world.draft.edition, world, more);
}

function who({ form }, world) {
  const { draft } = world;
  const voice = form?.get("voice");
  if (!form) return inDraft("who", world, { chosen: { voice: [draft.voice] } });
  if (!["alone", ...HELPED].includes(voice)) return { ...inDraft("who_missed", world, { chosen: { voice: [draft.voice] } }), status: 422 };
  if (!HELPED.includes(voice)) Object.assign(draft, { helper: "", help: [] });
  if (voice !== "proxy") draft.assent = "";
  Object.assign(draft, { voice, helped_later: false });
  if (voice === "proxy") draft.faces = null;
  if (voice === "proxy") return { to: "s/d-accord/" };
  return voice === "helped" ? { to: "s/aide-recue/" } : afterWho(world);
}

/** Asked of a proxy: what does the person want? Their no ends it, and nobody can answer over it. */
function assent({ form }, world) {
  const { draft } = world;
  if (draft.voice !== "proxy") return { to: "s/qui/" };
  const said = form?.get("assent");
  if (form?.get("go") === "back") return { to: "s/qui/" };
  if (said === "no") return { finished: "refused" };
  if (["yes", "unable"].includes(said)) {
    draft.assent = said;
    return { to: "s/aide-recue/" };
  }
  const chosen = { assent: [draft.assent] };
  return { ...inDraft(form ? "assent_missed" : "assent", world, { chosen }), ...(form && { status: 422 }) };
}

function helped({ query, form }, world) {
  const { draft } = world;
  if (!HELPED.includes(draft.voice)) return { to: "s/qui/" };
  if (!form) return inDraft(`helped_${draft.voice}`, world, { chosen: { helper: [draft.helper], help: draft.help } });
  Object.assign(draft, { helper: form.get("helper") ?? "", help: form.getAll("help") });
  const back = form.get("go") === "back";
  if (query.has("fin")) return { to: back ? "s/choix/" : "s/relire/" };
  return back ? { to: "s/qui/" } : afterWho(world);
}

/** Whether the guardian knows. It changes nothing to what comes: the person decides. */
function guardian({ form }, world) {
  const { draft, parcel } = world;
  if (!parcel.care.guardian) return firstPage(world);
  if (!form) return inDraft("guardian", world, { chosen: { guardian: [draft.guardian] } });
  draft.guardian = form.get("guardian") ?? "";
  return form.get("go") === "back" ? { to: "s/qui/" } : firstPage(world);
}

function afterWho(world) {
  return world.parcel.care.guardian ? { to: "s/tutelle/" } : firstPage(world);
}

/** What is tried before the first question, in easy mode: the twin of `before_questions` (arpent/collection/practice.py). */
function tried({ parcel, draft }) {
  const tries = parcel.editions[draft.edition].easy && !Object.keys(draft.answers).length && parcel.tried_by.includes(draft.voice);
  return tries ? parcel.before : {};
}

function firstPage(world) {
  return { to: tried(world).practice ? "s/essai/1/" : afterPractice(world) };
}

function afterPractice(world) {
  return tried(world).ladder ? `s/echelle/${FIRST_RUNG}/` : "s/";
}

function practice({ form }, world, number) {
  const { practices } = world.parcel.trials;
  const place = Number(number);
  if (!practices[place - 1]) return { to: "s/" };
  if (form?.get("go") === "skip") return { to: afterPractice(world) };
  const on = world.base + (place < practices.length ? `s/essai/${place + 1}/` : afterPractice(world));
  const state = !form ? "" : form.get("answer") === practices[place - 1] ? "_right" : "_again";
  return inDraft(`practice_${place}${state}`, world, { texts: { on } });
}

function ladder({ form }, world, rung) {
  const { rungs } = world.parcel.trials;
  if (!rungs[rung]) return { to: "s/" };
  if (!form) return inDraft(`ladder_${rung}`, world);
  if (form.get("go") === "skip") return { to: "s/" };
  const [right, afterRight, afterWrong] = rungs[rung];
  const found = form.get("answer") === right ? afterRight : afterWrong;
  if (rungs[found]) return { to: `s/echelle/${found}/` };
  world.draft.faces = Number(found);
  return { to: "s/" };
}

function goOn(_, world) {
  const sitting = sittingOf(world.parcel, world.draft, world.today);
  const half = screensOf(sitting).find((name) => isTwice(name, world) && name in sitting.answers && !(name in world.draft.would_say));
  if (half) return { to: otherAnswer(half) };
  const next = nextToSee(sitting);
  return { to: next ? addressOf(next) : "s/choix/" };
}

/** Whether someone who answers for another gives two answers to that question: an opinion, never a fact. */
function isTwice(name, { parcel, draft }) {
  return draft.voice === "proxy" && parcel.care.twice.includes(name);
}

function otherAnswer(name) {
  return `${addressOf(name)}?autre=1`;
}

/** The same sitting, where that question holds what the person would say. */
function inTheirPlace(sitting, { draft }, name) {
  const { [name]: _, ...answers } = sitting.answers;
  return { ...sitting, answers: name in draft.would_say ? { ...answers, [name]: draft.would_say[name] } : answers };
}

function addressOf(name) {
  return `s/question/${encodeURIComponent(name)}/`;
}

function question({ query, form }, world, name) {
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

/** Go on in another edition; whether it was asked for. */
function readIn(draft, form, parcel) {
  const edition = form.get("edition");
  if (!(edition in parcel.editions)) return false;
  if (edition !== draft.edition) {
    draft.switches += draft.edition ? 1 : 0;
    draft.edition = edition;
    draft.editions = [...new Set([...draft.editions, edition])];
  }
  return true;
}

/** The answer, and the form as it was sent: the server hears it again. */
function keep({ world: { draft }, name, other }, heard, said) {
  if (!Object.keys(heard.answers).length) return;
  Object.assign(other ? draft.would_say : draft.answers, heard.answers);
  const form = new URLSearchParams([...said].filter(([field]) => OF_AN_ANSWER.test(field))).toString();
  (other ? draft.said_other : draft.said)[name] = form;
}

function stageFor({ name, seen, part }) {
  const offers = offered(seen.rules, name, seen.answers, seen.today).map((choice) => choice.name);
  const several = seen.rules.questions[name].kind === "select_multiple";
  return stageOf(seen.edition.questions[name], offers, part, { ...seen, several });
}

function shown(turn, explained, heard = {}) {
  const { name, seen, place, world } = turn;
  const drawn = seen.edition.questions[name];
  const stage = stageFor(turn);
  const page = laid(drawn, stage, heard.refusal ? "error" : "plain");
  const places = counted(seen.texts.place, place.number, place.total);
  const html = {
    base: world.base,
    walk: place.total ? walk(place.number, place.total, escaped(places)) : "",
    pages: stage.pages > 1 ? `<p class="ask__page">${escaped(counted(seen.texts.page, stage.page, stage.pages))}</p>` : "",
  };
  const pieces = { explain: drawn.explained?.[explained ? "open" : "closed"] ?? "", settings: seen.edition.settings };
  const texts = { ...fieldsOf(name, seen), ...heard.written, places };
  const say = sayer(seen);
  const dressed = put(filled(page, { html: pieces, keep: true }), "hint", drawn.hints?.[stage.hint] ?? "");
  const { heard: spoken } = seen.edition;
  const named = put(dressed, "whose", world.draft.voice === "proxy" ? `<p class="ask__page" id="whose">${heardAs(seen.texts.words[whose(turn)], spoken, say, BLOCK)}</p>` : "");
  const refused = put(named, "error", heardAs(heard.text ?? heard.refusal ?? "", spoken, say, BLOCK));
  const whole = marked(recited(refused, seen.edition.cited, say), name, stage, seen);
  return { page: audible(filled(whole, { html, texts, say })) };
}

/** The page with the choices that are left, laid out as they ask. */
function laid(drawn, { stage, codes, levels = {} }, state) {
  const layout = drawn.look ? layoutOf(drawn.look, codes, withPoles(levels)) : "";
  const page = drawn.pages[stage][layout][state];
  if (stage === "none") return page;
  if (drawn.options) return ranked(page, drawn.options, codes);
  return drawn.look ? put(page, "cards", dealt(drawn, codes, withPoles(levels), layout)) : page;
}

/** Yes and no, of a question in two steps, are drawn as the ends of its scale. */
function withPoles(levels) {
  return { ...levels, "part:yes": 5, "part:no": 1 };
}

/** Whose answer is asked of someone who answers for another: a key of the runner's words. */
function whose({ other, twice }) {
  if (other) return "other_view";
  return twice ? "own_view" : "proxy_note";
}

function counted(text, number, total) {
  return text.replace("{number}", number).replace("{total}", total);
}

/** What was answered before, ticked in the boxes and the lists of the page. */
function marked(page, name, { levels = {} }, { answers, rules }) {
  const value = answers[name];
  if (value === undefined) return page;
  if (value?.missing) return ticked(page, { answer: [`missing:${value.missing}`], reason: [`missing:${value.missing}`] });
  if (rules.kinds[name] === "rank") {
    return listed(page, Object.fromEntries(value.map((code, place) => [`rank-${place + 1}`, code])));
  }
  if (rules.kinds[name] === "range") return onScale(page, Number(value.decimal ?? value));
  const codes = value === true ? ["ok"] : [value].flat().map(String);
  const pole = levels[value] > 3 ? ["part:yes"] : levels[value] < 3 ? ["part:no"] : [];
  return ticked(page, { answer: [...codes, ...pole] });
}

/** The step of a range, however it is written. */
function onScale(page, number) {
  const steps = [...page.matchAll(/ value="(-?[0-9.]+)"/g)].map((found) => found[1]);
  const step = steps.find((each) => Number(each) === number);
  return step === undefined ? page : listed(ticked(page, { answer: [step] }), { answer: step });
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

const CHOSEN = { no: "no", helped: "no", some: "some", all: "all" };

function chosen({ form }, world) {
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

function review({ form }, world) {
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
function thanks({ query, form }, world) {
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

function stop({ query, form }, world) {
  const choice = form?.get("answers");
  if (choice === "delete") return { erased: true, to: "efface/" };
  if (choice === "keep") return { finished: "stopped" };
  return inDraft("stop", world, { texts: { back: backTo(query, world), pause: `${world.base}s/pause/` } });
}

/** In a kiosk nobody goes on later: there, a pause leads to the page that stops. */
function pause(asked, world) {
  return world.kiosk ? stop({ ...asked, form: null }, world) : { home: true };
}

function help({ query, form }, world) {
  const back = backTo(query, world);
  if (form && readIn(world.draft, form, world.parcel)) return { to: back.slice(world.base.length) };
  return inDraft("help", world, { texts: { back } });
}

const INSIDE = {
  go_on: goOn, qui: who, "aide-recue": helped, essai: practice, echelle: ladder, question, choix: chosen,
  "d-accord": assent, tutelle: guardian, relire: review, pause, arreter: stop, aide: help,
};
