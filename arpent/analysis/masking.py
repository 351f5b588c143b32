"""What a reader says of one text, checked."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from arpent.analysis.reading import CLUES, clues_to_mask

type Passage = tuple[int, int]


class MasksForm(forms.Form):
    """The passages to hide: those pointed at, ticked beforehand, and others in the reader's words."""

    clues = forms.MultipleChoiceField(
        label=_("À masquer"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Masquer aussi"),
        help_text=_("Recopiez les mots à masquer. Un passage par ligne."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, text: str, masks: list[list[int]] | None = None
    ) -> None:
        """`masks`: those of an earlier decision, to start from; else everything that is pointed at."""
        self.text = text
        pointed = [(clue.start, clue.end) for clue in clues_to_mask(text)]
        chosen = pointed if masks is None else [(start, end) for start, end in masks]
        written = [text[start:end] for start, end in chosen if (start, end) not in pointed]
        ticked = [_code(passage) for passage in chosen if passage in pointed]
        super().__init__(data, initial={"clues": ticked, "others": "\n".join(written)})
        choices = [
            (_code((clue.start, clue.end)), f"{text[clue.start : clue.end]} ({CLUES[clue.kind]})")
            for clue in clues_to_mask(text)
        ]
        self.fields["clues"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["clues"]

    def clean_others(self) -> list[Passage]:
        """Every place where these words stand, whatever their capitals."""
        found: list[Passage] = []
        for line in filter(None, map(str.strip, self.cleaned_data["others"].splitlines())):
            places = [match.span() for match in re.finditer(re.escape(line), self.text, re.IGNORECASE)]
            if not places:
                raise ValidationError(
                    _("« %(words)s » n’est pas dans le texte. Recopiez les mots comme ils sont écrits."),
                    params={"words": line},
                )
            found += places
        return found

    @property
    def masks(self) -> list[Passage]:
        ticked = [_passage(code) for code in self.cleaned_data.get("clues", ())]
        return sorted({*ticked, *self.cleaned_data["others"]})


def _code(passage: Passage) -> str:
    return f"{passage[0]}-{passage[1]}"


def _passage(code: str) -> Passage:
    start, _dash, end = code.partition("-")
    return int(start), int(end)
