"""Choices, editions, and what else is said about a question."""

from dataclasses import replace

import pytest

from arpent.instrument.editing import drawing, items, lists, looking_over, pictures, wording
from arpent.instrument.editing.merging import extract
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.values import Kind, Missing
from tests.instrument.editing.test_structure import FORM


def codes(instrument, name="oui_non"):
    return [choice.name for choice in instrument.choices.get(name, ())]


def test_a_choice_gets_a_code_of_its_own():
    after, code = lists.add_choice(FORM, "oui_non", {"fr": "Oui !"})
    assert codes(after) == ["oui", "non", code] == ["oui", "non", "oui_2"]


def test_a_choice_that_a_condition_asks_for_is_not_deleted():
    with pytest.raises(EditRefused, match="Combien de fois"):
        lists.delete_choice(FORM, "oui_non", "oui")
    assert codes(lists.delete_choice(FORM, "oui_non", "non")) == ["oui"]


def test_a_list_that_loses_its_last_choice_is_said_to_be_missing():
    empty = lists.delete_choice(wording.with_texts(without_condition(), "b", {}), "oui_non", "non")
    empty = lists.delete_choice(empty, "oui_non", "oui")
    assert [(found.notice.code, found.item) for found in looking_over.look_over(empty)] == [("L001", "a")]


def without_condition():
    return items.changed(FORM, "b", lambda item: replace(item, relevant=""))


def test_a_list_of_its_own_leaves_the_shared_one_as_it_was():
    after = lists.own_list(FORM, "a")
    own = items.question_named(after, "a").list_name
    assert own != "oui_non"
    assert codes(after, own) == codes(after) == ["oui", "non"]


def test_a_question_that_changes_its_type_leaves_what_it_has_no_use_for():
    after = items.question_named(lists.with_kind(FORM, "a", Kind.INTEGER), "a")
    assert (after.kind, after.list_name) == (Kind.INTEGER, "")


def test_an_edition_is_added_empty_and_taken_away_with_its_words():
    english = wording.add_edition(FORM, "English")
    said = wording.with_texts(english, "a", {"label": {"fr": "Venez-vous ?", "en": "Do you come?"}})
    assert wording.remove_edition(said, "en") == FORM


def test_the_default_edition_stays():
    with pytest.raises(EditRefused):
        wording.remove_edition(FORM, "fr")


def test_a_required_that_depends_on_answers_is_kept():
    asked = items.changed(FORM, "b", lambda item: replace(item, required="${avant} = 'x'"))
    assert wording.with_required(asked, "b", False) == asked


def test_reasons_keep_their_order():
    after = wording.with_reasons(FORM, "a", [Missing.NOT_UNDERSTOOD, Missing.DONT_KNOW])
    assert items.question_named(after, "a").missing == (Missing.DONT_KNOW, Missing.NOT_UNDERSTOOD)


def test_a_picture_is_shown_in_every_edition_and_taken_away():
    shown = pictures.with_picture(FORM, "a", "picto-maison.svg")
    assert items.question_named(shown, "a").media == {"image": {"fr": "picto-maison.svg"}}
    assert pictures.with_picture(shown, "a", "") == FORM


def test_an_empty_section_is_said_where_it_is():
    after, name = items.add_section(FORM, {"fr": "Trois"})
    found = looking_over.look_over(after)
    assert [(each.notice.code, each.item, each.blocks) for each in found] == [("G004", name, True)]


def test_a_citation_of_nothing_is_said_where_it_is():
    after = wording.with_texts(FORM, "c", {"label": {"fr": "Bonjour ${nom}"}})
    assert [(each.notice.code, each.item) for each in looking_over.look_over(after)] == [("X002", "c")]


def test_a_drawing_replaces_another_and_leaves_other_words():
    drawn = drawing.with_look(FORM, "a", drawing="faces", steps="either-or")
    assert items.question_named(drawn, "a").appearance == "faces either-or"
    again = drawing.with_look(drawn, "a", drawing="thermometer", steps="")
    assert items.question_named(again, "a").appearance == "thermometer"
    assert not looking_over.look_over(drawn)
    assert drawing.with_look(again, "a", drawing="", steps="") == FORM


def test_a_drawing_goes_from_the_least_to_the_most_and_back():
    drawn = drawing.with_look(FORM, "a", drawing="faces", steps="")
    rising = drawing.with_order(drawn, "a", rising=True)
    assert items.question_named(rising, "a").appearance == "faces rising"
    assert drawing.with_order(rising, "a", rising=False) == drawn
    assert drawing.with_order(FORM, "a", rising=True) == FORM


def test_a_favourable_end_keeps_the_happiest_face():
    drawn = drawing.with_look(FORM, "a", drawing="faces", steps="")
    good = lists.edit_choice(drawn, "oui_non", "non", {"fr": "Non"}, favourable=True)
    good = lists.edit_choice(good, "oui_non", "oui", {"fr": "Oui"}, favourable=False)
    with pytest.raises(EditRefused, match="Décochez-le"):
        drawing.with_order(good, "a", rising=False)
    assert drawing.with_order(good, "a", rising=True) == good


def test_a_drawing_that_does_not_fit_its_choices_is_said_where_it_is():
    drawn = drawing.with_look(FORM, "a", drawing="faces", steps="two-steps")
    assert [(each.notice.code, each.item) for each in looking_over.look_over(drawn)] == [("P005", "a")]


def test_opposite_questions_follow_their_codes_and_are_not_parted():
    twice, other = items.duplicate(FORM, "a")
    said = drawing.with_opposite(twice, "a", other)
    assert [each.name for each in drawing.could_be_opposite(twice, "a")] == [other]
    assert (
        drawing.opposite_of(items.question_named(wording.rename(said, other, "contraire"), "a"))
        == "contraire"
    )
    with pytest.raises(EditRefused):
        items.delete(said, other)
    with pytest.raises(EditRefused):
        extract(said, ["a"])


def test_practice_screens_are_asked_for_or_not():
    asked = drawing.with_setting(FORM, "practice", True)
    assert asked.settings["practice"] == "yes"
    assert drawing.with_setting(asked, "practice", False) == FORM
