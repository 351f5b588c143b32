// data-poll="address": long work. The part is fetched again every two seconds and replaced,
// until the server answers without data-poll (done) or with another page (X-Arpent-Next).
const EVERY_MS = 2000;
const SLOWER_MS = 10000;

const again = (part, delay) => setTimeout(() => refresh(part), delay);

async function refresh(part) {
  let answer;
  try {
    answer = await fetch(part.dataset.poll, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
  } catch {
    return again(part, SLOWER_MS);
  }
  if (!answer.ok) return again(part, SLOWER_MS);
  const next = answer.headers.get("X-Arpent-Next");
  if (next) return location.assign(next);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(part.id);
  if (!fresh) return location.reload();
  part.replaceWith(fresh);
  if (fresh.dataset.poll) again(fresh, EVERY_MS);
}

for (const part of document.querySelectorAll("[data-poll]")) again(part, EVERY_MS);
