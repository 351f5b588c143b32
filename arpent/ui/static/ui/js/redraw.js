// data-redraw: a choice on which the rest of its form depends. The form is sent and its page drawn again in place,
// the cursor staying where it was. Without this file, the button data-needless does the same.
document.addEventListener("change", async (event) => {
  const form = event.target.matches("[data-redraw]") && event.target.closest("form[data-redraws]");
  if (!form) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "refresh");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  } catch {
    return; // no network: the button is still there
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("form[data-redraws]");
  if (!answer.ok || !fresh) return;
  form.replaceWith(fresh);
  document.getElementById(event.target.id)?.focus();
});
