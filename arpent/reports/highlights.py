"""The few facts of a report that a front page may quote, each with its interval and its n."""

from collections.abc import Iterator

from arpent.reports.asked import those
from arpent.reports.document import Document, Section
from arpent.reports.reading import is_shown
from arpent.reports.sentences import sureness
from arpent.reports.typography import sentence, typeset, whole

type Fact = dict[str, str | float]


def highlights(document: Document) -> list[Fact]:
    """One fact an audience: its first favourable share that has a finding and may be shown."""
    facts: dict[str, Fact] = {}
    for section in _sections(document):
        if section.audience.code not in facts:
            facts[section.audience.code] = _fact(section)
    return list(facts.values())


def _sections(document: Document) -> Iterator[Section]:
    for theme in document.themes:
        for section in theme.sections:
            share = section.figure.overall.favourable
            if section.figure.finding and share and is_shown(share) and section.figure.overall.n:
                yield section


def _fact(section: Section) -> Fact:
    figure, audience = section.figure, section.audience
    share = figure.overall.favourable
    if share is None or share.value is None or share.low is None or share.high is None:
        raise ValueError("only a shown share makes a fact")
    return {
        "value": 100 * share.value,
        "low": 100 * share.low,
        "high": 100 * share.high,
        "says": typeset(f"des {those(figure, audience)} {figure.finding}."),
        "sure": sentence(sureness(figure, share, audience)),
        "mark": audience.mark,
        "who": f"{whole(figure.overall.n or 0)} {audience.plural}",
    }
