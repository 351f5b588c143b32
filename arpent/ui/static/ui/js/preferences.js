// What the reader prefers (theme, size of letters) is applied before the first paint:
// this script is classic and in the head, the others are modules.
const root = document.documentElement;
root.classList.add("js");

const PREFERENCES = ["theme", "size"];
const key = (name) => `arpent-${name}`;
const recall = (name) => { try { return localStorage.getItem(key(name)); } catch { return null; } };
const remember = (name, value) => {
  try {
    if (value) localStorage.setItem(key(name), value);
    else localStorage.removeItem(key(name));
  } catch { /* a private window forgets, and that is fine */ }
};
const apply = (name, value) => { if (value) root.dataset[name] = value; else delete root.dataset[name]; };

for (const name of PREFERENCES) apply(name, recall(name));

document.addEventListener("DOMContentLoaded", () => {
  const buttons = [...document.querySelectorAll("[data-set]")];
  const mark = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String((root.dataset[button.dataset.set] ?? "") === button.value));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      apply(button.dataset.set, button.value);
      remember(button.dataset.set, button.value);
      mark();
    });
  }
  mark();
});
