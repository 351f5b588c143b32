// On each page of a device: send what waits when the network is there, and leave nothing of one person to the next.

import { toldOf } from "./carrying.js";
import { wipe } from "./drafts.js";
import { send } from "./outbox.js";
import { refill } from "./reserve.js";

const WARNING = 30;
const MINUTE = 60_000;
const CODE_SHOWN = 15 * MINUTE + 1000;
const scope = location.pathname.match(/^\/hors-ligne\/[^/]+\//)[0];

async function sendNow() {
  const told = await toldOf(scope);
  if (told && navigator.onLine) {
    await send(scope, told.campaign);
    await refill(scope, told, told.reserve / 2).catch(() => null);
  }
  document.dispatchEvent(new CustomEvent("arpent:queue"));
}

sendNow();
window.addEventListener("online", sendNow);
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendNow(); });
setInterval(sendNow, MINUTE);

// A page that the browser kept alive behind another is drawn anew.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A code of withdrawal is shown for a while, then the page is drawn without it.
const code = document.querySelector("[data-to-note]");
if (code) setTimeout(() => location.reload(), CODE_SHOWN);

// In a kiosk, after a long while without a touch: a warning, then everything is erased and the first page comes back.
const warning = document.querySelector("[data-idle]");
const nothingToLose = !code && /\/(?:merci|efface)\/$/.test(location.pathname);
let touched = Date.now();

function stay() {
  touched = Date.now();
  if (warning.open) warning.close();
}

async function leave() {
  await wipe(scope);
  location.replace(warning.dataset.home);
}

function watch() {
  const allowed = nothingToLose ? MINUTE : Number(warning.dataset.idle) * MINUTE;
  const left = Math.ceil((touched + allowed - Date.now()) / 1000);
  if (left <= 0) return leave();
  if (left <= WARNING && !nothingToLose) {
    if (!warning.open) warning.showModal();
    warning.querySelector("[data-idle-left]").textContent = `${left} s`;
  }
  return undefined;
}

if (warning) {
  warning.querySelector("[data-idle-code]").hidden = !code;
  warning.querySelector("[data-idle-answers]").hidden = Boolean(code);
  for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, stay, { capture: true });
  warning.querySelector("[data-idle-stay]").addEventListener("click", stay);
  warning.addEventListener("close", stay);
  setInterval(watch, 1000);
}
