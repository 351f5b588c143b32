"""A study ready for collection, for the stories of this room."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from arpent.collection.actions import open_campaign
from arpent.collection.models import Campaign, Link
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.values import Instrument
from arpent.instrument.xlsform import read_xlsform
from arpent.studies.models import Audience, Method, Participation, Population, Study
from arpent.surveys.models import Questionnaire, Version
from tests.cast import Cast

OPENING = date(2026, 11, 2)
TODAY = date(2026, 11, 23)
CLOSING = date(2026, 12, 18)
PURGE = date(2027, 12, 31)

FORM = """
| survey   |
|          | type                   | name    | label::Français (fr)                  | label::Français simple (fr-simple) | hint::Français (fr) | relevant         | constraint | constraint_message::Français (fr) | required | appearance | parameters          | missing |
|          | note                   | bonjour | Merci de votre visite.                | Bonjour                            |                     |                  |            |                                   |          |            |                     |         |
|          | select_one content     | content | Comment sont vos activités ?          | Vos activités sont comment ?       |                     |                  |            |                                   |          | faces      |                     |         |
|          | select_one oui_non     | venu    | Êtes-vous venu cette année ?          | Vous êtes venu cette année ?       |                     |                  |            |                                   | yes      |            |                     |         |
|          | integer                | fois    | Combien de fois, ${venu} ?            | Combien de fois ?                  |                     | ${venu} = 'oui'  | . < 100    | Moins de 100 fois.                |          |            |                     |         |
|          | select_multiple aides  | aides   | Qui vous a aidé ?                     | Qui vous a aidé ?                  |                     |                  |            |                                   |          |            |                     |         |
|          | select_one oui_non or_other | autre | Et encore ?                        | Et encore ?                        |                     |                  |            |                                   |          | likert     |                     | none    |
|          | rank aides             | ordre   | Dans quel ordre ?                     | Dans quel ordre ?                  |                     |                  |            |                                   |          |            |                     |         |
|          | range                  | note    | Quelle note ?                         | Quelle note ?                      |                     |                  |            |                                   |          |            | start=0 end=10 step=1 |       |
|          | date                   | jour    | Depuis quel jour ?                    | Depuis quel jour ?                 |                     |                  |            |                                   |          |            |                     |         |
|          | text                   | mot     | Voulez-vous ajouter quelque chose ?   | Vous voulez dire autre chose ?     |                     |                  |            |                                   |          | multiline  |                     |         |
| choices  |
|          | list_name | name    | label::Français (fr)  | label::Français simple (fr-simple) |
|          | content   | bien    | Bien                  | Bien                               |
|          | content   | moyen   | Moyennement           | Moyen                              |
|          | content   | mal     | Pas bien              | Pas bien                           |
|          | oui_non   | oui     | Oui                   | Oui                                |
|          | oui_non   | non     | Non                   | Non                                |
|          | aides     | famille | Ma famille            | Ma famille                         |
|          | aides     | amis    | Mes amis              | Mes amis                           |
|          | aides     | autres  | D’autres personnes    | D’autres personnes                 |
| settings |
|          | form_title   | form_id | version | default_language |
|          | Mon quotidien | quotidien | 1     | Français (fr)    |
"""


def form(markdown: str = FORM) -> Instrument:
    """A questionnaire written as a Markdown table."""
    return read_xlsform(markdown.encode(), "formulaire.md").instrument


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
        question="Qu’est-ce qui change pour les familles ?",
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


def version_of(study: Study, audience: str, instrument: Instrument, *, published: bool = True) -> Version:
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
        content=to_json(instrument),
        fingerprint=fingerprint(instrument),
        published_at=timezone.now() if published else None,
    )


def open_story(cast: Cast, instrument: Instrument | None = None, *, closes_on: date = CLOSING) -> Story:
    study = study_of(cast)
    versions = [version_of(study, code, instrument or form()) for code in audience_codes()[:2]]
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
