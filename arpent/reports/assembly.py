"""From a freeze to the document that its report says."""

from arpent.analysis.crossed.results import views_of
from arpent.analysis.figures import Figure
from arpent.analysis.models import Freeze, FrozenDataset, Result
from arpent.analysis.results import Heard, figures_of, heard
from arpent.analysis.topics.counted import topics_item
from arpent.analysis.topics.quoting import Said, quotes_in
from arpent.network.models import Organisation
from arpent.reports.document import Audience, Document, Quote, Sample, Theme, themes_of
from arpent.reports.models import Report
from arpent.reports.reading import is_shown
from arpent.studies import models as studies


def document(report: Report) -> Document:
    """Everything that this report says. Only protected figures enter it."""
    freeze = report.freeze
    study = freeze.campaign.study
    own = _figures(report, Result.Voice.OWN)
    return Document(
        title=study.title,
        digest=freeze.sha256,
        themes=themes_of(own, quotes=_quotes(report, own, Result.Voice.OWN)),
        proxies=_by_proxy(report, start=len(own) + 1),
        samples=tuple(_sample(line) for line in heard(freeze, threshold=report.threshold)),
        crossings=views_of(freeze, threshold=report.threshold),
        question=study.question,
        lead=study.subject,
        territory=study.territory.name,
        network=_network(study),
        frozen_on=freeze.made_at.date(),
        threshold=report.threshold,
        fictional=study.territory.fictional,
    )


def _figures(report: Report, voice: str) -> list[tuple[Figure, Audience]]:
    """Every figure of every audience, in the order of the audiences."""
    found = []
    for dataset in _datasets(report.freeze):
        audience = grammar(dataset.version.questionnaire.audience)
        for figure in figures_of(dataset, voice=voice, threshold=report.threshold):
            found.append((figure, audience))
    return found


def _by_proxy(report: Report, *, start: int) -> tuple[Theme, ...]:
    found = _figures(report, Result.Voice.PROXY)
    return themes_of(found, by_proxy=True, start=start, quotes=_quotes(report, found, Result.Voice.PROXY))


def _quotes(
    report: Report, figures: list[tuple[Figure, Audience]], voice: str
) -> dict[tuple[str, str], tuple[Quote, ...]]:
    """By audience and question, what was chosen to be quoted, under shares of everyone that are shown."""
    said = {
        (dataset.version.questionnaire.audience.code, topics_item(name)): quotes
        for dataset in _datasets(report.freeze)
        for name, quotes in quotes_in(dataset, voice=voice).items()
    }
    return {
        (audience.code, figure.question): _printable(figure, said[audience.code, figure.question])
        for figure, audience in figures
        if (audience.code, figure.question) in said
    }


def _printable(figure: Figure, said: tuple[Said, ...]) -> tuple[Quote, ...]:
    """None beside a share that is hidden: few people would be behind it."""
    shown = {number.choice: number.label for number in figure.overall.numbers if is_shown(number)}
    return tuple(
        Quote(shown[one.choice], one.words, one.by_proxy)
        for one in sorted(said, key=lambda one: one.choice)
        if one.choice in shown
    )


def _datasets(freeze: Freeze) -> list[FrozenDataset]:
    return list(freeze.datasets.select_related("version__questionnaire__audience"))


def grammar(audience: studies.Audience) -> Audience:
    """An audience with the words that sentences need."""
    return Audience(audience.code, audience.name, audience.feminine, audience.mark)


def _sample(line: Heard) -> Sample:
    return Sample(
        audience=grammar(line.audience),
        answers=line.answers,
        population=line.population,
        associations=line.associations,
        proxies=line.proxies,
        easy=line.easy,
    )


def _network(study: studies.Study) -> str:
    head = study.territory.line().filter(kind=Organisation.Kind.HEAD).first()
    return head.name if head else ""
