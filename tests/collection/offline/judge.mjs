// Reads { offline, rules, tasks } on its input, writes what a device answers, one a task.
let written = "";
for await (const part of process.stdin) written += part;
const { offline, rules, tasks } = JSON.parse(written);
const { asDay } = await import(`${rules}/values.js`);
const { hear } = await import(`${offline}/hearing.js`);
const { respond } = await import(`${offline}/journey.js`);
const { seal } = await import(`${offline}/sealing.js`);
const { walk } = await import(`${offline}/walk.js`);

/** A whole visit: each thing asked in turn, on one draft. */
function visited({ parcel, today, base, kiosk, turned, steps }) {
  const begin = () => ({
    id: "1", edition: "", editions: [], switches: 0, faces: null, turned,
    voice: "unknown", help: [], helper: "", chosen_for: "", answers: {}, said: {},
    understood: "", assent: "", guardian: "", helped_later: false, clarified: {}, would_say: {}, said_other: {},
  });
  const world = { parcel, draft: null, today: asDay(today), kiosk, base, begin };
  let last = "";
  const answers = steps.map(({ tail, query, form }) => {
    const asked = new URLSearchParams(query);
    if (asked.has("etat")) asked.set("etat", last); // on line it is signed: each has its own
    const answer = respond({ tail, query: asked, form: form === null ? null : new URLSearchParams(form) }, world);
    last = new URLSearchParams(answer.to?.split("?")[1]).get("etat") ?? last;
    return answer;
  });
  return { answers, draft: world.draft };
}

function heard({ name, form, told }) {
  const { answers, refusal } = hear(name, new URLSearchParams(form), { ...told, today: asDay(told.today) });
  return { answers, refusal };
}

const JUDGED = {
  visit: visited,
  hear: heard,
  walk: ({ number, total, says }) => walk(number, total, says),
  seal: ({ content, ident, key }) => seal(content, ident, key),
};
const found = [];
for (const { what, ...task } of tasks) found.push(await JUDGED[what](task));
process.stdout.write(JSON.stringify(found));
