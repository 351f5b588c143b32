// The queue of sealed answers: they leave once, when the network is there. The server takes each only once, so that
// an interrupted sending, or two tabs, change nothing.

import { change, everything, recall } from "./store.js";

const FOR_GOOD = ["unreadable", "too_big", "purged"];
/** Who holds it alone changes the queue. */
export const LOCK = "arpent-outbox";

/** { waiting, elsewhere, sent, aside, given, last, errors }: what is in the queue of this device's campaign. */
export async function queueOf(scope, campaign) {
  const all = (await everything("outbox")).map(([id, entry]) => ({ id, ...entry }));
  const own = all.filter((entry) => entry.campaign === campaign);
  const notes = (await recall("notes", scope)) ?? {};
  const errors = own.map((entry) => entry.error).filter(Boolean);
  return { waiting: own.length, elsewhere: all.length - own.length, sent: 0, aside: 0, given: 0, ...notes, errors };
}

/** Send what waits; with `all`, what was refused for good too. One tab sends at a time. */
export function send(scope, campaign, { all = false } = {}) {
  return navigator.locks.request(LOCK, async () => {
    for (const [id, entry] of await everything("outbox")) {
      const tried = entry.campaign === campaign && (all || !FOR_GOOD.includes(entry.error));
      if (tried && !(await sendOne(scope, id, entry))) return;
    }
  });
}

/** Whether it is worth trying the next one. */
async function sendOne(scope, id, entry) {
  const answer = await put(`${scope}envoi/${id}/`, entry.envelope);
  const told = await answer?.json().catch(() => null);
  if (told?.state) {
    await left(scope, id, entry, told.state);
    return true;
  }
  const error = told?.why ?? (answer ? "server" : "network");
  await change([["outbox", id, { ...entry, error }], await noted(scope, { trouble: error })]);
  return FOR_GOOD.includes(error);
}

async function put(address, envelope) {
  try {
    const headers = { "Content-Type": "application/json" };
    return await fetch(address, { method: "PUT", body: JSON.stringify(envelope), headers, credentials: "omit" });
  } catch {
    return null;
  }
}

async function left(scope, id, entry, state) {
  const { sent = 0, aside = 0 } = (await recall("notes", scope)) ?? {};
  const counted = state === "aside" ? { aside: aside + 1 } : { sent: sent + 1 };
  await change([
    ["outbox", id, undefined],
    await noted(scope, { ...counted, last: new Date().toISOString(), trouble: "" }),
    ...(entry.interview ? [["interviews", entry.interview, { state: "sent" }]] : []),
  ]);
}

export async function noted(scope, news) {
  return ["notes", scope, { ...(await recall("notes", scope)), ...news }];
}
