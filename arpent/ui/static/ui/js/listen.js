// data-aloud="block": says the sentences of a block (data-clip: usual speed, slow), and shows the one that is heard.
// data-aloud-near: the same for what stands beside the button.
// data-listen: a link to one sound. A second press stops. Nothing speaks by itself unless it was asked for.
const root = document.documentElement;
const voice = new Audio();
const ahead = new Audio();
let queue = [];
let button = null;
let turn = 0; // of speaking: what an earlier one was refused stops no later one

const base = document.querySelector("[data-voice]")?.dataset.voice ?? "";
const slow = () => root.dataset.pace === "slow";
const address = (sentence) => {
  const keys = sentence.dataset.clip.split(" ");
  return base + keys[slow() ? keys.length - 1 : 0];
};
const show = (sentence, shown) => sentence?.classList.toggle("is-said", shown);
const press = (shown) => {
  button?.classList.toggle("is-playing", shown);
  if (button?.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(shown));
};
const stop = () => {
  turn += 1;
  voice.pause();
  show(queue[0], false);
  press(false);
  queue = [];
  button = null;
};
const play = (sound, recorded) => {
  voice.src = sound;
  voice.preservesPitch = true;
  voice.playbackRate = slow() && recorded ? 0.8 : 1; // a person recorded it once, at one speed
  return voice.play();
};
const say = () => {
  const [sentence, next] = queue;
  show(sentence, true);
  if (next) { ahead.preload = "auto"; ahead.src = address(next); }
  return play(address(sentence), !sentence.dataset.clip.includes(" "));
};
const unless = (playing, refused) => {
  const mine = turn;
  playing.catch(({ name }) => { if (mine === turn && name === "NotAllowedError") refused(); });
};
const follow = () => {
  show(queue.shift(), false);
  if (queue.length) unless(say(), stop);
  else stop();
};
voice.addEventListener("ended", follow);
voice.addEventListener("error", () => (queue.length ? follow() : stop())); // a clip that is gone keeps no other back

const sentencesOf = (block) => [...document.querySelectorAll(`[data-said="${block}"]`)];
const read = (sentences, pressed) => {
  stop();
  queue = sentences.filter((sentence) => sentence.checkVisibility());
  button = pressed;
  press(true);
  return queue.length ? say() : Promise.resolve(stop());
};

const reads = (each, sentences) => each.addEventListener("click", () => {
  const again = button === each;
  stop();
  if (!again) unless(read(sentences, each), stop);
});
for (const each of document.querySelectorAll("[data-aloud]")) reads(each, sentencesOf(each.dataset.aloud));
for (const each of document.querySelectorAll("[data-aloud-near]")) {
  const sentences = [...each.parentElement.querySelectorAll("[data-said]")];
  each.hidden = !sentences.length;
  reads(each, sentences);
}
for (const link of document.querySelectorAll("[data-listen]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const again = button === link;
    stop();
    if (again) return;
    button = link;
    press(true);
    unless(play(link.href, true), stop);
  });
}
addEventListener("pagehide", stop);

// « Lire tout seul »: the page from its beginning, then each answer that one comes to, by a key or by scanning.
const alone = () => root.dataset.aloud === "auto";
// A browser may refuse before a first touch of the page: the button shows it, and any touch that presses nothing starts.
const first = document.querySelector("[data-aloud]");
const start = () => unless(read([...document.querySelectorAll("main [data-said]")], first), invite);
const invite = () => {
  stop();
  first.classList.add("is-invited");
  document.addEventListener("click", ({ target }) => {
    first.classList.remove("is-invited");
    if (alone() && !button && !target.closest("a, button, label, input, textarea, select, summary")) start();
  }, { once: true });
};
if (alone() && first) start();
document.addEventListener("arpent:wish", ({ detail }) => {
  if (detail !== "aloud") return;
  if (alone() && first) start();
  else stop();
});
document.addEventListener("focusin", ({ target }) => {
  const card = alone() && target.matches(".answer > input") && target.parentElement;
  const said = card ? [...card.querySelectorAll("[data-said]")] : [];
  if (said.length) unless(read(said, null), stop);
});
