"""The sheet of choices, as lists of choices by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from arpent.instrument.errors import Notice, notice
from arpent.instrument.lines import Line
from arpent.instrument.values import Choice

SHEET = "choices"
_YES = frozenset({"yes", "oui", "true", "1", "x"})


@dataclass(frozen=True, slots=True)
class ReadChoices:
    """The lists, the row of each choice, and what was found."""

    lists: dict[str, tuple[Choice, ...]]
    texts: tuple[Line, ...]
    errors: tuple[Notice, ...]
    notices: tuple[Notice, ...]


def read_choices(lines: Iterable[Line], *, allow_duplicates: bool) -> ReadChoices:
    """The lists of a sheet of choices. Duplicate names are an error unless the form allows them."""
    lists: dict[str, list[Choice]] = {}
    kept, errors, notices = [], [], []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        name, list_name = line["name"], line["list_name"]
        if not list_name:
            notices.append(notice("I003", SHEET, line.number))
        elif not name:
            errors.append(notice("L002", SHEET, line.number, list_name))
        else:
            if (list_name, name) in seen and not allow_duplicates:
                errors.append(notice("L003", SHEET, line.number, name, list=list_name))
            seen.add((list_name, name))
            lists.setdefault(list_name, []).append(_choice(line))
            kept.append(line)
            if not line.text("label") and not line.media:
                notices.append(notice("I002", SHEET, line.number, name))
    frozen = {name: tuple(choices) for name, choices in lists.items()}
    return ReadChoices(frozen, tuple(kept), tuple(errors), tuple(notices))


def _choice(line: Line) -> Choice:
    return Choice(
        name=line["name"],
        label=line.text("label"),
        media=line.media,
        extra=line.extra,
        favourable=line["favourable"].casefold() in _YES,
    )
