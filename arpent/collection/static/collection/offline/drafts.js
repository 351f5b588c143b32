// Answers under way on this device. Each is locked with a key of its own, which goes with it.

import { locked, newKey, seal, unlocked } from "./sealing.js";
import { change, everything, recall } from "./store.js";

/** A new draft: nothing is known yet. */
export function begun() {
  return {
    id: crypto.randomUUID(), edition: "", editions: [], switches: 0, faces: null,
    turned: crypto.getRandomValues(new Uint8Array(1))[0] % 2 === 1, // one person in two, by chance
    voice: "unknown", help: [], helper: "", chosen_for: "", answers: {}, said: {},
    understood: "", assent: "", guardian: "", helped_later: false, clarified: {}, would_say: {}, said_other: {}, halves: {},
  };
}

/** { draft, parcel, fingerprint, key }, or null: what it was begun on, and the questionnaire that this is. A draft that
 * an earlier release wrote knows nothing of what came since. */
export async function draftAt(place) {
  const kept = await recall("drafts", place);
  if (!kept) return null;
  const { box, key, parcel, fingerprint } = kept;
  return { draft: { ...begun(), ...(await unlocked(box, key)) }, parcel, fingerprint, key };
}

export async function keepDraft(place, draft, begunOn, key) {
  const own = key ?? (await newKey());
  await change([["drafts", place, { ...begunOn, key: own, box: await locked(draft, own) }]]);
}

export function forgetDraft(place) {
  return change([["drafts", place, undefined]]);
}

/** Between two people nothing stays of what was under way. */
export async function wipe(scope) {
  const drafts = await everything("drafts", scope);
  await change(drafts.map(([place]) => ["drafts", place, undefined]));
}

/** Seal what is finished, queue it and erase it from here, all at once. */
export async function finish({ place, draft, content, told, interview, changes }) {
  const envelope = await seal(content, draft.id, told.key);
  await change([
    ["outbox", draft.id, { campaign: told.campaign, envelope, interview }],
    ["drafts", place, undefined],
    ...changes,
    ...(interview ? [["interviews", interview, { state: "waiting" }], ["notes", `label ${interview}`, undefined]] : []),
  ]);
}
