// data-proofread="address": a text is looked over while it is typed. What is hard to read is underlined in place,
// listed below, and replaced in one click; the replacement can be undone. Without this file, buttons do the same.
const PAUSE_MS = 700;
const LONGEST = 20000;

for (const part of document.querySelectorAll("[data-proofread]")) listen(part);

function listen(part) {
  const area = part.querySelector("textarea");
  const mirror = area.parentElement.insertBefore(document.createElement("div"), area);
  const state = { part, area, mirror, marks: [], text: area.value, before: null, timer: 0, asked: 0 };
  mirror.className = "proofread__mirror";
  mirror.setAttribute("aria-hidden", "true");
  part.classList.add("proofread--live");
  part.querySelector("[data-look]").hidden = true;
  part.querySelector("[data-look]").type = "button";
  part.querySelector("[data-undo]").type = "button";
  area.addEventListener("input", () => { shift(state); soon(state); });
  area.addEventListener("scroll", () => { mirror.scrollTop = area.scrollTop; });
  part.addEventListener("click", (event) => clicked(state, event));
  if ("quiet" in part.dataset) area.addEventListener("focus", () => ask(state), { once: true });
  else ask(state);
}

function soon(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => ask(state), PAUSE_MS);
}

async function ask(state) {
  const { part, area } = state;
  const text = area.value;
  const number = ++state.asked;
  if (!text.trim()) return show(state, "", "");
  if (text.length > LONGEST) return draw(state, []);
  const body = new URLSearchParams({ text, name: part.dataset.name });
  for (const way of ["question", "markdown", "explained"]) if (way in part.dataset) body.set(way, part.dataset[way]);
  body.set("csrfmiddlewaretoken", area.form.elements.csrfmiddlewaretoken.value);
  let answer;
  try {
    answer = await fetch(part.dataset.proofread, { method: "POST", body, credentials: "same-origin" });
  } catch {
    return; // no network: the text stays as it is, the next keystroke asks again
  }
  const said = await answer.text();
  if (number !== state.asked || area.value !== text) return; // typed on: a fresher question is on its way
  if (answer.ok && !answer.redirected) show(state, said, text);
  else if (answer.status === 413 || answer.status === 429) tell(state, said);
}

function show(state, html) {
  const found = state.part.querySelector("[data-found]");
  const at = [...found.querySelectorAll("button")].indexOf(document.activeElement);
  found.innerHTML = html;
  const told = found.querySelector("[data-told]");
  tell(state, told ? told.textContent.trim() : "");
  draw(state, [...found.querySelectorAll("[data-start]")].map(({ dataset }) => (
    { start: Number(dataset.start), end: Number(dataset.end), level: dataset.level })));
  if (at >= 0) (found.querySelectorAll("button")[at] || state.area).focus();
}

function tell({ part }, words) {
  const says = part.querySelector("[data-says]");
  if (says.textContent !== words) says.textContent = words;
}

// The same words behind the text, unseen, with only their underlining; of marks that overlap, the first counts.
function draw(state, marks) {
  const { area, mirror } = state;
  state.marks = marks;
  state.text = area.value;
  mirror.textContent = "";
  let at = 0;
  for (const { start, end, level } of marks) {
    if (start < at || end <= start || end > area.value.length) continue;
    mirror.append(area.value.slice(at, start));
    const mark = mirror.appendChild(document.createElement("span"));
    mark.className = `proofread__mark proofread__mark--${level}`;
    mark.textContent = area.value.slice(start, end);
    at = end;
  }
  mirror.append(`${area.value.slice(at)}\n`);
  mirror.scrollTop = area.scrollTop;
}

// While typing goes on: marks before the change stay, those after it move, those it touches go.
function shift(state) {
  const [was, is] = [state.text, state.area.value];
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < was.length - head && tail < is.length - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  const from = was.length - tail;
  const by = is.length - was.length;
  draw(state, state.marks.filter(({ start, end }) => end <= head || start >= from).map((mark) => (
    mark.start >= from ? { ...mark, start: mark.start + by, end: mark.end + by } : mark)));
}

function clicked(state, event) {
  const button = event.target.closest("button");
  if (!button) return;
  if ("goes" in button.dataset) goTo(state, button.closest("[data-start]").dataset);
  if ("mend" in button.dataset) { event.preventDefault(); mend(state, button.dataset); }
  if ("undo" in button.dataset) { event.preventDefault(); undo(state, button); }
}

function goTo({ area }, { start, end }) {
  area.focus();
  area.setSelectionRange(Number(start), Number(end));
}

function mend(state, { from, to, text }) {
  const undoes = state.part.querySelector("[data-undo]");
  const before = state.area.value;
  write(state, before.slice(0, Number(from)) + text + before.slice(Number(to)));
  state.before = before;
  undoes.hidden = false;
  undoes.focus();
  tell(state, state.part.querySelector("[data-says]").dataset.mended);
}

function undo(state, button) {
  const hidden = state.part.querySelector(`[name="${CSS.escape(state.part.dataset.name)}-before"]`);
  const before = state.before ?? (hidden ? hidden.value : null);
  if (before === null) return;
  write(state, before);
  state.before = null;
  state.area.focus();
  button.hidden = true;
  tell(state, state.part.querySelector("[data-says]").dataset.undone);
}

function write(state, text) {
  state.area.value = text;
  shift(state);
  state.area.dispatchEvent(new Event("input", { bubbles: true }));
}
