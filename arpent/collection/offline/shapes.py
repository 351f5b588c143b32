"""The shape of what a device sends: each part is what it should be, or nothing of it is counted."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote_plus

from django.conf import settings
from django.utils.datastructures import MultiValueDict

from arpent.collection.hearing import Form
from arpent.collection.offline.models import KeptAside

Reason = KeptAside.Reason
_ONE_FIELD = re.compile(r"[a-z-]+=[^=&]*")


class NotCounted(ValueError):
    """It cannot be counted, and why; `question` is the one that is concerned."""

    def __init__(self, reason: str, question: str = "") -> None:
        super().__init__(reason)
        self.reason, self.question = reason, question


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise NotCounted(Reason.SHAPE)
    return value


def one_of(content: Mapping[str, Any], name: str, among: list[str]) -> str:
    value = content.get(name, "")
    if not isinstance(value, str) or value not in among:
        raise NotCounted(Reason.SHAPE)
    return value


def several_of(content: Mapping[str, Any], name: str, among: list[str]) -> list[str]:
    values = content.get(name, [])
    if not isinstance(values, list) or not all(isinstance(each, str) and each in among for each in values):
        raise NotCounted(Reason.SHAPE)
    return list(dict.fromkeys(values))


def forms_of(content: Mapping[str, Any], name: str) -> dict[str, str]:
    """The pages that were sent, each as browsers write its form, by the name of its question."""
    said = content.get(name)
    if not isinstance(said, dict) or not all(isinstance(form, str) for form in said.values()):
        raise NotCounted(Reason.SHAPE)
    return said


def form_of(sent: str) -> Form:
    """The fields of a page. A QueryDict says the same in twice the time, and there are as many as questions."""
    if _ONE_FIELD.fullmatch(sent):
        name, value = sent.split("=")
        return MultiValueDict({name: [unquote_plus(value)]})
    try:
        fields = parse_qs(sent, keep_blank_values=True, max_num_fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    except ValueError:
        raise NotCounted(Reason.SHAPE) from None
    return MultiValueDict(fields)
