"""The columns of a file of answers that the options of `arpent report` name."""

from collections.abc import Sequence

from arpent.instrument.exports import Import
from arpent.instrument.spellings import BLANK
from arpent.instrument.values import Instrument, Kind, Missing
from arpent.reports.typography import typeset, whole

SHOWN = 20
MOST_GROUPS = 100


class Refused(Exception):
    """A sentence that says what is wrong, where, and what to do."""


def breakdowns(
    names: Sequence[str], instrument: Instrument, answers: Import
) -> dict[str, Sequence[str | None]]:
    """The columns to compare by, one code a row. Questions with one answer are left out: they have codes already.

    Raises Refused for a question with several answers or a number, for a column that is not there, and for one
    that has too many groups to be read.
    """
    kinds = {question.name: question.kind for question in instrument.questions()}
    found: dict[str, Sequence[str | None]] = {}
    for name in names:
        kind = kinds.get(name)
        if kind is Kind.SELECT_ONE:
            continue
        if kind is not None and kind.is_asked:
            raise Refused(
                typeset(f"--by {name} : cette question n’est pas à choix unique. ")
                + "Comparez selon une question à choix unique ou une colonne de groupes."
            )
        found[name] = [code or None for code in groups("--by", name, answers)]
        if (count := len({code for code in found[name] if code})) > MOST_GROUPS:
            raise Refused(
                typeset(f"--by {name} : cette colonne fait {whole(count)} groupes, plus de {MOST_GROUPS}. ")
                + "Réunissez-les en moins de groupes, ou choisissez une autre colonne."
            )
    return found


def groups(option: str, name: str, answers: Import) -> list[str]:
    """A column as codes, one a row; a blank cell belongs to no group. Raises Refused when it is not there."""
    return [_code(cell) for cell in _column(option, name, answers)]


def weights(option: str, name: str, answers: Import) -> list[float]:
    """A column of weights. What is no positive number is refused by its lines: a weight is never made up."""
    found = [_number(str(cell)) for cell in _column(option, name, answers)]
    bad = [str(line) for line, weight in zip(answers.lines, found, strict=True) if weight is None]
    if bad:
        raise Refused(
            typeset(f"{option} {name} : {len(bad)} cellules ne sont pas des nombres positifs ")
            + f"(lignes {', '.join(bad[:5])}{'…' if len(bad) > 5 else ''}). Corrigez-les ou retirez ces lignes."
        )
    return [weight for weight in found if weight is not None]


def _column(option: str, name: str, answers: Import) -> Sequence[object]:
    column: Sequence[object] | None = answers.leftover.get(name, answers.columns.get(name))
    if column is None:
        known = [*answers.leftover, *answers.columns]
        more = "…" if len(known) > SHOWN else "."
        raise Refused(
            typeset(f"{option} {name} : cette colonne n’est pas dans les réponses. ")
            + f"Choisissez parmi {', '.join(known[:SHOWN])}{more}"
        )
    return column


def _code(cell: object) -> str:
    words = "" if isinstance(cell, Missing) else str(cell).strip()
    return "" if words.casefold() in BLANK else words


def _number(words: str) -> float | None:
    try:
        weight = float(words.strip().replace(",", "."))
    except ValueError:
        return None
    return weight if 0 < weight < float("inf") else None
