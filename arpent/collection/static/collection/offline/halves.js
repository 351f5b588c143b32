// Half an answer, between two pages of one question, stays out of addresses, which browsers write down for their
// history: an address says its place among those that the draft keeps for that question.

/** What was asked, with the half that the draft keeps in the place of its number. */
export function withHalf(query, draft, name) {
  const asked = new URLSearchParams(query);
  if (asked.has("part")) asked.set("part", draft?.halves[name]?.[asked.get("part")] ?? "");
  return asked;
}

/** An address with the number of its half; the draft keeps the half. */
export function withoutHalf(address, draft) {
  const [path, search] = address.split("?");
  const asked = new URLSearchParams(search);
  const half = asked.get("part");
  if (!half) return address;
  const name = decodeURIComponent(path.split("/").filter(Boolean).at(-1));
  const kept = (draft.halves[name] ??= []);
  if (!kept.includes(half)) kept.push(half);
  asked.set("part", kept.indexOf(half));
  return `${path}?${asked}`;
}
