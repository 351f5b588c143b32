"""Organisations typed in a table: read whole, and added together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from arpent.network.actions import add_organisation
from arpent.network.models import Organisation
from arpent.network.rows import Refusal, Row, plain

HEADINGS = ("nom", "type", "rattachée à", "lieu")
NEEDED = ("nom", "type")
LONGEST = {"nom": 160, "lieu": 120}


@dataclass(frozen=True, slots=True)
class Addition:
    """One organisation to add, under the name of another."""

    line: int
    name: str
    kind: str
    under: str
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the table asks for, and what stands in the way. It is carried out only without refusals."""

    additions: tuple[Addition, ...]
    refusals: tuple[Refusal, ...]


def plan_import(*, under: Organisation, rows: Sequence[Row]) -> Plan:
    """Check each row against the nodes below `under` and the rows before it."""
    known = [(plain(node.name), plain(node.parent.name) if node.parent else "") for node in _reach(under)]
    additions: list[Addition] = []
    refusals: list[Refusal] = []
    for row in rows:
        asked = _asked(row, under)
        refusal = _refusal(asked, row, known)
        if refusal:
            refusals.append(refusal)
        else:
            additions.append(asked)
            known.append((plain(asked.name), plain(asked.under)))
    return Plan(tuple(additions), tuple(refusals))


@transaction.atomic
def import_organisations(*, under: Organisation, additions: Sequence[Addition]) -> list[Organisation]:
    """Add all the organisations of a plan, in the order of its rows."""
    nodes = {plain(node.name): node for node in _reach(under)}
    added = []
    for asked in additions:
        parent = nodes[plain(asked.under)]
        node = add_organisation(name=asked.name, kind=asked.kind, parent=parent, place=asked.place)
        nodes[plain(asked.name)] = node
        added.append(node)
    return added


def _reach(under: Organisation) -> list[Organisation]:
    nodes = Organisation.objects.filter(path__startswith=under.path)
    return list(nodes.select_related("parent").order_by("path"))


def _asked(row: Row, under: Organisation) -> Addition:
    return Addition(
        line=row.line,
        name=row.cell("nom"),
        kind=_kind(row.cell("type")),
        under=row.cell("rattachée à") or under.name,
        place=row.cell("lieu"),
    )


def _kind(written: str) -> str:
    for kind in Organisation.Kind:
        if kind != Organisation.Kind.HEAD and plain(written) in (plain(str(kind.label)), kind.value):
            return kind.value
    return ""


def _refusal(asked: Addition, row: Row, known: Sequence[tuple[str, str]]) -> Refusal | None:
    names = [name for name, _parent in known]
    for heading, longest in LONGEST.items():
        if len(row.cell(heading)) > longest:
            fact = _("« %(heading)s » dépasse %(longest)s caractères.")
            return Refusal(
                row.line, fact % {"heading": heading, "longest": longest}, _("Raccourcissez ce texte.")
            )
    if not asked.name:
        return Refusal(row.line, _("Le nom est vide."), _("Écrivez le nom de l’organisation."))
    if not asked.kind:
        kinds = ", ".join(str(kind.label) for kind in Organisation.Kind if kind != Organisation.Kind.HEAD)
        return Refusal(
            row.line,
            _("Le type « %(kind)s » n’existe pas.") % {"kind": row.cell("type")},
            _("Écrivez l’un de ces mots : %(kinds)s.") % {"kinds": kinds},
        )
    if names.count(plain(asked.under)) != 1:
        return _refused_place(asked, names)
    if (plain(asked.name), plain(asked.under)) in known:
        return Refusal(
            row.line,
            _("« %(name)s » existe déjà sous « %(under)s ».") % {"name": asked.name, "under": asked.under},
            _("Retirez cette ligne, ou changez le nom."),
        )
    return None


def _refused_place(asked: Addition, names: Sequence[str]) -> Refusal:
    where = {"under": asked.under}
    if plain(asked.under) in names:
        return Refusal(
            asked.line,
            _("Plusieurs organisations s’appellent « %(under)s ».") % where,
            _("Importez depuis la page de celle que vous visez."),
        )
    return Refusal(
        asked.line,
        _("« %(under)s » n’existe ni ici, ni plus haut dans le tableau.") % where,
        _("Corrigez le nom, ou placez sa ligne avant celle-ci."),
    )
