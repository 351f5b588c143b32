"""What leaves analysis of a crossed view: each audience's answers, already shown, and how any two compare."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from arpent.analysis.figures import Number, Suppression


class Said(StrEnum):
    """What may be written of two audiences."""

    DIFFER = "differ"
    ALIKE = "alike"  # within the margin
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one audience answered: `numbers` are its shares as its own figure shows them, with its `n`.

    `mean` is on the scale of the view; all are None and empty when the figure is hidden.
    """

    audience: str  # code
    question: str  # code
    label: str
    n: int | None
    numbers: tuple[Number, ...]
    mean: Number | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Two audiences, by code. `gap` is the mean of the second less that of the first.

    `overlap` is the share that their answers have in common, `higher` the chance that someone of the second
    answers above someone of the first. `p` is adjusted for all the pairs of the view (Holm), None for a census;
    `smallest` is the difference that answers like these would have shown four times in five.
    """

    first: str
    second: str
    gap: Number
    overlap: Number
    higher: Number
    said: Said
    p: float | None
    smallest: float | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """One view. The scale goes from `low` to `high`: 0 to 1 for two answers, else 1, 2, 3…

    `margin` is the difference under which audiences are said to answer alike. `missing` names the audiences
    whose question is no longer asked, or not with the same answers.
    """

    title: str
    low: float
    high: float
    margin: float
    level: float
    sights: tuple[Sight, ...]
    gaps: tuple[Gap, ...]
    missing: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        return self.low == 0


def to_plain(views: Sequence[Crossed]) -> list[dict[str, Any]]:
    """Views as dictionaries, lists, words and numbers."""
    return [asdict(view) for view in views]


def from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[Crossed, ...]:
    """The views that `to_plain` wrote."""
    return tuple(
        Crossed(
            **{
                **view,
                "sights": tuple(_sight(one) for one in view["sights"]),
                "gaps": tuple(_gap(one) for one in view["gaps"]),
                "missing": tuple(view["missing"]),
            }
        )
        for view in plain
    )


def _sight(plain: Mapping[str, Any]) -> Sight:
    numbers = tuple(_number(one) for one in plain["numbers"])
    return Sight(**{**plain, "numbers": numbers, "mean": _number(plain["mean"]) if plain["mean"] else None})


def _gap(plain: Mapping[str, Any]) -> Gap:
    numbers = {name: _number(plain[name]) for name in ("gap", "overlap", "higher")}
    return Gap(**{**plain, **numbers, "said": Said(plain["said"])})


def _number(plain: Mapping[str, Any]) -> Number:
    return Number(**{**plain, "suppressed": Suppression(plain["suppressed"])})
