"""Targets and ceilings, place by place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from arpent.collection.models import Link, Response
from arpent.collection.reach import TOO_FEW
from arpent.collection.reaching.models import Quota

LARGEST = 1_000_000


def is_full(link: Link) -> bool:
    """Whether a place has all the answers that it may take. Those that were begun go on."""
    ceiling = Quota.objects.filter(link=link.pk).values_list("ceiling", flat=True).first()
    return ceiling is not None and Response.objects.kept().filter(link=link.pk).count() >= ceiling


@transaction.atomic
def set_quotas(wished: Mapping[Link, tuple[int | None, int | None]]) -> None:
    """Keep the target and the ceiling of each place; without a target, a place has neither."""
    for link, (target, ceiling) in wished.items():
        if target is None:
            Quota.objects.filter(link=link).delete()
        else:
            Quota.objects.update_or_create(link=link, defaults={"target": target, "ceiling": ceiling})


class QuotasForm(forms.Form):
    """A grid of numbers: for each place, how many answers are expected, and how many at most."""

    def __init__(self, *args: Any, links: Sequence[Link], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links = links
        known = {quota.link_id: quota for quota in Quota.objects.filter(link__in=links)}
        for link in links:
            quota = known.get(link.pk)
            self.fields[f"target-{link.pk}"] = _count(
                link, _("attendues"), quota.target if quota else None, 1
            )
            self.fields[f"ceiling-{link.pk}"] = _count(
                link, _("au plus"), quota.ceiling if quota else None, TOO_FEW
            )

    def rows(self) -> Iterator[tuple[Link, forms.BoundField, forms.BoundField]]:
        for link in self.links:
            yield link, self[f"target-{link.pk}"], self[f"ceiling-{link.pk}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for link in self.links:
            target, ceiling = cleaned.get(f"target-{link.pk}"), cleaned.get(f"ceiling-{link.pk}")
            if ceiling and not target and f"target-{link.pk}" not in self.errors:
                self.add_error(f"target-{link.pk}", _("Écrivez aussi combien de réponses sont attendues."))
            elif ceiling and target and ceiling < target:
                self.add_error(
                    f"ceiling-{link.pk}", _("Le plus est sous l’attendu. Écrivez un nombre plus grand.")
                )
        return cleaned

    def wished(self) -> dict[Link, tuple[int | None, int | None]]:
        return {
            link: (self.cleaned_data[f"target-{link.pk}"], self.cleaned_data[f"ceiling-{link.pk}"])
            for link in self.links
        }


def _count(link: Link, what: Any, known: int | None, least: int) -> forms.IntegerField:
    label = f"{link.participation.organisation.name}, {link.audience.name}, {what}"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=LARGEST,
        initial=known,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": label}),
        error_messages={
            "invalid": _("Écrivez un nombre entier de réponses."),
            "min_value": _("Écrivez %(limit_value)s au moins."),
            "max_value": _("Ce nombre est trop grand : vérifiez-le."),
        },
    )
