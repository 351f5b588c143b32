"""How the example's open campaign receives people, who read its easy words, and the devices that it lent."""

from collections.abc import Mapping
from datetime import date, timedelta

from arpent.accounts.models import User
from arpent.collection.care.actions import receive
from arpent.collection.care.models import Check, Reception
from arpent.collection.models import Campaign, Link
from arpent.collection.offline.actions import open_device, revoke_device
from arpent.collection.offline.models import Device
from arpent.collection.proofreading import campaign_document
from arpent.falc.vocabulary import Entry
from arpent.proofreading.actions import keep_words, record_session

WORDS = {
    "asks_understanding": Reception.Asks.EASY,
    "asks_guardian": True,
    "proxies_answer_twice": True,
    "thanks": "Merci du temps que vous avez donné. Chaque réponse est lue avec soin.",
    "easy_thanks": "Merci de votre aide.\nVos réponses comptent.",
    "next_steps": "Au printemps, les familles et les personnes liront ensemble ce que disent les réponses.",
    "easy_next_steps": "Nous comptons les réponses.\nPuis nous en parlons ensemble.",
    "results": "Un résumé sera affiché dans chaque association, avec ce qui va changer.",
    "easy_results": "Nous écrivons un résumé.\nL’association affiche le résumé.",
    "if_hurt": "Certaines questions remuent. Si c’est le cas, Line Fauvette vous écoute ; elle ne travaille pas "
    "dans votre association.",
    "easy_if_hurt": "Une question vous fait de la peine ?\nLine Fauvette vous écoute.",
    "whom_to_call": "Line Fauvette, 06 39 98 12 56",  # a number that the French regulator keeps for fiction
}
CHECKS = (
    (
        "Êtes-vous obligé de répondre ?",
        "Non",
        "Oui",
        "Vous êtes libre.\nVous pouvez dire oui.\nVous pouvez dire non.",
    ),
    ("Qui verra votre nom ?", "Personne", "Ma famille", "Votre nom reste secret."),
)
NETWORK_WORDS = (Entry("usager", "personne"), Entry("répit", "repos"), Entry("savoir-faire", known=True))
SAID = "« Répit » est un mot difficile. Deux personnes sur quatre ne voient pas ce qu’est un résumé."
CHANGED = "« Répit » est devenu « repos ». Le mot « résumé » est encore à expliquer."
DEVICES = (
    (
        "La Clairière",
        {"name": "Tablette du foyer", "use": Device.Use.KIOSK, "idle_minutes": 5, "exit_code": "2468"},
    ),
    (
        "Le Gué",
        {"name": "Portable d’Idriss", "use": Device.Use.INTERVIEWER, "interviews": 12, "exit_code": "1357"},
    ),
)
LOST = ("La Clairière", {"name": "Tablette bleue, perdue", "use": Device.Use.KIOSK, "exit_code": "8642"})


def welcome(campaign: Campaign, *, by: User) -> None:
    """The words before and after the questions, read over by people concerned, and the words of the network."""
    receive(
        reception=Reception(campaign=campaign, **WORDS),
        checks=[
            Check(rank=rank, question=question, right=right, wrong=wrong, explanation=explanation)
            for rank, (question, right, wrong, explanation) in enumerate(CHECKS, start=1)
        ],
    )
    keep_words(entries=NETWORK_WORDS)
    _read_over(campaign, by=by)


def _read_over(campaign: Campaign, *, by: User) -> None:
    """A reading as invented as those who read: it does not open the easy-to-read mark."""
    record_session(
        document=campaign_document(campaign),
        people=4,
        place="Foyer des Tilleuls, à Brumeval",
        held_on=campaign.opens_on - timedelta(days=10),
        said=SAID,
        changed=CHANGED,
        understood=False,
        names="",
        by=by,
    )


def lend(campaign: Campaign, links: Mapping[tuple[str, str], Link], *, by: User, on: date) -> None:
    """A tablet left in a home, an interviewer's device with interviews to do, and one that was lost."""
    for association, described in DEVICES:
        _open(campaign, links, association, described, by, on - timedelta(days=2))
    lost = _open(campaign, links, *LOST, by, campaign.opens_on)
    revoke_device(device=lost, on=on - timedelta(days=3))


def _open(
    campaign: Campaign,
    links: Mapping[tuple[str, str], Link],
    association: str,
    described: Mapping[str, object],
    by: User,
    on: date,
) -> Device:
    place = links["personnes", association].participation
    return open_device(campaign=campaign, by=by, on=on, participation=place, **described)
