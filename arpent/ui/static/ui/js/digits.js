// data-digits: in a form, the digit written on a box (data-digit) ticks it. Only while the form has the focus,
// so that no key acts by surprise elsewhere.
for (const form of document.querySelectorAll("[data-digits]")) {
  for (const shown of form.querySelectorAll(".digit, [data-digits-hint]")) shown.hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    const box = form.querySelector(`[data-digit="${event.key}"]`);
    if (!box) return;
    event.preventDefault();
    box.checked = !box.checked;
    box.focus();
  });
  if (!document.querySelector("[data-takes-focus]")) form.querySelector("[data-digit]")?.focus({ preventScroll: true });
}
