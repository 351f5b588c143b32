// What the reader prefers is applied before the first paint: this script is classic and in the head, the others
// are modules. The device alone keeps it. An address may propose values (a tablet set for someone): what was
// chosen here wins.
const root = document.documentElement;
root.classList.add("js");

const PREFERENCES = ["theme", "size", "typeface", "pictures", "calm", "aloud", "pace", "keys", "scan"];
const key = (name) => `arpent-${name}`;
const recall = (name) => { try { return localStorage.getItem(key(name)); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(key(name), value); } catch { /* a private window forgets, and that is fine */ } };
const apply = (name, value) => { if (value) root.dataset[name] = value; else delete root.dataset[name]; };

for (const name of PREFERENCES) apply(name, recall(name) ?? root.dataset[name]);

document.addEventListener("DOMContentLoaded", () => {
  const buttons = [...document.querySelectorAll("[data-set]")];
  const choices = [...document.querySelectorAll("[data-wish]")];
  const wanted = (name) => root.dataset[name] ?? "";
  const mark = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(wanted(button.dataset.set) === button.value));
    for (const choice of choices) choice.checked = wanted(choice.dataset.wish) === choice.value;
  };
  const choose = (name, value) => {
    apply(name, value);
    remember(name, value);
    mark();
    document.dispatchEvent(new CustomEvent("arpent:wish", { detail: name }));
  };
  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.set, button.value));
  for (const choice of choices) {
    choice.setAttribute("form", "settings"); // never sent with the answers
    choice.addEventListener("change", () => choose(choice.dataset.wish, choice.value));
  }
  mark();
});
