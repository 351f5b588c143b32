"""Every association of a campaign is written to at once: previewed, stopped, taken up again, nobody twice."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from arpent.collection.reaching.everywhere import ask_everywhere, last_mailing, move_everywhere
from arpent.collection.reaching.listing import inviting
from arpent.collection.reaching.mailings import MailingRefused
from arpent.collection.reaching.models import Mailing, Message
from arpent.collection.reaching.sending import send
from tests.cast import Cast
from tests.collection.reaching.guests import NAMES, ONE_QUESTION, contact, invited
from tests.collection.stories import TODAY, Story, form, open_story

SITE = "https://arpent.exemple.test"


@pytest.fixture
def story(cast: Cast) -> Story:
    """Six people in one association; the first of them and five others in the second; three elsewhere."""
    story = open_story(cast, form(ONE_QUESTION))
    families = story.campaign.links.filter(version=story.versions[0])
    one, two = families.order_by("participation__organisation__name")
    invited(one)
    invited(two, (NAMES[0], "Lise B", "Marc C", "Nour D", "Olga E", "Paul F"))
    invited(story.campaign.links.filter(version=story.versions[1]).first(), NAMES[:3])
    return story


def links_of(cast: Cast, story: Story):
    return list(inviting(cast.alice, story.campaign))


def ask(cast: Cast, story: Story, kind: str = "invitation") -> list[Mailing]:
    links = links_of(cast, story)
    return ask_everywhere(
        links=links, kind=kind, site=SITE, by=cast.alice, on=TODAY, seen=last_mailing(links)
    )


def to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def where(story: Story, letter: str = "invitation", name: str = "write_everywhere", *more: str) -> str:
    return reverse(f"collection:{name}", args=[story.study.pk, story.campaign.pk, letter, *more])


def test_the_page_counts_each_place_and_shows_the_message(alice: Client, story: Story):
    page = alice.get(where(story)).content.decode()
    assert "Envoyer 11 invitations" in page
    assert "1 personne reçoit déjà le message d’une autre association." in page
    assert page.count("moins de 5 personnes") == 1  # where three are; nothing is said of where nobody is
    assert "/r/exemple/" in page
    assert mail.outbox == []


def test_everybody_is_written_to_once(alice: Client, story: Story, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            alice.post(where(story), {"seen": "0"})
    assert len(to()) == len(set(to())) == 11
    assert contact(NAMES[0]).email in to()
    assert "Rien ne peut partir" in alice.get(where(story)).content.decode()


def test_a_page_that_is_no_longer_true_sends_nothing(cast: Cast, story: Story):
    ask(cast, story)
    links = links_of(cast, story)
    with pytest.raises(MailingRefused, match="depuis que cette page est ouverte"):
        ask_everywhere(links=links, kind="invitation", site=SITE, by=cast.alice, on=TODAY, seen=0)


def test_what_was_stopped_goes_on_and_nobody_is_written_to_twice(cast: Cast, story: Story):
    first, second = ask(cast, story)
    send(first)
    move_everywhere(links=links_of(cast, story), move="arreter")
    second.refresh_from_db()
    send(second)
    assert (second.state, len(to())) == ("stopped", first.total)
    move_everywhere(links=links_of(cast, story), move="reprendre")
    second.refresh_from_db()
    send(second)
    assert len(to()) == len(set(to())) == 11


def test_what_is_given_up_waits_for_another_day(cast: Cast, story: Story):
    ask(cast, story)
    move_everywhere(links=links_of(cast, story), move="arreter")
    move_everywhere(links=links_of(cast, story), move="abandonner")
    assert not Message.objects.exists()
    assert sum(mailing.total for mailing in ask(cast, story)) == 11


def test_everybody_who_was_written_to_is_reminded_once(cast: Cast, story: Story):
    for mailing in ask(cast, story):
        send(mailing)
    mail.outbox.clear()
    for mailing in ask(cast, story, "reminder"):
        send(mailing)
    assert len(to()) == len(set(to())) == 11


def test_a_sending_can_be_stopped_from_the_page(alice: Client, cast: Cast, story: Story):
    ask(cast, story)
    assert "Arrêter les envois" in alice.get(where(story)).content.decode()
    alice.post(where(story, "invitation", "move_everywhere", "arreter"))
    assert "Reprendre les envois" in alice.get(where(story)).content.decode()
    assert alice.post(where(story, "invitation", "move_everywhere", "doubler")).status_code == 404


def test_who_invites_in_one_association_writes_to_that_one_alone(cast: Cast, story: Story):
    client = Client()
    client.force_login(cast.bob)
    page = client.get(where(story)).content.decode()
    assert "La Clairière" in page
    assert "Envoyer 6 invitations" in page


def test_another_region_sees_nothing_of_it(cast: Cast, story: Story):
    client = Client()
    client.force_login(cast.david)
    assert client.get(where(story)).status_code == 404
