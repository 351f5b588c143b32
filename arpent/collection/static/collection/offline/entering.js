// Between the agreement and the first question: who answers, with what help, and what is tried first. The twin of
// arpent/collection/views/who.py, care.py and practice.py.

import { inDraft } from "./framing.js";

const HELPED = ["helped", "proxy"];
const FIRST_RUNG = "5-barres";

export function who({ form }, world) {
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
export function assent({ form }, world) {
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

export function helped({ query, form }, world) {
  const { draft } = world;
  if (!HELPED.includes(draft.voice)) return { to: "s/qui/" };
  if (!form) return inDraft(`helped_${draft.voice}`, world, { chosen: { helper: [draft.helper], help: draft.help } });
  Object.assign(draft, { helper: form.get("helper") ?? "", help: form.getAll("help") });
  const back = form.get("go") === "back";
  if (query.has("fin")) return { to: back ? "s/choix/" : "s/relire/" };
  return back ? { to: "s/qui/" } : afterWho(world);
}

/** Whether the guardian knows. It changes nothing to what comes: the person decides. */
export function guardian({ form }, world) {
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

export function practice({ form }, world, number) {
  const { practices } = world.parcel.trials;
  const place = Number(number);
  if (!practices[place - 1]) return { to: "s/" };
  if (form?.get("go") === "skip") return { to: afterPractice(world) };
  const on = world.base + (place < practices.length ? `s/essai/${place + 1}/` : afterPractice(world));
  const state = !form ? "" : form.get("answer") === practices[place - 1] ? "_right" : "_again";
  return inDraft(`practice_${place}${state}`, world, { texts: { on } });
}

export function ladder({ form }, world, rung) {
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
