"""The worker's part: making a freeze and its results."""

import hashlib
import logging
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from arpent.analysis.codec import release_from_plain, release_to_plain, to_plain
from arpent.analysis.crossed.making import cross_freeze
from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.errors import DatasetError
from arpent.analysis.gathering import Gathered, gather
from arpent.analysis.helping import with_help
from arpent.analysis.manner import with_manner
from arpent.analysis.models import Freeze, FrozenDataset, Result
from arpent.analysis.tables import INSIDE, PROXIES, PUBLISHED, THEMSELVES, rules_of, told
from arpent.analysis.topics.freezing import with_topics
from arpent.analysis.topics.shares import with_topic_shares
from arpent.stats.disclosure import Release
from arpent.surveys.models import Version

log = logging.getLogger(__name__)
BREAKDOWNS = {INSIDE: ("region", "association"), PUBLISHED: ("region",)}
"""By threshold. What is published compares no association with another."""
VOICES = {Result.Voice.OWN: THEMSELVES, Result.Voice.PROXY: PROXIES}


@task
def make_freeze(freeze_id: int) -> None:
    """Write the datasets of a freeze and their protected results; nothing is left when it fails."""
    freeze = Freeze.objects.select_related("campaign__study").get(pk=freeze_id)
    try:
        _make(freeze)
    except DatasetError as reason:
        stop(freeze, str(reason))
    except Exception:
        log.exception("freeze %s failed", freeze_id)
        stop(
            freeze,
            "Le gel s’est arrêté sur une erreur inattendue. Recommencez ; si cela continue, prévenez votre administration.",
        )


def stop(freeze: Freeze, reason: str) -> None:
    """Say why it stopped, and erase the rows that it had already written."""
    freeze.fail(reason)
    freeze.datasets.all().delete()
    freeze.crossed_results.all().delete()
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "freezes" / str(freeze.pk), ignore_errors=True)


def _make(freeze: Freeze) -> None:
    versions = list(
        freeze.campaign.versions.select_related("questionnaire__audience").order_by(
            "questionnaire__audience__rank"
        )
    )
    kept: list[tuple[FrozenDataset, Dataset]] = []
    freeze.advance(0, len(versions))
    for done, version in enumerate(versions, 1):
        gathered = with_topics(freeze.campaign, version, gather(freeze.campaign, version))
        gathered = with_help(freeze.campaign, version, gathered)
        gathered = with_manner(freeze.campaign, version, gathered)
        if gathered.count:
            written = _write(freeze, version, gathered)
            kept.append((_keep(freeze, version, gathered, written), written))
        freeze.advance(done, len(versions))
    cross_freeze(freeze=freeze, datasets=kept, thresholds=tuple(BREAKDOWNS))
    seals = list(freeze.datasets.values_list("sha256", flat=True))
    if not seals:
        raise DatasetError("D002", "Il n’y a aucune réponse à figer. Attendez les premières réponses.")
    freeze.campaign.count_answers(on=timezone.localdate(freeze.made_at))
    freeze.state, freeze.sha256 = Freeze.State.READY, hashlib.sha256("".join(seals).encode()).hexdigest()
    freeze.save(update_fields=["state", "sha256"])


def folder_of(dataset: FrozenDataset) -> Path:
    """Where a frozen dataset lies."""
    return Path(settings.MEDIA_ROOT) / dataset.folder


def _write(freeze: Freeze, version: Version, gathered: Gathered) -> Dataset:
    return freeze_dataset(
        Path(settings.MEDIA_ROOT) / _folder(freeze, version),
        gathered.instrument,
        gathered.answers,
        audience=version.questionnaire.audience.code,
        region=gathered.region,
        association=gathered.association,
        voice=gathered.voice,
        labels=gathered.labels,
        populations=gathered.populations,
        margins=gathered.margins,
        scales=gathered.scales,
        beside=gathered.beside,
        circumstances=gathered.circumstances,
    )


def _folder(freeze: Freeze, version: Version) -> str:
    return f"freezes/{freeze.pk}/{version.questionnaire.audience.code}"


def _keep(freeze: Freeze, version: Version, gathered: Gathered, written: Dataset) -> FrozenDataset:
    """The row of a dataset and its results, in each voice and at each threshold.

    Each is written once it is known: protecting takes seconds, during which others store answers. Nobody reads
    them before the freeze is ready, and `stop` erases what an unfinished one has written.
    """
    dataset = FrozenDataset.objects.create(
        freeze=freeze,
        version=version,
        folder=_folder(freeze, version),
        answers=gathered.count - gathered.proxies,
        proxies=gathered.proxies,
        easy=gathered.easy,
        associations=len(set(gathered.association)),
        population=gathered.population,
        sha256=written.sha256,
    )
    for voice in VOICES:
        _tell(dataset, written, voice, gathered)
    return dataset


def _tell(dataset: FrozenDataset, written: Dataset, voice: Result.Voice, gathered: Gathered) -> None:
    """The results of one voice: inside first, for what is published is within it."""
    before = Result.objects.told_before(dataset).filter(voice=voice)
    within: Release | None = None
    for threshold, names in BREAKDOWNS.items():
        same = before.filter(threshold=threshold, dataset__sha256=dataset.sha256).last()
        if same is not None:  # the same answers: nothing is added to what is out
            _store(dataset, voice, threshold, same.figures, same.release)
            within = release_from_plain(same.release)
            continue
        by, voices = [name for name in names if len(set(getattr(gathered, name))) > 1], VOICES[voice]
        found = told(
            written,
            rules_of(threshold),
            by=by,
            voices=voices,
            edition="fr",
            earlier=[release_from_plain(one.release) for one in before.filter(threshold=threshold)],
            within=within,
        )
        within = found.release if found else None
        figures = with_topic_shares(
            found.figures if found else (), written, gathered.topics, by=by, voices=voices
        )
        _store(dataset, voice, threshold, to_plain(figures), release_to_plain(found.release) if found else {})


def _store(
    dataset: FrozenDataset,
    voice: Result.Voice,
    threshold: int,
    figures: list[dict[str, Any]],
    release: dict[str, Any],
) -> None:
    Result.objects.create(dataset=dataset, voice=voice, threshold=threshold, figures=figures, release=release)
