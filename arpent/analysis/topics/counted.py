"""What a freeze says of the coding of one question."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.analysis.topics.agreeing import Accords
from arpent.analysis.topics.models import Topic

SUFFIX = "_sujets"


@dataclass(frozen=True, slots=True)
class Counted:
    """One question whose topics the freeze counts. `by_hand` of `texts` were coded by people, drawn at random;
    `late` came after the draw."""

    name: str
    topics: Sequence[Topic]
    texts: int
    by_hand: int
    late: int
    accords: Accords | None

    @property
    def item(self) -> str:
        return topics_item(self.name)

    @property
    def is_whole(self) -> bool:
        """Whether people coded every text."""
        return self.by_hand == self.texts


def topics_item(name: str) -> str:
    """The question of topics, beside the one of that name that was answered in words."""
    return f"{name}{SUFFIX}"
