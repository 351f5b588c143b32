// data-print: a button that opens the printing of this page.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
