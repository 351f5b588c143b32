"""The machine learns from what people coded, codes the rest, and says where it is not sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction

from arpent.analysis.counting import Progress
from arpent.analysis.topics.changes import current
from arpent.analysis.topics.codes import TextCodes, codes_of
from arpent.analysis.topics.models import Guess, OpenQuestion, Topic
from arpent.analysis.topics.texts import Texts, texts_of
from arpent.stats.columns import Ints
from arpent.stats.verbatim import Coding, Mark, advice, code_answers, learning_curve


@dataclass(frozen=True, slots=True)
class Learned:
    """How one topic was learned, on texts that the machine had not seen. None: it did not occur."""

    topic: int
    examples: int
    learned: bool
    precision: float | None
    found: float | None
    decided: float
    kappa: float | None


def marks_of(keys: Sequence[UUID], codes: Mapping[UUID, TextCodes], topics: Sequence[Topic]) -> Ints:
    """(texts, topics): 1 or 0 where people are sure, −1 on the whole row elsewhere."""
    marks = np.full((len(keys), len(topics)), int(Mark.UNDECIDED), dtype=np.int64)
    for row, key in enumerate(keys):
        said = codes[key].final if key in codes else None
        if said is not None:
            marks[row] = [topic.pk in said for topic in topics]
    return marks


def learn(question: OpenQuestion, *, at: datetime, progress: Progress) -> int:
    """Code every text that nobody coded, where the machine is sure enough. How many texts it coded.

    Raises StatsError S113 when people coded too few.
    """
    topics, texts, codes = current(question), texts_of(question), codes_of(question)
    marks = marks_of(texts.keys, codes, topics)
    progress(0, 2)
    coding = code_answers(texts.words, marks, rng=np.random.default_rng(question.seed))
    progress(1, 2)
    curve = learning_curve(texts.words, marks, rng=np.random.default_rng(question.seed))
    question.learned, question.learned_at = _learned(coding, topics), at
    question.advised = advice(curve)
    _keep(question, coding, texts, topics)
    progress(2, 2)
    return int(np.count_nonzero(~coding.by_hand))


@transaction.atomic
def _keep(question: OpenQuestion, coding: Coding, texts: Texts, topics: Sequence[Topic]) -> None:
    question.save(update_fields=["learned", "learned_at", "advised"])
    Guess.objects.filter(answer__in=texts.keys).delete()
    Guess.objects.bulk_create(
        (_guess(coding, row, key, topics) for row, key in enumerate(texts.keys) if not coding.by_hand[row]),
        batch_size=500,
    )


def _guess(coding: Coding, row: int, key: UUID, topics: Sequence[Topic]) -> Guess:
    marks, scores = coding.marks[row], coding.scores[row]
    return Guess(
        answer_id=key,
        yes=[topic.pk for topic, mark in zip(topics, marks, strict=True) if mark == Mark.YES],
        doubts=[topic.pk for topic, mark in zip(topics, marks, strict=True) if mark == Mark.UNDECIDED],
        sureness=float(np.min(np.abs(scores - 0.5)) + 0.5),
    )


def _learned(coding: Coding, topics: Sequence[Topic]) -> list[dict[str, object]]:
    return [
        {
            "topic": topic.pk,
            "examples": one.examples,
            "learned": one.learned,
            "precision": _known(one.precision),
            "found": _known(one.found),
            "decided": one.decided,
            "kappa": _known(one.kappa.value) if one.kappa else None,
        }
        for topic, one in zip(topics, coding.quality, strict=True)
    ]


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def learned_of(question: OpenQuestion) -> dict[int, Learned]:
    """How each topic was learned the last time, by key."""
    return {one["topic"]: Learned(**one) for one in question.learned}
