// data-autosave: a form that is sent by itself, once one stops typing. The page that comes back renews the parts
// marked data-fresh, the hidden mark of what was seen, and the phone. Nobody leaves words that could not be kept
// without being asked. Without this file, its button does the same.
const PAUSE_MS = 1500;

function watch(form) {
  const state = { form, timer: 0, busy: false, again: false, sent: false, failed: false, saved: written(form) };
  form.addEventListener("input", () => { lacks(form); soon(state, PAUSE_MS); });
  form.addEventListener("change", () => soon(state, 50));
  form.addEventListener("submit", () => { state.sent = true; });
  window.addEventListener("online", () => soon(state, 0));
  window.addEventListener("beforeunload", (event) => { if (state.failed && unkept(state)) event.preventDefault(); });
  window.addEventListener("pagehide", () => { if (unkept(state)) send(state, new FormData(form)); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // what it shows is old
}

// What was typed and not sent, the fields that wait for the button included.
function unkept({ form, saved, sent }) {
  const later = [...form.querySelectorAll("[data-later]")].some((field) => field.value.trim());
  return !sent && (later || written(form) !== saved);
}

// « Ce texte manque » goes as soon as there is one.
function lacks(form) {
  for (const note of form.querySelectorAll("[data-lacks]")) {
    note.hidden = Boolean(note.parentElement.querySelector("textarea").value.trim());
  }
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
    await heard(state, now, await send(state));
  } catch {
    failed(state, "offline");
  }
  state.busy = false;
  if (state.again) { state.again = false; soon(state, 0); }
}

function send({ form }, all) {
  const body = all ? new URLSearchParams(all) : said(form);
  return fetch(form.action, { method: "POST", body, credentials: "same-origin", keepalive: Boolean(all) });
}

// Somebody else was there (409): the server's page shows both texts, so it is the one to see.
async function heard(state, sent, answer) {
  if (answer.status === 409) { state.sent = true; state.form.submit(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const wrong = page.querySelector(".error-list")?.textContent.trim();
  if (!answer.ok && wrong) { failed(state, "refused", wrong); return; }
  if (!answer.ok || !page.querySelector("form[data-autosave]")) { failed(state, "lost"); return; }
  state.failed = false;
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

function failed(state, moment, more) {
  state.failed = true;
  tell(state, moment, more);
}

function tell({ form, failed }, moment, more = "") {
  const says = form.querySelector("[data-kept]");
  says.textContent = [form.dataset[moment], more].filter(Boolean).join(" ");
  says.classList.toggle("editor-says--stop", failed && moment !== "saving");
}

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
