"""The choices of a question, as one form: their words in each edition, and one more to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from arpent.instrument.editing import lists
from arpent.instrument.editing.marks import mark_of_item
from arpent.instrument.values import Choice, Instrument, Kind, Question, Texts, text_in
from arpent.surveys.editor.forms import Line, TextsForm
from arpent.surveys.editor.outline import files

NEW, BEFORE = "new", "choice-"


@dataclass(frozen=True, slots=True)
class Offered:
    """One choice on the page."""

    code: str
    title: str
    line: Line
    favourable: forms.BoundField
    picture: str


class ChoicesForm(TextsForm):
    """Every choice of a question's list, each under its code."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        self.choices: Sequence[Choice] = kwargs["instrument"].choices_of(question)
        self.lines_of = tuple(f"{BEFORE}{choice.name}" for choice in self.choices)
        super().__init__(*args, **kwargs)

    def fields_asked(self) -> Iterator[tuple[str, forms.Field]]:
        yield self.seen(mark_of_item(self.instrument, self.question.name))
        for name, choice in zip(self.lines_of, self.choices, strict=True):
            yield from self.texts(name, choice.label)
            favourable = forms.BooleanField(
                label=_("Compte comme favorable dans le rapport"), required=False, initial=choice.favourable
            )
            yield f"{name}-favourable", favourable
        if self.question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE) and not self.question.choice_filter:
            yield "or_other", _other(self.question)
        for name, field in self.texts(NEW, {}):
            field.widget.attrs |= {"data-later": True, "autocomplete": "off"}
            yield name, field

    def offered(self) -> list[Offered]:
        edition = self.instrument.default_edition
        return [
            Offered(
                choice.name,
                text_in(choice.label, edition) or choice.name,
                self.line(name, str(_("Choix %(number)s") % {"number": rank})),
                self[f"{name}-favourable"],
                files(choice.media),
            )
            for rank, (name, choice) in enumerate(zip(self.lines_of, self.choices, strict=True), 1)
        ]

    def lines(self) -> list[Line]:
        """The choice to add."""
        return [self.line(NEW, str(_("Un choix de plus")))]

    def beside(self, mark: str, now: Mapping[str, Texts]) -> None:
        """A choice that somebody added meanwhile keeps its words: this page had nothing to say of it."""
        said = {key: self.data.getlist(key) for key in self.data}  # type: ignore[attr-defined]
        for name, choice in zip(self.lines_of, self.choices, strict=True):
            keys = {f"{name}_{tag}": choice.label.get(tag, "") for tag in self.instrument.editions}
            if not keys.keys() & said.keys():
                said |= {key: [text] for key, text in keys.items()}
                said |= {f"{name}-favourable": ["on"]} if choice.favourable else {}
        self.data = MultiValueDict(said)
        self.full_clean()
        super().beside(mark, now)

    def lost(self) -> list[str]:
        """The words sent for choices that somebody deleted meanwhile."""
        sent = [key for key in self.data if key.startswith(BEFORE) and "_" in key and key not in self.fields]
        return [text for key in sent if (text := self.data[key].strip())]

    def labels_now(self) -> dict[str, Texts]:
        return {name: choice.label for name, choice in zip(self.lines_of, self.choices, strict=True)}

    def edit(self, instrument: Instrument) -> Instrument:
        """The words of every choice, and the new one when it was written."""
        list_name, data = self.question.list_name, self.cleaned_data
        for name, choice in zip(self.lines_of, self.choices, strict=True):
            instrument = lists.edit_choice(
                instrument, list_name, choice.name, self.texts_of(name), favourable=data[f"{name}-favourable"]
            )
        if "or_other" in data:
            instrument = lists.with_other(instrument, self.question.name, data["or_other"])
        if any(text.strip() for text in self.texts_of(NEW).values()):
            instrument, _code = lists.add_choice(instrument, list_name, self.texts_of(NEW))
        return instrument


def _other(question: Question) -> forms.Field:
    return forms.BooleanField(
        label=_("Ajouter « Autre », avec quelques mots à écrire"), required=False, initial=question.or_other
    )
