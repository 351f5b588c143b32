"""Ways of answering that say more about the questions than about the person: noted with the answer, never deleted.

The definitions are those of `arpent.stats`; here one person is read at a time, with the order that they were shown.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from arpent.collection.models import Response
from arpent.collection.sittings import Sitting
from arpent.collection.stages import asked_at_once, choices_shown
from arpent.instrument.looks import opposites, rises
from arpent.instrument.routing import SameInstrument
from arpent.instrument.values import Kind, Question
from arpent.stats import Scale, acquiescence, contradiction, last_option, straight_lining

Sign = Response.Sign
FEWEST_ALIKE = 4


def signs_of(sitting: Sitting) -> list[str]:
    """The signs of one sitting, at the moment it is sent."""
    single = _single(sitting)
    found = {
        Sign.ACQUIESCENCE: _agrees_with_both(sitting),
        Sign.CONTRADICTION: _contradicts(sitting),
        Sign.LAST_OPTION: _takes_the_last(sitting, single),
        Sign.STRAIGHT_LINING: _answers_alike(sitting, single),
    }
    return [sign.value for sign, seen in found.items() if seen]


def _sides(sitting: Sitting) -> np.ndarray:
    """(1, 2p): for each pair of opposite questions, 3 on the side of yes, 1 on the other, 2 between; NaN without."""
    pairs = opposites(sitting.instrument)
    return np.array([[_side(sitting, pair[0], each) for pair in pairs for each in pair]])


def _side(sitting: Sitting, straight: Question, asked: Question) -> float:
    """The side of yes is where the straight question of the pair has its most favourable answer."""
    choices = sitting.instrument.choices_of(straight)
    codes = [choice.name for choice in choices]
    value = sitting.answers.get(asked.name)
    if value not in codes:
        return float("nan")
    place, middle = codes.index(str(value)), (len(codes) - 1) / 2
    return 2 + float(np.sign(place - middle if rises(straight, choices) else middle - place))


def _pairs(sides: np.ndarray) -> tuple[Scale, list[tuple[int, int]]]:
    count = sides.shape[1] // 2
    return Scale(1, 3, (False, True) * count), [(2 * n, 2 * n + 1) for n in range(count)]


def _agrees_with_both(sitting: Sitting) -> bool:
    sides = _sides(sitting)
    return bool(sides.size and acquiescence(sides, *_pairs(sides))[0])


def _contradicts(sitting: Sitting) -> bool:
    sides = _sides(sitting)
    return bool(sides.size and contradiction(sides, *_pairs(sides))[0])


def _takes_the_last(sitting: Sitting, single: Sequence[Question]) -> bool:
    known = _shown_to_all(SameInstrument(sitting.instrument), sitting.edition, sitting.faces, sitting.turned)
    shown = [known[each.name] if each.name in known else _shown(sitting, each) for each in single]
    whole = [
        (codes, str(sitting.answers[each.name])) for codes, each in zip(shown, single, strict=True) if codes
    ]
    if not whole:
        return False
    places = [codes.index(answer) if answer in codes else -1 for codes, answer in whole]
    return bool(last_option(np.array([places]), np.array([len(codes) for codes, _answer in whole]))[0])


def _shown(sitting: Sitting, question: Question) -> tuple[str, ...]:
    """The choices that stand on the page of a question, in their order; none when it takes several pages."""
    if not asked_at_once(sitting, question):
        return ()
    return tuple(choice.name for choice in choices_shown(sitting, question))


@lru_cache(maxsize=64)
def _shown_to_all(
    of: SameInstrument, edition: str, faces: int | None, turned: bool
) -> Mapping[str, tuple[str, ...]]:
    """`_shown` of the questions whose choices no answer changes: the same for all who see the same faces."""
    sitting = Sitting(of.instrument, edition, {}, date.min, faces, turned)
    return {each.name: _shown(sitting, each) for each in of.instrument.questions() if _is_the_same(each)}


def _is_the_same(question: Question) -> bool:
    return question.kind is Kind.SELECT_ONE and not question.choice_filter


def _answers_alike(sitting: Sitting, single: Sequence[Question]) -> bool:
    """One answer all along a list of three choices or more, in the questions that share it."""
    lists: dict[str, list[str]] = {}
    for question in single:
        lists.setdefault(question.list_name, []).append(str(sitting.answers[question.name]))
    return any(_alike(sitting, name, said) for name, said in lists.items())


def _alike(sitting: Sitting, name: str, said: Sequence[str]) -> bool:
    codes = [choice.name for choice in sitting.instrument.choices[name]]
    places = [float(codes.index(answer)) for answer in said if answer in codes] if len(codes) > 2 else []
    return bool(places and straight_lining(np.array([places]), fewest=FEWEST_ALIKE)[0])


def _single(sitting: Sitting) -> list[Question]:
    """The questions of one choice that were answered with one."""
    shown = (each for each in sitting.screens() if each.kind is Kind.SELECT_ONE)
    return [each for each in shown if _is_a_choice(sitting, each)]


def _is_a_choice(sitting: Sitting, question: Question) -> bool:
    answer = sitting.answers.get(question.name)
    return any(choice.name == answer for choice in sitting.instrument.choices_of(question))
