"""What is known of the population beyond its size, checked against the questions of a dataset."""

from collections.abc import Mapping, Sequence

from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.errors import DatasetError
from arpent.instrument.values import Kind

type Margins = Mapping[str, Mapping[str, float]]


def known_margins(questions: Sequence[CodedQuestion], given: Margins) -> dict[str, dict[str, float]]:
    """The margins of these questions, each with a size for every choice. Raises DatasetError D013.

    A question that the questionnaire no longer asks is left aside: what is known outlives versions.
    """
    asked = {question.name: question for question in questions if question.kind is Kind.SELECT_ONE}
    return {name: _sizes(asked[name], sizes) for name, sizes in given.items() if name in asked}


def _sizes(question: CodedQuestion, sizes: Mapping[str, float]) -> dict[str, float]:
    names = [choice.name for choice in question.choices]
    absent = [name for name in names if name not in sizes]
    if absent or any(sizes[name] < 0 for name in names) or not sum(sizes[name] for name in names):
        what = (
            f"la réponse « {absent[0]} » n’a pas de nombre"
            if absent
            else "un nombre est négatif, ou tous sont nuls"
        )
        raise DatasetError(
            "D013",
            f"Redressement sur « {question.name} » : {what}. Donnez le nombre de personnes de chaque réponse.",
        )
    return {name: float(sizes[name]) for name in names}
