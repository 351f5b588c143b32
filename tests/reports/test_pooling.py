"""Several studies of one effect are brought together from what each released, or refused in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.models import FrozenDataset
from arpent.analysis.pooled.actions import consolidate
from arpent.analysis.pooled.bringing import bring_together
from arpent.analysis.pooled.measures import Released, measures_of, released_to
from arpent.analysis.pooled.models import Consolidation
from arpent.reports.pooling.telling import Told, told
from arpent.reports.typography import typeset
from arpent.stats import Comparability, pool
from arpent.studies.models import Audience
from tests import world as worlds
from tests.world import World

QUESTION = "temps_pour_soi"


def rename(world: World, number: int) -> None:
    world.study.title = f"{world.study.title}, {number}"
    world.study.save()


@pytest.fixture
def studies(world: World, files, django_capture_on_commit_callbacks) -> list[FrozenDataset]:
    """Three studies of Alice's region, frozen, with the same questionnaire and other answers."""
    made = [world]
    rename(world, 1)
    for number in (2, 3):
        again = worlds.build(world.cast)
        rename(again, number)
        for response in again.link.responses.all()[: 4 * number]:
            response.answers = response.answers | {QUESTION: "non", "heures": number}
            response.save()
        made.append(again)
    with django_capture_on_commit_callbacks(execute=True):
        freezes = [freeze_campaign(campaign=each.campaign, by=None) for each in made]
    return [freeze.datasets.get() for freeze in freezes]


def client(world: World, name: str) -> Client:
    found = Client()
    found.force_login(getattr(world.cast, name))
    return found


@pytest.fixture
def families(world: World) -> Audience:
    return world.questionnaire.audience


def adding(families: Audience) -> str:
    return reverse("pooling:add", args=[families.pk])


def together(measures: Sequence[Released]) -> Told:
    return told(measures, bring_together(measures, grade=1))


def given(studies: list[FrozenDataset], question: str = "heures", **others: str) -> dict[str, str]:
    chosen = {f"question-{dataset.pk}": question for dataset in studies}
    return {"title": "Du temps", "grade": "1"} | chosen | others


def read(page) -> str:
    return page.content.decode().replace("\u202f", " ")


def test_three_studies_make_one_number_as_the_library_does(world, studies, families):
    answer = client(world, "alice").post(adding(families), given(studies))
    pooling = Consolidation.objects.get()
    assert answer.url == reverse("pooling:read", args=[pooling.pk])
    measured = [one.measured() for one in measures_of(pooling)]
    expected = pool(measured, declared=Comparability.SAME)
    said = together(measures_of(pooling))
    value = f"{expected.random.value:.2f}".replace(".", ",")
    assert said.says.startswith(typeset(f"3 études ensemble : {value} ; entre "))
    assert said.reasons == ()
    page = read(client(world, "alice").get(answer.url))
    assert "dans une nouvelle étude du même genre".capitalize() in page
    assert "Part dans l’ensemble" in page


def test_the_standard_error_is_that_of_the_released_number(world, studies, families):
    released = released_to(world.cast.alice, families)[studies[0]]
    mean = next(one for one in released if one.figure.question == "heures")
    assert mean.number.se is not None
    assert mean.number.low < mean.number.value - mean.number.se


def test_two_studies_stay_side_by_side_and_the_page_says_why(world, studies, families):
    answer = client(world, "alice").post(adding(families), given(studies[:2]))
    page = read(client(world, "alice").get(answer.url))
    assert "il en faut au moins 3" in page
    assert "Part dans l’ensemble" not in page
    assert page.count("Combien d’heures par semaine ?") == 2


def test_another_question_is_refused_unless_it_is_declared(world, studies, families):
    mixed = given(studies, **{f"question-{studies[0].pk}": QUESTION})
    answer = client(world, "alice").post(adding(families), mixed)
    page = read(client(world, "alice").get(answer.url))
    assert "échelles différentes" in page.lower()
    assert "questions différentes" in page.lower()


def test_what_is_declared_on_other_scales_is_never_one_number(world, studies, families):
    answer = client(world, "alice").post(adding(families), given(studies, grade="4"))
    assert "déclarées différentes" in read(client(world, "alice").get(answer.url))


def test_shares_are_told_in_percent_and_never_leave_it(world, studies, families):
    client(world, "alice").post(adding(families), given(studies, QUESTION))
    said = together(measures_of(Consolidation.objects.get()))
    assert "%" in said.says
    assert "−" not in said.says
    assert dict(said.facts)["Réponses"].isdigit()


def test_questions_of_one_code_are_proposed(world, studies, families):
    page = read(client(world, "alice").get(reverse("pooling:list")))
    assert f"{adding(families)}?question=heures" in page
    assert "3 études" in page
    form = client(world, "alice").get(f"{adding(families)}?question=heures").context["form"]
    assert form[f"question-{studies[0].pk}"].value() == "heures"


@pytest.mark.parametrize("wrong", [{"title": ""}, {"grade": "5"}, {"grade": ""}])
def test_what_is_not_said_is_asked_for(world, studies, families, wrong):
    page = client(world, "alice").post(adding(families), given(studies) | wrong)
    assert page.status_code == 200
    assert not Consolidation.objects.exists()


def test_one_study_alone_is_refused(world, studies, families):
    page = client(world, "alice").post(adding(families), given(studies[:1]))
    assert "au moins deux études" in read(page)


def test_a_question_that_a_study_does_not_release_is_refused(world, studies, families):
    client(world, "alice").post(adding(families), given(studies, "prenom"))
    assert not Consolidation.objects.exists()


def test_who_does_not_read_every_study_sees_nothing(world, studies, families):
    pooling = consolidate(title="Temps", grade=1, figures=dict.fromkeys(studies, "heures"), by=None)
    address = reverse("pooling:read", args=[pooling.pk])
    assert client(world, "chloe").get(address).status_code == 200
    assert client(world, "david").get(address).status_code == 404
    assert client(world, "bob").get(address).status_code == 404
    assert pooling.title not in read(client(world, "david").get(reverse("pooling:list")))
    assert not released_to(world.cast.david, families)
    assert not released_to(world.cast.bob, families)


def test_a_consolidation_can_be_erased_and_studies_stay(world, studies):
    pooling = consolidate(title="Temps", grade=1, figures=dict.fromkeys(studies, "heures"), by=None)
    client(world, "alice").post(reverse("pooling:drop", args=[pooling.pk]))
    assert not Consolidation.objects.exists()
    assert FrozenDataset.objects.count() == 3


def test_a_study_that_is_brought_together_cannot_lose_its_figures(world, studies):
    consolidate(title="Temps", grade=1, figures={studies[0]: "heures"}, by=None)
    with pytest.raises(ProtectedError):
        studies[0].delete()


def test_a_study_comes_once(world, studies):
    pooling = consolidate(title="Temps", grade=1, figures={studies[0]: "heures"}, by=None)
    with pytest.raises(IntegrityError):
        pooling.figures.create(dataset=studies[0], question=QUESTION)


def test_a_grade_is_one_of_four(world):
    with pytest.raises(IntegrityError):
        Consolidation.objects.create(title="Temps", grade=7)


def test_years_apart_are_refused(world, studies):
    campaign = studies[2].freeze.campaign
    campaign.opens_on -= timedelta(days=3000)
    campaign.closes_on -= timedelta(days=2900)
    campaign.save()
    pooling = consolidate(title="Temps", grade=1, figures=dict.fromkeys(studies, "heures"), by=None)
    reasons = together(measures_of(pooling)).reasons
    assert any("Périodes éloignées" in reason for reason in reasons)


def released_before(one: Released) -> Released:
    """As it was kept before standard errors were."""
    return replace(one, number=replace(one.number, se=None))


def test_a_number_without_its_standard_error_is_refused_by_name(world, studies):
    pooling = consolidate(title="Temps", grade=1, figures=dict.fromkeys(studies, "heures"), by=None)
    measures = [released_before(one) for one in measures_of(pooling)]
    assert "erreur-type" in together(measures).reasons[0]


def test_a_question_that_is_now_hidden_is_no_longer_shown(world, studies):
    pooling = consolidate(title="Temps", grade=1, figures=dict.fromkeys(studies, "ancienne"), by=None)
    assert measures_of(pooling) == ()
    assert "il en faut au moins 3" in together(()).reasons[0]
