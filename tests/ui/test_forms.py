"""A form is drawn accessible as it stands, and says what is wrong in words."""

import re

import pytest
from django import forms
from django.utils import translation

from arpent.ui.forms import DayInput


class MeetingForm(forms.Form):
    title = forms.CharField(label="Objet", help_text="En quelques mots.", max_length=20)
    held_on = forms.DateField(label="Jour", widget=DayInput)
    seats = forms.IntegerField(label="Sièges", required=False, min_value=3)
    kind = forms.ChoiceField(
        label="Sorte", choices=[("board", "Comité"), ("group", "Groupe")], widget=forms.RadioSelect
    )
    open_to_all = forms.BooleanField(label="Ouverte à tous", required=False)
    ident = forms.CharField(widget=forms.HiddenInput, required=False)


GOOD = {"title": "Restitution", "held_on": "2026-12-01", "kind": "board"}


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


def drawn(**answers: str) -> str:
    return str(MeetingForm({**GOOD, **answers}))


@pytest.mark.rgaa("11.10")
def test_the_hint_and_the_error_are_tied_to_the_field():
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn(title="")
    assert 'id="id_title_helptext"' in drawn(title="")
    assert 'id="id_title_error"' in drawn(title="")


def test_a_field_without_error_is_not_called_invalid():
    assert "aria-invalid" not in drawn()


def test_the_summary_leads_to_each_field():
    assert '<a href="#id_title">Objet\u202f: Cette réponse manque.</a>' in drawn(title="")


def test_the_summary_of_a_group_leads_to_its_first_choice():
    html = drawn(kind="")
    assert '<a href="#id_kind_0">' in html
    assert 'id="id_kind_0"' in html


def test_there_is_no_summary_without_error():
    assert "error-summary" not in drawn()


def test_an_error_of_the_whole_form_is_in_the_summary():
    form = MeetingForm(GOOD)
    form.add_error(None, "La salle est prise ce jour-là. Choisissez un autre jour.")
    assert "<li>La salle est prise" in str(form)


def test_choices_are_a_group_with_its_question():
    assert re.search(r"<fieldset[^>]*>\s*<legend>Sorte", drawn())


def test_one_box_to_tick_has_its_label_after_it():
    assert re.search(r'<label class="choice" for="id_open_to_all"><input type="checkbox"', drawn())


def test_what_may_be_left_out_says_so():
    html = drawn()
    assert re.search(r"Sièges <span[^>]*>\(facultatif\)", html)
    assert not re.search(r"Objet <span[^>]*>\(facultatif\)", html)


def test_a_day_is_written_as_the_browser_reads_it():
    assert re.search(r'<input type="date"[^>]*value="2026-12-01"', drawn())


def test_the_browser_does_not_refuse_before_us():
    assert " required" not in drawn()


def test_hidden_fields_are_drawn_once_and_without_label():
    html = drawn(ident="7")
    assert html.count('name="ident"') == 1
    assert "Ident" not in html


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"held_on": "hier"}, "Cette date n’existe pas."),
        ({"seats": "deux"}, "Écrivez un nombre entier, en chiffres."),
        ({"seats": "2"}, "Ce nombre est trop petit\u202f: 3 au moins."),
        ({"title": "x" * 21}, "C’est trop long\u202f: 20 caractères au plus. Vous en avez écrit 21."),
        ({"kind": "party"}, "«\u202fparty\u202f» n’est pas dans la liste."),
    ],
)
def test_a_wrong_answer_is_told_what_to_write(answers: dict[str, str], said: str):
    assert said in drawn(**answers)


def test_what_was_typed_is_escaped():
    html = drawn(title='"><script>alert(1)</script>', kind="<b>")
    assert "<script>" not in html
    assert "<b>" not in html
