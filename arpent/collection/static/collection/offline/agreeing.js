// Before anything is kept: the agreement, and the questions that show whether it was understood. The twin of
// arpent/collection/views/entrance.py and understanding.py.

import { framed, readIn } from "./framing.js";
import { outcomeOf, progressed, readProgress, STARTED, writtenProgress } from "./understanding.js";

/** Nothing is kept before a person agrees; who says no is counted, and nothing else is known of them. */
export function consent(query, form, world, edition) {
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

function isChecked({ parcel }, edition) {
  return "check_0_0" in parcel.editions[edition].frames;
}

/** The questions that show whether the agreement was understood. A wrong answer is explained; it never closes the way. */
export function understand({ query, form }, world, edition) {
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
