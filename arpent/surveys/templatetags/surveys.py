"""What the pages of questionnaires draw."""

from django import template
from django.urls import reverse

from arpent.surveys.models import Version
from arpent.ui.pictos import named

register = template.Library()


@register.simple_tag
def picture_address(version: Version, file: str) -> str:
    """Where the picture of that name is seen: a pictogram, or one that came with the version; nothing otherwise."""
    if picto := named(file):
        return picto.colour
    if version.attachments.filter(name=file).exists():
        return reverse("collection:preview_media", args=[version.questionnaire.study_id, version.pk, file])
    return ""
