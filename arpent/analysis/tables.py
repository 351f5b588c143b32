"""Every question of a dataset as protected figures: the only way numbers leave analysis."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.analysis.answered import answered
from arpent.analysis.codebook import Voice
from arpent.analysis.counting import Progress, breakdowns, count
from arpent.analysis.dataset import Dataset
from arpent.analysis.dependence import adjusted
from arpent.analysis.errors import DatasetError
from arpent.analysis.everywhere import Reading
from arpent.analysis.figures import Figure
from arpent.analysis.nodes import lay_out
from arpent.analysis.publication import PEOPLE, draft
from arpent.analysis.release import figure_of
from arpent.analysis.scaling import with_scales
from arpent.stats.disclosure import Release, Rules, protect

THEMSELVES = frozenset({Voice.ALONE, Voice.HELPED, Voice.UNKNOWN})
PROXIES = frozenset({Voice.PROXY})
INSIDE, PUBLISHED = 5, 11
"""Answers below which a group is hidden: inside the association that collected them, and outside it."""
ALIKE = 3
"""A group whose answers are all the same is hidden below this many times the threshold."""
FEWEST, DOMINANCE = 3, 0.85
"""What is published of a group comes from this many associations at least: with two, each would find the numbers
of the other. And none of them holds more than this share of its answers."""


def rules_of(threshold: int) -> Rules:
    """What may be shown at a threshold. Inside, associations are shown one by one; what is published names none."""
    if threshold < PUBLISHED:
        return Rules(threshold, threshold * ALIKE)
    return Rules(threshold, threshold * ALIKE, associations=FEWEST, dominance=DOMINANCE)


@dataclass(frozen=True, slots=True)
class Told:
    """Protected figures, and the release that they are: what its readers hold in their hands."""

    figures: tuple[Figure, ...]
    release: Release


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
    """Each question in the order of the questionnaire, for everyone and for each breakdown of `by`, when nothing
    of these answers is out yet. Empty when nobody spoke in these voices; else as `told`, between associations
    that may be compared: whoever calls this holds the answers of all.
    """
    rules = Rules(threshold, threshold * ALIKE)
    found = told(dataset, rules, by=by, voices=voices, level=level, edition=edition, progress=progress)
    return found.figures if found else ()


def told(
    dataset: Dataset,
    rules: Rules,
    *,
    by: Sequence[str] = (),
    voices: frozenset[Voice] = THEMSELVES,
    level: float = 0.95,
    edition: str = "",
    earlier: Sequence[Release] = (),
    within: Release | None = None,
    progress: Progress | None = None,
) -> Told | None:
    """Everything that may be told of a dataset, protected as one publication and attacked before it is given.

    `by` names variables of the dataset (region, association…) or select_one questions. None when nobody spoke
    in these voices. `earlier` are releases of the same campaign that somebody may have read; `within` is one of
    these same answers for other readers, which shows all that this one may show: who reads both learns no more
    than it tells. `progress` is called with (done, total). Raises DatasetError D008 (a population below its
    answers), D009 (an unknown breakdown), D012 (proxies mixed with the persons themselves).
    """
    if Voice.PROXY in voices and voices != PROXIES:
        raise DatasetError(
            "D012", "Les réponses des proches ne se mêlent pas à celles des personnes. Demandez-les à part."
        )
    groupings = breakdowns(dataset, by)
    counted = count(dataset, groupings, voices, progress)
    if counted is None or not dataset.codebook.questions:
        return None
    reading = Reading(
        codebook=dataset.codebook,
        counted=counted,
        nodes=lay_out(groupings, counted.atoms),
        rules=rules,
        level=level,
        edition=edition or dataset.codebook.editions[0],
        voice="proxy" if voices == PROXIES else "self",
    )
    asked = [answered(question, reading) for question in dataset.codebook.questions]
    made = draft(asked, reading, earlier)
    hidden = made.hidden_by(within) if within else None
    decided = protect(made.publication, rules, hidden=hidden, known=(PEOPLE,)).fate
    fates = made.fates(decided)
    found = [figure_of(one, fates, reading) for one in asked]
    return Told(adjusted(with_scales(found, dataset, reading, voices)), made.release(decided))
