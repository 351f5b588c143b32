// The service worker of one device: under its own path it answers in the place of the server, with the pages that the
// server drew. It sends nothing: sending is for the pages, which say what they do.

import { addressOfParcel, cacheOf, FORMAT, FRESH, toldOf } from "./carrying.js";
import { begun, draftAt, finish, forgetDraft, keepDraft } from "./drafts.js";
import { withHalf, withoutHalf } from "./halves.js";
import { respond, unkept } from "./journey.js";
import { codeAt, forgetCodes, left, taken } from "./reserve.js";
import { asDay } from "../rules/values.js";

const scope = new URL(self.registration.scope).pathname;
const INSIDE = `${scope}q/`;
const OF_THE_SERVER = new RegExp(`^${scope}(?:etat|colis|envoi|codes|service\\.js)`);

self.addEventListener("install", (event) => event.waitUntil(installed()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== self.location.origin || OF_THE_SERVER.test(pathname) || event.request.headers.has(FRESH)) return;
  if (pathname.startsWith(INSIDE) && event.request.mode === "navigate") event.respondWith(inTurn(event.request));
  else if (pathname === scope && event.request.mode === "navigate") event.respondWith(firstPage(event.request));
  else if (event.request.method === "GET") event.respondWith(carried(event.request));
});

/** While the device carries only what an earlier release wrote, the earlier worker, which reads it, goes on. */
async function installed() {
  const told = await toldOf(scope);
  if (told && told.format !== FORMAT) throw new Error(`written as ${told.format}, read as ${FORMAT}`);
  await self.skipWaiting();
}

/** Before another person comes, the code that was shown to the last one is forgotten. */
async function firstPage(request) {
  await forgetCodes(scope).catch(() => null);
  return carried(request);
}

async function carried(request) {
  const cache = await cacheOf(scope);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  return range ? partOf(kept, Number(range[1]), range[2]) : kept;
}

/** The bytes that were asked for: phones by Apple play nothing that cannot be had in parts. */
async function partOf(kept, first, end) {
  const content = await kept.blob();
  const last = Math.min(end === "" ? Infinity : Number(end), content.size - 1);
  if (first > last) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${content.size}` } });
  const type = kept.headers.get("Content-Type") ?? "";
  const headers = { "Content-Type": type, "Content-Range": `bytes ${first}-${last}/${content.size}`, "Accept-Ranges": "bytes" };
  return new Response(content.slice(first, last + 1, type), { status: 206, headers });
}

/** One page at a time: two tabs on one questionnaire lose nothing. */
function inTurn(request) {
  return navigator.locks.request("arpent-draft", () => answered(request));
}

async function answered(request) {
  const url = new URL(request.url);
  const [link, number, ...tail] = url.pathname.slice(INSIDE.length).split("/");
  const place = `${INSIDE}${link}/${number}/`;
  const told = await toldOf(scope);
  const kept = await draftAt(place);
  if (!told || (!kept && !isOpen(told))) return seeOther(scope);
  const { digest, parcel } = await legible(link, told, kept);
  if (!parcel) return seeOther(`${scope}?reseau=1`);
  const refused = heldOnce.get(url.href);
  if (request.method === "GET" && heldOnce.delete(url.href)) return shown(refused);
  const form = request.method === "POST" ? new URLSearchParams(await request.text()) : null;
  const world = {
    parcel, draft: kept?.draft ?? null, today: asDay(dayHere()), kiosk: told.use === "kiosk", base: place, begin: begun,
    origin: self.location.origin, code: await codeAt(place), codeless: !(await left(scope)),
  };
  const answer = respond({ tail: tail.join("/"), query: withHalf(url.searchParams, kept?.draft, tail[2]), form }, world);
  const context = { world, place, told, digest, number, key: kept?.key, form, url };
  return after(answer, context).catch((error) => {
    if (!form) throw error;
    return again(unkept(form, world), url); // a full disk, most often
  });
}

/** Pages that come back with what was sent, each shown once by a reading: a browser writes down on its disk, for its
 * history, what a form sent when the page itself answers it. */
const heldOnce = new Map();
const SAID_AGAIN = "encore";

function again(answer, url) {
  url.searchParams.set(SAID_AGAIN, String(Date.now()));
  heldOnce.clear();
  heldOnce.set(url.href, answer);
  return seeOther(url.pathname + url.search);
}

async function after(answer, { world, place, told, digest, number, key, form, url }) {
  const { draft, parcel } = world;
  if (answer.finished) {
    const own = answer.finished === "refused" ? null : await taken(scope, place);
    const content = { ...contentOf(draft, parcel, answer.finished), ...(own && { reserved: own.reserved }) };
    const interview = told.use === "interviewer" ? `${scope}${number}` : "";
    await finish({ place, draft, told, interview, content, changes: own?.changes ?? [] });
    const how = new URLSearchParams({ edition: draft.edition, ...(answer.finished === "stopped" && { stopped: "1" }), ...(!own && { "sans-code": "1" }) });
    return seeOther(`${place}${answer.finished === "refused" ? "non/" : "s/merci/"}?${how}`);
  }
  const to = "to" in answer && withoutHalf(answer.to, draft);
  if (answer.noted) await forgetCodes(place);
  if (answer.erased) await forgetDraft(place);
  else if (draft && form && !answer.noted) await keepDraft(place, draft, { parcel: digest, fingerprint: world.parcel.fingerprint }, key);
  if (answer.home) return seeOther(scope);
  if ("to" in answer) return seeOther(place + to);
  return form ? again(answer, url) : shown(answer);
}

function contentOf(draft, parcel, status) {
  const { id: _, answers: __, would_say: ___, halves: ____, ...said } = draft;
  return { link: parcel.link, fingerprint: parcel.fingerprint, status, day: dayHere(), ...said };
}

/** What an answer was begun on; once another release has come, the same questionnaire as it is written now. */
async function legible(link, told, kept) {
  const now = told.questionnaires.find((each) => String(each.link) === link)?.parcel;
  for (const digest of [kept?.parcel, now].filter(Boolean)) {
    const parcel = await parcelOf(link, digest);
    const isSame = !kept?.fingerprint || parcel?.fingerprint === kept.fingerprint;
    if (parcel?.format === FORMAT && isSame) return { digest, parcel };
  }
  return {};
}

const parcels = new Map();

async function parcelOf(link, digest) {
  if (!parcels.has(digest)) {
    const kept = await (await cacheOf(scope)).match(addressOfParcel(scope, link, digest));
    if (!kept) return null;
    parcels.set(digest, await kept.json());
  }
  return parcels.get(digest);
}

function isOpen(told) {
  return told.opens <= dayHere() && dayHere() <= told.closes;
}

/** The person's day, as the device counts it. */
function dayHere() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function seeOther(path) {
  return Response.redirect(new URL(path, self.location.origin), 303);
}

/** As strict as the server's own pages, and kept by no cache of the browser. */
async function shown({ page, status = 200 }) {
  const home = await (await cacheOf(scope)).match(scope);
  const policy = home?.headers.get("Content-Security-Policy") ?? "default-src 'self'";
  return new Response(page, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
}
