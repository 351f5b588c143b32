"""A freeze keeps how answers were helped and agreed to, each in a column that the codebook explains."""

import numpy as np
import pytest

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.dataset import Dataset, open_dataset
from arpent.analysis.models import Freeze, Result
from arpent.analysis.purge import forget_rows
from arpent.analysis.results import figures_of
from arpent.analysis.tasks import folder_of
from arpent.collection.care.actions import withdraw
from arpent.collection.models import Campaign, Response
from arpent.reports.codebook import codebook_page
from tests.world import TODAY, World

pytestmark = pytest.mark.usefixtures("files")


@pytest.fixture
def told(world: World) -> World:
    """Ten people were helped, ten were answered for; one question may be explained."""
    keys = list(Response.objects.order_by("pk").values_list("pk", flat=True))
    Response.objects.filter(pk__in=keys[:10]).update(
        voice="helped", helper="friend", help=["read"], chosen_for="some", understood="second"
    )
    Response.objects.filter(pk__in=keys[10:20]).update(
        voice="proxy", helper="family", help=[], assent="unable", understood="first", guardian="yes",
        would_say={"temps_pour_soi": "non"},
    )  # fmt: skip
    Response.objects.filter(pk__in=keys[20:]).update(voice="alone", help=[], clarified={"temps_pour_soi": 3})
    return world


def frozen(world: World, capture) -> tuple[Freeze, Dataset]:
    with capture(execute=True):
        made = freeze_campaign(campaign=Campaign.objects.get(), by=world.cast.alice)
    made.refresh_from_db()
    assert made.error == ""
    return made, open_dataset(folder_of(made.datasets.get()))


@pytest.fixture
def dataset(told: World, django_capture_on_commit_callbacks) -> Dataset:
    return frozen(told, django_capture_on_commit_callbacks)[1]


def column(dataset: Dataset, name: str) -> list[int]:
    return sorted(np.concatenate([batch[name] for batch in dataset.batches([name])]).tolist())


def meaning(dataset: Dataset, name: str):
    return next(one for one in dataset.codebook.circumstances if one.column == name)


def test_ways_of_help_are_told_of_those_who_were_helped(dataset: Dataset):
    assert column(dataset, "help:read") == [-1] * 32 + [1] * 10
    assert column(dataset, "help:click") == [-1] * 32 + [0] * 10


def test_who_helped_is_a_code_of_the_codebook(dataset: Dataset):
    values = meaning(dataset, "help:who").values
    found = column(dataset, "help:who")
    assert [found.count(values.index(name)) for name in ("friend", "family")] == [10, 10]


def test_understanding_is_that_of_the_person_never_of_a_proxy(dataset: Dataset):
    assert column(dataset, "accord:understood") == [-1] * 32 + [1] * 10


def test_guardian_and_wish_have_their_columns(dataset: Dataset):
    assert column(dataset, "accord:guardian") == [-1] * 32 + [0] * 10
    assert column(dataset, "accord:person") == [-1] * 32 + [1] * 10


def test_openings_of_an_explanation_are_counted_by_question(dataset: Dataset):
    assert column(dataset, "clarified:temps_pour_soi") == [0] * 20 + [3] * 22
    assert "Avez-vous du temps pour vous" in meaning(dataset, "clarified:temps_pour_soi").label


def test_what_the_person_would_say_is_a_column_of_its_own(dataset: Dataset):
    assert column(dataset, "would_say:temps_pour_soi") == [-1] * 32 + [1] * 10
    assert meaning(dataset, "would_say:temps_pour_soi").labels == ("Oui", "Non")


def test_second_answers_change_no_figure(told: World, django_capture_on_commit_callbacks):
    with_them, _ = frozen(told, django_capture_on_commit_callbacks)
    Response.objects.update(would_say={})
    without, _ = frozen(told, django_capture_on_commit_callbacks)
    for voice in Result.Voice.values:
        assert figures_of(with_them.datasets.get(), voice=voice, threshold=5) == figures_of(
            without.datasets.get(), voice=voice, threshold=5
        )


def test_the_codebook_says_each_column_in_words(dataset: Dataset):
    page = codebook_page(dataset.codebook, digest=dataset.sha256, edition="fr")
    for words in (
        "Aide reçue",
        "help:who",
        "ce que la personne dirait",
        "compris après une explication",
        "un compte",
    ):
        assert words in page


def test_no_column_of_help_is_taken_for_a_question(dataset: Dataset):
    names = {name for question in dataset.codebook.questions for name in question.columns}
    assert not any(":" in name and not name.endswith(":missing") for name in names)


def test_a_freeze_leaves_the_day_that_a_withdrawal_will_tell(told: World, django_capture_on_commit_callbacks):
    made, _ = frozen(told, django_capture_on_commit_callbacks)
    assert Campaign.objects.get().counted_on == made.made_at.date()


def test_the_next_freeze_counts_without_who_took_theirs_back(told: World, django_capture_on_commit_callbacks):
    before, _ = frozen(told, django_capture_on_commit_callbacks)
    withdraw(response=Response.objects.filter(voice="alone").first())
    after, _ = frozen(told, django_capture_on_commit_callbacks)
    assert after.datasets.get().answers == before.datasets.get().answers - 1


def test_the_columns_go_with_the_rows_on_the_day_of_erasing(told: World, django_capture_on_commit_callbacks):
    _made, dataset = frozen(told, django_capture_on_commit_callbacks)
    Campaign.objects.update(
        purge_on=TODAY, closes_on=TODAY.replace(day=1), opens_on=TODAY.replace(day=1), forget_on=TODAY
    )
    assert forget_rows(on=TODAY) == 1
    assert not dataset.data.exists()
