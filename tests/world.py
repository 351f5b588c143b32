"""One study of Alice's region, whole: its steps, questionnaire, campaign, answers, freeze and reports."""

from dataclasses import dataclass
from datetime import date, timedelta

from arpent.collection.models import Campaign, Link, Response
from arpent.instrument.answering import complete, to_plain
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.values import Choice, Group, Instrument, Kind, Missing, Question
from arpent.studies.models import Audience, Method, Participation, Population, Step, Study
from arpent.surveys.models import Questionnaire, Version
from tests.cast import Cast

TODAY = date(2026, 11, 23)

FORM = Instrument(
    name="repit",
    title={"fr": "Le répit des familles"},
    version="1",
    editions=("fr", "fr-simple"),
    default_edition="fr",
    items=(
        Group(
            "temps",
            {"fr": "Du temps pour soi", "fr-simple": "Votre temps"},
            (
                Question(
                    "temps_pour_soi",
                    Kind.SELECT_ONE,
                    label={
                        "fr": "Avez-vous du temps pour vous ?",
                        "fr-simple": "Avez-vous du temps pour vous ?",
                    },
                    list_name="oui_non",
                    missing=tuple(Missing)[2:],
                    finding={"fr": "ont du temps pour elles"},
                    clarification={"fr": "Du temps pour faire ce que vous voulez."},
                ),
                Question("heures", Kind.INTEGER, label={"fr": "Combien d’heures par semaine ?"}),
            ),
        ),
    ),
    choices={
        "oui_non": (
            Choice("oui", {"fr": "Oui", "fr-simple": "Oui"}, favourable=True),
            Choice("non", {"fr": "Non", "fr-simple": "Non"}),
        )
    },
)


@dataclass(frozen=True)
class World:
    """What the pages of a study show."""

    cast: Cast
    study: Study
    step: Step
    participation: Participation
    questionnaire: Questionnaire
    version: Version
    campaign: Campaign
    link: Link


def build(cast: Cast) -> World:
    """A study that Alice runs and Bob's association takes part in, with forty-two answers."""
    study = Study.objects.create(
        title="Le répit des familles",
        question="L’action redonne-t-elle du temps aux familles ?",
        territory=cast.region,
        method=Method.objects.get(),
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 6, 30),
    )
    step = Step.objects.create(
        study=study,
        number=1,
        title="Cadrer la démarche",
        short_title="Cadrer",
        question="?",
        deliverable="Note",
    )
    audience = Audience.objects.get(code="familles")
    questionnaire = Questionnaire.objects.create(
        study=study, audience=audience, title="Questionnaire des familles"
    )
    version = Version.objects.create(
        questionnaire=questionnaire,
        number=1,
        source="questionnaires/repit.md",
        source_name="repit.md",
        content=to_json(FORM),
        fingerprint=fingerprint(FORM),
        published_at="2026-09-01T08:00:00Z",
    )
    campaign = Campaign.objects.create(
        study=study,
        title="Automne 2026",
        opens_on=TODAY - timedelta(days=60),
        closes_on=TODAY + timedelta(days=20),
        purge_on=TODAY + timedelta(days=400),
        forget_on=TODAY + timedelta(days=50),
        contact="Alice Tanguy, 01 00 00 00 00",
    )
    campaign.versions.add(version)
    links = [
        _link(study, audience, campaign, version, place, size)
        for place, size in ((cast.association, 60), (cast.second_association, 40))
    ]
    for number in range(42):
        _answer(links[number % 2], number)
    return World(cast, study, step, links[0].participation, questionnaire, version, campaign, links[0])


def _link(study, audience, campaign, version, organisation, size: int) -> Link:
    participation = Participation.objects.create(study=study, organisation=organisation)
    Population.objects.create(participation=participation, audience=audience, size=size)
    return Link.objects.create(campaign=campaign, version=version, participation=participation)


def _answer(link: Link, number: int) -> Response:
    told = {"temps_pour_soi": "oui" if number % 3 else "non", "heures": number % 11}
    if number % 10 == 0:
        told["temps_pour_soi"] = Missing.DONT_KNOW
    return Response.objects.create(
        link=link,
        status=Response.Status.SENT,
        answers=to_plain(complete(FORM, told, TODAY)),
        edition="fr",
        voice=Response.Voice.HELPED if number % 7 == 0 else Response.Voice.ALONE,
        day=TODAY,
    )
