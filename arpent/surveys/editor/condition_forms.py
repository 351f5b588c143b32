"""A condition on the page: rows of question, test, answer, each with what fits the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from arpent.instrument.editing.picks import Comparison, Pick, Picks, comparisons_for
from arpent.instrument.references import walk
from arpent.instrument.routing import choices_of
from arpent.instrument.values import Instrument, Item, Kind, Question, text_in
from arpent.surveys.editor.outline import title_of
from arpent.surveys.editor.phrases import COMPARISONS

MOST = 12
_INPUTS = {Kind.DATE: "date", Kind.INTEGER: "number", Kind.DECIMAL: "text", Kind.RANGE: "text"}


@dataclass(frozen=True, slots=True)
class PickRow:
    """One row: what is picked, and what may be."""

    rank: int
    pick: Pick
    tests: Sequence[tuple[str, str]]
    answers: Sequence[tuple[str, str]]  # of a question with choices
    input: str  # the type of the field for any other answer; none when no answer is asked

    @property
    def asks_value(self) -> bool:
        return self.pick.test not in (Comparison.ANSWERED, Comparison.NOT_ANSWERED)


def pick_rows(instrument: Instrument, picks: Sequence[Pick]) -> list[PickRow]:
    """The rows of the page. A question that was just chosen takes the first test and answer that fit it."""
    questions = {question.name: question for question in instrument.questions()}
    return [_row(instrument, questions, rank, pick) for rank, pick in enumerate(picks)]


def _row(instrument: Instrument, questions: Mapping[str, Question], rank: int, pick: Pick) -> PickRow:
    question = questions.get(pick.question)
    if question is None:
        return PickRow(rank, pick, (), (), "")
    fitting = comparisons_for(question.kind)
    test = pick.test if pick.test in fitting else fitting[0]
    answers = [
        (choice.name, text_in(choice.label, instrument.default_edition) or choice.name)
        for choice in choices_of(instrument, question)
    ]
    return PickRow(
        rank,
        Pick(pick.question, test, pick.value),
        [(each.value, str(COMPARISONS[each])) for each in fitting],
        answers,
        _INPUTS.get(question.kind, "text"),
    )


def picks_sent(data: QueryDict) -> Picks:
    """The rows that a person filled; a row without a question is not one."""
    found = []
    for rank in range(MOST):
        name = data.get(f"question-{rank}", "")
        test = data.get(f"test-{rank}", "")
        if name and data.get("go") != f"remove-{rank}":
            known = Comparison(test) if test in Comparison else Comparison.IS
            without = known in (Comparison.ANSWERED, Comparison.NOT_ANSWERED)
            found.append(Pick(name, known, "" if without else data.get(f"value-{rank}", "").strip()[:200]))
    return Picks(tuple(found), data.get("joint") != "any")


def askable(instrument: Instrument, item: Item) -> list[tuple[str, str]]:
    """The questions that a condition of this item may ask about: any other that has an answer."""
    inside = {each.name for each in walk((item,))}
    return [
        (question.name, title_of(instrument, question)[:90])
        for question in instrument.questions()
        if question.name not in inside and comparisons_for(question.kind)
    ]


def joints() -> list[tuple[str, str]]:
    """How several rows hold together."""
    return [("all", _("Toutes ces lignes sont vraies")), ("any", _("Une de ces lignes suffit"))]
