"""A report as a value: protected figures, facts about the study, and nothing that is drawn or laid out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from arpent.analysis.crossed.values import Crossed
from arpent.analysis.figures import Figure


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who were asked, with what grammar needs to speak of them."""

    code: str
    plural: str  # "familles"
    feminine: bool = False
    mark: str = ""  # "people" (disc), "family" (square), "partner" (triangle), or none

    @property
    def everyone(self) -> str:
        """All of them, answered or not: « toutes les familles », « tous les partenaires »."""
        return f"{'toutes' if self.feminine else 'tous'} les {self.plural}"


ANYONE = Audience("", "personnes", feminine=True)
"""Those who answered a questionnaire of which nothing else is known."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How many answered. Numbers that may not be shown are None, as are those that nobody knows."""

    audience: Audience
    answers: int | None
    population: int | None = None  # how many could have answered
    associations: int | None = None
    proxies: int | None = None  # answers given in someone's place, never counted with the others
    easy: int | None = None  # of those who answered, how many read the easy words

    @property
    def rate(self) -> float | None:
        """Answers over population."""
        if self.answers is None or not self.population:
            return None
        return self.answers / self.population


@dataclass(frozen=True, slots=True)
class Quote:
    """What one person wrote, cleared and masked, under the topic that it illustrates; never with a place."""

    topic: str
    words: str
    by_proxy: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One figure of the report. `anchor` is its address in the page, and unique in the document."""

    anchor: str
    figure: Figure
    audience: Audience
    by_proxy: bool = False  # answered in the place of the persons concerned
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Figures that belong together, under one heading."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All that a report says, in order. The hash names the answers it was made from."""

    title: str
    digest: str  # SHA-256 of the frozen dataset
    themes: tuple[Theme, ...]
    samples: tuple[Sample, ...] = ()
    proxies: tuple[Theme, ...] = ()  # answers given in someone's place, apart
    crossings: tuple[Crossed, ...] = ()  # one effect, several audiences
    question: str = ""  # the evaluation question
    lead: str = ""
    territory: str = ""
    network: str = ""
    frozen_on: date | None = None
    threshold: int = 11
    left_out: tuple[str, ...] = ()  # questions or answers that the report does not show, and why
    fictional: bool = False
    language: str = "fr"  # of the labels of the questionnaire

    @property
    def names(self) -> dict[str, Audience]:
        """Every audience that was asked, by code."""
        return {sample.audience.code: sample.audience for sample in self.samples}

    def sections(self) -> Iterator[Section]:
        """Every figure, in the order of the report, proxies last."""
        for theme in (*self.themes, *self.proxies):
            yield from theme.sections


def themes_of(
    figures: list[tuple[Figure, Audience]],
    *,
    by_proxy: bool = False,
    start: int = 1,
    quotes: Mapping[tuple[str, str], tuple[Quote, ...]] | None = None,
) -> tuple[Theme, ...]:
    """Figures under the heading that the questionnaire gives them, in order of first appearance.

    `start` numbers the anchors, so that proxies can follow on from the others. `quotes` are found by audience and
    question.
    """
    under: dict[str, list[Section]] = {}
    for number, (figure, audience) in enumerate(figures, start):
        said = (quotes or {}).get((audience.code, figure.question), ())
        section = Section(f"figure-{number}", figure, audience, by_proxy, said)
        under.setdefault(figure.theme, []).append(section)
    return tuple(Theme(title, tuple(sections)) for title, sections in under.items())
