"""The worker's part: reading and importing files that are too big for a page to wait for."""

from django.tasks import task

from arpent.collection.imports import bring_in, examine
from arpent.collection.models import AnswerFile

WAITED_FOR = 300_000
"""Bytes of a file that is read while the page waits: about a second."""


@task
def examine_file(answer_file_id: int) -> None:
    examine(AnswerFile.objects.select_related("version").get(pk=answer_file_id))


@task
def import_file(answer_file_id: int) -> None:
    bring_in(AnswerFile.objects.select_related("version").get(pk=answer_file_id))
