"""Populations typed in a table: one line per association, one column per audience."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from arpent.network.rows import Refusal, Row, RowsRefused, plain
from arpent.studies.models import Audience, Participation

ASSOCIATION = "association"
LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes that the table gives, and what stands in the way. It is carried out only without refusals."""

    sizes: dict[tuple[Participation, Audience], int | None]
    refusals: tuple[Refusal, ...]


def plan_import(
    *, rows: Sequence[Row], participations: Sequence[Participation], audiences: Sequence[Audience]
) -> Plan:
    """Check each row. An empty cell changes nothing. Raises RowsRefused for a heading that is nobody's."""
    columns = _columns(rows, audiences)
    known = {plain(participation.organisation.name): participation for participation in participations}
    sizes: dict[tuple[Participation, Audience], int | None] = {}
    refusals: list[Refusal] = []
    for row in rows:
        participation = known.get(plain(row.cell(ASSOCIATION)))
        if participation is None:
            refusals.append(_unknown(row))
        elif any(key[0] == participation for key in sizes):
            refusals.append(_twice(row))
        else:
            _read_sizes(row, participation, columns, sizes, refusals)
    return Plan(sizes, tuple(refusals))


def _columns(rows: Sequence[Row], audiences: Sequence[Audience]) -> dict[str, Audience]:
    names = {plain(word): audience for audience in audiences for word in (audience.code, audience.name)}
    headings = [heading for heading in (rows[0].cells if rows else ()) if heading and heading != ASSOCIATION]
    unknown = [heading for heading in headings if heading not in names]
    if unknown:
        raise RowsRefused(
            _("La colonne « %(column)s » n’est le nom d’aucun public. Écrivez : %(names)s.")
            % {"column": " », « ".join(unknown), "names": ", ".join(audience.name for audience in audiences)}
        )
    if not headings:
        raise RowsRefused(
            _("Aucune colonne ne porte le nom d’un public, ou aucune ligne ne suit les titres. Ajoutez-les.")
        )
    return {heading: names[heading] for heading in headings}


def _read_sizes(
    row: Row,
    participation: Participation,
    columns: dict[str, Audience],
    sizes: dict[tuple[Participation, Audience], int | None],
    refusals: list[Refusal],
) -> None:
    for heading, audience in columns.items():
        written = "".join(row.cells.get(heading, "").split())
        if not written:
            continue
        if written.isascii() and written.isdigit() and int(written) <= LARGEST:
            sizes[participation, audience] = int(written)
        else:
            refusals.append(_not_a_count(row, audience, written))


def _not_a_count(row: Row, audience: Audience, written: str) -> Refusal:
    return Refusal(
        row.line,
        _("« %(written)s » n’est pas un nombre de personnes (%(audience)s).")
        % {"written": written[:30], "audience": audience.name},
        _("Écrivez un nombre entier, sans lettre ni virgule."),
    )


def _unknown(row: Row) -> Refusal:
    return Refusal(
        row.line,
        _("« %(name)s » ne participe pas à cette étude.") % {"name": row.cell(ASSOCIATION)[:80]},
        _("Ajoutez-la aux participants, ou corrigez son nom."),
    )


def _twice(row: Row) -> Refusal:
    return Refusal(
        row.line,
        _("« %(name)s » est déjà plus haut dans le tableau.") % {"name": row.cell(ASSOCIATION)[:80]},
        _("Gardez une seule ligne pour cette association."),
    )
