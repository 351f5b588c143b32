// Reading aloud. data-aloud="block": a button that says the sentences of a block, one clip each (data-clip: at the
// usual speed, then slow), and shows the one that is heard. data-listen: a link to one sound, played here.
// A second press stops. One voice at a time; none after the page; none by itself unless « Lire tout seul » is on.
const root = document.documentElement;
const voice = new Audio();
const ahead = new Audio();
let queue = [];
let button = null;

const base = document.querySelector("[data-voice]")?.dataset.voice ?? "";
const slow = () => root.dataset.pace === "slow";
const address = (sentence) => {
  const keys = sentence.dataset.clip.split(" ");
  return base + keys[slow() ? keys.length - 1 : 0];
};
const show = (sentence, shown) => sentence?.classList.toggle("is-said", shown);
const press = (shown) => {
  button?.classList.toggle("is-playing", shown);
  if (button?.dataset.aloud) button.setAttribute("aria-pressed", String(shown));
};
const stop = () => {
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
const follow = () => {
  show(queue.shift(), false);
  if (queue.length) say().catch(stop);
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

for (const each of document.querySelectorAll("[data-aloud]")) {
  each.addEventListener("click", () => {
    const again = button === each;
    stop();
    if (!again) read(sentencesOf(each.dataset.aloud), each).catch(stop);
  });
}
for (const link of document.querySelectorAll("[data-listen]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const again = button === link;
    stop();
    if (again) return;
    button = link;
    press(true);
    play(link.href, true).catch(stop);
  });
}
addEventListener("pagehide", stop);

// « Lire tout seul »: the page from its beginning, then each answer that one comes to, by a key or by scanning.
const alone = () => root.dataset.aloud === "auto";
const start = () => read([...document.querySelectorAll("main [data-said]")], document.querySelector("[data-aloud]"))
  .catch(stop); // a browser may ask for a first touch: the button is there
if (alone()) start();
document.addEventListener("arpent:wish", ({ detail }) => {
  if (detail !== "aloud") return;
  if (alone()) start();
  else stop();
});
document.addEventListener("focusin", ({ target }) => {
  const card = alone() && target.matches(".answer > input") && target.parentElement;
  const said = card ? [...card.querySelectorAll("[data-said]")] : [];
  if (said.length) read(said, null).catch(stop);
});
