// data-fold="Menu": on narrow screens, a part of the page folds behind a button of that name.
for (const part of document.querySelectorAll("[data-fold]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold__button";
  button.textContent = part.dataset.fold;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", part.id);
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(part.toggleAttribute("data-open")));
  });
  part.before(button);
}
