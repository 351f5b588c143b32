"""Questionnaires, their versions, what these show and say aloud; drafts; packs of pictures; the bank."""

from arpent.surveys.models.bank import BankEntry, BankPicture
from arpent.surveys.models.drafts import Draft, Revision
from arpent.surveys.models.pictures import Picture, PicturePack
from arpent.surveys.models.questionnaires import (
    Attachment,
    Questionnaire,
    QuestionnaireQuerySet,
    Version,
    VersionQuerySet,
)
from arpent.surveys.models.voices import KEY, Clip, Pronunciation, Recording, Sentence, Voicing

__all__ = [
    "KEY",
    "Attachment",
    "BankEntry",
    "BankPicture",
    "Clip",
    "Draft",
    "Picture",
    "PicturePack",
    "Pronunciation",
    "Questionnaire",
    "QuestionnaireQuerySet",
    "Recording",
    "Revision",
    "Sentence",
    "Version",
    "VersionQuerySet",
    "Voicing",
]
