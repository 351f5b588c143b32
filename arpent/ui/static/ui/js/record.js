// data-recorder: a form that sends a sound. Where the browser can record, two buttons do it: the microphone opens
// when one presses and closes at the end; the sound goes into the file field, and the form is sent.
const LONGEST_MS = 120000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const ENDINGS = { webm: "webm", mp4: "m4a", ogg: "ogg" };

const recorder = (form) => {
  const part = form.querySelector("[data-recorder-part]");
  const [start, stop, says] = ["start", "stop", "says"].map((name) => form.querySelector(`[data-recorder-${name}]`));
  const file = form.querySelector("input[type=file]");
  const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
  if (!kind) return;
  part.hidden = false;
  let taken = null;

  const keep = (sounds, stream) => {
    for (const track of stream.getTracks()) track.stop();
    const ending = ENDINGS[kind.split(/[/;]/)[1]];
    const files = new DataTransfer();
    files.items.add(new File(sounds, `voix.${ending}`, { type: kind.split(";")[0] }));
    file.files = files.files;
    form.requestSubmit();
  };
  const listen = (stream) => {
    const sounds = [];
    taken = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 32000 });
    taken.addEventListener("dataavailable", ({ data }) => sounds.push(data));
    taken.addEventListener("stop", () => keep(sounds, stream));
    taken.start();
    setTimeout(() => { if (taken.state === "recording") taken.stop(); }, LONGEST_MS);
    [start.hidden, stop.hidden] = [true, false];
    says.textContent = says.dataset.listening;
    stop.focus();
  };
  start.addEventListener("click", () => {
    navigator.mediaDevices.getUserMedia({ audio: true }).then(listen, () => { says.textContent = says.dataset.refused; });
  });
  stop.addEventListener("click", () => taken.stop());
};

if (window.MediaRecorder && navigator.mediaDevices) for (const form of document.querySelectorAll("[data-recorder]")) recorder(form);
