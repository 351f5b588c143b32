// The pages that the server drew, filled for one person. Marks are a name between two private signs.

import { worded } from "./wording.js";

const MARK = /\ue000([^\ue001]*)\ue001/g;
const BOX = /<input type="(?:radio|checkbox)" name="(answer|reason|voice|help|helper|chosen|assent|guardian)"[^>]* value="([^"]*)"/g;
const LIST = /<select[^>]* name="([^"]+)"[^]*?<\/select>/g;
const BUTTON = /<div class="aloud"><button [^>]*data-aloud="(\d+)"[^]*?<\/button><\/div>\n?/g;
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\ue000": "&#xE000;" };

/** Words as a page holds them; our own sign in what a person wrote is no mark. */
export function escaped(text) {
  return String(text).replace(/[&<>"'\ue000]/g, (sign) => SIGNS[sign]);
}

/** The same, words joined by a hyphen together: the twin of the filter `unbroken` (arpent/ui/templatetags/respond.py). */
export function unbroken(text) {
  return escaped(text).replace(/[^\s-]+(?:-[^\s-]+)+/g, '<span class="unbroken">$&</span>');
}

function unescaped(html) {
  return html.replace(/&(?:amp|lt|gt|quot|#x27|#39);/g, (name) =>
    name === "&#39;" ? "'" : Object.keys(SIGNS).find((sign) => SIGNS[sign] === name));
}

/** Each mark replaced: `html` gives what is markup already, `texts` what must be escaped, `say` what is cited; with
 * `keep` the other marks stay for a second filling. */
export function filled(page, { html = {}, texts = {}, say = () => "", keep = false }) {
  return page.replace(MARK, (mark, name) => {
    if (keep) return html[name] ?? mark;
    if (name.startsWith("said:")) return escaped(say(name.slice("said:".length)));
    return html[name] ?? escaped(texts[name] ?? "");
  });
}

/** The boxes that are ticked: values by the name of their input. */
export function ticked(page, chosen) {
  return page.replace(BOX, (box, name, value) => ((chosen[name] ?? []).includes(unescaped(value)) ? `${box} checked` : box));
}

/** What is chosen in each list: a value by its name. */
export function listed(page, chosen) {
  return page.replace(LIST, (list, name) => {
    const value = chosen[name];
    return value === undefined ? list : list.replace(`<option value="${escaped(value)}"`, (option) => `${option} selected`);
  });
}

/** What stands at a mark that tells its block: its sentences are heard with that block. */
export function put(page, name, html) {
  const where = new RegExp(`\ue000${name}:(\\d*)\ue001`, "g");
  return page.replace(where, (_, block) => inBlock(html, block));
}

const ON_A_CARD = '<span class="answer__words">\ue000cited:(\\d+)\ue001</span>';
const CITED = new RegExp(
  `<span class="said" data-said="(\\d+)" data-clip="">(?:${ON_A_CARD}|\ue000cited:(\\d+)\ue001)</span>|${ON_A_CARD}`, "g");
const LEFT = /\ue000cited:(\d+)\ue001/g;

/** Texts that cite, as this person reads and hears them; plain where they only name something. */
export function recited(page, cited, say) {
  const words = (place) => worded(cited[place].words, say);
  const way = (place, block = "") => inBlock(cited[place].ways[words(place)] ?? cited[place].otherwise, block);
  return page
    .replace(CITED, (_, block, card, text, silent) => way(card ?? text ?? silent, block))
    .replace(LEFT, (_, place) => (cited[place].card ? escaped(words(place)) : way(place)));
}

/** What a device writes itself, with what says it where something does: all of it, or the sentences that cite nothing. */
export function heardAs(text, heard, say, block) {
  const words = worded(text, say);
  if (words in heard) return inBlock(heard[words], block);
  return text in heard ? filled(inBlock(heard[text], block), { say }) : unbroken(words);
}

function inBlock(html, block) {
  return html.replaceAll("\ue000block\ue001", block);
}

/** Without the buttons of which nothing can be heard in the end. */
export function audible(page) {
  return page.replace(BUTTON, (button, block) => (page.includes(`data-said="${block}"`) ? button : ""));
}

/** The cards of a page in their order, each with its place, at its step of a drawn scale. */
export function dealt({ cards, joint }, codes, levels, layout) {
  const card = (code) => cards[code][levels[code] ?? 0];
  return codes.map((code, place) => card(code).replaceAll("\ue000n\ue001", place + 1)).join(joint[layout]);
}

/** A ranking: as many places as there is to rank, in each of which all of it may stand. */
export function ranked(page, options, codes) {
  const [before, first, next, last, after] = page.split("\ue000rungs\ue001");
  const rungs = codes.map((_, place) => (!place ? first : place < codes.length - 1 ? next : last).replaceAll("\ue000rung\ue001", place + 1));
  return [before, ...rungs, after].join("").replaceAll("\ue000options\ue001", codes.map((code) => options[code]).join(""));
}
