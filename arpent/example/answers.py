"""What the respondents of the example answer: a latent opinion for each, then the answer that it gives.

For a question of a scale, the opinion is the ease of the question, plus what pulls it (the tone of the
audience, the climate of the association, the mood of the person), plus chance; thresholds make it an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from arpent.example.opinions import (
    ALONE,
    LEANINGS,
    NUMBERS,
    OTHER_WORDS,
    PICKS,
    RETICENCE,
    SAYINGS,
    SHARES,
    SILENCE,
    THRESHOLDS,
    TONES,
    WRITES,
    Leaning,
)
from arpent.example.respondents import Respondents
from arpent.instrument.values import Instrument, Kind, Missing, Question, Value

SHARED_SPREAD = 0.50  # of associations around the network, whatever is asked
OWN_SPREAD = 0.35  # of associations, for one question
YES_NO = ("oui", "non")


@dataclass(slots=True)
class Climate:
    """What the people of one association share: a general climate, and one for each question.

    Questions are met one by one; each keeps its own shift, the same for every audience of the association.
    """

    shared: float
    rng: np.random.Generator
    own: dict[str, float] = field(default_factory=dict)

    def at(self, question: str) -> float:
        if question not in self.own:
            self.own[question] = float(self.rng.normal(0, OWN_SPREAD))
        return self.shared + self.own[question]


def climate(rng: np.random.Generator) -> Climate:
    return Climate(float(rng.normal(0, SHARED_SPREAD)), rng)


def draw_answers(
    instrument: Instrument, who: Respondents, around: Climate, form: str, rng: np.random.Generator
) -> list[dict[str, Value]]:
    """What each respondent would answer to every question, before routing takes away what is not asked."""
    asked = [question for question in instrument.questions() if question.kind.is_asked]
    drawn: dict[str, np.ndarray] = {}
    for question in asked:
        values = _draw(instrument, question, who, around, form, drawn, rng)
        drawn[question.name] = _fall_silent(question, values, who, rng)
    words = {f"{question.name}_other": question for question in asked if question.or_other}
    for name, question in words.items():
        drawn[name] = rng.choice(OTHER_WORDS[question.name], len(who))
    return [_one(drawn, words, asked, who.stopped[index], index) for index in range(len(who))]


def _draw(
    instrument: Instrument,
    question: Question,
    who: Respondents,
    around: Climate,
    form: str,
    drawn: Mapping[str, np.ndarray],
    rng: np.random.Generator,
) -> np.ndarray:
    """One value a respondent. A question that nothing describes is a KeyError: the example must say."""
    codes = [choice.name for choice in instrument.choices_of(question)]
    match question.kind:
        case Kind.SELECT_ONE if question.list_name in SHARES:
            return _share(codes, SHARES[question.list_name], question, len(who), rng)
        case Kind.SELECT_ONE:
            return _opinion(codes, question.name, who, around, rng)
        case Kind.SELECT_MULTIPLE:
            return _several(codes, PICKS[question.list_name], len(who), rng)
        case Kind.TEXT:
            return _words(form, who, rng)
        case _:
            return NUMBERS[question.name](rng, drawn).astype(object)


def _share(
    codes: list[str], shares: tuple[float, ...], question: Question, size: int, rng: np.random.Generator
) -> np.ndarray:
    rest = max(0.0, 1 - sum(shares)) if question.or_other else 0.0
    weights = np.array([*shares, rest] if rest else shares)
    return rng.choice([*codes, "other"] if rest else codes, size, p=weights / weights.sum()).astype(object)


def _opinion(
    codes: list[str], name: str, who: Respondents, around: Climate, rng: np.random.Generator
) -> np.ndarray:
    """Scales run from the least to the most favourable answer; yes comes before no."""
    leaning: Leaning = LEANINGS[name]
    mood = TONES[who.audience] + around.at(name) + who.mood
    latent = leaning.ease + leaning.pull * mood + rng.logistic(0, 1, len(who))
    if tuple(codes) == YES_NO:
        return np.where(latent + who.yes_saying > 0, *YES_NO).astype(object)
    ranks = np.searchsorted(THRESHOLDS[len(codes)], latent)
    return np.array(codes, dtype=object)[ranks]


def _several(codes: list[str], picks: tuple[float, ...], size: int, rng: np.random.Generator) -> np.ndarray:
    chances = rng.random((size, len(codes)))
    ticked = chances < np.array(picks)
    ticked[np.arange(size), np.argmin(chances / np.array(picks), axis=1)] = True  # something is ticked
    found = np.empty(size, dtype=object)
    for index, row in enumerate(ticked):
        chosen = tuple(code for code, kept in zip(codes, row, strict=True) if kept)
        alone = tuple(code for code in chosen if code in ALONE)
        found[index] = alone or chosen
    return found


def _words(form: str, who: Respondents, rng: np.random.Generator) -> np.ndarray:
    writes = rng.random(len(who)) < WRITES[who.audience]
    said = rng.choice(SAYINGS[form], len(who)).astype(object)
    said[~writes] = Missing.NO_ANSWER
    return said


def _fall_silent(
    question: Question, values: np.ndarray, who: Respondents, rng: np.random.Generator
) -> np.ndarray:
    """Some answers are replaced by a reason, among those that the question offers. Words are left as they are."""
    if question.kind is Kind.TEXT:
        return values
    chance = rng.random(len(who)) / (who.silence * RETICENCE.get(question.name, 1.0))
    upper = 0.0
    silent = values.copy()
    for reason, rate in SILENCE[who.audience].items():
        if reason == Missing.NO_ANSWER or Missing(reason) in question.missing:
            silent[(chance >= upper) & (chance < upper + rate)] = Missing(reason)
            upper += rate
    return silent


def _one(
    drawn: Mapping[str, np.ndarray],
    words: Mapping[str, Question],
    asked: list[Question],
    stopped: float,
    index: int,
) -> dict[str, Value]:
    """One respondent's values, up to where they stopped."""
    reached = asked[: max(1, round(len(asked) * stopped))]
    answers = {question.name: _plain(drawn[question.name][index]) for question in reached}
    for name, question in words.items():
        if answers.get(question.name) == "other":
            answers[name] = str(drawn[name][index])
    return answers


def _plain(value: Value | np.integer) -> Value:
    """Python's own types: JSON knows no other."""
    return int(value) if isinstance(value, np.integer) else value
