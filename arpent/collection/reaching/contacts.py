"""People to invite, as a table tells them: checked row by row, and nothing stored before somebody says yes."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from arpent.collection.reaching.models import Contact, Invitation
from arpent.collection.reaching.sealed import digest
from arpent.instrument.tables import DataRefused, Table, read_table
from arpent.network.rows import Refusal, Row, RowsRefused, decoded, plain, read_rows

NAMES = {
    "name": ("nom", "nom et prénom", "prénom et nom", "personne", "destinataire"),
    "first": ("prénom",),
    "email": ("courriel", "e-mail", "email", "mail", "mél", "adresse électronique", "adresse mail", "adresse e-mail"),
    "street": ("adresse", "rue", "adresse postale"),
    "more": ("complément", "complément d’adresse"),
    "postcode": ("code postal", "cp"),
    "town": ("ville", "commune"),
    "easy": ("facile à lire", "falc"),
}  # fmt: skip
"""How the headings of each column may be written."""
SHOWN = ("nom", "courriel", "adresse", "code postal", "ville", "facile à lire")
LONGEST = {"name": 120, "street": 160, "postcode": 10, "town": 80, "email": 254}
_POSTCODE = re.compile(r"\d{5}")
MOST_GAPS = 1000
_YES = {"oui", "o", "x", "1", "vrai", "yes"}
READ_AGAIN = 100
"""People who are shown before they are kept."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a table names, and the lines that cannot be taken, with the reason of each."""

    contacts: tuple[Contact, ...]
    refusals: tuple[Refusal, ...]

    @property
    def emails(self) -> int:
        return sum(bool(contact.email) for contact in self.contacts)

    @property
    def letters(self) -> int:
        return len(self.contacts) - self.emails

    @property
    def first(self) -> tuple[Contact, ...]:
        """As many as one reads again."""
        return self.contacts[:READ_AGAIN]

    @property
    def others(self) -> int:
        return len(self.contacts) - len(self.first)

    def as_table(self) -> str:
        """The people that can be taken, to be sent again with the yes."""
        written = io.StringIO()
        rows = csv.writer(written, delimiter="\t")
        rows.writerow(SHOWN)
        for one in self.contacts:
            street = one.street.replace("\n", ", ")
            rows.writerow((one.name, one.email, street, one.postcode, one.town, "oui" if one.easy else ""))
        return written.getvalue()


def table_text(content: bytes, filename: str) -> str:
    """A file as the text of a table, its lines where they were. Raises RowsRefused."""
    if not filename.lower().endswith((".xlsx", ".xlsm")):
        return decoded(content)
    try:
        read = read_table(content, filename)
    except DataRefused as refused:
        raise RowsRefused(str(refused)) from refused
    return "\n".join(_placed(read))


def _placed(read: Table) -> Iterator[str]:
    """The lines of a sheet as text, with an empty one where the sheet had one."""
    yield _joined(read.headers)
    reached = 1
    for line, cells in zip(read.lines, zip(*read.columns, strict=True), strict=True):
        yield from [""] * min(line - reached - 1, MOST_GAPS)
        yield _joined(cells)
        reached = line


def _joined(cells: Sequence[str]) -> str:
    return "\t".join(" ".join(cell.replace('"', "").split()) for cell in cells)


def plan_contacts(text: str, *, known: Collection[str], silent: Collection[str]) -> Plan:
    """Check each line against those before it, those already invited and those who want no message.

    `known` and `silent` hold digests of addresses. Raises RowsRefused when the table cannot be read at all.
    """
    rows = read_rows(text, headings=())
    _check_headings(rows)
    seen: dict[str, int] = {}
    contacts: list[Contact] = []
    refusals: list[Refusal] = []
    for row in rows:
        contact = _contact(row)
        refusal = refusal_of(contact, line=row.line, seen=seen, known=known, silent=silent)
        if refusal:
            refusals.append(refusal)
        else:
            seen[person_digest(contact)] = row.line
            contacts.append(contact)
    return Plan(tuple(contacts), tuple(refusals))


def refusal_of(
    contact: Contact,
    *,
    line: int,
    seen: Mapping[str, int],
    known: Collection[str],
    silent: Collection[str],
) -> Refusal | None:
    """Why this person cannot be invited, if there is a reason."""
    return _unfit(line, contact) or _twice(line, contact, seen, known, silent)


def person_digest(contact: Contact) -> str:
    """The same for the same address, however it is written; nothing can be read from it."""
    if contact.email:
        return digest("address", contact.email.lower())
    return digest("address", plain(f"{contact.name}|{contact.street}|{contact.postcode}"))


def channel_of(contact: Contact) -> str:
    return Invitation.Channel.EMAIL if contact.email else Invitation.Channel.LETTER


def _check_headings(rows: Sequence[Row]) -> None:
    if not rows:
        raise RowsRefused(_("Aucune ligne ne suit les titres. Écrivez une ligne par personne."))
    found = set(rows[0].cells)
    if not found & {plain(each) for each in (*NAMES["email"], *NAMES["street"])}:
        raise RowsRefused(
            _("Aucune colonne « courriel » ni « adresse ». La première ligne porte les titres : %(titles)s.")
            % {"titles": " ; ".join(SHOWN)}
        )


def _cell(row: Row, field: str) -> str:
    return next((" ".join(row.cell(name).split()) for name in NAMES[field] if row.cell(name)), "")


def _contact(row: Row) -> Contact:
    street = "\n".join(filter(None, (_cell(row, "more"), _cell(row, "street"))))
    return Contact(
        name=f"{_cell(row, 'first')} {_cell(row, 'name')}".strip(),
        email=_cell(row, "email").removeprefix("mailto:"),
        street=street,
        postcode=_cell(row, "postcode").replace(" ", ""),
        town=_cell(row, "town"),
        easy="yes" if plain(_cell(row, "easy")) in _YES else "",
    )


def _unfit(line: int, contact: Contact) -> Refusal | None:
    """Why nobody could be written to with this line."""
    for field, longest in LONGEST.items():
        if len(getattr(contact, field)) > longest:
            fact = _("« %(start)s… » dépasse %(longest)s caractères.")
            start = getattr(contact, field)[:20]
            return Refusal(line, fact % {"start": start, "longest": longest}, _("Raccourcissez ce texte."))
    if contact.email:
        return _bad_email(line, contact.email)
    if not contact.street and not contact.town:
        return Refusal(line, _("Ni courriel, ni adresse."), _("Écrivez l’un des deux, ou retirez la ligne."))
    if not (contact.name and contact.street and contact.town):
        return Refusal(
            line,
            _("L’adresse n’est pas complète."),
            _("Une lettre demande un nom, une adresse et une ville."),
        )
    if not _POSTCODE.fullmatch(contact.postcode):
        return Refusal(
            line,
            _("« %(code)s » n’est pas un code postal.") % {"code": contact.postcode},
            _("Écrivez cinq chiffres. Un tableur efface parfois le zéro du début."),
        )
    return None


def _bad_email(line: int, email: str) -> Refusal | None:
    try:
        validate_email(email)
    except ValidationError:
        fact = _("« %(email)s » n’est pas une adresse de courriel.") % {"email": email[:60]}
        return Refusal(line, fact, _("Vérifiez le signe @, le point, les espaces et les virgules."))
    return None


def _twice(
    line: int, contact: Contact, seen: Mapping[str, int], known: Collection[str], silent: Collection[str]
) -> Refusal | None:
    key = person_digest(contact)
    if key in seen:
        return Refusal(
            line,
            _("La même adresse est déjà à la ligne %(first)s.") % {"first": seen[key]},
            _(
                "Une adresse reçoit un seul code. Deux personnes la partagent ? Écrivez une lettre à l’une d’elles."
            ),
        )
    if key in known:
        return Refusal(
            line, _("Cette adresse est déjà invitée dans cette collecte."), _("Retirez cette ligne.")
        )
    if key in silent:
        return Refusal(
            line,
            _("Cette personne a demandé à ne plus recevoir de message."),
            _("Retirez cette ligne. Vous pouvez lui parler, ou lui montrer l’affiche."),
        )
    return None
