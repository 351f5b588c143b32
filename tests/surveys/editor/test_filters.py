"""Choices shown according to another answer, as a form."""

import pytest
from django.test import Client

from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.editing import items
from arpent.instrument.xlsform import read_xlsform
from arpent.surveys.models import Version
from tests.surveys.editor.test_pages import at, now

FORM = """
| survey   |
|          | type                   | name  | label::Français (fr) |
|          | select_one lieu        | lieu  | Où vivez-vous ?      |
|          | select_one aide        | aide  | Qui vous aide ?      |
| choices  |
|          | list_name | name    | label::Français (fr) |
|          | lieu      | foyer   | Dans un foyer        |
|          | lieu      | maison  | Dans ma maison       |
|          | aide      | equipe  | L’équipe             |
|          | aide      | famille | Ma famille           |
| settings |
|          | form_title | form_id | version | default_language |
|          | Aide       | aide    | 1       | Français (fr)    |
"""


@pytest.fixture
def aid(draft: Version) -> Version:
    instrument = read_xlsform(FORM.encode(), "f.md").instrument
    draft.content, draft.fingerprint = to_json(instrument), fingerprint(instrument)
    draft.save()
    return draft


def address(version: Version, item: str = "aide") -> str:
    return at(version, "edit_filter", item)


def seen(alice: Client, version: Version) -> str:
    return alice.get(address(version) + "?question=lieu").context["seen"]


def tick(alice: Client, version: Version, **more: object):
    sent = {"seen": seen(alice, version), "on": "lieu", "when-equipe": ["foyer"]} | more
    return alice.post(address(version), sent)


def test_a_question_is_chosen_then_its_answers_are_offered_for_each_choice(alice: Client, aid: Version):
    other, _copy = items.duplicate(aid.instrument, "lieu")
    Version.objects.filter(pk=aid.pk).update(content=to_json(other), fingerprint=fingerprint(other))
    page = alice.get(address(aid)).content.decode()
    assert "Où vivez-vous" in page
    assert "L’équipe" not in page
    page = alice.get(address(aid) + "?question=lieu").content.decode()
    assert all(words in page for words in ("L’équipe", "Ma famille", "Dans un foyer"))


def test_the_only_question_that_can_decide_is_not_asked_for(alice: Client, aid: Version):
    assert "L’équipe" in alice.get(address(aid)).content.decode()


def test_what_is_ticked_is_kept_and_told_on_the_page_of_choices(alice: Client, aid: Version):
    assert tick(alice, aid).status_code == 302
    assert "selected(avec_lieu, ${lieu})" in now(aid).question("aide").choice_filter
    assert "Selon la réponse à" in alice.get(at(aid, "edit_choices", "aide")).content.decode()
    boxes = alice.get(address(aid)).context["form"]["when-equipe"]
    assert boxes.value() == ["foyer"]


def test_all_choices_can_be_shown_again_and_it_can_be_undone(alice: Client, aid: Version):
    tick(alice, aid)
    filtered = now(aid)
    alice.post(address(aid), {"seen": seen(alice, aid), "go": "always"})
    assert now(aid).question("aide").choice_filter == ""
    alice.post(at(aid, "undo"), {"changes": alice.get(at(aid, "edit")).context["changes"]})
    assert now(aid) == filtered


def test_an_answer_left_without_a_choice_is_refused_in_words(alice: Client, aid: Version):
    answer = tick(alice, aid, **{"when-famille": ["foyer"]})
    assert answer.status_code == 422
    assert "Dans ma maison" in answer.content.decode()
    assert "il ne resterait aucun choix" in answer.content.decode()


def test_somebody_else_s_change_is_not_overwritten(alice: Client, aid: Version):
    answer = tick(alice, aid, seen="autrefois")
    assert answer.status_code == 409
    assert "Quelqu’un a changé cette question" in answer.content.decode()
    assert now(aid).question("aide").choice_filter == ""


def test_a_question_that_cannot_decide_is_not_taken(alice: Client, aid: Version):
    assert tick(alice, aid, on="aide").status_code == 422
    assert tick(alice, aid, **{"when-equipe": ["ailleurs"]}).status_code == 422
    assert alice.get(address(aid, "absente")).status_code == 302


def test_the_first_question_has_nothing_to_depend_on(alice: Client, aid: Version):
    assert "Aucune question ne peut décider" in alice.get(address(aid, "lieu")).content.decode()
