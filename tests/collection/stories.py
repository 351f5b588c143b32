"""A study ready for collection, for the stories of this room."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from arpent.collection.actions import open_campaign
from arpent.collection.models import Campaign, Link
from arpent.studies.models import Audience, Method, Participation, Population, Study
from arpent.surveys.models import Questionnaire, Version
from tests.cast import Cast

OPENING = date(2026, 11, 2)
TODAY = date(2026, 11, 23)
CLOSING = date(2026, 12, 18)
PURGE = date(2027, 12, 31)


@dataclass(frozen=True)
class Story:
    """Alice's study, the campaign of its two questionnaires, and their links."""

    study: Study
    versions: list[Version]
    campaign: Campaign

    def link(self, organisation_name: str, audience: str) -> Link:
        return Link.objects.get(
            campaign=self.campaign,
            participation__organisation__name=organisation_name,
            version__questionnaire__audience__code=audience,
        )


def study_of(cast: Cast, title: str = "Le répit des familles") -> Study:
    study = Study.objects.create(
        title=title,
        question="Qu’est-ce qui change pour les familles ?",
        territory=cast.region,
        method=Method.objects.first() or Method.objects.create(name="Sept étapes"),
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 6, 30),
    )
    for organisation, size in ((cast.association, 40), (cast.second_association, 12)):
        participation = Participation.objects.create(study=study, organisation=organisation)
        for audience in Audience.objects.all():
            Population.objects.create(participation=participation, audience=audience, size=size)
    return study


def version_of(study: Study, audience: str, instrument: dict, *, published: bool = True) -> Version:
    questionnaire, _ = Questionnaire.objects.get_or_create(
        study=study,
        audience=Audience.objects.get(code=audience),
        defaults={"title": f"Questionnaire, {audience}"},
    )
    return Version.objects.create(
        questionnaire=questionnaire,
        number=questionnaire.versions.count() + 1,
        source="questionnaires/forme.xlsx",
        source_name="forme.xlsx",
        instrument=instrument,
        fingerprint="f" * 64,
        published_at=timezone.now() if published else None,
    )


def open_story(cast: Cast, instrument: dict, *, closes_on: date = CLOSING) -> Story:
    study = study_of(cast)
    versions = [version_of(study, code, instrument) for code in audience_codes()[:2]]
    campaign = open_campaign(
        study=study,
        title="Automne 2026",
        versions=versions,
        opens_on=OPENING,
        closes_on=closes_on,
        purge_on=PURGE,
        contact="Alice Tanguy, 01 02 03 04 05",
        by=cast.alice,
    )
    return Story(study, versions, campaign)


def audience_codes() -> list[str]:
    return list(Audience.objects.values_list("code", flat=True))
