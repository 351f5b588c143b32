// The panel of preferences: closes with its button or with Escape, and gives the focus back.
const panel = document.querySelector("details.settings");
const close = () => {
  panel.open = false;
  panel.querySelector("summary").focus();
};
panel?.querySelector("[data-close]").addEventListener("click", close);
panel?.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.open) close(); });
