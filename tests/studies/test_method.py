"""What every study starts from: the audiences and the method, set at the head of the network."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from arpent.studies.actions import copy_method, open_study
from arpent.studies.models import Audience, Method
from tests.cast import Cast


def url(name: str, *args: object) -> str:
    return reverse(f"studies:{name}", args=args)


def words_of(method: Method, title: str) -> dict[str, str]:
    """The form of a method, with another title for its first step."""
    steps = list(method.steps.all())
    posted = {"form-TOTAL_FORMS": str(len(steps)), "form-INITIAL_FORMS": str(len(steps))}
    for index, step in enumerate(steps):
        for field in ("id", "title", "short_title", "question", "deliverable", "validated_by"):
            posted[f"form-{index}-{field}"] = str(getattr(step, field))
    return posted | {"form-0-title": title}


def followed(cast: Cast) -> Method:
    """The method, once a study was opened with it."""
    method = Method.objects.get()
    open_study(
        title="Le répit",
        question="?",
        territory=cast.region,
        method=method,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 2, 1),
    )
    return method


@pytest.mark.parametrize("name", ["audiences", "add_audience", "methods"])
@pytest.mark.parametrize(("who", "status"), [("chloe", 200), ("alice", 404), ("bob", 404), ("david", 404)])
def test_only_the_head_sets_the_method(cast: Cast, client: Client, name: str, who: str, status: int):
    client.force_login(getattr(cast, who))
    assert client.get(url(name)).status_code == status


@pytest.mark.parametrize("who", ["alice", "bob", "david"])
def test_nobody_else_reads_or_copies_a_method(cast: Cast, client: Client, who: str):
    client.force_login(getattr(cast, who))
    method = Method.objects.get()
    assert client.get(url("method", method.pk)).status_code == 404
    assert client.post(url("copy_method", method.pk)).status_code == 404


def test_an_audience_is_added(cast: Cast, client: Client):
    client.force_login(cast.chloe)
    client.post(url("add_audience"), {"name": "voisins", "code": "voisins", "mark": "partner", "rank": "9"})
    assert Audience.objects.filter(code="voisins").exists()


def test_the_code_of_an_audience_does_not_change(cast: Cast, client: Client):
    client.force_login(cast.chloe)
    families = Audience.objects.get(code="familles")
    client.post(
        url("edit_audience", families.pk),
        {"name": "parents", "code": "parents", "mark": "family", "rank": "1"},
    )
    families.refresh_from_db()
    assert (families.name, families.code) == ("parents", "familles")


def test_two_audiences_do_not_share_a_name(cast: Cast, client: Client):
    client.force_login(cast.chloe)
    page = client.post(
        url("add_audience"), {"name": "Familles", "code": "f", "mark": "family", "rank": "9"}
    ).content.decode()
    assert "porte déjà ce nom" in page


def test_the_words_of_a_method_that_nobody_follows_can_change(cast: Cast, client: Client):
    method = Method.objects.get()
    client.force_login(cast.chloe)
    client.post(url("method", method.pk), words_of(method, "Dire pourquoi"))
    assert method.steps.get(number=1).title == "Dire pourquoi"


def test_the_words_of_a_method_that_a_study_follows_stay(cast: Cast, client: Client):
    method = followed(cast)
    client.force_login(cast.chloe)
    client.post(url("method", method.pk), words_of(method, "Dire pourquoi"))
    assert method.steps.get(number=1).title == "Cadrer la démarche"


def test_a_copy_is_the_next_version_with_the_same_steps(cast: Cast):
    method = Method.objects.get()
    copied = copy_method(method=method)
    assert copied.version == 2
    assert list(copied.steps.values_list("title")) == list(method.steps.values_list("title"))


def test_copying_an_old_version_makes_the_newest(cast: Cast):
    method = Method.objects.get()
    copy_method(method=method)
    assert copy_method(method=method).version == 3


def test_a_study_keeps_its_words_when_a_new_version_changes(cast: Cast, client: Client):
    copied = copy_method(method=followed(cast))
    client.force_login(cast.chloe)
    client.post(url("method", copied.pk), words_of(copied, "Dire pourquoi"))
    assert cast.region.studies.get().steps.get(number=1).title == "Cadrer la démarche"
