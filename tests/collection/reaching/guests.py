"""People who were invited by name, for the stories of this folder."""

import re
from collections.abc import Iterable

from django.test import Client

from arpent.accounts.models import User
from arpent.collection.models import Link, Response
from arpent.collection.reaching.actions import add_contacts
from arpent.collection.reaching.models import Contact, Invitation
from arpent.network.rows import plain
from tests.collection.stories import Story

NAMES = ("Emma Le Goff", "Farid Amrani", "Gaëlle Morvan", "Hugo Petit", "Inès Rey", "Jean Le Bris")
LETTER = Contact("Katell Roux", street="Bâtiment B\n3 rue du Port", postcode="29000", town="Quimper")


ONE_QUESTION = """
| survey   |
|          | type               | name | label::Français (fr) |
|          | select_one oui_non | venu | Êtes-vous venu ?     |
| choices  |
|          | list_name | name | label::Français (fr) |
|          | oui_non   | oui  | Oui                  |
|          | oui_non   | non  | Non                  |
| settings |
|          | form_title | form_id | version | default_language |
|          | Un mot     | un_mot  | 1       | Français (fr)    |
"""


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def link_of(story: Story) -> Link:
    """The families of La Clairière, whom Bob may invite."""
    return story.campaign.links.filter(participation__organisation__name="La Clairière").first()


def contact(name: str) -> Contact:
    return Contact(name, f"{plain(name.split()[0])}@exemple.test")


def invited(link: Link, names: Iterable[str] = NAMES) -> list[Invitation]:
    return add_contacts(link=link, contacts=[contact(name) for name in names])


class Guest:
    """Someone with a phone, and the code of an invitation."""

    def __init__(self, code: str) -> None:
        self.web, self.code, self.home = Client(), code, f"/r/{code}/"
        self.here = self.home

    def open(self) -> str:
        return self.web.get(self.home).content.decode()

    def begin(self) -> "Guest":
        page = self.web.get(f"{self.home}accord/").content.decode()
        begun = re.search(r'name="begun" value="([^"]+)"', page)[1]
        return self.go(self.web.post(f"{self.home}accord/", {"begun": begun, "agree": "yes"})).say(
            voice="alone"
        )

    def go(self, answer) -> "Guest":
        while answer.status_code in (302, 303):
            self.here = answer["Location"]
            answer = self.web.get(self.here)
        self.page, self.status = answer.content.decode(), answer.status_code
        return self

    def say(self, **fields) -> "Guest":
        return self.go(self.web.post(self.here, fields))

    @property
    def own(self) -> str:
        return re.match(r"/r/[^/]+/[^/]+/", self.here)[0]

    def answer(self, value: str = "oui") -> "Guest":
        """From the first page to the thanks."""
        self.begin().say(answer=value)
        return self.go(self.web.post(f"{self.own}relire/"))


def sent() -> list[Response]:
    return list(Response.objects.filter(status=Response.Status.SENT))
