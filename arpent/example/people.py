"""The people of the example network who sign in. They do not exist; neither do their addresses."""

from dataclasses import dataclass

from arpent.example.places import HEAD
from arpent.network.rights import Role

PASSWORD = "arpenter-2026"  # noqa: S105  # printed by the loader: these accounts guard nothing real
DOMAIN = "exemple.test"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account, and their role at one node. `days` is how long an outside expert stays."""

    address: str  # before the @
    name: str
    role: Role
    node: str
    days: int | None = None

    @property
    def email(self) -> str:
        return f"{self.address}@{DOMAIN}"


PEOPLE = (
    Person("alice", "Alice Tanguy", Role.REGIONAL_FACILITATOR, "Val-de-Brume"),
    Person("bob", "Bob Lemaire", Role.LOCAL_LEAD, "La Clairière"),
    Person("chloe", "Chloé Marchand", Role.NATIONAL_LEAD, HEAD),
    Person("david", "David Orsini", Role.REGIONAL_FACILITATOR, "Plaine-d’Orme"),
    Person("fatou", "Fatou Delage", Role.REGIONAL_FACILITATOR, "Côte-de-Sel"),
    Person("gaspard", "Gaspard Nivelle", Role.COMMITTEE_MEMBER, "Val-de-Brume"),
    Person("helene", "Hélène Sorbier", Role.EXPERT, "Val-de-Brume", days=120),
    Person("idriss", "Idriss Valmont", Role.INTERVIEWER, "Le Gué"),
    Person("jeanne", "Jeanne Corbel", Role.PROOFREADER, HEAD),
    Person("karim", "Karim Sollies", Role.DATA_PROTECTION, HEAD),
    Person("lea", "Léa Fontbrune", Role.READER, HEAD),
    Person("margot", "Margot Hérisson", Role.LOCAL_LEAD, "Les Grands Ormes"),
    Person("nathan", "Nathan Queyras", Role.LOCAL_LEAD, "Le Phare Discret"),
    Person("odile", "Odile Granval", Role.WORKING_GROUP_MEMBER, "Val-de-Brume"),
    Person("paul", "Paul Estagnol", Role.NATIONAL_ADMIN, HEAD),
)
