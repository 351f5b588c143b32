"""Questionnaires, their versions and what these show; drafts; packs of pictures; the bank."""

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

__all__ = [
    "Attachment",
    "BankEntry",
    "BankPicture",
    "Draft",
    "Picture",
    "PicturePack",
    "Questionnaire",
    "QuestionnaireQuerySet",
    "Revision",
    "Version",
    "VersionQuerySet",
]
