"""Erasing the rows of frozen answers on the day that was promised. What was worked out from them stays."""

from datetime import date
from pathlib import Path

from arpent.analysis.dataset import DATA
from arpent.analysis.models import FrozenDataset
from arpent.analysis.tasks import folder_of
from arpent.analysis.topics.models import OpenQuestion, Topic, TopicChange


def rows_to_forget(on: date) -> list[Path]:
    """The files of rows whose campaign is past its day."""
    datasets = FrozenDataset.objects.filter(freeze__campaign__purge_on__lte=on)
    return [path for dataset in datasets if (path := folder_of(dataset) / DATA).exists()]


def forget_rows(*, on: date) -> int:
    """Erase them. The codebook, the seal and the protected results stay: reports can still be written."""
    due = rows_to_forget(on)
    for path in due:
        path.unlink()
    return len(due)


def forget_words(*, on: date) -> int:
    """Erase what the machine took from the texts: the words of topics, how it learned, changes to undo. The names
    that people gave stay, as in the results. How many questions."""
    due = OpenQuestion.objects.filter(campaign__purge_on__lte=on)
    topics = Topic.objects.filter(question__in=due)
    TopicChange.objects.filter(question__in=due).delete()
    topics.filter(name="").delete()
    topics.update(words=[])
    return due.update(learned=[], learned_at=None, advised=None)
