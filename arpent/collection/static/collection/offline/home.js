// The first page of a device: prepare it, begin, see what waits, and where the interviews are.

import { addressOfParcel, cacheOf, carrySound, prepare, toldOf } from "./carrying.js";
import { wipe } from "./drafts.js";
import { clearFiled, filed, filedOf, filesOf } from "./filing.js";
import { queueOf, send } from "./outbox.js";
import { forgetReserve, left, refill } from "./reserve.js";
import { locked, newKey, unlocked } from "./sealing.js";
import { change, everything, recall } from "./store.js";

const page = document.querySelector("[data-device]");
const { scope, use } = page.dataset;
const words = JSON.parse(document.getElementById("words").textContent);
const part = (name) => page.querySelector(`[data-${name}]`);
const STATES = { waiting: "waiting_here", sent: "sent_there", given: "given_there" };
let told = null;
let campaign; // it stays that of the queue once the device is taken back
let renewing = null;
let behind = location.search.includes("reseau"); // the worker reads nothing of what is carried: see `legible`

/** Whether this browser can keep the page, the answers and their seal. */
async function able() {
  if (!window.isSecureContext || !navigator.serviceWorker || !window.caches || !navigator.locks) return false;
  try {
    await recall("notes", scope);
    return Boolean(await cacheOf(scope));
  } catch {
    return false;
  }
}

async function start() {
  if (!(await able())) return cannot();
  const { serviceWorker } = navigator;
  await serviceWorker.register(`${scope}service.js`, { type: "module", scope, updateViaCache: "none" }).catch(() => null);
  if (!(await serviceWorker.getRegistration(scope))) return cannot();
  part("early").hidden = true;
  part("can").hidden = false;
  if (use === "kiosk") {
    await wipe(scope);
    if (forgetWishes()) return location.reload();
  }
  told = await toldOf(scope);
  campaign = told?.campaign;
  await shown();
  await renew({ anew: false });
}

/** The next person of a kiosk has not the letters, the colours and the voice of the one before; whether there were any. */
function forgetWishes() {
  const chosen = Object.keys(localStorage).filter((name) => name.startsWith("arpent-"));
  chosen.forEach((name) => localStorage.removeItem(name));
  return chosen.length > 0;
}

function cannot() {
  part("early").hidden = true;
  part("cannot").classList.remove("without-js");
  part("can").hidden = true;
}

/** Carry what is new, once at a time. Without a network, what is carried already is enough. */
function renew(how) {
  renewing ??= renewed(how).finally(() => (renewing = null));
  return renewing;
}

async function renewed({ anew }) {
  say("stored", told ? words.looking : words.preparing);
  try {
    await ready();
    const { told: news, clips, refused } = await prepare(scope, { anew, keep: await carriedByDrafts(), counted: drawing });
    measured(0, 0);
    if (refused) return refuse(refused);
    [told, behind, campaign] = [news, false, news.campaign];
    await (await navigator.serviceWorker.getRegistration(scope))?.update().catch(() => null); // a worker waits for what it reads
    await navigator.storage?.persist?.();
    await refill(scope, told);
    await sendNow();
    await shown();
    if (!(await heard(clips))) return undefined;
  } catch {
    measured(0, 0);
    say("stored", told ? words.offline : words.unprepared);
    return shown();
  }
  await shown();
  return say("stored", (await navigator.storage?.persisted?.()) ? words.stored : words.stored_lightly);
}

/** How far the server is in drawing the pages. A device that carries some already goes on with them. */
function drawing({ done, total, number, of }) {
  say("stored", told ? words.drawing_again : total ? words.drawing : words.drawing_later);
  measured(number - 1 + (total ? done / total : 0), of, (total ? words.drawing_done : "").replace("{number}", number).replace("{of}", of)
    .replace("{done}", done).replace("{all}", total));
}

/** A bar and its words; none when there is nothing left. */
function measured(done, all, text = "") {
  const bar = part("sound");
  Object.assign(bar, { max: all || 1, value: done, hidden: done >= all });
  part("sound-said").textContent = bar.hidden ? "" : text.replace("{done}", done).replace("{all}", all);
}

/** The sound of what the device carries, after its pages: its weight is said first, then how far it is. */
async function heard(clips) {
  let last = 0;
  const written = (text) => {
    const weight = (told.questionnaires.reduce((sum, { sound = 0 }) => sum + sound, 0) / 1_000_000).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
    return text.replace("{weight}", weight).replace("{done}", last.toLocaleString("fr-FR")).replace("{all}", clips.length.toLocaleString("fr-FR"));
  };
  const counted = (done) => {
    measured((last = done), clips.length, words.sound_done);
  };
  try {
    if (clips.length) say("stored", written(words.sound));
    await carrySound(scope, clips, counted);
    return true;
  } catch {
    measured(0, 0);
    say("stored", written(words.sound_missing));
    return false;
  }
}

/** The service worker answers for this page from now on. */
async function ready() {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

async function carriedByDrafts() {
  const drafts = await everything("drafts", scope);
  return drafts.map(([place, { parcel }]) => addressOfParcel(scope, place.slice(`${scope}q/`.length).split("/")[0], parcel));
}

/** A device that is not ours any more keeps its sealed answers, and nothing else. */
async function refuse(why) {
  await wipe(scope);
  await forgetReserve(scope);
  if (why === "revoked" || why === "unknown") await caches.delete(`arpent-offline ${scope}`);
  told = null;
  await shown();
  say("stored", words[why] ?? words.unprepared);
}

async function sendNow(options) {
  if (told) await send(scope, told.campaign, options);
  await queue();
}

function say(name, text) {
  part(name).textContent = text;
}

async function shown() {
  for (const link of page.querySelectorAll("[data-start]")) {
    const questionnaire = told?.questionnaires.find((each) => String(each.link) === link.dataset.start);
    link.hidden = !questionnaire?.parcel || !isOpen();
  }
  part("choose").hidden = !told || (use === "kiosk" && !isOpen());
  say("closed", told && !isOpen() ? whenOpen() : behind ? words.outdated : "");
  await queue();
  if (use === "interviewer") await interviews();
}

/** Why nobody can answer today, and which day it is here: a tablet that was left without power forgets it. */
function whenOpen() {
  const day = (date) => new Date(`${date}T12:00`).toLocaleDateString("fr-FR", { dateStyle: "long" });
  const now = today();
  const why = told.closes < now ? words.over.replace("{day}", day(told.closes)) : words.ahead.replace("{day}", day(told.opens));
  return `${why} ${words.by_its_clock.replace("{day}", day(now))}`;
}

/** 2026-11-02, of the day here. */
function today() {
  return new Date().toLocaleDateString("sv");
}

function isOpen() {
  return told.opens <= today() && today() <= told.closes;
}

async function queue() {
  const { waiting, elsewhere, sent, aside, given, last, errors } = await queueOf(scope, campaign);
  const lines = [waiting ? counted(words.waiting, waiting) : words.none];
  if (sent) lines.push(counted(words.sent, sent));
  if (given) lines.push(counted(words.given, given));
  part("file").hidden = !waiting || !told;
  part("send").hidden = !told;
  part("clear").hidden = !(told && (await filedOf(told.campaign)));
  if (last) lines.push(`${words.last} ${new Date(last).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" })}.`);
  say("queue", lines.join(" "));
  const told_why = [...new Set(errors)].map((why) => words[`error_${why}`] ?? words.error_server);
  if (aside) told_why.push(counted(words.aside, aside));
  for (const { title, failed } of told?.questionnaires ?? []) if (failed) told_why.push(`${title}${words.colon}${failed}`);
  if (told && !(await left(scope))) told_why.push(words.no_codes);
  if (elsewhere) told_why.push(counted(words.elsewhere, elsewhere));
  part("errors").replaceChildren(...told_why.map(item));
}

function counted([one, many], number) {
  return (number > 1 ? many : one).replace("{n}", number);
}

function item(text) {
  const line = document.createElement("li");
  line.textContent = text;
  return line;
}

/** Where each interview is: to do, under way here, waiting to leave, sent. */
async function interviews() {
  const drafts = (await everything("drafts", scope)).map(([place]) => place);
  for (const row of page.querySelectorAll("[data-interview]")) {
    const number = row.dataset.interview;
    const { state } = (await recall("interviews", scope + number)) ?? {};
    const under = drafts.find((place) => place.endsWith(`/${number}/`));
    row.querySelector("[data-state]").textContent = words[STATES[state] ?? (under ? "under_way" : "to_do")];
    row.querySelector("[data-ways]").hidden = Boolean(state);
    row.querySelector("[data-label]").hidden = Boolean(state);
    if (under && !state) resumed(row, under);
    if (!state) await labelled(row, number);
  }
}

function resumed(row, place) {
  for (const link of row.querySelectorAll("[data-start]")) {
    link.hidden ||= !link.getAttribute("href").startsWith(place);
    if (!link.hidden) link.setAttribute("href", `${place}s/`);
  }
}

/** The interviewer's own label: locked on this device, never sent, erased with the interview. */
async function labelled(row, number) {
  const field = row.querySelector("input");
  const place = `label ${scope}${number}`;
  const kept = await recall("notes", place);
  if (kept) field.value = await unlocked(kept.box, kept.key);
  if (field.dataset.heard) return;
  field.dataset.heard = "yes";
  field.addEventListener("change", async () => {
    const key = kept?.key ?? (await newKey());
    await change([["notes", place, field.value ? { key, box: await locked(field.value, key) } : undefined]]);
  });
}

/** Write the queue in files: nothing leaves the device by that. */
async function saveFile() {
  const { files, ids } = await filesOf(told);
  const day = today();
  files.forEach((text, place) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `reponses-arpent-${told.device}-${day}${files.length > 1 ? `-${place + 1}` : ""}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  await filed(ids);
  say("filed", counted(words.filed, ids.length));
  await queue();
}

/** Only once a person has said that the file was received. */
function clearing() {
  const dialog = part("clearing");
  part("clear").addEventListener("click", async () => {
    dialog.querySelector("[data-clearing-title]").textContent = counted(words.clearing, await filedOf(told.campaign));
    dialog.showModal();
  });
  dialog.querySelector("[data-keep]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-sure]").addEventListener("click", async () => {
    await clearFiled(scope, told.campaign);
    dialog.close();
    part("renew").focus();
    say("filed", "");
    await shown();
  });
}

/** In a kiosk, what is for staff opens with their code. */
function guarded() {
  const door = part("adult");
  door?.addEventListener("submit", (event) => {
    event.preventDefault();
    const right = told && new FormData(door).get("code") === told.code;
    part("adult-wrong").hidden = Boolean(right);
    if (!right) return;
    part("staff").hidden = false;
    door.hidden = true;
    part("staff").querySelector("button").focus();
  });
}

part("send").addEventListener("click", () => sendNow({ all: true }));
part("renew").addEventListener("click", () => renew({ anew: true }));
document.addEventListener("arpent:queue", shown);
window.addEventListener("online", () => { if (!told) renew({ anew: false }); });
part("file").addEventListener("click", saveFile);
clearing();
guarded();
start();
