"""Which choices are shown with which answer to another question: boxes to tick, one row a choice."""

from collections.abc import Iterator
from typing import Any

from django import forms

from arpent.instrument.editing.filters import filter_of, with_filter
from arpent.instrument.editing.marks import mark_of_item
from arpent.instrument.values import Choice, Instrument, Question
from arpent.surveys.editor.outline import title_of


class FilterForm(forms.Form):
    """One row of boxes for each choice; a row without a tick: always shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    on = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, instrument: Instrument, question: Question, on: Question, **kwargs: Any
    ) -> None:
        self.instrument, self.question, self.deciding = instrument, question, on
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = mark_of_item(instrument, question.name)
        self.fields["on"].initial = on.name
        answers = [(each.name, title_of(instrument, each)) for each in instrument.choices_of(on)]
        now = filter_of(instrument, question)
        for choice in self._choices():
            self.fields[f"when-{choice.name}"] = forms.MultipleChoiceField(
                label=title_of(instrument, choice),
                choices=answers,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=sorted(now.shown.get(choice.name, ())) if now and now.on == on.name else [],
            )

    def _choices(self) -> tuple[Choice, ...]:
        return self.instrument.choices_of(self.question)

    def rows(self) -> Iterator[forms.BoundField]:
        """The boxes of each choice."""
        return (self[f"when-{choice.name}"] for choice in self._choices())

    def edit(self, instrument: Instrument) -> Instrument:
        """All that is ticked, in one edit."""
        shown = {choice.name: self.cleaned_data[f"when-{choice.name}"] for choice in self._choices()}
        return with_filter(instrument, self.question.name, self.deciding.name, shown)
