"""Every question of a dataset as protected figures: the only way numbers leave analysis."""

from collections.abc import Sequence

from arpent.analysis.codebook import Voice
from arpent.analysis.counting import Progress, breakdowns, count
from arpent.analysis.dataset import Dataset
from arpent.analysis.dependence import adjusted
from arpent.analysis.errors import DatasetError
from arpent.analysis.everywhere import Reading
from arpent.analysis.figures import Figure
from arpent.analysis.nodes import lay_out
from arpent.analysis.release import figure_of
from arpent.analysis.scaling import with_scales
from arpent.stats import Rules

THEMSELVES = frozenset({Voice.ALONE, Voice.HELPED, Voice.UNKNOWN})
PROXIES = frozenset({Voice.PROXY})
INSIDE, PUBLISHED = 5, 11
"""Answers below which a group is hidden: inside the association that collected them, and outside it."""
ALIKE = 3
"""A group whose answers are all the same is hidden below this many times the threshold."""


def figures(
    dataset: Dataset,
    *,
    by: Sequence[str] = (),
    voices: frozenset[Voice] = THEMSELVES,
    threshold: int = PUBLISHED,
    level: float = 0.95,
    edition: str = "",
    progress: Progress | None = None,
) -> tuple[Figure, ...]:
    """Each question in the order of the questionnaire, for everyone and for each breakdown of `by`.

    `by` names variables of the dataset (region, association…) or select_one questions. Empty when nobody
    spoke in these voices. `progress` is called with (done, total). Raises DatasetError D008 (a population
    below its answers), D009 (an unknown breakdown), D012 (proxies mixed with the persons themselves).
    """
    if Voice.PROXY in voices and voices != PROXIES:
        raise DatasetError(
            "D012", "Les réponses des proches ne se mêlent pas à celles des personnes. Demandez-les à part."
        )
    groupings = breakdowns(dataset, by)
    counted = count(dataset, groupings, voices, progress)
    if counted is None:
        return ()
    reading = Reading(
        codebook=dataset.codebook,
        counted=counted,
        nodes=lay_out(groupings, counted.atoms),
        rules=Rules(threshold, threshold * ALIKE),
        level=level,
        edition=edition or dataset.codebook.editions[0],
        voice="proxy" if voices == PROXIES else "self",
    )
    found = [figure_of(question, reading) for question in dataset.codebook.questions]
    return adjusted(with_scales(found, dataset, reading, voices))
