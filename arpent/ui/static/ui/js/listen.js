// data-listen: a link to a recording plays it here; a second press stops it. One voice at a time.
const voice = new Audio();
let playing = null;

const stop = () => {
  voice.pause();
  playing?.classList.remove("is-playing");
  playing = null;
};
voice.addEventListener("ended", stop);

for (const link of document.querySelectorAll("[data-listen]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const again = playing === link;
    stop();
    if (again) return;
    playing = link;
    link.classList.add("is-playing");
    voice.src = link.href;
    voice.play().catch(stop);
  });
}
