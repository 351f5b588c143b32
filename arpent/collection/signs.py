"""Ways of answering that say more about the questions than about the person: noted with the answer, never deleted.

The definitions are those of `arpent.stats`; here one person is read at a time, with the order that they were shown.
"""

import numpy as np

from arpent.collection.models import Response
from arpent.collection.sittings import Sitting
from arpent.collection.stages import asked_at_once, choices_shown
from arpent.instrument.looks import opposites, rises
from arpent.instrument.values import Kind, Question
from arpent.stats import Scale, acquiescence, contradiction, last_option, straight_lining

Sign = Response.Sign
FEWEST_ALIKE = 4


def signs_of(sitting: Sitting) -> list[str]:
    """The signs of one sitting, at the moment it is sent."""
    found = {
        Sign.ACQUIESCENCE: _agrees_with_both(sitting),
        Sign.CONTRADICTION: _contradicts(sitting),
        Sign.LAST_OPTION: _takes_the_last(sitting),
        Sign.STRAIGHT_LINING: _answers_alike(sitting),
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


def _takes_the_last(sitting: Sitting) -> bool:
    whole = [each for each in _single(sitting) if asked_at_once(sitting, each)]
    shown = [choices_shown(sitting, question) for question in whole]
    codes = [[choice.name for choice in choices] for choices in shown]
    answers = [str(sitting.answers[question.name]) for question in whole]
    places = [
        each.index(answer) if answer in each else -1 for each, answer in zip(codes, answers, strict=True)
    ]
    if not places:
        return False
    return bool(last_option(np.array([places]), np.array([len(each) for each in codes]))[0])


def _answers_alike(sitting: Sitting) -> bool:
    """One answer all along a list of three choices or more, in the questions that share it."""
    lists = {question.list_name for question in _single(sitting)}
    return any(_alike(sitting, name) for name in lists if len(sitting.instrument.choices[name]) > 2)


def _alike(sitting: Sitting, name: str) -> bool:
    codes = [choice.name for choice in sitting.instrument.choices[name]]
    answers = [sitting.answers[question.name] for question in _single(sitting) if question.list_name == name]
    places = [float(codes.index(str(answer))) for answer in answers if answer in codes]
    return bool(places and straight_lining(np.array([places]), fewest=FEWEST_ALIKE)[0])


def _single(sitting: Sitting) -> list[Question]:
    """The questions of one choice that were answered with one."""
    shown = [each for each in sitting.screens() if each.kind is Kind.SELECT_ONE]
    codes = {each.name: {choice.name for choice in sitting.instrument.choices_of(each)} for each in shown}
    return [each for each in shown if sitting.answers.get(each.name) in codes[each.name]]
