"""How forms are drawn everywhere: `{{ form }}` in a page is enough."""

from django import forms
from django.forms.renderers import TemplatesSetting


class Field(forms.BoundField):
    """A field of a form, with what its drawing asks."""

    @property
    def is_tick(self) -> bool:
        """One box to tick: its label comes after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def target(self) -> str:
        """Where a link of the error summary leads: the first control of the field."""
        return self.id_for_label or f"{self.auto_id}_0"


class Renderer(TemplatesSetting):
    """Set as FORM_RENDERER: label, hint, error in words, summary of errors first. Needs `django.forms` installed."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field


class DayInput(forms.DateInput):
    """A day, chosen in the device's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
