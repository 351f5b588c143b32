"""The notes on method say what a report hides."""

from dataclasses import replace

from arpent.analysis.figures import Figure, Suppression
from arpent.reports.document import ANYONE, Document, themes_of
from arpent.reports.methods import notes
from tests.reports.samples import INFORMED, hidden


def hiding(*reasons: Suppression) -> Figure:
    """A figure of everyone, whose last numbers are hidden for these reasons."""
    panel = replace(
        INFORMED.overall, numbers=INFORMED.overall.numbers[: -len(reasons) or None], favourable=None
    )
    numbers = (*panel.numbers, *(hidden(None, "", reason) for reason in reasons))
    return replace(INFORMED, overall=replace(panel, numbers=numbers), breakdowns=())


def said(figure: Figure) -> str:
    document = Document(title="", digest="", themes=themes_of([(figure, ANYONE)]))
    return next(note.text for note in notes(document) if note.title == "Ce qui est masqué").replace(
        "\u202f", " "
    )


def test_how_many_numbers_are_hidden_is_said_with_the_reason_of_each() -> None:
    text = said(hiding(Suppression.TOO_FEW, Suppression.FEW_ASSOCIATIONS, Suppression.ALL_ALIKE))
    assert text.endswith(
        "Ici, 3 chiffres sur 5 sont masqués : 1 par manque de réponses, 1 par manque d’associations et "
        "1 pour qu’on n’en retrouve pas d’autres."
    )


def test_a_lone_hidden_number_agrees_with_its_verb() -> None:
    assert "Ici, 1 chiffre sur 5 est masqué : 1 par manque de réponses." in said(hiding(Suppression.TOO_FEW))


def test_a_report_that_hides_nothing_says_so() -> None:
    assert said(hiding()).endswith("Ici, aucun chiffre n’est masqué.")
