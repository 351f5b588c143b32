"""A whole document looked over: its words by `check`, how it looks by `check_layout`."""

from dataclasses import replace

from arpent.falc.checking import check
from arpent.falc.documents.values import Document
from arpent.falc.layout import check_layout
from arpent.falc.values import FALC, Findings, Profile, Words


def examine(document: Document, *, profile: Profile = FALC, words: Words | None = None) -> Findings:
    """The findings of a document, in the order of its text. Offsets are those of `document.text`."""
    said = check(document.text, profile=profile, words=words)
    seen = check_layout(document.layout, waived=dict.fromkeys(profile.off, ""))
    return replace(
        said,
        findings=tuple(sorted((*said, *seen), key=lambda one: (one.start, one.end, one.rule))),
        applicable=said.applicable | seen.applicable,
        tested=said.tested | seen.tested,
    )
