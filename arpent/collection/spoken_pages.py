"""What the pages around the questions say, so that it can be said aloud before anyone opens them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.template import Node
from django.template.base import TokenType
from django.template.loader import get_template, render_to_string
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import gettext

from arpent.collection.cards import steps_of
from arpent.collection.care.receiving import reception_of
from arpent.collection.care.sayings import sayings
from arpent.collection.care.understanding import checks_of
from arpent.collection.models import RESUME_DAYS, Link
from arpent.collection.offline.front import said_in_front
from arpent.collection.practice import PRACTICES, RUNGS
from arpent.collection.sittings import PICTOS, offered_editions
from arpent.collection.words import is_easy, reason_in, words_in
from arpent.instrument.values import Instrument, Kind, text_in
from arpent.surveys.aloud.lines import Line
from arpent.surveys.models import Sentence, Version
from arpent.surveys.spoken import language_around, speaking
from arpent.ui.aloud import Listener

PAGES = Path(__file__).parent / "templates" / "runner"
OF_A_LINK = (
    "runner/welcome.html",
    "runner/consent.html",
    "runner/refused.html",
    "runner/resume.html",
    "runner/thanks.html",
    "runner/closed/early.html",
    "runner/closed/full.html",
    "runner/closed/over.html",
)
"""The pages that name an association, a campaign, a day: drawn for each link to know what they say."""


def lines_of_the_runner(version: Version) -> Iterator[Line]:
    """What a person may hear around the questions of a version, in the languages that are spoken there."""
    editions = offered_editions(version.instrument)
    for language in dict.fromkeys(map(language_around, editions)):
        with speaking(language):
            heard = list(_heard(version, [each for each in editions if language_around(each) == language]))
        yield from (Line(Sentence.Place.RUNNER, language, words) for words in heard)


def _heard(version: Version, editions: Sequence[str]) -> Iterator[str]:
    """All of it in the language that is spoken, that of these editions."""
    instrument = version.instrument
    for edition in editions:
        yield from _reasons(instrument, edition)
        yield from map(str, words_in(edition).values())
        yield from _tried(edition)
    yield from _steps(instrument)
    yield from _written_in_pages()
    links = Link.objects.detailed().filter(version=version, campaign__closed_on=None)
    for link in links.defer("version__content"):
        for edition in editions:
            yield from _said_to(link, instrument, edition)
        yield from _checked(link)
        yield from said_in_front(link)


def _reasons(instrument: Instrument, edition: str) -> Iterator[str]:
    reasons = dict.fromkeys(reason for question in instrument.questions() for reason in question.missing)
    return (str(reason_in(reason, edition)) for reason in reasons)


def _steps(instrument: Instrument) -> Iterable[str]:
    """The numbers of a range."""
    ranges = (question for question in instrument.questions() if question.kind is Kind.RANGE)
    return dict.fromkeys(step.replace(".", ",") for question in ranges for step in steps_of(question))


def _tried(edition: str) -> Iterator[str]:
    """What can be touched on the screens to try."""
    for task in (*PRACTICES, *RUNGS.values()):
        yield from (card.label for card in task.cards(words_in(edition)))


def _written_in_pages() -> Iterator[str]:
    """Every sentence that a template of the runner holds whole, without a name or a number to be filled in."""
    for path in sorted(PAGES.rglob("*.html")):
        template = get_template(f"runner/{path.relative_to(PAGES)}").template  # type: ignore[attr-defined]
        yield from filter(
            None, map(_written, template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)))
        )


def _written(node: Node) -> str:
    if isinstance(node, TranslateNode):
        literal = getattr(node.filter_expression.var, "literal", None)
        return gettext(literal) if isinstance(literal, str) and not node.asvar else ""
    tokens = [*node.singular, *node.plural] if isinstance(node, BlockTranslateNode) else []
    whole = all(token.token_type is TokenType.TEXT for token in tokens)
    return gettext("".join(token.contents for token in tokens)) if whole else ""


def _said_to(link: Link, instrument: Instrument, edition: str) -> Iterator[str]:
    for template in OF_A_LINK:
        listener = Listener()
        render_to_string(template, {**_page(link, instrument, edition), "voice": listener})
        yield from (words for _language, words in listener.heard)


def _checked(link: Link) -> Iterator[str]:
    """The questions that make sure of the agreement."""
    for check in checks_of(reception_of(link.campaign)):
        yield from (check.question, check.right, check.wrong, check.explanation)


def _page(link: Link, instrument: Instrument, edition: str) -> dict[str, object]:
    return {
        "link": link,
        "campaign": link.campaign,
        "edition": edition,
        "easy": is_easy(edition),
        "pictos": edition.endswith(PICTOS),
        "words": words_in(edition),
        "care": sayings(link.campaign, is_easy(edition)),
        "ready": True,
        "refused": "lost",
        "days": RESUME_DAYS,
        "title": text_in(instrument.title, edition, link.campaign.title),
        "length": sum(question.kind.is_asked for question in instrument.questions()),
    }
