"""Ways of answering that say more about the questions than about the person: noted with the answer, never deleted.

The definitions are those of `arpent.stats`; here one person is read at a time, with the order that they were shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from arpent.collection.models import Response
from arpent.collection.sittings import Sitting
from arpent.collection.stages import asked_at_once, choices_shown
from arpent.instrument.answering import routing_of, to_plain
from arpent.instrument.looks import controls, opposites, rises
from arpent.instrument.routing import SameInstrument
from arpent.instrument.values import Answers, Instrument, Kind, Question, Value
from arpent.stats import Scale, acquiescence, contradiction, last_option, straight_lining

Sign = Response.Sign
FEWEST_ALIKE = 4


def written_down(sitting: Sitting) -> dict[str, Any]:
    """What is stored of a sitting at the moment it is sent: the answers that are kept, and the signs in them."""
    kept = sitting.completed()
    return {"answers": to_plain(kept), "signs": signs_of(sitting, kept)}


def signs_of(sitting: Sitting, kept: Answers) -> list[str]:
    """The signs of one sitting; `kept` is what is kept of it (`Sitting.completed`)."""
    said = _said(sitting.instrument, kept)
    sides = _sides(sitting.instrument, kept)
    found = {
        Sign.ACQUIESCENCE: bool(sides.size and acquiescence(sides, *_pairs(sides))[0]),
        Sign.CONTRADICTION: bool(sides.size and contradiction(sides, *_pairs(sides))[0]),
        Sign.LAST_OPTION: _takes_the_last(sitting, said),
        Sign.STRAIGHT_LINING: _answers_alike(sitting.instrument, said),
        Sign.CONTROL: _surprises(sitting.instrument, said),
    }
    return [sign.value for sign, seen in found.items() if seen]


def _sides(instrument: Instrument, kept: Answers) -> np.ndarray:
    """(1, 2p): for each pair of opposite questions, 3 on the side of yes, 1 on the other, 2 between; NaN without."""
    pairs = _singles(SameInstrument(instrument)).opposites
    return np.array([[_side(instrument, kept, pair[0], each) for pair in pairs for each in pair]])


def _side(instrument: Instrument, kept: Answers, straight: Question, asked: Question) -> float:
    """The side of yes is where the straight question of the pair has its most favourable answer."""
    choices = instrument.choices_of(straight)
    codes = [choice.name for choice in choices]
    value = kept.get(asked.name)
    if value not in codes:
        return float("nan")
    place, middle = codes.index(str(value)), (len(codes) - 1) / 2
    return 2 + float(np.sign(place - middle if rises(straight, choices) else middle - place))


def _pairs(sides: np.ndarray) -> tuple[Scale, list[tuple[int, int]]]:
    count = sides.shape[1] // 2
    return Scale(1, 3, (False, True) * count), [(2 * n, 2 * n + 1) for n in range(count)]


def _takes_the_last(sitting: Sitting, said: Mapping[str, str]) -> bool:
    known = _shown_to_all(SameInstrument(sitting.instrument), sitting.edition, sitting.faces, sitting.turned)
    shown = [(known[name] if name in known else _shown(sitting, name), code) for name, code in said.items()]
    whole = [(codes, code) for codes, code in shown if codes]
    if not whole:
        return False
    places = [codes.index(code) if code in codes else -1 for codes, code in whole]
    return bool(last_option(np.array([places]), np.array([len(codes) for codes, _code in whole]))[0])


def _shown(sitting: Sitting, name: str) -> tuple[str, ...]:
    """The choices that stand on the page of a question, in their order; none when it takes several pages."""
    question = routing_of(sitting.instrument).questions[name]
    if not asked_at_once(sitting, question):
        return ()
    return tuple(choice.name for choice in choices_shown(sitting, question))


@lru_cache(maxsize=64)
def _shown_to_all(
    of: SameInstrument, edition: str, faces: int | None, turned: bool
) -> Mapping[str, tuple[str, ...]]:
    """`_shown` of the questions whose choices no answer changes: the same for all who see the same faces."""
    sitting = Sitting(of.instrument, edition, {}, date.min, faces, turned)
    same = (name for name, each in _singles(of).questions.items() if not each.choice_filter)
    return {name: _shown(sitting, name) for name in same}


def _answers_alike(instrument: Instrument, said: Mapping[str, str]) -> bool:
    """One answer all along a list of three choices or more, in the questions that share it."""
    single = _singles(SameInstrument(instrument))
    lists: dict[str, list[float]] = {}
    for name, code in said.items():
        if len(single.places[name]) > 2:
            lists.setdefault(single.questions[name].list_name, []).append(single.places[name][code])
    return any(straight_lining(np.array([places]), fewest=FEWEST_ALIKE)[0] for places in lists.values())


def _surprises(instrument: Instrument, said: Mapping[str, str]) -> bool:
    """Another answer than the one that everyone knows; to say that one does not know is none."""
    known = _singles(SameInstrument(instrument)).controls
    return any(said.get(name, code) != code for name, code in known)


def _said(instrument: Instrument, kept: Answers) -> dict[str, str]:
    """The questions of one choice that were answered with one, and with which."""
    places = _singles(SameInstrument(instrument)).places
    return {name: str(kept[name]) for name, among in places.items() if name in kept and kept[name] in among}


@dataclass(frozen=True, slots=True)
class Singles:
    """The questions of one choice, by name; the place of each choice in their list; those that are opposite; the
    answer to those of control."""

    questions: Mapping[str, Question]
    places: Mapping[str, Mapping[Value, float]]
    opposites: Sequence[tuple[Question, Question]]
    controls: Sequence[tuple[str, str]]


@lru_cache(maxsize=64)
def _singles(of: SameInstrument) -> Singles:
    questions = {each.name: each for each in of.instrument.questions() if each.kind is Kind.SELECT_ONE}
    places: dict[str, Mapping[Value, float]] = {
        name: {choice.name: float(place) for place, choice in enumerate(of.instrument.choices_of(each))}
        for name, each in questions.items()
    }
    known = [(question.name, code) for question, code in controls(of.instrument)]
    return Singles(questions, places, opposites(of.instrument), known)
