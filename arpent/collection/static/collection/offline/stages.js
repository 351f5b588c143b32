// A question asked in several pages in easy mode: the twin of arpent/collection/stages.py.
// `drawn` is the question as the parcel holds it.

import { allPictured, levelsOf, rises, turns } from "./looks.js";

const AT_MOST = 4;
const STEPPED = 5;
const POLES = { "part:yes": "yes", "part:no": "no" };
const SIFTED = /^([\d.]*)_(\d+)_([\d.]*)$/;
const REASON = "missing:";

/** { stage of its pages, codes, levels, hint, page, pages, poles, sift } : the page that `part` names, the first one
 * otherwise. `offers` are the codes that the filter lets through. */
export function stageOf(drawn, offers, part, { easy, faces, turned, several }) {
  const { look } = drawn;
  if (!look) return { stage: drawn.options && !offers.length ? "none" : "plain", codes: offers, pages: 1 };
  const levels = levelsOf(look, offers, easy);
  const codes = codesShown(look, offers, { easy, faces, turned });
  const laid = { levels, ...partly(look, codes, part, { easy, several }) };
  return laid.codes.length ? laid : { ...laid, stage: "none" };
}

/** The codes that this person is shown: fewer faces for who tells fewer apart, pictures in either order. */
function codesShown(look, codes, { easy, faces, turned }) {
  if (!easy) return codes;
  if (faces && look.drawing === "faces" && faces < codes.length && [3, 5].includes(codes.length)) {
    const few = [codes[0], codes[Math.floor(codes.length / 2)], codes.at(-1)];
    return faces === 3 ? few : [few[0], few[2]];
  }
  return turned && turns(look, codes) ? [...codes].reverse() : codes;
}

function partly(look, codes, part, { easy, several }) {
  if (easy && look.steps && codes.length === STEPPED) return step(look, codes, part);
  if (easy && codes.length > AT_MOST && allPictured(look, codes)) return sifted(codes, part, several);
  return { stage: "plain", codes, pages: 1 };
}

function step(look, codes, part) {
  const ends = rises(look, codes) ? { no: codes.slice(0, 2), yes: codes.slice(3) } : { yes: codes.slice(0, 2), no: codes.slice(3) };
  if (part === "yes" || part === "no") return { stage: part, codes: ends[part], part, pages: 1 };
  return { stage: "plain", codes: ["part:yes", codes[2], "part:no"], poles: true, pages: 1 };
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
  return { stage: "sift", part, codes, hint, page, pages, sift: { among, every, several, kept: namedIn(every, found[3]) } };
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
