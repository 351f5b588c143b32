"""What a report says of a score, in sentences, in the sheets and in the records."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from arpent.analysis.figures import Consistency, Figure, Flag, Measure, Mechanical, Number, ScaleReading
from arpent.reports.document import Document, themes_of
from arpent.reports.records import records
from arpent.reports.scores import facts, tells
from arpent.reports.sentences import says
from arpent.reports.typography import typeset
from arpent.reports.workbook import workbook
from tests.reports.samples import PEOPLE, figure, mean_panel

CHOOSING = ScaleReading(
    items=(("Je choisis mes repas", False), ("D’autres décident pour moi", True)),
    ends=(1.0, 4.0),
    summed=False,
    least=2,
    consistency=Consistency(0.83, 0.79, 0.86, 0.84),
)


def score(**changes: object) -> Figure:
    return figure(
        mean_panel(2.612, 0.071),
        question="score:choisir",
        label="Choisir sa vie",
        measure=Measure.MEAN,
        ordered=False,
        scale=replace(CHOOSING, **changes),
    )


def flagged(count: int | None, low: float = 0.01) -> Flag:
    if not count:
        return Flag(Mechanical.SAME, count)
    return Flag(Mechanical.SAME, count, Number(None, "", 2.65, 2.6, 2.7), Number(None, "", 0.038, low, 0.07))


def test_the_sentence_of_a_score_says_its_scale():
    assert says(score(), PEOPLE) == typeset(
        "Le score « Choisir sa vie » des personnes est de 2,61 en moyenne, sur une échelle de 1 à 4 ; "
        "entre 2,54 et 2,68 si l’on interrogeait toutes les personnes."
    )


def test_what_a_score_is_made_of_is_said_with_what_is_turned():
    assert tells(score())[0] == typeset(
        "Ce score est la moyenne des réponses à 2 questions, de 1 à 4 : « Je choisis mes repas » et "
        "« D’autres décident pour moi » (à l’envers)."
    )


def test_missing_answers_that_are_allowed_are_said():
    assert tells(score(least=1))[0].endswith("il faut avoir répondu à 1 d’entre elles.")


def test_whether_the_questions_go_together_is_said_in_words_with_the_numbers_beside():
    assert tells(score())[1] == "Ces questions vont bien ensemble (alpha 0,83)."
    assert facts(score()) == [
        ("Alpha de Cronbach", "0,83 [0,79\u00a0–\u00a00,86]"),
        ("Oméga de McDonald", "0,84"),
    ]


def test_questions_that_do_not_go_together_are_better_read_one_by_one():
    weak = score(consistency=Consistency(0.41, 0.3, 0.5, None, ("D’autres décident pour moi",)))
    assert tells(weak)[1:] == (
        typeset("Ces questions vont mal ensemble (alpha 0,41) : lisez plutôt les résultats de chacune."),
        typeset(
            "« D’autres décident pour moi » va à l’inverse des autres : vérifiez si c’est une question à l’envers."
        ),
    )


def test_what_cannot_be_known_of_the_questions_is_said():
    assert tells(score(consistency=None))[1].startswith("Trop peu de réponses complètes")


def test_mechanical_answers_are_counted_and_the_score_given_without_them():
    assert tells(score(flags=(flagged(23),)))[-1] == typeset(
        "23 personnes donnent la même réponse partout ; sans elles, le score serait de 2,65 (+0,04)."
    )


def test_a_change_that_chance_explains_is_said_so():
    told = tells(score(flags=(flagged(23, low=-0.01),)))[-1]
    assert told.endswith("un écart que le hasard peut expliquer.")


def test_nobody_and_hidden_are_two_sentences():
    assert tells(score(flags=(flagged(0),)))[-1] == "Personne ne donne la même réponse partout."
    assert "est masqué" in tells(score(flags=(flagged(None),)))[-1]


def test_a_hidden_score_says_only_what_it_is_made_of():
    hidden = replace(score(), overall=replace(score().overall, n=None))
    assert len(tells(hidden)) == 1


def test_a_question_that_is_no_score_adds_nothing():
    assert tells(replace(score(), scale=None)) == ()
    assert facts(replace(score(), scale=None)) == []


def of(found: Figure) -> Document:
    return Document(title="Choisir", digest="0" * 64, themes=themes_of([(found, PEOPLE)]))


def test_alpha_and_the_score_without_are_records():
    found = {record["measure"]: record for record in records(of(score(flags=(flagged(23),))))}
    assert found["alpha"]["value"] == 0.83
    assert (found["without_same"]["value"], found["without_same"]["n"]) == (2.65, 23)


def test_the_sheet_of_a_theme_tells_the_score():
    book = load_workbook(BytesIO(workbook(of(score(flags=(flagged(23),))))))
    cells = [cell.value for row in book.worksheets[1].iter_rows() for cell in row if cell.value]
    assert "Alpha de Cronbach" in cells
    assert 2.65 in cells
    assert any("vont bien ensemble" in str(cell) for cell in cells)


def test_a_long_scale_needs_no_hundredths():
    assert "est de 2,6 en moyenne, sur une échelle de 0" in says(score(ends=(0.0, 40.0)), PEOPLE)
