"""Which questions of a questionnaire can make a score, and the scores that were declared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from arpent.analysis.models import Scale
from arpent.analysis.scoring import Declared
from arpent.instrument.values import Choice, Instrument, Kind, Question, text_in
from arpent.surveys.models import Questionnaire

FEWEST_CHOICES, MOST_CHOICES = 2, 11


@dataclass(frozen=True, slots=True)
class AnswerList:
    """Closed questions of a questionnaire that share their answers."""

    questionnaire: Questionnaire
    name: str
    choices: Sequence[str]  # in words
    questions: Sequence[tuple[str, str]]  # name, words
    descending: bool  # favourable answers come first

    @property
    def in_words(self) -> str:
        """« De « Non » à « Oui » »."""
        first, last = self.choices[0], self.choices[-1]
        return _("Les réponses vont de «\u202f%(first)s\u202f» à «\u202f%(last)s\u202f».") % {
            "first": first,
            "last": last,
        }


def answer_lists(questionnaire: Questionnaire) -> tuple[AnswerList, ...]:
    """Those of the latest published version with two questions or more."""
    version = questionnaire.versions.published().order_by("-number").first()
    if version is None:
        return ()
    instrument = version.instrument
    under: dict[str, list[Question]] = {}
    for question in instrument.questions():
        if question.kind is Kind.SELECT_ONE and not question.or_other and question.list_name:
            under.setdefault(question.list_name, []).append(question)
    found = (
        _list(questionnaire, instrument, name, questions)
        for name, questions in under.items()
        if len(questions) > 1
    )
    return tuple(one for one in found if FEWEST_CHOICES <= len(one.choices) <= MOST_CHOICES)


def _list(
    questionnaire: Questionnaire, instrument: Instrument, name: str, questions: Sequence[Question]
) -> AnswerList:
    choices = instrument.choices_of(questions[0])
    return AnswerList(
        questionnaire,
        name,
        [text_in(choice.label, "fr", choice.name) for choice in choices],
        [(one.name, text_in(one.label, "fr", one.name)) for one in questions],
        _runs_downwards(choices),
    )


def _runs_downwards(choices: Sequence[Choice]) -> bool:
    return choices[0].favourable and not choices[-1].favourable


def list_of(scale: Scale) -> AnswerList | None:
    """The answers that the questions of a scale share today; None when they no longer do, or are not asked."""
    names = {item.question for item in scale.items.all()}
    for found in answer_lists(scale.questionnaire):
        if names <= {name for name, _words in found.questions}:
            return found
    return None


def declared_scales(questionnaire: Questionnaire) -> tuple[Declared, ...]:
    """What a freeze takes with it."""
    return tuple(
        Declared(
            scale.code,
            scale.title,
            {item.question: item.turned for item in scale.items.all()},
            scale.descending,
            scale.rule == Scale.Rule.SUM,
            scale.most_missing,
        )
        for scale in questionnaire.scales.prefetch_related("items")
    )


def score_code(title: str) -> str:
    """The name of a score in the dataset: that of no question."""
    return f"score:{slugify(title)[:70]}"
