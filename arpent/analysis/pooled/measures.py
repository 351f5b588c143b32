"""The released measures that studies can bring together: protected at the threshold of what is published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan

from django.db.models import QuerySet

from arpent.accounts.models import User
from arpent.analysis.figures import Figure, Measure, Number
from arpent.analysis.models import Freeze, FrozenDataset, Result
from arpent.analysis.pooled.models import Consolidation
from arpent.analysis.results import figures_of
from arpent.analysis.tables import PUBLISHED
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.stats import Measured
from arpent.studies.models import Audience


@dataclass(frozen=True, slots=True)
class Released:
    """One effect as one study released it: a mean, or the share of favourable answers."""

    dataset: FrozenDataset
    figure: Figure
    number: Number

    @property
    def study(self) -> str:
        return self.dataset.freeze.campaign.study.title

    @property
    def is_share(self) -> bool:
        return self.figure.measure is Measure.SHARES

    def measured(self) -> Measured:
        """For `stats.pool`: a value without a standard error is refused there, by name."""
        version = self.dataset.version
        return Measured(
            study=self.study,
            value=nan if self.number.value is None else self.number.value,
            se=nan if self.number.se is None else self.number.se,
            n=self.figure.overall.n or 0,
            question=self.figure.label,
            scale=_scale(self.figure),
            edition=", ".join(version.instrument.editions),
            voice=self.figure.voice,
            audience=version.questionnaire.audience.name,
            year=self.dataset.freeze.campaign.closes_on.year,
        )


def _scale(figure: Figure) -> str:
    if figure.scale is not None:
        low, high = figure.scale.ends
        return f"score de {low:g} à {high:g}"
    if figure.measure is Measure.MEAN:
        return "nombre"
    marked = [number.label for number in figure.overall.numbers if number.favourable]
    every = [number.label for number in figure.overall.numbers]
    return f"part de {' ou '.join(marked)} parmi {', '.join(every)}"


def released_to(user: User, audience: Audience) -> dict[FrozenDataset, tuple[Released, ...]]:
    """By study, what the latest freeze of it says of an audience, for whoever reads all of its results."""
    found: dict[int, FrozenDataset] = {}
    for dataset in _datasets(user).filter(version__questionnaire__audience=audience):
        found[dataset.freeze.campaign.study_id] = dataset
    return {dataset: released for dataset in found.values() if (released := _of_dataset(dataset))}


def _datasets(user: User) -> QuerySet[FrozenDataset]:
    reached = Organisation.objects.allowing(user, Right.SEE_RESULTS)
    ready = FrozenDataset.objects.filter(
        freeze__state=Freeze.State.READY, freeze__campaign__study__territory__in=reached
    )
    related = ready.select_related("freeze__campaign__study", "version__questionnaire__audience")
    return related.order_by("freeze__made_at")


def _of_dataset(dataset: FrozenDataset) -> tuple[Released, ...]:
    figures = figures_of(dataset, voice=Result.Voice.OWN, threshold=PUBLISHED)
    return tuple(_released(dataset, figures))


def _released(dataset: FrozenDataset, figures: Iterable[Figure]) -> Iterable[Released]:
    for figure in figures:
        number = headline(figure)
        if number is not None and number.value is not None:
            yield Released(dataset, figure, number)


def headline(figure: Figure) -> Number | None:
    """What is pooled of a figure: its favourable share, or the mean of a number; None for any other."""
    if figure.overall.favourable is not None:
        return figure.overall.favourable
    numbers = figure.overall.numbers
    return numbers[0] if figure.measure is Measure.MEAN and numbers and numbers[0].choice is None else None


def measures_of(consolidation: Consolidation) -> tuple[Released, ...]:
    """What each of its studies released, as long as it may be shown."""
    chosen = consolidation.figures.select_related(
        "dataset__freeze__campaign__study", "dataset__version__questionnaire__audience"
    )
    found: list[Released] = []
    for one in chosen:
        found += [each for each in _of_dataset(one.dataset) if each.figure.question == one.question]
    return tuple(found)


def shared_codes(released: Sequence[Sequence[Released]]) -> tuple[tuple[str, str, int], ...]:
    """The questions that bear one code in two studies or more: code, words, and in how many."""
    words: dict[str, str] = {}
    counts: dict[str, int] = {}
    for study in released:
        for one in study:
            words.setdefault(one.figure.question, one.figure.label)
            counts[one.figure.question] = counts.get(one.figure.question, 0) + 1
    return tuple((code, words[code], count) for code, count in counts.items() if count > 1)
