// Reads { root, tasks } on its input, writes what the browser's evaluator answers, one a task.
const { root, tasks } = JSON.parse(await text(process.stdin));
const { valueOf } = await import(`${root}/expressions.js`);
const { complete, stateOf } = await import(`${root}/routing.js`);
const { asDay } = await import(`${root}/values.js`);

async function text(stream) {
  let found = "";
  for await (const part of stream) found += part;
  return found;
}

function written(value) {
  if (typeof value === "number" && !Number.isFinite(value)) return { number: String(value) };
  if (typeof value !== "object") return value;
  const iso = new Date((value.days * 86400 + (value.seconds ?? 0)) * 1000).toISOString();
  return { date: value.seconds === null ? iso.slice(0, 10) : iso.slice(0, 19) };
}

const answers = tasks.map(({ tree, rules, setting }) => {
  const today = asDay(setting.today);
  if (tree) return written(valueOf(tree, { ...setting, today, choiceLabel: (_, code) => `label of ${code}` }));
  const state = stateOf(rules, setting.answers, today);
  return { shown: [...state.shown].sort(), values: state.values, kept: complete(rules, setting.answers, today) };
});
process.stdout.write(JSON.stringify(answers));
