"""Ways of answering are noted when an answer is sent, and nothing is taken away."""

from datetime import date

from arpent.collection.signs import signs_of
from arpent.collection.sittings import Sitting
from arpent.instrument.values import Missing
from tests.collection.easy_form import easy_form
from tests.collection.stories import form

DAY = date(2026, 11, 23)
ALIKE = (
    """
| survey |
| | type | name | label::fr |
"""
    + "".join(f"| | select_one trois | q{n} | Question {n} ? |\n" for n in range(6))
    + """
| choices |
| | list_name | name | label::fr |
| | trois | a | A |
| | trois | b | B |
| | trois | c | C |
"""
)


def signs(**answers: str) -> list[str]:
    return noted(Sitting(easy_form(), "fr-simple", answers, DAY))


def alike(*answers: str) -> list[str]:
    said = {f"q{n}": answer for n, answer in enumerate(answers)}
    return noted(Sitting(form(ALIKE), "fr", said, DAY))


def noted(sitting: Sitting) -> list[str]:
    return signs_of(sitting, sitting.completed())


def test_yes_to_a_thing_and_to_its_opposite_is_both_signs():
    assert signs(rester="oui", partir="oui") == ["acquiescence", "contradiction"]


def test_no_to_both_is_a_contradiction_only():
    assert signs(rester="non", partir="non") == ["contradiction"]


def test_opposite_answers_to_opposite_questions_are_no_sign():
    assert signs(rester="oui", partir="non") == []
    assert signs(rester="oui") == []


def test_one_answer_all_along_is_a_sign():
    assert alike("a", "a", "a", "a", "a", "a") == ["straight_lining"]
    assert alike("a", "a", "b", "a", "a", "a") == []


def test_always_the_last_answer_is_a_sign():
    assert alike("c", "c", "c", "c", "c", "c") == ["last_option", "straight_lining"]
    assert alike("c", "c", "c", "c") == ["straight_lining"]


def test_no_answer_gives_no_sign():
    assert alike() == []
    assert signs() == []


CONTROLLED = """
| survey |
| | type | name | label::fr | expected |
| | select_one oui_non | chat | C’est un chat ? | oui |
| | select_one oui_non | bien | Vous êtes bien ? | |
| choices |
| | list_name | name | label::fr |
| | oui_non | oui | Oui |
| | oui_non | non | Non |
"""


def controlled(**answers: object) -> list[str]:
    return noted(Sitting(form(CONTROLLED), "fr", answers, DAY))


def test_another_answer_than_the_one_that_everyone_knows_is_a_sign():
    assert controlled(chat="non", bien="non") == ["control"]
    assert controlled(chat="oui", bien="non") == []


def test_saying_nothing_or_why_to_a_question_of_control_is_no_sign():
    assert controlled(bien="non") == []
    assert controlled(chat=Missing.DONT_KNOW) == []
