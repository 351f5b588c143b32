"""Forms of the reading aloud: a sound for a sentence, a word and how it is said."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.surveys.aloud.recording import SoundRefused, checked
from arpent.surveys.attachments import Upload
from arpent.voice.pronouncing import LONGEST
from arpent.voice.sentences import plain
from arpent.voice.sounds import SOUNDS

ACCEPTED = ",".join(sound.ending for sound in SOUNDS)


class RecordingForm(forms.Form):
    """A sound file, chosen or just recorded in the page."""

    sound = forms.FileField(
        label=_("Votre voix"),
        help_text=_("Un fichier MP3, OGG, WAV, WebM ou M4A, de 3 Mo au plus : une seule phrase."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Aucun son n’est choisi. Choisissez un fichier, ou enregistrez-vous.")},
    )

    def clean_sound(self) -> Upload:
        file: Upload = self.cleaned_data["sound"]
        try:
            checked(file)
        except SoundRefused as refused:
            raise ValidationError(str(refused)) from refused
        return file


class PronunciationForm(forms.Form):
    """A word as it is written and as it is said."""

    written = forms.CharField(
        label=_("Mot écrit"),
        max_length=LONGEST,
        help_text=_("Par exemple ESAT. En capitales, il ne vaut que pour le mot en capitales."),
        error_messages={"required": _("Écrivez le mot.")},
    )
    said = forms.CharField(
        label=_("Comment il se dit"),
        max_length=120,
        required=False,
        help_text=_("Par exemple « ésatte ». Vide : lettre par lettre."),
    )

    def clean_written(self) -> str:
        written = plain(self.cleaned_data["written"])
        if not any(map(str.isalnum, written)):
            raise ValidationError(_("Ce mot n’a ni lettre ni chiffre. Écrivez un mot."))
        return written
