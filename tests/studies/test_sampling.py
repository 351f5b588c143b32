"""How many answers a study needs: from its own numbers of people, in plain words."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from arpent import stats
from arpent.network.actions import add_organisation
from arpent.network.models import Organisation
from arpent.studies.actions import add_associations, open_study
from arpent.studies.forms import SampleForm
from arpent.studies.models import Audience, Method, Population, Study
from arpent.studies.sampling import About, counted, needs, told
from tests.cast import Cast


@pytest.fixture
def study(cast: Cast) -> Study:
    """Two associations, with 900 and 430 families; the second has 40 partners."""
    study = open_study(
        title="Le répit",
        question="?",
        territory=cast.region,
        method=Method.objects.get(),
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 6, 30),
        associations=[cast.association, cast.second_association],
    )
    families, partners = Audience.objects.get(code="familles"), Audience.objects.get(code="partenaires")
    first, second = study.participations.order_by("organisation__name")
    for place, audience, size in ((first, families, 900), (second, families, 430), (second, partners, 40)):
        Population.objects.create(participation=place, audience=audience, size=size)
    return study


def page(client: Client, study: Study, user, **asked: object) -> str:
    client.force_login(user)
    return client.get(reverse("studies:sample", args=[study.pk]), asked).content.decode()


def of(study: Study, **aim: object) -> list:
    usual = {"margin": 5, "responding": 3, "about": About.TAKING_PART}
    return needs(counted(list(study.participations.all())), **(usual | aim))


def test_each_counted_audience_has_its_people_and_its_associations(study: Study):
    families, partners = counted(list(study.participations.all()))
    assert (families.people, families.associations, families.uncounted) == (1330, 2, 0)
    assert (partners.people, partners.associations, partners.uncounted) == (40, 1, 1)


def test_answers_and_invitations_are_those_of_stats(study: Study):
    families, _ = of(study)
    expected = stats.answers_for_share(0.05, terrain=stats.Terrain(1330, response=0.3))
    assert (families.answers, families.invitations) == (expected.answers, expected.invitations)
    assert not families.everyone


def test_when_too_few_people_exist_everyone_is_invited_and_the_page_says_what_comes(study: Study):
    _, partners = of(study)
    assert partners.everyone
    assert partners.invitations == 40
    assert partners.expected == 12
    assert partners.margin > 20


def test_speaking_of_the_whole_territory_needs_more_associations(study: Study):
    families, _ = of(study, about=About.TERRITORY)
    assert families.answers is None
    assert families.fewest == stats.fewest_associations(0.05, icc=0.05)


def test_enough_associations_put_the_territory_within_reach(cast: Cast, study: Study):
    others = [
        add_organisation(name=f"Association {number}", kind=Organisation.Kind.ASSOCIATION, parent=cast.region)
        for number in range(4)
    ]
    add_associations(study=study, associations=others)
    families = Audience.objects.get(code="familles")
    for participation in study.participations.filter(organisation__in=others):
        Population.objects.create(participation=participation, audience=families, size=200)
    there, here = of(study, margin=10, about=About.TERRITORY)[0], of(study, margin=10)[0]
    assert there.answers > here.answers


def test_twelve_answers_say_what_they_can():
    found = told(12, among=None)
    assert (found.margin, found.low, found.high, found.unseen, found.gap) == (29, 21, 79, 22, 48)


def test_everyone_who_answered_leaves_no_margin():
    assert told(12, among=12).whole
    assert told(12, among=12).margin == 0


def test_one_answer_compares_with_nothing():
    assert told(1, among=None).gap is None
    assert told(1, among=None).high == 100


def test_the_page_opens_on_the_numbers_of_the_study(cast: Cast, study: Study, client: Client):
    text = page(client, study, cast.alice)
    assert "1\u202f330" in text
    assert "Si la moitié répond oui, la vraie part est sans doute entre 21\u202f% et 79\u202f%." in text


def test_a_local_lead_plans_with_the_numbers_of_their_own_association(
    cast: Cast, study: Study, client: Client
):
    text = page(client, study, cast.bob)
    assert "1\u202f330" not in text
    assert ">900<" in text
    assert "1 autre association participe" in text


def test_what_is_typed_is_calculated(cast: Cast, study: Study, client: Client):
    asked = {"margin": 10, "responding": 5, "about": "participants", "answers": 30, "among": 40}
    text = page(client, study, cast.alice, **asked)
    assert "Pour connaître chaque résultat à ±\u202f10 points, si 5 personnes sur 10 répondent." in text
    assert "Entre deux groupes de 30 réponses" in text


def test_out_of_reach_says_what_to_do(cast: Cast, study: Study, client: Client):
    asked = {**SampleForm.usual(), "about": "territoire"}
    assert "Hors d’atteinte avec 2 associations : il en faudrait au moins 20." in page(
        client, study, cast.alice, **asked
    ).replace("\u202f", " ")


def test_more_answers_than_people_is_an_error_in_words(cast: Cast, study: Study, client: Client):
    asked = {**SampleForm.usual(), "answers": 50, "among": 40}
    text = page(client, study, cast.alice, **asked)
    assert "Il y a plus de réponses que de personnes." in text
    assert "Réponses à recueillir" not in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("margin", 0),
        ("margin", "fine"),
        ("responding", 0),
        ("responding", 11),
        ("about", "monde"),
        ("answers", 0),
        ("answers", "beaucoup"),
        ("among", -3),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(name: str, value: object):
    form = SampleForm({**SampleForm.usual(), name: value})
    assert not form.is_valid()
    assert list(form.errors) == [name]


def test_a_study_that_counts_nobody_is_sent_to_its_participants(cast: Cast, study: Study, client: Client):
    Population.objects.all().delete()
    text = page(client, study, cast.alice)
    assert "Aucun nombre de personnes pour l’instant" in text
    assert reverse("studies:participants", args=[study.pk]) in text


def test_the_page_asks_the_database_the_same_whatever_the_number_of_associations(
    cast: Cast, study: Study, client: Client, django_assert_max_num_queries
):
    client.force_login(cast.alice)
    with django_assert_max_num_queries(14):
        client.get(reverse("studies:sample", args=[study.pk]))
