"""A rule: what it asks for, where it comes from, and the function that finds where it is not followed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from arpent.falc.text import Text
from arpent.falc.values import FALC, Fix, Level, Profile, Words


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is read with: how strictly, in whose words, and what is explained elsewhere."""

    profile: Profile = FALC
    words: Words = field(default_factory=Words)
    glossary: frozenset[str] = frozenset()
    """Explained words, in the spelling of the table."""


class Hit(NamedTuple):
    """A place that a rule found. `about` fills the rule's message; `level` when it is not the rule's own."""

    start: int
    end: int
    about: str = ""
    suggestion: str | None = None
    fix: Fix | None = None
    level: Level | None = None


Find = Callable[[Text, Setting], Iterable[Hit]]
Applies = Callable[[Text, Setting], bool]


def always(text: Text, setting: Setting) -> bool:
    return bool(text.sentences)


@dataclass(frozen=True, slots=True)
class Rule:
    """`message` is shown to people, in easy-to-read French; `{}` is where what was found stands.

    `find` is None for a rule that only a person can judge: `title` is then a question to tick.
    """

    id: str
    source: str
    level: Level
    title: str
    message: str = ""
    good: str = ""
    bad: str = ""
    find: Find | None = None
    scope: str = "text"
    """« text », or « document » for what needs pages, styles or a whole questionnaire."""
    applies: Applies = always
    question: bool = False
    """Holds only for texts that are asked of people."""

    @property
    def by(self) -> str:
        return "person" if self.find is None and self.scope == "text" else "program"


def replaced(start: int, end: int, text: str, about: str = "") -> Hit:
    """A place whose replacement is certain."""
    return Hit(start, end, about, text, Fix(start, end, text))


def by_id(*groups: Iterable[Rule]) -> Mapping[str, Rule]:
    return {rule.id: rule for group in groups for rule in group}
