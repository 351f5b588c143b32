"""The easy-to-read words of a questionnaire, as proofreading sees them, and whether people concerned read them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.falc import Item
from arpent.instrument.values import Instrument, Question
from arpent.proofreading.documents import Document, passages
from arpent.proofreading.models import Session
from arpent.surveys.models import Version
from arpent.surveys.words import REASONS
from arpent.ui.words import day

EASY = "fr-simple"


def easy_document(version: Version) -> Document:
    """Its questions, help and answers in the easy-to-read edition; without passages when there is none."""
    instrument = version.instrument
    return Document(
        key=_key(version),
        title=str(version),
        passages=passages(*_texts(instrument)),
        questions=tuple(_items(instrument)) if EASY in instrument.editions else (),
    )


def mark_of(version: Version) -> Session | None:
    """The proofreading that lets the easy-to-read mark be shown on exactly these words, if there is one."""
    if not Session.objects.about(_key(version)).exists():
        return None
    return Session.objects.mark_of(easy_document(version))


def words_of_the_mark(session: Session) -> tuple[str, ...]:
    """What a PDF says of the proofreading, line by line."""
    read_by = ngettext(
        "%(n)s personne avec un handicap intellectuel a relu ce questionnaire.",
        "%(n)s personnes avec un handicap intellectuel ont relu ce questionnaire.",
        session.people,
    )
    told = (
        _("Questionnaire facile à lire et à comprendre"),
        read_by % {"n": session.people},
        f"{session.names}." if session.names else "",
        f"{session.place}, {day(session.held_on)}.",
    )
    return tuple(line for line in told if line)


def _key(version: Version) -> str:
    return f"questionnaire-{version.questionnaire_id}"


def _texts(instrument: Instrument) -> Iterator[tuple[str, str, str, bool]]:
    """Where, the question's name, the words, and whether they ask something."""
    for question in instrument.questions():
        yield _("Question"), question.name, question.label.get(EASY, ""), question.kind.is_asked
        yield _("Aide"), question.name, question.hint.get(EASY, ""), False
        for choice in instrument.choices_of(question):
            yield _("Réponse"), question.name, choice.label.get(EASY, ""), False


def _items(instrument: Instrument) -> Iterator[Item]:
    for question in instrument.questions():
        if question.kind.is_asked and question.label.get(EASY):
            yield Item(question.label[EASY], tuple(_answers(instrument, question)))


def _answers(instrument: Instrument, question: Question) -> Iterator[str]:
    """The choices, then the ways not to answer; nothing for what people write themselves."""
    choices = instrument.choices_of(question)
    yield from (choice.label.get(EASY, "") for choice in choices)
    if choices:
        yield from (str(REASONS[reason]) for reason in question.missing if reason in REASONS)
