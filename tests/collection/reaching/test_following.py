"""Targets, ceilings, response rates and the page for the notice board."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from arpent.collection.actions import begin_response
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.reaching.codes import answer_of
from arpent.collection.reaching.models import Invitation, Quota, Roll
from arpent.collection.reaching.rates import rates
from arpent.falc import Level, check_layout
from arpent.falc.documents import read
from arpent.studies.models import Audience, Study
from tests.cast import Cast
from tests.collection.reaching.guests import Guest, invited, link_of, signed_in
from tests.collection.stories import TODAY, Story


@pytest.fixture
def link(story: Story) -> Link:
    return Link.objects.detailed().get(pk=link_of(story).pk)


def at(name: str, link: Link, *args: object) -> str:
    return reverse(f"collection:{name}", args=[link.campaign.study_id, link.campaign_id, *args])


def heard(link: Link, n: int) -> None:
    Response.objects.bulk_create(
        Response(link=link, edition="fr", day=TODAY, status="sent") for _ in range(n)
    )


def every(story: Story) -> list[Link]:
    return list(Link.objects.filter(campaign=story.campaign).detailed())


def rate_of(story: Story, link: Link):
    return next(rate for rate in rates(every(story)) if rate.link.pk == link.pk)


def test_a_target_and_a_ceiling_are_set_by_who_runs_the_study(cast: Cast, link: Link):
    signed_in(cast.alice).post(at("quotas", link), {f"target-{link.pk}": "30", f"ceiling-{link.pk}": "60"})
    quota = Quota.objects.get()
    assert (quota.link_id, quota.target, quota.ceiling) == (link.pk, 30, 60)


def test_an_emptied_target_goes(cast: Cast, link: Link):
    Quota.objects.create(link=link, target=30)
    signed_in(cast.alice).post(at("quotas", link), {f"target-{link.pk}": ""})
    assert not Quota.objects.exists()


@pytest.mark.parametrize(
    ("target", "ceiling", "said"),
    [
        ("30", "20", "Le plus est sous l’attendu"),
        ("", "20", "Écrivez aussi combien"),
        ("2", "3", "Écrivez 5 au moins"),
        ("0", "", "Écrivez 1 au moins"),
        ("beaucoup", "", "nombre entier"),
        ("99999999999", "", "trop grand"),
    ],
)
def test_numbers_that_make_no_sense_are_refused_where_they_are(
    cast: Cast, link: Link, target: str, ceiling: str, said: str
):
    fields = {f"target-{link.pk}": target, f"ceiling-{link.pk}": ceiling}
    assert said in signed_in(cast.alice).post(at("quotas", link), fields).content.decode()
    assert not Quota.objects.exists()


@pytest.mark.parametrize(("target", "ceiling"), [(30, 20), (1, 4), (0, None)])
def test_the_database_refuses_them_too(link: Link, target: int, ceiling: int | None):
    with pytest.raises(IntegrityError, match="quota_"), transaction.atomic():
        Quota.objects.create(link=link, target=target, ceiling=ceiling)


@pytest.mark.parametrize("page", ["", "accord/"])
def test_at_its_ceiling_a_place_thanks_and_closes(link: Link, page: str):
    Quota.objects.create(link=link, target=5, ceiling=6)
    heard(link, 6)
    answer = Client().get(f"/r/{link.token}/{page}")
    assert answer.status_code == 403
    assert "Merci beaucoup" in answer.content.decode()
    assert "La Clairière" in answer.content.decode()


def test_nothing_begins_at_the_ceiling_even_for_a_page_that_was_open(link: Link):
    Quota.objects.create(link=link, target=5, ceiling=5)
    heard(link, 5)
    Client().post(f"/r/{link.token}/accord/", {"agree": "yes"})
    assert Response.objects.count() == 5


def test_an_answer_that_was_begun_goes_to_its_end(link: Link):
    Quota.objects.create(link=link, target=5, ceiling=5)
    emma = Guest(link.token).begin()
    heard(link, 5)
    emma.say(answer="oui")
    emma.go(emma.web.post(f"{emma.own}relire/"))
    assert "Vos réponses sont envoyées" in emma.page


def test_an_invitation_that_was_begun_is_taken_up_again_at_the_ceiling(link: Link):
    code = invited(link)[0].contact.code
    Quota.objects.create(link=link, target=5, ceiling=5)
    begin_response(link=link, response_id=answer_of(code), edition="fr", on=TODAY)
    heard(link, 5)
    assert "Vous avez déjà commencé" in Guest(code).open()


def test_the_other_places_stay_open(story: Story, link: Link):
    Quota.objects.create(link=link, target=5, ceiling=5)
    heard(link, 5)
    other = story.campaign.links.exclude(pk=link.pk).first()
    assert Client().get(f"/r/{other.token}/").status_code == 200


def test_a_target_without_a_ceiling_closes_nothing(link: Link):
    Quota.objects.create(link=link, target=5)
    heard(link, 50)
    assert Client().get(f"/r/{link.token}/").status_code == 200


def test_the_rate_is_out_of_the_invitations_that_arrived(story: Story, link: Link):
    invited(link, [f"P{n} Le Goff" for n in range(20)])
    Invitation.objects.update(written=True)
    Invitation.objects.filter(pk__in=Invitation.objects.values("pk")[:4]).update(returned=True)
    Roll.objects.create(link=link, used=8)
    heard(link, 18)
    other = story.campaign.links.exclude(participation=link.participation).get(version=link.version)
    Roll.objects.create(link=other, used=0)
    rate = rate_of(story, link)
    assert (rate.written, rate.returned, rate.used.done, rate.used.total, rate.share) == (20, 4, 8, 16, 0.5)


def test_the_page_names_the_denominator(cast: Cast, link: Link):
    Roll.objects.create(link=link, used=8, invited=20, returned=4)
    heard(link, 18)
    page = signed_in(cast.bob).get(at("rates", link)).content.decode()
    assert "8 sur 16 invitations arrivées" in page
    assert "50" in page.split("taux de réponse", 1)[1][:20]
    assert "4 revenues" in page


@pytest.mark.parametrize("used", [1, 4])
def test_few_used_codes_are_shown_to_no_one(cast: Cast, story: Story, link: Link, used: int):
    Roll.objects.create(link=link, used=used, invited=20)
    heard(link, 20)
    assert rate_of(story, link).used.says == "moins de 5"
    assert rate_of(story, link).share is None
    page = signed_in(cast.bob).get(at("rates", link)).content.decode()
    assert f"{used} sur 20" not in page


def test_used_codes_that_would_tell_few_other_answers_are_hidden_too(story: Story, link: Link):
    Roll.objects.create(link=link, used=10, invited=20)
    heard(link, 12)
    assert rate_of(story, link).used.says == "non montré"


def test_numbers_outlive_the_names(story: Story, link: Link):
    Roll.objects.create(link=link, used=8, invited=20, returned=2)
    assert (rate_of(story, link).written, rate_of(story, link).used.total) == (20, 18)


def board(cast: Cast, link: Link) -> PdfReader:
    answer = signed_in(cast.bob).get(at("board", link, link.participation_id))
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def others(story: Story, link: Link) -> Link:
    """The same audience, elsewhere."""
    return story.campaign.links.exclude(participation=link.participation).get(version=link.version)


def test_the_notice_board_says_what_why_until_when_how_and_whom_to_ask(cast: Cast, story: Story, link: Link):
    Quota.objects.create(link=link, target=60)
    heard(link, 34)
    heard(others(story, link), 10)
    said = words(board(cast, link))
    for expected in (
        "La Clairière",
        "Le répit des familles",
        "jusqu’au 18 décembre 2026",
        "Alice Tanguy, 01 02 03 04 05",
        "34 réponses. Nous en attendons 60.",
        "Ces nombres sont ceux du 23 novembre 2026.",
    ):
        assert expected in said
    assert f"/r/{link.token}" in "".join(said.split())


def test_the_notice_board_says_the_rate_of_invitations_out_of_those_that_arrived(
    cast: Cast, story: Story, link: Link
):
    Roll.objects.create(link=link, used=8, invited=20, returned=4)
    heard(link, 18)
    heard(others(story, link), 10)
    assert "16 invitations sont arrivées. 8 ont eu une réponse : 50 %." in words(board(cast, link))


def test_the_notice_board_hides_what_the_whole_campaign_hides(cast: Cast, story: Story, link: Link):
    heard(link, 34)
    heard(others(story, link), 3)
    said = words(board(cast, link))
    assert "34 réponses" not in said
    assert "Le nombre de réponses n’est pas montré. Cela protège les personnes." in said


def test_the_notice_board_hides_few_used_codes_and_their_rate(cast: Cast, story: Story, link: Link):
    Roll.objects.create(link=link, used=3, invited=20)
    heard(link, 20)
    heard(others(story, link), 10)
    said = words(board(cast, link))
    assert "20 invitations sont arrivées." in said
    assert "%" not in said


def test_the_notice_board_is_one_accessible_page(cast: Cast, link: Link):
    Campaign.objects.update(easy_purpose="Vos réponses aident l’association à changer.\n" * 8)
    Study.objects.update(title="Le répit et l’entraide des familles de la Haute-Vallée " * 2)
    reader = board(cast, link)
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Panneau d’affichage : La Clairière"


def test_the_notice_board_keeps_the_easy_rules_where_easy_words_come_first(cast: Cast, link: Link):
    Audience.objects.update(easy_first=True)
    Campaign.objects.update(easy_purpose="Vos réponses aident l’association.")
    Roll.objects.create(link=link, used=8, invited=20, returned=4)
    heard(link, 18)
    printed = read(signed_in(cast.bob).get(at("board", link, link.participation_id)).content, "panneau.pdf")
    assert [
        (one.rule, printed.text[one.start : one.end]) for one in check_layout(printed.layout).at(Level.ERROR)
    ] == []


def test_after_the_end_the_notice_board_gives_thanks_and_asks_nothing(cast: Cast, story: Story, link: Link):
    Campaign.objects.update(closed_on=TODAY)
    heard(link, 34)
    heard(others(story, link), 10)
    said = words(board(cast, link))
    assert "Merci aux personnes qui ont répondu." in said
    assert "34 réponses." in said
    assert "/r/" not in said
    assert "Vous pouvez répondre" not in said


def test_the_board_of_another_association_is_not_bob_s(cast: Cast, story: Story, link: Link):
    other = story.campaign.links.exclude(participation=link.participation).first()
    assert signed_in(cast.bob).get(at("board", link, other.participation_id)).status_code == 404
    assert signed_in(cast.alice).get(at("board", link, other.participation_id)).status_code == 200
