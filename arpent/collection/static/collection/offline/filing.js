// The queue written in files, for a device that finds no network: the answers stay sealed, and stay here until the server
// has said that it has them, or until a person says so.

import { LOCK, noted } from "./outbox.js";
import { change, everything, recall } from "./store.js";

const KIND = "arpent sealed answers 1";
const LARGEST = 7_000_000;

async function waitingOf(campaign) {
  return (await everything("outbox")).filter(([, entry]) => entry.campaign === campaign);
}

/** The text of each file, and how many answers they hold. */
export async function filesOf(told) {
  const waiting = await waitingOf(told.campaign);
  const texts = waiting.map(([id, { envelope }]) => JSON.stringify({ id, ...envelope }));
  const parts = texts.reduce((files, text) => {
    const last = files.at(-1);
    if (last && last.size + text.length < LARGEST) return [...files.slice(0, -1), { size: last.size + text.length, texts: [...last.texts, text] }];
    return [...files, { size: text.length, texts: [text] }];
  }, []);
  const head = JSON.stringify({ arpent: KIND, key: told.key, device: told.device }).slice(0, -1);
  return { files: parts.map((part) => `${head},"answers":[${part.texts.join(",")}]}`), ids: waiting.map(([id]) => id) };
}

/** Note which answers are in a file that was saved. */
export function filed(ids) {
  return navigator.locks.request(LOCK, async () => {
    const still = await Promise.all(ids.map(async (id) => [id, await recall("outbox", id)]));
    await change(still.filter(([, entry]) => entry).map(([id, entry]) => ["outbox", id, { ...entry, filed: true }]));
  });
}

/** How many of those that wait are in a file. */
export async function filedOf(campaign) {
  return (await waitingOf(campaign)).filter(([, entry]) => entry.filed).length;
}

/** A person says that the file was received: only what was written in one leaves the device. */
export function clearFiled(scope, campaign) {
  return navigator.locks.request(LOCK, async () => {
    const gone = (await waitingOf(campaign)).filter(([, entry]) => entry.filed);
    const { given = 0 } = (await recall("notes", scope)) ?? {};
    const interviews = gone.map(([, { interview }]) => interview).filter(Boolean);
    await change([
      ...gone.map(([id]) => ["outbox", id, undefined]),
      ...interviews.map((interview) => ["interviews", interview, { state: "given" }]),
      await noted(scope, { given: given + gone.length }),
    ]);
  });
}
