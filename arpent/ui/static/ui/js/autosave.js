// data-autosave: a form that is sent by itself, once one stops typing. The page that comes back renews the parts
// marked data-fresh, the hidden mark of what was seen, and the phone. Without this file, its button does the same.
const PAUSE_MS = 1500;

function watch(form) {
  const state = { form, timer: 0, busy: false, again: false, saved: written(form) };
  form.addEventListener("input", () => soon(state, PAUSE_MS));
  form.addEventListener("change", () => soon(state, 50));
  window.addEventListener("pagehide", () => { if (written(form) !== state.saved) send(state, true); });
}

// Fields marked data-later (one more choice) wait for the button.
function said(form) {
  const body = new URLSearchParams(new FormData(form));
  for (const field of form.querySelectorAll("[data-later]")) body.delete(field.name);
  return body;
}

function written(form) {
  return said(form).toString();
}

function soon(state, delay) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(state), delay);
}

async function save(state) {
  const now = written(state.form);
  if (now === state.saved) return;
  if (state.busy) { state.again = true; return; }
  state.busy = true;
  tell(state, "saving");
  try {
    await heard(state, now, await send(state, false));
  } catch {
    tell(state, "offline");
  }
  state.busy = false;
  if (state.again) { state.again = false; soon(state, 0); }
}

function send({ form }, leaving) {
  return fetch(form.action, { method: "POST", body: said(form), credentials: "same-origin", keepalive: leaving });
}

// Somebody else was there (409): the server's page shows both texts, so it is the one to see.
async function heard(state, sent, answer) {
  if (answer.status === 409) { state.form.submit(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) { tell(state, "refused", page.querySelector(".error-list")?.textContent.trim()); return; }
  if (!page.querySelector("form[data-autosave]")) { tell(state, "offline"); return; } // signed out meanwhile
  renew(state.form, page);
  state.saved = written(state.form);
  if (new URL(answer.url).pathname !== location.pathname) location.replace(answer.url);
  if (kept(sent) !== kept(state.saved)) state.again = true;
  tell(state, "saved");
}

const kept = (sent) => { const said = new URLSearchParams(sent); said.delete("seen"); return said.toString(); };

function renew(form, page) {
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(fresh);
  }
  const seen = page.querySelector("form[data-autosave] [name=seen]");
  if (seen) form.elements.seen.value = seen.value;
  for (const phone of document.querySelectorAll("[data-phone]")) phone.contentWindow.location.reload();
}

function tell({ form }, moment, more = "") {
  form.querySelector("[data-kept]").textContent = [form.dataset[moment], more].filter(Boolean).join(" ");
}

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
