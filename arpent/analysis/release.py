"""One question, protected with all the others, written as a figure."""

from arpent.analysis.answered import Answered
from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.coding import NUMERIC
from arpent.analysis.dependence import dependences
from arpent.analysis.everywhere import Reading
from arpent.analysis.figures import Figure, Measure
from arpent.analysis.panels import Written, panels_of
from arpent.analysis.publication import Fates, choice_table
from arpent.analysis.words import hidden_line, method_line, notes_on
from arpent.instrument.values import Kind, text_in
from arpent.stats import Method
from arpent.stats.disclosure import Shown


def figure_of(one: Answered, fates: Fates, reading: Reading) -> Figure:
    """The whole and each breakdown, less what protection hides."""
    question, shown = one.question, fates[one.question.name]
    cells = _cells(one, fates)
    overall, breakdowns = panels_of(Written(one, shown, cells), reading)
    measure, plan, whole = _measure(question), reading.counted.plan, one.items[0].whole
    mean, said = measure is Measure.MEAN, shown[0] is Shown.YES
    return Figure(
        question=question.name,
        label=text_in(question.label, reading.edition, question.name),
        theme=text_in(question.theme, reading.edition),
        measure=measure,
        ordered=question.ordered,
        finding=text_in(question.finding, reading.edition),
        level=reading.level,
        method=method_line(plan, whole, mean=mean, level=reading.level)
        if said
        else hidden_line(plan, mean=mean),
        overall=overall,
        breakdowns=breakdowns,
        dependences=dependences(question, reading, shown, cells),
        unweighted=not plan.weighted,
        notes=notes_on(plan, whole) if said else (),
        census=said and bool((whole.method[0] == Method.CENSUS).all()),
        audience=reading.codebook.audience,
        voice=reading.voice,
    )


def _measure(question: CodedQuestion) -> Measure:
    return Measure.MEAN if question.kind in NUMERIC or question.kind is Kind.RANK else Measure.SHARES


def _cells(one: Answered, fates: Fates) -> tuple[tuple[Shown, ...], ...]:
    """What becomes of each number. The choices of a question with several answers are as many questions."""
    question = one.question
    if question.kind is Kind.SELECT_ONE or question.kind in NUMERIC:
        return tuple(tuple(fates[question.name]) for _ in question.choices or ("",))
    return tuple(tuple(fates[choice_table(one, place)]) for place in range(len(question.choices)))
