// The pages of the runner, in their order, without the server: the twin of arpent/collection/views.
// Each page is given what was asked and answers { page }, { to } (an address under the questionnaire's own),
// { home } or { finished }. The draft is changed in place: who calls stores it.

import { consent, understand } from "./agreeing.js";
import { chosen, help, pause, review, stop, thanks } from "./ending.js";
import { assent, guardian, helped, ladder, practice, who } from "./entering.js";
import { escaped } from "./filling.js";
import { addressOf, framed, isTwice, otherAnswer } from "./framing.js";
import { question } from "./questioning.js";
import { nextToSee, screensOf, sittingOf } from "./sitting.js";

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

/** What was said could not be written down: the same form, to be sent again from here. */
export function unkept(form, world) {
  const fields = [...form].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join("");
  return framed("unkept", world.draft?.edition || world.parcel.first, world, { html: { fields } });
}

function goOn(_, world) {
  const sitting = sittingOf(world.parcel, world.draft, world.today);
  const half = screensOf(sitting).find((name) => isTwice(name, world) && name in sitting.answers && !(name in world.draft.would_say));
  if (half) return { to: otherAnswer(half) };
  const next = nextToSee(sitting);
  return { to: next ? addressOf(next) : "s/choix/" };
}

const INSIDE = {
  go_on: goOn, qui: who, "aide-recue": helped, essai: practice, echelle: ladder, question, choix: chosen,
  "d-accord": assent, tutelle: guardian, relire: review, pause, arreter: stop, aide: help,
};
