// data-copy="text": puts the text on the clipboard and says so. The button is hidden where that is impossible.
const SAID_FOR_MS = 4000;

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = button.dataset.done;
    setTimeout(() => { said.textContent = ""; }, SAID_FOR_MS);
  });
}
