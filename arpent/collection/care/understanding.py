"""Making sure that the agreement is understood: two questions, each asked again once after an explanation.

Nothing is stored before a person agrees: where one is travels in the address, signed for its link. Whatever is
answered leads on; only the outcome is kept, with the answers, when the person says yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext as _

from arpent.collection.care.models import Check, Reception
from arpent.collection.care.outcomes import Understood
from arpent.collection.models import Link

SALT = "arpent.collection.care.understanding"


def usual_checks() -> tuple[Check, ...]:
    """The two questions of a campaign that wrote none."""
    return (
        Check(
            rank=1,
            question=_("Êtes-vous obligé de répondre ?"),
            right=_("Non"),
            wrong=_("Oui"),
            explanation=_("Vous êtes libre. Vous pouvez dire oui. Vous pouvez dire non."),
        ),
        Check(
            rank=2,
            question=_("Qui verra votre nom ?"),
            right=_("Personne"),
            wrong=_("Tout le monde"),
            explanation=_("Nous ne demandons pas votre nom. Personne ne sait que c’est vous."),
        ),
    )


def checks_of(reception: Reception) -> Sequence[Check]:
    """What is asked in that campaign: its own questions, else the usual ones."""
    own = tuple(reception.checks.all()) if reception.pk else ()
    return own or usual_checks()


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a person is. `begun` is the identifier that their answers will bear if they say yes."""

    begun: UUID
    place: int = 0  # of the question that is asked
    again: bool = False  # for the second time
    helped: bool = False  # one of them took two times
    missed: tuple[int, ...] = ()  # the places of those that twice were not enough for

    @classmethod
    def new(cls) -> Self:
        return cls(uuid4())

    def after(self, *, right: bool) -> Self:
        """Wrong the first time: once more. Else the next question, whatever was said."""
        if not right and not self.again:
            return replace(self, again=True, helped=True)
        missed = self.missed if right else (*self.missed, self.place)
        return replace(self, place=self.place + 1, again=False, missed=missed)

    @property
    def outcome(self) -> str:
        if self.missed:
            return Understood.NOT.value
        return (Understood.SECOND if self.helped else Understood.FIRST).value


def right_place(place: int) -> int:
    """Where the right answer stands among the two: now second, now first."""
    return 1 - place % 2


def written(progress: Progress, link: Link) -> str:
    """As the address says it, signed."""
    state = [progress.begun.hex, progress.place, progress.again, progress.helped, list(progress.missed)]
    return signing.dumps(state, salt=f"{SALT}.{link.pk}", compress=True)


def read(said: str, link: Link) -> Progress | None:
    """What we signed for that link; None for anything else."""
    try:
        begun, place, again, helped, missed = signing.loads(said, salt=f"{SALT}.{link.pk}")
    except (signing.BadSignature, ValueError):
        return None
    return Progress(UUID(begun), place, again, helped, tuple(missed))
