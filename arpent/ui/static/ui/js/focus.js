// data-takes-focus: the summary of errors is read first; each of its links puts the cursor in its field.
// data-starts-here: else the heading of a question, so that the next key goes to its first answer.
const summary = document.querySelector("[data-takes-focus]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}
else document.querySelector("[data-starts-here]")?.focus({ preventScroll: true });
