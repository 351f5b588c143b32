"""Questionnaires written as Markdown tables, for the tests of this folder."""

from datetime import date

from arpent.instrument.values import Instrument
from arpent.instrument.xlsform import Reading, read_xlsform

TODAY = date(2026, 11, 23)

VISIT = """
| survey   |
|          | type                  | name    | label::Français (fr)   | label::Français simple (fr-simple) | relevant        | constraint        | constraint_message::fr | required | calculation |
|          | note                  | bonjour | Bonjour                | Bonjour                            |                 |                   |                        |          |             |
|          | begin_group           | lieu    | Le lieu                | Le lieu                            |                 |                   |                        |          |             |
|          | select_one oui_non    | venu    | Êtes-vous déjà venu ?  | Vous êtes déjà venu ?              |                 |                   |                        | yes      |             |
|          | integer               | fois    | Combien de fois ?      | Combien de fois ?                  | ${venu} = 'oui' | . > 0 and . < 100 | Entre 1 et 99.         |          |             |
|          | select_multiple aides | aides   | Quelles aides ?        | Quelles aides ?                    | ${fois} > 1     |                   |                        |          |             |
|          | end_group             |         |                        |                                    |                 |                   |                        |          |             |
|          | calculate             | double  |                        |                                    |                 |                   |                        |          | ${fois} * 2 |
|          | text                  | mot     | Un mot, ${fois} fois ? | Un mot ?                           |                 |                   |                        |          |             |
| choices  |
|          | list_name             | name    | label::Français (fr)   | label::Français simple (fr-simple) | favourable      |
|          | oui_non               | oui     | Oui                    | Oui                                | yes             |
|          | oui_non               | non     | Non                    | Non                                |                 |
|          | aides                 | lire    | Lire                   | Lire                               |                 |
|          | aides                 | aller   | Aller                  | Aller                              |                 |
| settings |
|          | form_title            | form_id | version                | default_language                   |
|          | La visite             | visite  | 3                      | Français (fr)                      |
"""


def reading(markdown: str) -> Reading:
    """What a form written in Markdown says."""
    return read_xlsform(markdown.encode(), "formulaire.md")


def form(markdown: str) -> Instrument:
    """The questionnaire of a form written in Markdown."""
    return reading(markdown).instrument


def survey(*rows: str, choices: tuple[str, ...] = (), columns: str = "type | name | label") -> str:
    """A form from rows written `type | name | label`."""
    lines = ["| survey |", f"| | {columns} |", *(f"| | {row} |" for row in rows)]
    if choices:
        lines += ["| choices |", "| | list_name | name | label |", *(f"| | {row} |" for row in choices)]
    return "\n".join(lines)
