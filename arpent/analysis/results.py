"""What leaves analysis: protected figures, and counts that are hidden when they are small."""

from dataclasses import dataclass

from arpent.analysis.codec import from_plain
from arpent.analysis.figures import Figure
from arpent.analysis.models import Freeze, FrozenDataset
from arpent.studies.models import Audience


@dataclass(frozen=True, slots=True)
class Heard:
    """How many of one audience a freeze heard. None is hidden or unknown, never zero."""

    audience: Audience
    answers: int | None
    population: int | None
    proxies: int | None
    associations: int
    easy: int | None = None  # read the easy words; hidden with those who did not when either are few


def figures_of(dataset: FrozenDataset, *, voice: str, threshold: int) -> tuple[Figure, ...]:
    """The figures of one dataset as they were protected when it was frozen."""
    result = dataset.results.filter(voice=voice, threshold=threshold).first()
    return from_plain(result.figures) if result else ()


def heard(freeze: Freeze, *, threshold: int) -> tuple[Heard, ...]:
    """One line an audience, in the order of the audiences."""
    datasets = freeze.datasets.select_related("version__questionnaire__audience")
    return tuple(_heard(dataset, threshold) for dataset in datasets)


def _heard(dataset: FrozenDataset, threshold: int) -> Heard:
    return Heard(
        audience=dataset.version.questionnaire.audience,
        answers=_unless_small(dataset.answers, threshold),
        population=dataset.population,
        proxies=_unless_small(dataset.proxies, threshold),
        associations=dataset.associations,
        easy=_part(dataset.easy, dataset.answers, threshold),
    )


def _part(count: int | None, whole: int, threshold: int) -> int | None:
    """A part of those who answered, unless it or the rest is a few people."""
    if count is None or _unless_small(whole - count, threshold) is None:
        return None
    return _unless_small(count, threshold)


def _unless_small(count: int, threshold: int) -> int | None:
    """Nobody is something that may be said; a few people are not."""
    return count if count == 0 or count >= threshold else None
