"""What a person deposits: a questionnaire and what it shows."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.studies.models import Audience
from arpent.surveys.attachments import SIGNATURES, Upload, refusals


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, none included."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFilesField, self).clean(file, initial) for file in given]


class VersionForm(forms.Form):
    """A new version of what an audience is asked."""

    audience = forms.ModelChoiceField(queryset=Audience.objects.all(), label=_("Public"))
    source = forms.FileField(
        label=_("Questionnaire"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.md"}),
        help_text=_("Un fichier XLSForm : .xlsx, .xls ou .md."),
    )
    attachments = SeveralFilesField(
        label=_("Images et sons"),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": ",".join(SIGNATURES)}),
        help_text=_(
            "Ceux que le questionnaire montre ou fait entendre, sous les mêmes noms. 5 Mo au plus chacun."
        ),
    )

    def clean_source(self) -> Upload:
        file: Upload = self.cleaned_data["source"]
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _("Ce fichier dépasse %(limit)s Mo. Retirez ses images et ses feuilles inutiles."),
                params={"limit": settings.UPLOAD_LIMIT // 2**20},
            )
        return file

    def clean_attachments(self) -> list[Upload]:
        files: list[Upload] = self.cleaned_data["attachments"]
        found = list(refusals(files))
        if found:
            raise ValidationError(found)
        return files
