"""Which questions of the audiences of a study can be set side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from arpent.analysis.crossed.models import CrossedView
from arpent.instrument.values import Instrument, Kind, Question, text_in
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire


@dataclass(frozen=True, slots=True)
class Closed:
    """A question with one answer: its code, its words, and its answers as codes and words."""

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _words in self.answers)

    @property
    def in_words(self) -> str:
        return " / ".join(words for _code, words in self.answers)


type ByAudience = Mapping[Questionnaire, Sequence[Closed]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Questions that bear one code in several questionnaires, with the same answers."""

    name: str
    label: str
    audiences: tuple[Questionnaire, ...]


def closed_by_audience(study: Study) -> dict[Questionnaire, tuple[Closed, ...]]:
    """The closed questions of the latest published version of each questionnaire of a study."""
    asked = study.questionnaires.select_related("audience")
    found = {}
    for questionnaire in asked:
        version = questionnaire.versions.published().order_by("-number").first()
        if version is not None:
            found[questionnaire] = tuple(_closed(version.instrument))
    return found


def _closed(instrument: Instrument) -> Iterable[Closed]:
    for question in instrument.questions():
        if question.kind is Kind.SELECT_ONE and not question.or_other:
            yield Closed(
                question.name, text_in(question.label, "fr", question.name), _answers(instrument, question)
            )


def _answers(instrument: Instrument, question: Question) -> tuple[tuple[str, str], ...]:
    choices = instrument.choices_of(question)
    return tuple((choice.name, text_in(choice.label, "fr", choice.name)) for choice in choices)


def proposals(closed: ByAudience, declared: Iterable[CrossedView]) -> tuple[Proposal, ...]:
    """Those that no declared view uses yet, in the order of the first questionnaire that asks them."""
    used = {(one.questionnaire_id, one.question) for view in declared for one in view.questions.all()}
    under: dict[tuple[str, tuple[str, ...]], list[tuple[Questionnaire, Closed]]] = {}
    for questionnaire, questions in closed.items():
        for one in questions:
            if (questionnaire.pk, one.name) not in used:
                under.setdefault((one.name, one.codes), []).append((questionnaire, one))
    return tuple(
        Proposal(name, pairs[0][1].label, tuple(questionnaire for questionnaire, _one in pairs))
        for (name, _codes), pairs in under.items()
        if len(pairs) > 1
    )
