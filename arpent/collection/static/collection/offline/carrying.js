// What the device carries: its page, the questionnaires, and every file that they show, in the browser's cache.

const REFERENCES = {
  "text/css": /url\(\s*["']?([^"')]+)["']?\s*\)/g,
  "text/javascript": /(?:from|import)\s*["'](\.[^"']+)["']/g,
};

/** The header of what is asked for anew: the service worker lets it through. */
export const FRESH = "X-Arpent-Fresh";

/** How parcels are written that these scripts read: `FORMAT` of arpent/collection/offline/parcels.py. */
export const FORMAT = 3;

export function cacheOf(scope) {
  return caches.open(`arpent-offline ${scope}`);
}

/** What the server said of this device when it was last prepared; null before. */
export async function toldOf(scope) {
  const kept = await (await cacheOf(scope)).match(`${scope}etat/`);
  return kept ? kept.json() : null;
}

export function addressOfParcel(scope, link, digest) {
  return `${scope}colis/${link}/?${digest}`;
}

const AT_ONCE = 4;

const ASKED_EVERY = 1500;

/** What the server says of this device, once its pages are drawn; `counted` is told how many
 * pages are, of how many, in which questionnaire, of how many. */
async function toldWhenDrawn(scope, anew, counted) {
  let address = `${scope}etat/${anew ? "?encore=1" : ""}`;
  for (;;) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) return answer;
    const { questionnaires } = await answer.clone().json();
    const under = questionnaires.map(({ drawing }) => drawing).filter(Boolean);
    if (!under.length) return answer;
    const now = under.find(({ total }) => total) ?? under[0];
    counted({ ...now, number: questionnaires.length - under.length + 1, of: questionnaires.length });
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY));
    address = `${scope}etat/`;
  }
}

/** Fetch what is missing, or everything anew; what is told comes last, so that half a preparation is none. */
export async function prepare(scope, { anew = false, keep = [], counted = () => {} } = {}) {
  const answer = await toldWhenDrawn(scope, anew, counted);
  if (!answer.ok) return { refused: (await answer.json()).why };
  const cache = await cacheOf(scope);
  const told = await answer.clone().json();
  const parcels = told.questionnaires.filter((each) => each.parcel);
  const wanted = new Set([scope, `${scope}etat/`, `${scope}application.webmanifest`, ...keep]);
  const before = await toldOf(scope);
  const same = !anew && JSON.stringify(before) === JSON.stringify(told);
  const carried = parcels.map(({ link, parcel }) => addressOfParcel(scope, link, parcel));
  const clips = new Set();
  for (const address of new Set([...keep, ...carried])) {
    wanted.add(address);
    const content = await (await stored(cache, address, !same && anew && !keep.includes(address))).json();
    content.files.forEach((file) => wanted.add(file));
    content.clips?.forEach((clip) => clips.add(clip));
  }
  await gather(cache, wanted, same);
  await cache.put(`${scope}etat/`, answer);
  for (const request of await cache.keys()) {
    const path = pathOf(request.url);
    if (!wanted.has(path) && !clips.has(path)) await cache.delete(request);
  }
  return { told, clips: [...clips] };
}

/** Fetch the sounds that are missing, once the pages are there; `counted` is told how many are carried after each.
 * A sound never changes under its address. One that the server has no more is passed over: its page is read without it. */
export async function carrySound(scope, clips, counted) {
  const cache = await cacheOf(scope);
  const kept = new Set((await cache.keys()).map((request) => pathOf(request.url)));
  const missing = clips.filter((clip) => !kept.has(clip));
  let done = clips.length - missing.length;
  const carry = async () => {
    for (let clip = missing.pop(); clip; clip = missing.pop()) {
      const answer = await fetch(clip, { cache: "no-cache", headers: { [FRESH]: "1" } });
      if (answer.ok) await cache.put(clip, answer);
      else if (answer.status !== 404) throw new Error(`${clip} : ${answer.status}`);
      counted((done += 1), clips.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carry));
}

/** Every file, and what each refers to; `wanted` grows with them. */
async function gather(cache, wanted, same) {
  for (const address of wanted) {
    if (/\/(?:etat|colis)\//.test(address)) continue;
    const kept = await stored(cache, address, !same);
    for (const found of await references(kept, address)) wanted.add(found);
  }
}

async function stored(cache, address, anew) {
  const kept = anew ? undefined : await cache.match(address);
  if (kept) return kept;
  const answer = await fetch(address, { cache: "no-cache", headers: { [FRESH]: "1" } });
  if (!answer.ok) throw new Error(`${address} : ${answer.status}`);
  await cache.put(address, answer.clone());
  return answer;
}

async function references(answer, address) {
  const type = (answer.headers.get("Content-Type") ?? "").split(";")[0];
  if (type === "text/html") return inPage(await answer.text());
  const pattern = REFERENCES[type];
  if (!pattern) return [];
  const found = [...(await answer.text()).matchAll(pattern)].map((each) => new URL(each[1], new URL(address, location)));
  return found.filter((url) => url.origin === location.origin).map((url) => url.pathname);
}

function inPage(html) {
  return [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
}

function pathOf(address) {
  const url = new URL(address);
  return url.pathname + url.search;
}
