"""What a freeze keeps of topics: one more question, whose choices are the topics, beside the open one.

Where a machine coded part of the texts, its scores are kept beside, with the chance that each text had to be coded
by hand: shares are worked out from these, not from what the machine decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
import numpy.typing as npt

from arpent.analysis.coding import Column
from arpent.analysis.figures import NO_TOPIC
from arpent.analysis.gathering import Gathered, kept_responses
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.agreeing import accords
from arpent.analysis.topics.changes import current
from arpent.analysis.topics.codes import TextCodes, codes_of
from arpent.analysis.topics.counted import Counted
from arpent.analysis.topics.machine import marks_of
from arpent.analysis.topics.models import OpenQuestion, Topic
from arpent.analysis.topics.state import LEAST
from arpent.collection.models import Campaign
from arpent.instrument.answering import words_name
from arpent.instrument.values import Choice, Group, Instrument, Item, Kind, Missing, Question, Value
from arpent.stats.columns import Floats, Ints
from arpent.stats.verbatim import Content, Mark, code_answers, content_of
from arpent.surveys.models import Version

type Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a gathering, for one question: what was written, and what people said of it."""

    texts: Sequence[str | None]
    content: Sequence[Content]
    answers: Sequence[OpenAnswer | None]
    marks: Ints

    @property
    def spoken(self) -> Flags:
        return np.array([kind is Content.WORDS for kind in self.content], dtype=bool)

    @property
    def coded(self) -> Flags:
        found: Flags = (self.marks >= 0).all(axis=1) & self.spoken
        return found

    @property
    def draws(self) -> Ints:
        """0 for a text of no draw."""
        return np.array([(one and one.draw) or 0 for one in self.answers], dtype=np.int64)

    @property
    def sampled(self) -> Flags:
        """Drawn to be coded by hand, and coded."""
        drawn = np.array([one is not None and one.place is not None for one in self.answers], dtype=bool)
        found: Flags = drawn & self.coded
        return found


def with_topics(campaign: Campaign, version: Version, gathered: Gathered) -> Gathered:
    """The gathering with one more question for each open question whose topics can be counted."""
    for question in OpenQuestion.objects.filter(campaign=campaign, version=version).order_by("pk"):
        topics = [topic for topic in current(question) if topic.name]
        rows = _rows(campaign, version, question, topics, gathered)
        if not topics or not _can_be_counted(question, rows):
            continue
        counted = _counted(question, topics, rows)
        gathered = _joined(gathered, counted, rows, question.seed)
    return gathered


def _can_be_counted(question: OpenQuestion, rows: _Rows) -> bool:
    whole = bool(rows.spoken.any()) and bool(rows.coded[rows.spoken].all())
    return whole or (question.learned_at is not None and int(rows.sampled.sum()) >= LEAST)


def _counted(question: OpenQuestion, topics: Sequence[Topic], rows: _Rows) -> Counted:
    codes = codes_of(question)
    whole = bool(rows.coded[rows.spoken].all())
    return Counted(
        name=question.name,
        topics=topics,
        texts=int(rows.spoken.sum()),
        by_hand=int((rows.coded if whole else rows.sampled).sum()),
        late=0 if whole else int((rows.spoken & (rows.draws == 0)).sum()),
        accords=accords(list(codes.values()), topics),
    )


def _rows(
    campaign: Campaign, version: Version, question: OpenQuestion, topics: Sequence[Topic], gathered: Gathered
) -> _Rows:
    texts = _texts(campaign, version, question.name, gathered)
    known = {one.response_id: one for one in OpenAnswer.objects.of(question)}
    answers = [known.get(key) for key in gathered.keys]
    codes = codes_of(question)
    by_response: Mapping[UUID, TextCodes] = {
        one.response_id: codes[one.pk] for one in known.values() if one.pk in codes
    }
    marks = marks_of(gathered.keys, by_response, topics)
    return _Rows(texts, [content_of(text) for text in texts], answers, marks)


def _texts(campaign: Campaign, version: Version, name: str, gathered: Gathered) -> list[str | None]:
    """What each person wrote. The words of « other » are kept beside the answers, not among them."""
    if name in gathered.answers:
        return [None if isinstance(cell, Missing) else str(cell or "") for cell in gathered.answers[name]]
    rows = kept_responses(campaign).filter(link__version=version).values_list("pk", f"answers__{name}")
    said = {key: words if isinstance(words, str) else None for key, words in rows.iterator(2000)}
    return [said.get(key) for key in gathered.keys]


def _joined(gathered: Gathered, counted: Counted, rows: _Rows, seed: int) -> Gathered:
    """The gathering with the question of topics, and what the machine scored."""
    chosen, beside = _chosen(counted, rows, seed)
    codes = [topic.code for topic in counted.topics]
    cells: list[Value | None] = [
        _absence(gathered, counted.name, row)
        if rows.content[row] is Content.EMPTY
        else tuple(code for code, yes in zip(codes, chosen[row], strict=True) if yes) or (NO_TOPIC,)
        for row in range(len(rows.texts))
    ]
    return replace(
        gathered,
        instrument=_asking(gathered.instrument, counted),
        answers={**gathered.answers, counted.item: cells},
        beside={**gathered.beside, **beside},
        topics=(*gathered.topics, counted),
    )


def _chosen(counted: Counted, rows: _Rows, seed: int) -> tuple[Flags, Mapping[str, Column]]:
    """(n, K) whether each row speaks of each topic, as far as anyone decided; and columns for the estimator."""
    if counted.is_whole:
        return (rows.marks == Mark.YES) & rows.spoken[:, None], {}
    order = _in_order(rows)
    coding = code_answers(
        [rows.texts[row] for row in order], rows.marks[order], rng=np.random.default_rng(seed)
    )
    scores, decided = np.zeros(rows.marks.shape), np.zeros(rows.marks.shape, dtype=bool)
    scores[order], decided[order] = coding.scores, coding.marks == Mark.YES
    return decided, _beside(counted, scores, chances(rows.draws, rows.spoken, rows.sampled))


def _in_order(rows: _Rows) -> Ints:
    """The rows with words, as `learn` reads them: the same texts and codes give the same scores."""
    last = UUID(int=2**128 - 1)
    keys = [(one.pk if one else last, text or "") for one, text in zip(rows.answers, rows.texts, strict=True)]
    return np.array(sorted(np.flatnonzero(rows.spoken), key=lambda row: keys[row]), dtype=np.int64)


def _beside(counted: Counted, scores: Floats, chance: Floats) -> Mapping[str, Column]:
    by_topic = {
        score_column(counted.item, topic.code): scores[:, place].copy()
        for place, topic in enumerate(counted.topics)
    }
    none = np.prod(1 - scores, axis=1)
    return {**by_topic, score_column(counted.item, NO_TOPIC): none, chance_column(counted.item): chance}


def chances(draws: Ints, spoken: Flags, sampled: Flags) -> Floats:
    """(n,) The chance with which each text that people coded was drawn; 0 for all others.

    Each draw has its own. Texts that no draw covers are taken as alike the others: they weigh on all.
    """
    found = np.zeros(draws.size)
    drawn = [draw for draw in np.unique(draws[sampled]) if draw > 0]
    covered = spoken & np.isin(draws, drawn)
    reach = covered.sum() / max(int(spoken.sum()), 1)
    for draw in drawn:
        here = draws == draw
        found[here & sampled] = reach * (here & sampled).sum() / (here & spoken).sum()
    return found


def score_column(item: str, code: str) -> str:
    return f"{item}:score/{code}"


def chance_column(item: str) -> str:
    return f"{item}:chance"


def _absence(gathered: Gathered, name: str, row: int) -> Value | None:
    """Why there is nothing to read: what the open question says, or not asked for the words of « other »."""
    if name not in gathered.answers:
        return None
    cell: Value | None = gathered.answers[name][row]
    return cell if cell is None or isinstance(cell, Missing) else Missing.NO_ANSWER


def _asking(instrument: Instrument, counted: Counted) -> Instrument:
    """The instrument with the question of topics right after the one answered in words."""
    source = next(one for one in instrument.questions() if counted.name in (one.name, words_name(one)))
    asked = Question(counted.item, Kind.SELECT_MULTIPLE, label=source.label, list_name=counted.item)
    named = [Choice(topic.code, {"fr": topic.name}) for topic in counted.topics]
    choices = (*named, Choice(NO_TOPIC, {"fr": "Aucun de ces sujets"}))
    return replace(
        instrument,
        items=_after(instrument.items, source.name, asked),
        choices={**instrument.choices, counted.item: choices},
    )


def _after(items: Sequence[Item], name: str, added: Question) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        inside = isinstance(item, Group)
        found.append(
            replace(item, items=_after(item.items, name, added)) if isinstance(item, Group) else item
        )
        if not inside and item.name == name:
            found.append(added)
    return tuple(found)
