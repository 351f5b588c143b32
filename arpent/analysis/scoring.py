"""The scores of a dataset: questions that measure one thing, turned the same way and made one number a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.analysis.codebook import CodedQuestion, CodedScale
from arpent.analysis.coding import NO_ANSWER, NOT_ASKED, Column
from arpent.instrument.values import Kind
from arpent.stats import Scale, score
from arpent.stats.columns import Floats


@dataclass(frozen=True, slots=True)
class Declared:
    """A scale as the people who know the questionnaire declare it: the code of its score, and its title.

    `items` are the names of questions, each with whether it is reversed. The rest as in `CodedScale`.
    """

    name: str
    title: str
    items: Mapping[str, bool]
    descending: bool = False
    summed: bool = False
    most_missing: int = 0


def coded_scales(declared: Sequence[Declared], questions: Sequence[CodedQuestion]) -> tuple[CodedScale, ...]:
    """The scales that these questions can make; one that lacks a question, or whose questions no longer share
    their answers, is left aside: what is declared outlives versions."""
    asked = {question.name: question for question in questions if question.kind is Kind.SELECT_ONE}
    return tuple(_coded(one, asked) for one in declared if _holds(one, asked))


def _holds(one: Declared, asked: Mapping[str, CodedQuestion]) -> bool:
    if not one.items.keys() <= asked.keys() or len(one.items) <= max(one.most_missing, 1):
        return False
    answers = {tuple(choice.name for choice in asked[name].choices) for name in one.items}
    return len(answers) == 1 and len(answers.pop()) > 1


def _coded(one: Declared, asked: Mapping[str, CodedQuestion]) -> CodedScale:
    choices = len(asked[next(iter(one.items))].choices)
    return CodedScale(
        one.name,
        tuple(one.items),
        tuple(one.items.values()),
        choices,
        one.descending,
        one.summed,
        one.most_missing,
    )


def score_questions(
    scales: Sequence[CodedScale], declared: Sequence[Declared], questions: Sequence[CodedQuestion]
) -> tuple[CodedQuestion, ...]:
    """Each score as a numeric question, under the theme of the first of its items."""
    titles = {one.name: one.title for one in declared}
    themes = {question.name: question.theme for question in questions}
    return tuple(
        CodedQuestion(
            name=scale.name,
            kind=Kind.DECIMAL,
            label={"fr": titles[scale.name]},
            theme=themes[scale.items[0]],
            finding={},
            columns=columns_of(scale),
            choices=(),
            ordered=False,
        )
        for scale in scales
    )


def columns_of(scale: CodedScale) -> tuple[str, str]:
    """The columns of the score: its values, and why they are absent."""
    return scale.name, f"{scale.name}:missing"


def scored(scales: Sequence[CodedScale], columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns of every score, from those of the questions."""
    found: dict[str, Column] = {}
    for scale in scales:
        codes = np.column_stack([columns[name].astype(np.int64) for name in scale.items])
        made = score(answers_of(scale, columns), as_scale(scale))
        values = made.sums if scale.summed else made.means
        absent = np.isnan(values)
        asked = (codes != NOT_ASKED).any(axis=1)
        reasons = np.where(absent, np.where(asked, NO_ANSWER, NOT_ASKED), 0)
        name, missing = columns_of(scale)
        found |= {name: np.where(absent, 0.0, values), missing: reasons.astype(np.int8)}
    return found


def as_scale(scale: CodedScale) -> Scale:
    """The scale that counted answers are on."""
    return Scale(scale.lowest, scale.lowest + scale.choices - 1, scale.reversed, scale.least)


def answers_of(scale: CodedScale, columns: Mapping[str, Column]) -> Floats:
    """(n, k): the answers as they count, the highest last; NaN where there is none. Reversed ones not turned."""
    codes = np.column_stack([columns[name].astype(np.float64) for name in scale.items])
    upwards = scale.choices - 1 - codes if scale.descending else codes
    return np.where(codes >= 0, upwards + scale.lowest, np.nan)
