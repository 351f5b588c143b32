"""A text that pages sum up by rule, wherever it is written: a study, the guide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from arpent.falc import Words
from arpent.proofreading.documents import Document
from arpent.proofreading.models import Judgement, NetworkWord, Session
from arpent.proofreading.statuses import Proof, proof


@dataclass(frozen=True, slots=True)
class Subject:
    """A text, and the page that sums it up, for the person who opens it."""

    document: Document
    label: str | Promise
    address: str
    """Of its page; what changes what is said of it stands below."""
    above: tuple[tuple[str | Promise, str], ...]
    """The pages above, each with its address."""
    judges: bool
    """Whether this person may answer, waive, and record who read it."""
    advice: str | Promise = ""
    """How it will have words, when it has none."""
    base: str = "ui/base.html"
    beside: Mapping[str, Any] = field(default_factory=dict)
    """What that base asks for."""
    recorded: Callable[[], None] = lambda: None
    """What follows when a proofreading is recorded or counts again."""


type Find = Callable[..., Subject]
"""The text of an address, for who may see it. Raises Http404."""


def proof_of(document: Document, words: Words | None = None) -> Proof:
    """By rule and status, in the network's own words: read here unless they are given."""
    return proof(
        document,
        words=NetworkWord.objects.as_words() if words is None else words,
        judgements=Judgement.objects.of(document).by_rule(),
        mark=Session.objects.mark_of(document),
    )


def words_before(document: Document) -> str:
    """The fingerprint of the words that were judged last, when they are not those of today."""
    said = Judgement.objects.filter(document=document.key)
    last = said.first()
    if last is None or last.fingerprint == document.fingerprint:
        return ""
    return last.fingerprint if said.filter(fingerprint=last.fingerprint).by_rule() else ""
