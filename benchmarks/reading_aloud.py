"""How long the voice takes to say a questionnaire of 200 questions, and how heavy its clips are.

python benchmarks/reading_aloud.py
"""

import time

from arpent.voice.encoding import encoded, seconds
from arpent.voice.engines import installed
from arpent.voice.values import Speed

QUESTIONS = 200
SUBJECTS = (
    "vos sorties",
    "votre logement",
    "votre travail",
    "vos amis",
    "les repas",
    "vos soins",
    "vos trajets",
)
ASKED = "Question {number} : êtes-vous content de {subject} cette semaine ?"


def main() -> None:
    voice = installed("pico")
    if voice is None:
        raise SystemExit("No voice is installed here: run `make voice`.")
    for speed in Speed:
        sizes, spoken, written = [], 0.0, 0.0
        for number in range(QUESTIONS):
            asked = ASKED.format(number=number + 1, subject=SUBJECTS[number % len(SUBJECTS)])
            begun = time.process_time()
            sound = voice.say(asked, "fr", speed)
            said = time.process_time()
            sizes.append(len(encoded(sound)))
            spoken, written = spoken + said - begun, written + time.process_time() - said
        mean = sum(sizes) / QUESTIONS
        print(
            f"{speed.name.lower():7} {QUESTIONS} questions: {spoken:.1f} s of processor to say + {written:.1f} s as MP3; "
            f"{mean / 1000:.1f} kB and {seconds(round(mean)):.1f} s a clip, {sum(sizes) / 1e6:.1f} MB in all"
        )


if __name__ == "__main__":
    main()
