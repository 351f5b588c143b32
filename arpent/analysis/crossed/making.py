"""The crossed views of a freeze: those that its study declares, from the datasets just written."""

from collections.abc import Mapping, Sequence

from arpent.analysis.codec import from_plain
from arpent.analysis.crossed.comparing import Asked, can_be_crossed, crossed
from arpent.analysis.crossed.models import CrossedResult, CrossedView
from arpent.analysis.crossed.values import Crossed, to_plain
from arpent.analysis.dataset import Dataset
from arpent.analysis.figures import Figure
from arpent.analysis.models import Freeze, FrozenDataset, Result

type Written = Sequence[tuple[FrozenDataset, Dataset]]


def cross_freeze(*, freeze: Freeze, datasets: Written, thresholds: Sequence[int]) -> None:
    """Keep the views of a freeze at each threshold; nothing for a study that declares none."""
    views = list(freeze.campaign.study.crossed_views.prefetch_related("questions__questionnaire__audience"))
    if not views:
        return
    for threshold in thresholds:
        figures = {row.pk: _figures(row, threshold) for row, _dataset in datasets}
        made = [one for view in views if (one := _made(view, datasets, figures)) is not None]
        CrossedResult.objects.create(freeze=freeze, threshold=threshold, views=to_plain(made))


def _figures(row: FrozenDataset, threshold: int) -> dict[str, Figure]:
    result = row.results.get(voice=Result.Voice.OWN, threshold=threshold)
    return {figure.question: figure for figure in from_plain(result.figures)}


def _made(
    view: CrossedView, datasets: Written, figures: Mapping[int, Mapping[str, Figure]]
) -> Crossed | None:
    """The view of the audiences that were heard, if there are two; the others are named."""
    wanted = {one.questionnaire_id: one for one in view.questions.all()}
    asked: list[Asked] = []
    for row, dataset in datasets:
        question = wanted.get(row.version.questionnaire_id)
        if question is not None and question.question in figures[row.pk]:
            asked.append(Asked(dataset, question.question, figures[row.pk][question.question]))
    if len(asked) < 2 or not can_be_crossed([one.coded for one in asked]):
        return None
    heard = {one.dataset.codebook.audience for one in asked}
    missing = [one.questionnaire.audience.code for one in wanted.values()]
    return crossed(view.title, asked, missing=[code for code in missing if code not in heard])
