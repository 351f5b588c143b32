// data-takes-focus: the summary of errors is read first; each of its links puts the cursor in its field.
// Else the title of a respondent's page, so that what was pressed on the page before leads here, and the next key goes
// to the first answer.
// A phone in a page of the staff takes the cursor only when it is there already: it is drawn anew while one types.
const ours = window.parent === window || document.hasFocus();
const summary = document.querySelector("[data-takes-focus]");
if (summary) {
  if (ours) summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}
else if (ours) begin(document.querySelector(".respond__main h1"));

function begin(title) {
  title?.setAttribute("tabindex", "-1");
  title?.focus({ preventScroll: true });
}

// An address that ends with the name of a button puts the cursor there: who moves a line goes on moving it.
const aimed = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (aimed instanceof HTMLButtonElement) aimed.focus();
