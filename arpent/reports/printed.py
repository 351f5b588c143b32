"""A document with every word written: what the page and the PDF lay out, each in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass

from arpent.analysis.crossed.values import Crossed
from arpent.analysis.figures import Figure, Panel
from arpent.reports.asked import asked_in_words
from arpent.reports.charts.colours import STEPS
from arpent.reports.charts.draw import Chart, is_scale, runs_downwards
from arpent.reports.crossings import sentences as crossings
from arpent.reports.crossings.drawing import anchor, legend
from arpent.reports.crossings.tables import tables as crossed_tables
from arpent.reports.document import Audience, Document, Sample, Section, Theme
from arpent.reports.methods import Note, notes
from arpent.reports.scores import facts as scale_facts
from arpent.reports.scores import tells
from arpent.reports.sentences import cautions, compares, told
from arpent.reports.tables import Table, missing_in_words, tables
from arpent.reports.typography import day, listed, percent, quoted, sentence, short_hash, typeset, whole

type Fact = tuple[str, str]

CROSSED = (
    "Écart de moyennes et test de Student sous le plan de l’enquête ; les publics d’une même association ne sont pas "
    "pris pour indépendants ; p corrigés pour toutes les paires (Holm)."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What people wrote about one topic, in their words; `by_proxy` says when somebody wrote for them."""

    topic: str
    texts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One figure: its sentence, its drawings, how sure we are."""

    anchor: str
    says: str
    asked: str
    audience: str
    mark: str
    legend: tuple[tuple[int, str], ...]  # step of the opinion scale, answer
    charts: tuple[Chart, ...]
    compares: tuple[str, ...]
    cautions: tuple[str, ...]
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    quotes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One theme."""

    anchor: str
    title: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Respondents:
    """One line of the table of who answered."""

    audience: str
    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole report, in words."""

    title: str
    place: tuple[str, ...]
    question: str
    lead: str
    fictional: bool
    respondents: tuple[Respondents, ...]
    heads: tuple[str, ...]  # of the columns of `respondents`
    chapters: tuple[Chapter, ...]
    proxies: tuple[Chapter, ...]
    left_out: tuple[str, ...]
    notes: tuple[Note, ...]
    frozen_on: str
    digest: str
    short_digest: str

    @property
    def who_answered(self) -> list[tuple[Respondents, list[tuple[str, str]]]]:
        """Each line, its cells beside the head of their column, for a table that folds on a phone."""
        return [(line, list(zip(self.heads, line.cells, strict=True))) for line in self.respondents]


def printed(document: Document, charts: Mapping[str, tuple[Chart, ...]]) -> Printed:
    """The document and its drawings, ready to be laid out."""
    heads, respondents = _respondents(document.samples)
    return Printed(
        title=typeset(document.title) or "Rapport",
        place=tuple(typeset(words) for words in (document.network, document.territory) if words),
        question=typeset(document.question),
        lead=sentence(document.lead) if document.lead else "",
        fictional=document.fictional,
        respondents=respondents,
        heads=heads,
        chapters=(*_chapters(document.themes, charts, "theme"), *_crossings(document, charts)),
        proxies=_chapters(document.proxies, charts, "place"),
        left_out=tuple(sentence(words) for words in document.left_out),
        notes=notes(document),
        frozen_on=day(document.frozen_on) if document.frozen_on else "",
        digest=document.digest,
        short_digest=short_hash(document.digest),
    )


def _respondents(samples: tuple[Sample, ...]) -> tuple[tuple[str, ...], tuple[Respondents, ...]]:
    """Who answered, and the heads of the columns in which at least one line has something to say."""
    lines = [_line(sample) for sample in samples]
    heads = [head for head in (lines[0] if lines else {}) if any(line[head] for line in lines)]
    return tuple(heads), tuple(
        Respondents(
            _capital(sample.audience.plural), sample.audience.mark, tuple(line[head] for head in heads)
        )
        for sample, line in zip(samples, lines, strict=True)
    )


def _line(sample: Sample) -> dict[str, str]:
    return {
        "Ont répondu": "masqué" if sample.answers is None else whole(sample.answers),
        "Sur": _known(sample.population),
        "Taux de réponse": "" if sample.rate is None else percent(sample.rate),
        "Associations": _known(sample.associations),
        "En facile à lire": _known(sample.easy) if sample.easy else "",
        "À la place de quelqu’un": _known(sample.proxies),
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _known(count: int | None) -> str:
    return "" if count is None else whole(count)


def _chapters(
    themes: tuple[Theme, ...], charts: Mapping[str, tuple[Chart, ...]], prefix: str
) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            f"{prefix}-{at}",
            typeset(theme.title) or "Les réponses",
            tuple(_leaf(section, charts.get(section.anchor, ())) for section in theme.sections),
        )
        for at, theme in enumerate(themes, 1)
    )


def _crossings(document: Document, charts: Mapping[str, tuple[Chart, ...]]) -> tuple[Chapter, ...]:
    """One chapter for all the crossed views; none without any."""
    names = document.names
    leaves = tuple(
        Leaf(
            anchor=anchor(number),
            says=crossings.says(view, names),
            asked=typeset(view.title),
            audience=_capital(listed([crossings.the(names, one.audience) for one in view.sights])),
            mark="",
            legend=legend(view),
            charts=charts.get(anchor(number), ()),
            compares=crossings.tells(view, names),
            cautions=(),
            facts=_of_view(view),
            tables=crossed_tables(view, names),
        )
        for number, view in enumerate(document.crossings, 1)
    )
    return (Chapter("crossings", "Regards croisés", leaves),) if leaves else ()


def _of_view(view: Crossed) -> tuple[Fact, ...]:
    counted = crossings.counted(view)
    ends = f"de {whole(view.low)} à {whole(view.high)}"
    facts = [
        ("Ce qui est compté", quoted(typeset(counted))) if counted else ("Échelle", ends),
        ("Méthode", CROSSED),
    ]
    return tuple((head, typeset(words)) for head, words in facts)


def _leaf(section: Section, charts: tuple[Chart, ...]) -> Leaf:
    figure, audience = section.figure, section.audience
    return Leaf(
        anchor=section.anchor,
        says=told(section),
        asked=typeset(figure.label),
        audience=_capital(audience.plural),
        mark=audience.mark,
        legend=_legend(figure),
        charts=charts,
        compares=(*tells(figure), *compares(figure)),
        cautions=tuple(cautions(figure)),
        facts=_facts(figure, audience),
        tables=tables(figure),
        quotes=_quotes(section),
    )


def _quotes(section: Section) -> tuple[Said, ...]:
    """Words are printed as they were written: no typography of ours."""
    topics = dict.fromkeys(quote.topic for quote in section.quotes)
    return tuple(
        Said(
            typeset(topic),
            tuple((one.words, one.by_proxy) for one in section.quotes if one.topic == topic),
        )
        for topic in topics
    )


def _legend(figure: Figure) -> tuple[tuple[int, str], ...]:
    if not is_scale(figure):
        return ()
    labels = [typeset(number.label) for number in figure.overall.numbers]
    ordered = labels[::-1] if runs_downwards(figure) else labels
    return tuple(zip(STEPS[len(labels)], ordered, strict=True))


def _facts(figure: Figure, audience: Audience) -> tuple[Fact, ...]:
    """How we know: n, what is missing, the method. Always the three; before them who was asked, if not everyone."""
    panel: Panel = figure.overall
    asked = asked_in_words(figure, audience)
    facts = [
        *([asked] if asked else []),
        ("Réponses exprimées", "masqué" if panel.n is None else whole(panel.n)),
        ("Réponses manquantes", missing_in_words(panel)),
        *scale_facts(figure),
        ("Méthode", sentence(figure.method)),
    ]
    if figure.unweighted:
        facts.append(("Pondération", "aucune : chaque réponse compte autant."))
    return tuple((head, typeset(words)) for head, words in facts)
