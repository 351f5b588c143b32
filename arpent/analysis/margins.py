"""What is known of a population beyond its size: the questions whose answers can be raked to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from arpent.instrument.values import Choice, Kind, Question, text_in
from arpent.surveys.models import Questionnaire

MOST_CATEGORIES = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A closed question of a questionnaire, with the sizes of its categories where they were given."""

    questionnaire: Questionnaire
    name: str
    label: str
    choices: Sequence[tuple[str, str]]  # code, words
    sizes: Mapping[str, Decimal]
    opinion: bool  # of those who answered: nobody knows it of the others

    @property
    def is_known(self) -> bool:
        return bool(self.sizes)

    @property
    def is_proposed(self) -> bool:
        return self.is_known or not self.opinion


def known_questions(questionnaire: Questionnaire) -> tuple[Known, ...]:
    """The questions of the latest published version that sort everyone into a few categories."""
    version = questionnaire.versions.published().order_by("-number").first()
    if version is None:
        return ()
    sizes: dict[str, dict[str, Decimal]] = {}
    for margin in questionnaire.margins.all():
        sizes.setdefault(margin.question, {})[margin.choice] = margin.size
    instrument = version.instrument
    return tuple(
        _known(questionnaire, question, instrument.choices_of(question), sizes.get(question.name, {}))
        for question in instrument.questions()
        if question.kind is Kind.SELECT_ONE
        and not question.or_other
        and 2 <= len(instrument.choices_of(question)) <= MOST_CATEGORIES
    )


def _known(
    questionnaire: Questionnaire, question: Question, choices: Sequence[Choice], sizes: Mapping[str, Decimal]
) -> Known:
    return Known(
        questionnaire,
        question.name,
        text_in(question.label, "fr", question.name),
        [(choice.name, text_in(choice.label, "fr", choice.name)) for choice in choices],
        sizes,
        "likert" in question.appearance or any(choice.favourable for choice in choices),
    )


def margins_of(questionnaire: Questionnaire) -> dict[str, dict[str, float]]:
    """By question, then by choice: what a freeze takes with it."""
    found: dict[str, dict[str, float]] = {}
    for margin in questionnaire.margins.all():
        found.setdefault(margin.question, {})[margin.choice] = float(margin.size)
    return found
