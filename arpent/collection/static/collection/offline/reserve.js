// Codes of withdrawal, handed out beforehand by the server. Each is locked with a key of its own; it is taken for one
// answer, shown to one person for a while, and forgotten.

import { locked, newKey, unlocked } from "./sealing.js";
import { change, everything, recall } from "./store.js";

const SHOWN_FOR = 900_000;
const LOCK = "arpent-reserve";
const ours = (scope) => `code to give ${scope}`;
const shownAt = (place) => `code shown ${place}`;

export async function left(scope) {
  return (await everything("notes", ours(scope))).length;
}

/** Ask for those that are missing once there are fewer than `least`. */
export function refill(scope, { reserve = 0 }, least = reserve) {
  return navigator.locks.request(LOCK, async () => {
    const held = await left(scope);
    if (held >= least) return;
    const answer = await fetch(`${scope}codes/?n=${reserve - held}`, { cache: "no-store", credentials: "omit" });
    if (answer.ok) await change(await Promise.all((await answer.json()).codes.map((each) => kept(scope, each))));
  });
}

async function kept(scope, told) {
  const key = await newKey();
  return ["notes", `${ours(scope)} ${crypto.randomUUID()}`, { key, box: await locked(told, key) }];
}

/** One for the answer that is given there: { reserved, changes }, what is sent with it and what to write down; null
 * when there is none left. */
export async function taken(scope, place) {
  const first = (await everything("notes", ours(scope)))[0];
  if (!first) return null;
  const [name, { box, key }] = first;
  const { code, ...reserved } = await unlocked(box, key);
  const own = await newKey();
  const shown = { key: own, box: await locked(code, own), until: Date.now() + SHOWN_FOR };
  return { reserved, changes: [["notes", name, undefined], ["notes", shownAt(place), shown]] };
}

/** The code to note, for as long as it may be shown; then it is forgotten. */
export async function codeAt(place) {
  const kept = await recall("notes", shownAt(place));
  if (kept && Date.now() < kept.until) return unlocked(kept.box, kept.key);
  if (kept) await forgetCodes(place);
  return "";
}

/** Those that were shown there, or anywhere under it. */
export async function forgetCodes(place) {
  const shown = await everything("notes", shownAt(place));
  await change(shown.map(([name]) => ["notes", name, undefined]));
}

/** Those that nobody was given. */
export async function forgetReserve(scope) {
  const held = await everything("notes", ours(scope));
  await change(held.map(([name]) => ["notes", name, undefined]));
}
