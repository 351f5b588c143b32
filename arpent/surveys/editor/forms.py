"""The forms of the editor: texts edition by edition, and what else is said of a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from arpent.instrument.editing import drawing, lists, wording
from arpent.instrument.editing.marks import mark_of_item, mark_of_whole
from arpent.instrument.editing.names import LONGEST_TEXT
from arpent.instrument.looks import LADDER, PRACTICE, asks_for
from arpent.instrument.survey_sheet import OFFERABLE
from arpent.instrument.values import Group, Instrument, Item, Kind, Missing, Question, Texts
from arpent.instrument.written import decimal, range_of
from arpent.proofreading.forms import EasyText, LookedOver
from arpent.surveys import words
from arpent.surveys.editor.limit_forms import FIELDS as LIMIT_FIELDS
from arpent.surveys.editor.limit_forms import limit_fields, limited
from arpent.surveys.editor.look_forms import FIELDS as LOOK_FIELDS
from arpent.surveys.editor.look_forms import drawn, look_fields

EASY = "fr-simple"
IN_A_LINE = 30  # letters of a text beside another edition
OFFERED = (
    Kind.SELECT_ONE,
    Kind.SELECT_MULTIPLE,
    Kind.RANK,
    Kind.RANGE,
    Kind.INTEGER,
    Kind.DECIMAL,
    Kind.TEXT,
    Kind.DATE,
    Kind.TIME,
    Kind.DATETIME,
    Kind.ACKNOWLEDGE,
    Kind.NOTE,
)
KINDS = {
    Kind.SELECT_ONE: _("Une seule réponse, à choisir dans une liste"),
    Kind.SELECT_MULTIPLE: _("Plusieurs réponses possibles, dans une liste"),
    Kind.RANK: _("Des réponses à ranger dans l’ordre"),
    Kind.RANGE: _("Une échelle de nombres, par exemple de 0 à 10"),
    Kind.INTEGER: _("Un nombre entier"),
    Kind.DECIMAL: _("Un nombre, avec ou sans virgule"),
    Kind.TEXT: _("Des mots, écrits librement"),
    Kind.DATE: _("Une date"),
    Kind.TIME: _("Une heure"),
    Kind.DATETIME: _("Une date et une heure"),
    Kind.ACKNOWLEDGE: _("Une case à cocher : « D’accord »"),
    Kind.NOTE: _("Un texte à lire, sans réponse"),
    Kind.CALCULATE: _("Un calcul, que personne ne voit"),
    Kind.HIDDEN: _("Une valeur cachée"),
}
TEXTS = {
    "label": (_("Texte de la question"), ""),
    "hint": (_("Aide sous la question"), _("Une phrase pour aider à répondre. Elle se voit toujours.")),
    "clarification": (
        _("Explication permise"),
        _("Ce que l’on peut dire à une personne qui n’a pas compris : les mêmes mots pour tout le monde."),
    ),
    "constraint_message": (
        _("Ce que lit une personne dont la réponse n’est pas acceptée"),
        _(
            "Arpent écrit ces mots d’après les limites. Si vous en écrivez d’autres, relisez-les quand les limites changent."
        ),
    ),
    "finding": (
        _("Fin de la phrase du rapport"),
        _("Par exemple : « se sentent mieux informées ». Le rapport écrira : « 62 % se sentent… »"),
    ),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One text in one edition: its field, what somebody else wrote meanwhile, whether it is missing."""

    edition: str
    field: forms.BoundField
    theirs: str
    lacks: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One text in all its editions, side by side."""

    title: str
    hint: str
    cells: Sequence[Cell]

    @property
    def filled(self) -> bool:
        return any(cell.field.value() or cell.theirs for cell in self.cells)


class TextsForm(LookedOver, forms.Form):
    """Texts in each edition, and what the page had seen of them. A form says its fields before it is made."""

    lines_of: Sequence[str] = ()

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        self.instrument = instrument
        self.theirs: Mapping[str, Texts] = {}
        self.base_fields = dict(self.fields_asked())  # type: ignore[misc]  # of this very form
        super().__init__(*args, **kwargs)

    def fields_asked(self) -> Iterator[tuple[str, forms.Field]]:
        """Each field with its name."""
        raise NotImplementedError

    def seen(self, mark: str) -> tuple[str, forms.Field]:
        """What the page shows, in a few letters."""
        return "seen", forms.CharField(widget=forms.HiddenInput, required=False, initial=mark)

    def texts(self, name: str, texts: Texts, *, question: bool = False) -> Iterator[tuple[str, forms.Field]]:
        """One field for each edition."""
        for tag in self.instrument.editions:
            field = forms.CharField(
                label=words.edition(tag),
                required=False,
                max_length=LONGEST_TEXT,
                initial=texts.get(tag, ""),
                widget=_area(tag, texts.get(tag, ""), question=question),
            )
            yield f"{name}_{tag}", field

    def texts_of(self, name: str) -> dict[str, str]:
        return {tag: self.cleaned_data[f"{name}_{tag}"] for tag in self.instrument.editions}

    def line(self, name: str, title: str, hint: str = "") -> Line:
        """The fields of one text. An edition lacks its words when another has them."""
        fields = {tag: self[f"{name}_{tag}"] for tag in self.instrument.editions}
        some = name != "finding" and any(field.value() for field in fields.values())
        theirs = self.theirs.get(name, {})
        return Line(
            title,
            hint,
            [
                Cell(tag, field, theirs.get(tag, ""), lacks=some and not field.value())
                for tag, field in fields.items()
            ],
        )

    def beside(self, mark: str, now: Mapping[str, Texts]) -> None:
        """Keep what was typed, show what is written now where it differs, and go on from there."""
        self.data = MultiValueDict({**{key: self.data.getlist(key) for key in self.data}, "seen": [mark]})  # type: ignore[attr-defined]
        self.theirs = {
            name: {tag: text for tag, text in texts.items() if text != self.texts_of(name).get(tag, "")}
            for name, texts in now.items()
            if f"{name}_{self.instrument.default_edition}" in self.fields
        }


def _area(tag: str, text: str, *, question: bool) -> forms.Textarea:
    """As high as what is written there already, within reason."""
    rows = sum(1 + len(line) // IN_A_LINE for line in text.split("\n"))
    attrs: dict[str, object] = {"rows": min(max(rows, 2), 8)}
    if not tag.startswith("x-"):
        attrs["lang"] = tag
    if tag.split("-")[0] != "fr":
        return forms.Textarea(attrs={**attrs, "class": "textarea", "dir": "auto"})
    return EasyText(attrs=attrs, question=question, quiet=tag != EASY)


class ItemForm(TextsForm):
    """A question or a section."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        self.item = item
        self.lines_of = ("label",) if isinstance(item, Group) else tuple(_lines(item))
        super().__init__(*args, **kwargs)

    def fields_asked(self) -> Iterator[tuple[str, forms.Field]]:
        yield self.seen(mark_of_item(self.instrument, self.item.name))
        for name in self.lines_of:
            asked = name == "label" and isinstance(self.item, Question) and self.item.kind.is_asked
            yield from self.texts(name, getattr(self.item, name), question=asked)
        if isinstance(self.item, Question):
            yield from _settings(self.item)
            yield from limit_fields(self.instrument, self.item)
            if self.item.kind is Kind.SELECT_ONE:
                yield from look_fields(self.instrument, self.item)
        yield "code", _code(self.item.name)

    def clean(self) -> None:
        for name in ("start", "end", "step"):
            written = self.cleaned_data.get(name)
            if written and (value := decimal(written)) is not None:
                self.cleaned_data[name] = f"{value.normalize():f}"
            elif name in self.cleaned_data:
                self.add_error(name, _("Écrivez un nombre en chiffres."))
        ends = [decimal(self.cleaned_data.get(name, "")) for name in ("start", "end", "step")]
        if None not in ends and not 0 < ends[2] <= abs(ends[1] - ends[0]):  # type: ignore[operator]
            self.add_error("step", _("Le pas va de plus de 0 à l’écart entre les deux bouts."))

    def lines(self) -> list[Line]:
        section = isinstance(self.item, Group)
        return [
            self.line(name, str(_("Titre de la section") if section else TEXTS[name][0]), str(TEXTS[name][1]))
            for name in self.lines_of
        ]

    def settings(self) -> Iterator[forms.BoundField]:
        """What is neither a text nor the code."""
        shown = (
            "kind",
            "start",
            "end",
            "step",
            *LIMIT_FIELDS,
            "required",
            "reasons",
            *LOOK_FIELDS,
        )
        return (self[name] for name in shown if name in self.fields)

    def edit(self, instrument: Instrument) -> Instrument:
        """All that the form says, in one edit."""
        name, data = self.item.name, self.cleaned_data
        sent = [line for line in self.lines_of if f"{line}_{instrument.default_edition}" in self.data]
        after = wording.with_texts(instrument, name, {line: self.texts_of(line) for line in sent})
        if isinstance(self.item, Question):
            after = limited(after, name, data)
        if "required" in data:
            after = wording.with_required(after, name, data["required"])
        if "reasons" in data:
            after = wording.with_reasons(after, name, map(Missing, data["reasons"]))
        if "step" in data:
            after = wording.with_range(after, name, data["start"], data["end"], data["step"])
        if "drawing" in data:
            after = drawn(after, name, data)
        if "kind" in data:
            after = self._with_kind(after, name, Kind(data["kind"]))
        return wording.rename(after, name, data["code"])

    def _with_kind(self, instrument: Instrument, name: str, kind: Kind) -> Instrument:
        question = instrument.question(name)
        if kind is question.kind:
            return instrument
        if kind in lists.LISTED and not question.list_name:
            instrument, own = lists.new_list(instrument, name, ())
            return lists.with_kind(instrument, name, kind, own)
        return lists.with_kind(instrument, name, kind)


_ENDS = (_("De"), _("À"), _("De combien en combien"))


def _settings(question: Question) -> Iterator[tuple[str, forms.Field]]:
    kinds = OFFERED if question.kind in OFFERED else (question.kind, *OFFERED)
    yield (
        "kind",
        forms.ChoiceField(
            label=_("Comment on répond"),
            choices=[(kind.value, KINDS[kind]) for kind in kinds],
            initial=question.kind.value,
        ),
    )
    if question.kind is Kind.RANGE:
        for name, value, label in zip(("start", "end", "step"), range_of(question), _ENDS, strict=True):
            yield name, forms.CharField(label=label, initial=f"{value.normalize():f}", max_length=12)
    if question.kind.is_asked:
        if not wording.is_conditional(question):
            yield "required", _required(question)
        yield "reasons", _reasons(question)


def _required(question: Question) -> forms.Field:
    return forms.BooleanField(
        label=_("Réponse obligatoire"), required=False, initial=wording.is_required(question)
    )


def _reasons(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(
        label=_("Proposer aussi de répondre"),
        choices=[(reason.value, words.REASONS[reason]) for reason in OFFERABLE],
        initial=[reason.value for reason in question.missing],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _code(name: str) -> forms.Field:
    return forms.RegexField(
        r"^\S+$",
        label=_("Code dans les données"),
        max_length=60,
        initial=name,
        help_text=_("Le nom de la colonne dans les fichiers de réponses. Le changer le change partout."),
        error_messages={"invalid": _("Écrivez un code sans espace.")},
    )


def _lines(question: Question) -> Iterator[str]:
    yield "label"
    if question.kind.is_asked:
        yield from ("hint", "clarification", "finding")
        if question.constraint:
            yield "constraint_message"
    elif question.hint:
        yield "hint"


_LADDER = _("Une petite épreuve pour choisir 5, 3 ou 2 visages")


class WholeForm(TextsForm):
    """The title of the questionnaire."""

    lines_of = ("title",)

    def fields_asked(self) -> Iterator[tuple[str, forms.Field]]:
        yield self.seen(mark_of_whole(self.instrument))
        yield from self.texts("title", self.instrument.title)
        for setting, label in ((PRACTICE, _("Deux écrans pour s’entraîner")), (LADDER, _LADDER)):
            asked = asks_for(self.instrument, setting)
            yield setting, forms.BooleanField(label=label, required=False, initial=asked)

    def lines(self) -> list[Line]:
        return [self.line("title", str(_("Titre du questionnaire")))]

    def edit(self, instrument: Instrument) -> Instrument:
        for setting in (PRACTICE, LADDER):
            instrument = drawing.with_setting(instrument, setting, self.cleaned_data[setting])
        return wording.with_title(instrument, self.texts_of("title"))


class NewItemForm(forms.Form):
    """A question to add."""

    label = forms.CharField(
        label=_("Texte"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(
        label=_("Comment on répond"),
        choices=[(kind.value, KINDS[kind]) for kind in OFFERED],
        initial=Kind.SELECT_ONE.value,
    )
    list_name = forms.ChoiceField(label=_("Ses choix"), required=False)
    choices = forms.CharField(
        label=_("Nouveaux choix"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Un choix par ligne. Seulement pour une question avec une liste de réponses."),
    )
    after = forms.ChoiceField(label=_("Sa place"), required=False)

    def __init__(
        self, *args: Any, known: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["list_name"].choices = [("", _("De nouveaux choix, écrits ci-dessous")), *known]  # type: ignore[attr-defined]
        self.fields["after"].choices = [("", _("À la fin")), *places]  # type: ignore[attr-defined]


class NewSectionForm(forms.Form):
    """A section to add."""

    label = forms.CharField(
        label=_("Titre de la section"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.CharField(widget=forms.HiddenInput, initial="section")
    after = forms.ChoiceField(label=_("Sa place"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = [("", _("À la fin")), *places]  # type: ignore[attr-defined]
