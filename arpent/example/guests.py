"""The people whom the example's associations invite: their names and addresses are invented.

Their electronic addresses end in `.test`, which cannot exist; no French postcode begins with 00.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from arpent.collection.reaching.models import Contact
from arpent.example.places import REGIONS

HOST = "courrier.test"
POSTCODE = "00100"
FIRST = (
    "Agathe", "Basile", "Capucine", "Désiré", "Élodie", "Firmin", "Ghislaine", "Honorine", "Ismaël", "Joséphine",
    "Killian", "Lucienne", "Malik", "Noémie", "Octave", "Perrine", "Quentin", "Rosalie", "Samir", "Thaïs",
)  # fmt: skip
LAST = (
    "Aubépin", "Brindille", "Clairbois", "Dutalus", "Églantier", "Fontgrise", "Grandpré", "Hautevigne", "Joncheray",
    "Lampion", "Mirabel", "Noisetier", "Ormeau", "Passerel", "Quenouille", "Roseau", "Sentier", "Tilleulet",
)  # fmt: skip
STREETS = (
    "rue du Lavoir",
    "allée des Brumes",
    "chemin de la Passerelle",
    "place du Vieux Four",
    "impasse du Héron",
)
LOST = f"adresse.perdue@{HOST}"
"""The one address of the example that no server knows."""


@dataclass(frozen=True, slots=True)
class Guests:
    """Those whom one association invites for one audience, and how far that is. Days are after the opening."""

    audience: str
    association: str
    emails: int
    letters: int
    written: timedelta | None = None  # the day on which messages left and letters were posted
    reminded: timedelta | None = None  # messages only
    answered: int = 0  # of those who were written to


INVITED = (
    Guests("familles", "La Clairière", 31, 12, timedelta(days=2), timedelta(days=14), answered=17),
    Guests("familles", "Le Gué", 16, 7, timedelta(days=3), answered=8),
    Guests("familles", "Les Lanternes", 38, 0),
    Guests("personnes", "La Clairière", 0, 9),
    Guests("partenaires", "La Clairière", 3, 0),
)
"""Reminded, written to, waiting for messages, waiting for letters, and too few to be written to."""


def draw_contacts(guests: Guests, rng: np.random.Generator) -> list[Contact]:
    """Their names and addresses, each once; the first one has an address that no server knows, when some wrote back."""
    pairs = rng.permutation(len(FIRST) * len(LAST))[: guests.emails + guests.letters]
    people = [_person(int(pair), guests, by_mail=n < guests.emails) for n, pair in enumerate(pairs)]
    if guests.reminded:
        people[0] = replace(people[0], email=LOST)
    return people


def _person(pair: int, guests: Guests, *, by_mail: bool) -> Contact:
    first, last = FIRST[pair % len(FIRST)], LAST[pair // len(FIRST)]
    easy = "yes" if guests.audience == "personnes" else ""
    if by_mail:
        return Contact(f"{first} {last}", email=f"personne{pair}@{HOST}", easy=easy)
    street = f"{1 + pair % 90} {STREETS[pair % len(STREETS)]}"
    return Contact(
        f"{first} {last}", street=street, postcode=POSTCODE, town=_PLACES[guests.association], easy=easy
    )


_PLACES = {association.name: association.place for region in REGIONS for association in region.associations}
