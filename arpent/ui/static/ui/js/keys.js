// Keys of a question: 1 to 9 choose an answer, arrows go from box to box. Enter goes on, as in any form.
// Digits do nothing in a field, nor for who switched them off in the preferences.
const cards = [...document.querySelectorAll("main .answer > input")];
const inField = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
const FORWARD = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

const choose = (card) => {
  card.focus();
  if (card.type === "radio") card.checked = true;
  else card.click();
  card.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || inField(event.target)) return;
  const digit = /^[1-9]$/.test(event.key) && document.documentElement.dataset.keys !== "off";
  const card = digit && !event.target.closest(".settings") && cards[Number(event.key) - 1];
  if (card) {
    event.preventDefault();
    choose(card);
  }
  const way = FORWARD[event.key];
  const place = cards.indexOf(event.target);
  if (way && place >= 0 && event.target.type === "checkbox") {
    event.preventDefault();
    cards[(place + way + cards.length) % cards.length].focus();
  }
});
