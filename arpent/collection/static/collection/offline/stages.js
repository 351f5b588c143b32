// A question asked in several pages in easy mode: the twin of arpent/collection/stages.py.
// `drawn` is the question as the parcel holds it; `codes` are those that this person is shown.

import { offered } from "../rules/routing.js";

const AT_MOST = 4;
const POLES = { "part:yes": "yes", "part:no": "no" };
const SIFTED = /^([\d.]*)_(\d+)_([\d.]*)$/;
const REASON = "missing:";

/** The codes that this person is shown, in their order. */
export function codesShown(name, drawn, told, { easy, faces, turned }) {
  const codes = offered(told.rules, name, told.answers, told.today).map((choice) => choice.name);
  if (!easy) return codes;
  if (faces && drawn.faces[faces]) return drawn.faces[faces];
  const turns = turned && drawn.turns && (drawn.joint.trim() || codes.length > 2);
  return turns ? [...codes].reverse() : codes;
}

/** { key of the page, codes, hint, page, pages, poles, sift }: the page that `part` names, the first one otherwise. */
export function stageOf(drawn, codes, part, several) {
  if (!drawn.cards) return { key: "", codes: [], pages: 1 };
  if (drawn.steps && codes.length === 5) return step(drawn, part);
  if (drawn.sifts && codes.length > AT_MOST) return sifted(codes, part, several);
  return { key: "", codes, pages: 1 };
}

function step(drawn, part) {
  const known = part === "yes" || part === "no" ? part : "";
  if (known) return { key: `step_${known}`, codes: drawn.steps[known], part: known, pages: 1 };
  return { key: "step_", codes: ["part:yes", ...drawn.steps[""], "part:no"], poles: true, pages: 1 };
}

function sifted(every, part, several) {
  const found = SIFTED.exec(part || "_1_");
  if (!found) return sifted(every, "", several);
  const named = namedIn(every, found[1]);
  const among = named.length > 1 ? named : every;
  const pages = Math.ceil(among.length / AT_MOST);
  const page = Number(found[2]);
  if (page < 1 || page > pages) return sifted(every, "", several);
  const hint = several ? "sift_several" : pages > 1 ? "sift_some" : "sift_last";
  const codes = shared(among, pages)[page - 1];
  return { key: "", part, codes, hint, page, pages, sift: { among, every, several, kept: namedIn(every, found[3]) } };
}

function shared(among, pages) {
  const small = Math.floor(among.length / pages);
  const more = among.length % pages;
  let at = 0;
  return Array.from({ length: pages }, (_, page) => among.slice(at, (at += small + (page < more ? 1 : 0))));
}

function namedIn(every, written) {
  const places = [...new Set(written.split(".").filter(Boolean).map(Number))];
  return places.filter((place) => place < every.length).map((place) => every[place]);
}

/** The part that comes next, or the form of what was said in the end. */
export function saidOf(stage, sent) {
  if (stage.poles) return POLES[sent.get("answer")] ?? sent;
  return stage.sift ? sift(stage, sent) : sent;
}

function sift(stage, sent) {
  const answers = sent.getAll("answer");
  if (sent.get("reason") || answers.some((answer) => answer.startsWith(REASON))) return sent;
  const { among, every, several } = stage.sift;
  const kept = [...stage.sift.kept, ...stage.codes.filter((code) => answers.includes(code))];
  if (stage.page < stage.pages) return partOf(stage, stage.page + 1, among, kept);
  if (several || kept.length < 2 || stage.pages === 1) return answered(sent, kept);
  return partOf({ ...stage, sift: { every } }, 1, kept, []);
}

function partOf(stage, page, among, kept) {
  const { every } = stage.sift;
  const places = (codes) => codes.map((code) => every.indexOf(code)).join(".");
  return `${among.length === every.length ? "" : places(among)}_${page}_${places(kept)}`;
}

function answered(sent, kept) {
  const said = new URLSearchParams(sent);
  said.delete("answer");
  for (const code of kept) said.append("answer", code);
  return said;
}
