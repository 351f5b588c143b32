"""Texts that cite an answer picked from few: every way in which they may be read, known before anyone answers."""

from collections.abc import Iterator
from itertools import combinations, permutations, product
from math import prod

from arpent.instrument.answering import worded_with
from arpent.instrument.references import cited_in
from arpent.instrument.routing import choices_of
from arpent.instrument.values import Instrument, Kind, Question, Value
from arpent.instrument.written import is_whole, range_of

CITES = "${"
"""What a text writes before the name of the answer that it cites."""
MOST = 30
"""Ways to read one text. Three answers of a scale cited together are 125 and more: nobody hears most of them."""
FEW = 4
"""Choices of which every set, or every order, is said."""

type Given = Value | None


def ways(instrument: Instrument, text: str, edition: str) -> list[str]:
    """Each way to read the text, the one without an answer included; none when they are too many, or unknown."""
    names = list(dict.fromkeys(cited_in(text)))
    questions = {question.name: question for question in instrument.questions()}
    given = [list(_answers(instrument, questions.get(name))) for name in names]
    if not all(given) or prod(map(len, given)) > MOST:
        return []
    each = (dict(zip(names, some, strict=True)) for some in product(*given))
    read = (
        worded_with(
            instrument,
            text,
            {name: value for name, value in some.items() if value is not None},
            edition=edition,
        )
        for some in each
    )
    return [words for words in dict.fromkeys(read) if CITES not in words]


def _answers(instrument: Instrument, question: Question | None) -> Iterator[Given]:
    """Every answer that may be given, and none; nothing for words, dates and numbers that a person writes."""
    codes = [choice.name for choice in choices_of(instrument, question)] if question else []
    match question.kind if question else None:
        case Kind.SELECT_ONE if codes:
            yield from (None, *codes)
        case Kind.SELECT_MULTIPLE if 0 < len(codes) <= FEW:
            yield from (some or None for size in range(len(codes) + 1) for some in combinations(codes, size))
        case Kind.RANK if 0 < len(codes) <= FEW:
            yield from (None, *permutations(codes))
        case Kind.RANGE if question and is_whole(question):
            yield from (None, *_steps(question))


def _steps(question: Question) -> list[int]:
    start, end, step = map(int, range_of(question))
    count = (end - start) // step + 1 if step else 0
    return [start + place * step for place in range(count)] if count <= MOST else []
