// The page of a question, filled with the choices that are left and with what was answered before.

import { audible, dealt, escaped, filled, heardAs, listed, put, ranked, recited, ticked } from "./filling.js";
import { layoutOf } from "./looks.js";
import { offered } from "../rules/routing.js";
import { stageOf } from "./stages.js";
import { walk } from "./walk.js";
import { fieldsOf, sayer } from "./wording.js";

const BLOCK = "\ue000block\ue001";

export function stageFor({ name, seen, part }) {
  const offers = offered(seen.rules, name, seen.answers, seen.today).map((choice) => choice.name);
  const several = seen.rules.questions[name].kind === "select_multiple";
  return stageOf(seen.edition.questions[name], offers, part, { ...seen, several });
}

export function shown(turn, explained, heard = {}) {
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
