"""Who answers in the example: how many in each association, by which way, with whose help, on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

REMINDERS = (14, 28)  # days after the opening

MODES: dict[str, Mapping[str, float]] = {
    "familles": {"web": 0.80, "paper": 0.14, "phone": 0.06},
    "personnes": {"tablet": 0.46, "interviewer": 0.28, "web": 0.21, "paper": 0.05},
    "partenaires": {"web": 0.94, "phone": 0.06},
}
VOICES: dict[str, Mapping[str, float]] = {
    "familles": {"alone": 0.96, "helped": 0.04},
    "personnes": {"alone": 0.42, "helped": 0.50, "proxy": 0.08},
    "partenaires": {"alone": 1.0},
}
EASY = {"familles": 0.09, "personnes": 0.88, "partenaires": 0.03}
HELPERS: Mapping[str, float] = {
    "professional": 0.48,
    "family": 0.29,
    "friend": 0.09,
    "volunteer": 0.08,
    "interviewer": 0.06,
}
HELP: Mapping[str, float] = {"read": 0.72, "explain": 0.55, "click": 0.38}
CHOSEN_FOR: dict[str, Mapping[str, float]] = {
    "alone": {"no": 0.96, "some": 0.04},
    "helped": {"no": 0.74, "some": 0.23, "all": 0.03},
}
"""Asked again at the end, of the people only: did somebody choose for you?"""
PROXY_EASY = 0.15
STOPS = 0.03
REACHED = 0.65  # of an association, at most


@dataclass(frozen=True, slots=True)
class Respondents:
    """The people of one audience of one association who answer, one item each in every array."""

    audience: str
    mood: np.ndarray  # how favourably one sees things, on the logit scale
    yes_saying: np.ndarray  # how much one says yes whatever is asked
    silence: np.ndarray  # how readily one leaves a question aside; 1 on average
    voice: np.ndarray
    mode: np.ndarray
    edition: np.ndarray
    helper: np.ndarray
    help: tuple[tuple[str, ...], ...]
    chosen_for: np.ndarray
    stopped: np.ndarray  # share of the questionnaire after which one stopped; 1 for almost everyone
    day: np.ndarray  # days after the opening

    def __len__(self) -> int:
        return len(self.mood)


def allot(total: int, populations: Sequence[int], rng: np.random.Generator) -> list[int]:
    """Share out exactly `total` answers, unevenly: each association has its own rate of response.

    No association answers whole, unless so many answers are asked for that some must.
    """
    sizes = np.array(populations)
    if total > sizes.sum():
        raise ValueError(f"{total} answers cannot come from {sizes.sum()} people")
    reachable = np.ceil(sizes * REACHED).astype(int)
    most = sizes if total > reachable.sum() else reachable
    wanted = sizes * np.exp(rng.normal(0, 0.45, len(sizes)))
    counts = np.zeros(len(sizes), dtype=int)
    while (left := total - counts.sum()) > 0:
        room = most - counts
        share = np.where(room > 0, wanted, 0)
        more = np.floor(left * share / share.sum()).astype(int)
        if not more.any():
            more[np.argsort(-share)[:left]] = 1
        counts += np.minimum(more, room)
    return [int(count) for count in counts]


def gather(audience: str, size: int, opens_on: date, length: int, rng: np.random.Generator) -> Respondents:
    """Draw `size` respondents over a collection of `length` days."""
    voice = _pick(VOICES[audience], size, rng)
    people = audience == "personnes"
    proxy, alone = voice == "proxy", voice == "alone"
    easy = rng.random(size) < np.where(proxy, PROXY_EASY, EASY[audience])
    return Respondents(
        audience=audience,
        mood=rng.normal(0, 1, size) - 0.5 * proxy,
        yes_saying=np.abs(rng.normal(0, 0.7, size)) * (people & ~proxy),
        silence=rng.gamma(2.0, 0.5, size),
        voice=voice,
        mode=_pick(MODES[audience], size, rng),
        edition=np.where(easy, "fr-simple", "fr"),
        helper=np.where(alone, "", _pick(HELPERS, size, rng)),
        help=tuple(_help(chosen) for chosen in zip(rng.random((size, 3)), voice == "helped", strict=True)),
        chosen_for=_chosen_for(voice, people, rng),
        stopped=np.where(rng.random(size) < STOPS, rng.uniform(0.4, 0.9, size), 1.0),
        day=rng.choice(length, size, p=pace(opens_on, length)),
    )


def pace(opens_on: date, length: int) -> np.ndarray:
    """The share of answers of each day: many at first, then a bump after each reminder, few at weekends."""
    days = np.arange(length)
    flow = 0.15 + np.exp(-days / 9)
    for reminder in REMINDERS:
        flow += np.where(days >= reminder, 0.7 * np.exp(-(days - reminder) / 4), 0)
    weekend = np.array([(opens_on + timedelta(days=int(day))).weekday() >= 5 for day in days])
    flow = flow * np.where(weekend, 0.35, 1.0)
    return flow / flow.sum()


def _pick(shares: Mapping[str, float], size: int, rng: np.random.Generator) -> np.ndarray:
    return rng.choice(list(shares), size, p=list(shares.values()))


def _chosen_for(voice: np.ndarray, people: bool, rng: np.random.Generator) -> np.ndarray:
    """Whether somebody chose for them; empty for those who are not asked."""
    said = {key: _pick(shares, len(voice), rng) for key, shares in CHOSEN_FOR.items()}
    found = np.full(len(voice), "", dtype=object)
    for key, answers in said.items():
        found[(voice == key) & people] = answers[(voice == key) & people]
    return found


def _help(chosen: tuple[np.ndarray, bool]) -> tuple[str, ...]:
    """The kinds of help that someone received; whoever was helped received one at least."""
    drawn, helped = chosen
    if not helped:
        return ()
    kinds = tuple(kind for kind, value in zip(HELP, drawn, strict=True) if value < HELP[kind])
    return kinds or ("read",)
