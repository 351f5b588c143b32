"""Choices, conditions by picking, editions."""

from dataclasses import replace

import pytest
from django.test import Client

from arpent.instrument.canonical import to_json
from arpent.instrument.editing.items import changed
from arpent.instrument.editions import tag_of
from arpent.surveys.models import Version
from tests.surveys.editor.test_pages import at, fields, now

OUI, NON = "choice-oui", "choice-non"


def codes(version: Version, list_name: str = "oui_non") -> list[str]:
    return [choice.name for choice in now(version).choices.get(list_name, ())]


@pytest.fixture
def address(draft: Version) -> str:
    return at(draft, "edit_choices", "temps")


def test_choices_are_written_in_each_edition_and_one_is_added(alice: Client, draft: Version, address: str):
    sent = fields(alice, address) | {
        f"{OUI}_fr": "Oui, un peu",
        f"{NON}-favourable": "on",
        "new_fr": "Souvent",
    }
    assert alice.post(address, sent).status_code == 302
    oui, non, souvent = now(draft).choices["oui_non"]
    assert (oui.label["fr"], non.favourable, souvent.name) == ("Oui, un peu", True, "souvent")


def test_sending_the_choices_as_they_are_changes_nothing(alice: Client, draft: Version, address: str):
    before = now(draft)
    alice.post(address, fields(alice, address))
    assert now(draft) == before


def test_a_button_keeps_the_words_and_moves_the_choice(alice: Client, draft: Version, address: str):
    alice.post(address, fields(alice, address) | {f"{OUI}_fr": "Mais oui", "gesture": "down:oui"})
    assert codes(draft) == ["non", "oui"]
    assert now(draft).choices["oui_non"][1].label["fr"] == "Mais oui"


def test_a_choice_that_a_condition_asks_for_stays(alice: Client, draft: Version, address: str):
    answer = alice.post(address, fields(alice, address) | {"gesture": "delete:oui"})
    assert answer.status_code == 422
    assert codes(draft) == ["oui", "non"]


def test_a_choice_that_went_meanwhile_gives_its_words_back(alice: Client, draft: Version, address: str):
    mine = fields(alice, address) | {f"{NON}_fr": "Non, jamais"}
    alice.post(address, fields(alice, address) | {"gesture": "delete:non", "new_fr": "Peut-être"})
    answer = alice.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Non, jamais" in page
    assert "Peut-être" in page
    assert codes(draft) == ["oui", "peut_etre"]


def test_a_shared_list_is_said_and_left_by_one_question(alice: Client, draft: Version, address: str):
    alice.post(at(draft, "add_item"), {"label": "Et demain ?", "kind": "select_one", "list_name": "oui_non"})
    assert "Et demain ?" in alice.get(address).content.decode()
    alice.post(address, fields(alice, address) | {"gesture": "own:"})
    own = now(draft).question("temps").list_name
    assert own != now(draft).question("et_demain").list_name == "oui_non"
    assert codes(draft, own) == ["oui", "non"]


def test_a_question_takes_the_choices_of_another(alice: Client, draft: Version):
    alice.post(at(draft, "add_item"), {"label": "Qui ?", "kind": "select_one", "choices": "Moi\nToi"})
    alice.post(at(draft, "share_choices", "qui"), {"list_name": "oui_non"})
    assert now(draft).question("qui").list_name == "oui_non"


def picked(name: str, test: str, value: str, **more: str) -> dict[str, str]:
    return {"question-0": name, "test-0": test, "value-0": value, "joint": "all", "go": "save"} | more


def test_a_condition_is_picked(alice: Client, draft: Version):
    where = at(draft, "edit_condition", "heures")
    seen = alice.get(where).context["seen"]
    assert alice.post(where, picked("temps", "is_not", "non", seen=seen)).status_code == 302
    assert now(draft).question("heures").relevant == "${temps} != 'non'"


def test_choosing_a_question_redraws_with_its_answers_and_keeps_nothing(alice: Client, draft: Version):
    where = at(draft, "edit_condition", "heures")
    page = alice.post(where, {"question-0": "temps", "go": "refresh"}).content.decode()
    assert '<option value="non">Non</option>' in page
    assert now(draft).question("heures").relevant == "${temps} = 'oui'"


def test_a_line_is_removed_and_the_condition_goes(alice: Client, draft: Version):
    where = at(draft, "edit_condition", "heures")
    seen = alice.get(where).context["seen"]
    page = alice.post(where, picked("temps", "is", "oui", go="remove-0")).content.decode()
    assert "toujours posée" in page
    alice.post(where, {"go": "save", "seen": seen, "joint": "all"})
    assert now(draft).question("heures").relevant == ""


@pytest.mark.parametrize(
    ("name", "test", "value", "says"),
    [
        ("temps", "more", "oui", "ne va pas avec cette question"),
        ("absente", "is", "oui", "n’existe plus"),
        ("heures", "is", "3", "de la question elle-même"),
        ("temps", "chante", "", "manque"),
    ],
)
def test_a_condition_that_cannot_be_is_refused_in_words(
    alice: Client, draft: Version, name, test, value, says
):
    where = at(draft, "edit_condition", "heures")
    seen = alice.get(where).context["seen"]
    answer = alice.post(where, picked(name, test, value, seen=seen))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert now(draft).question("heures").relevant == "${temps} = 'oui'"


def test_a_condition_that_says_more_than_picks_is_read_and_kept(alice: Client, draft: Version):
    rule = "${temps} = 'oui' or count-selected(${temps}) + 1 > 3"
    after = changed(now(draft), "heures", lambda item: replace(item, relevant=rule))
    Version.objects.filter(pk=draft.pk).update(content=to_json(after))
    page = alice.get(at(draft, "edit_condition", "heures")).content.decode()
    assert "est gardée telle qu’elle est écrite" in page
    assert "le nombre de réponses à" in page
    alice.post(at(draft, "edit_item", "heures"), fields(alice, at(draft, "edit_item", "heures")))
    assert now(draft).question("heures").relevant == rule


def test_two_people_on_one_condition_meet(alice: Client, draft: Version):
    where = at(draft, "edit_condition", "heures")
    seen = alice.get(where).context["seen"]
    alice.post(where, picked("temps", "is", "non", seen=seen))
    answer = alice.post(where, picked("temps", "answered", "", seen=seen))
    assert answer.status_code == 409
    assert "Quelqu’un a changé cette question pendant ce temps" in answer.content.decode()
    assert now(draft).question("heures").relevant == "${temps} = 'non'"


def test_an_edition_is_added_and_taken_away(alice: Client, draft: Version):
    before = now(draft)
    alice.post(at(draft, "edit_editions"), {"language": "English"})
    assert now(draft).editions == ("fr", "fr-simple", tag_of("English"))
    assert "manque" in alice.get(at(draft, "edit")).content.decode()
    alice.post(at(draft, "edit_editions"), {"remove": "en"})
    assert now(draft) == before


@pytest.mark.parametrize("sent", [{"remove": "fr"}, {"language": " "}, {"language": "Français"}, {}])
def test_an_edition_that_cannot_be_is_refused(alice: Client, draft: Version, sent):
    before = now(draft)
    alice.post(at(draft, "edit_editions"), sent)
    assert now(draft) == before
