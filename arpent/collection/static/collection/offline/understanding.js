// Where a person is among the questions on the agreement: the twin of `Progress` (arpent/collection/care/understanding.py).
// It travels in the address, as on line; here it needs no seal, the address never leaves the device.

export const STARTED = { place: 0, again: false, helped: false, missed: [] };

/** Wrong the first time: once more. Else the next question, whatever was said. */
export function progressed({ place, again, helped, missed }, right) {
  if (!right && !again) return { place, again: true, helped: true, missed };
  return { place: place + 1, again: false, helped, missed: right ? missed : [...missed, place] };
}

export function outcomeOf({ helped, missed }) {
  if (missed.length) return "not";
  return helped ? "second" : "first";
}

export function writtenProgress({ place, again, helped, missed }) {
  return [place, Number(again), Number(helped), missed.join(".")].join("_");
}

export function readProgress(written) {
  const found = /^(\d)_([01])_([01])_((?:\d(?:\.\d)*)?)$/.exec(written ?? "");
  if (!found) return null;
  const missed = found[4] ? found[4].split(".").map(Number) : [];
  return { place: Number(found[1]), again: found[2] === "1", helped: found[3] === "1", missed };
}
