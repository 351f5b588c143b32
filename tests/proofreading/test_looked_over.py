"""A text is looked over while it is typed, and by buttons when there is no JavaScript."""

import pytest
from django import forms
from django.test import Client
from django.utils import timezone

from arpent.falc import RULES
from arpent.proofreading.forms import EasyText, LookedOver
from arpent.proofreading.pace import MOST_A_MINUTE, too_often
from arpent.ui.proofread import LONGEST, look
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SPELLED = "Vous avez quinze jours."
DIGITS = "Vous avez 15 jours."


class LetterForm(LookedOver, forms.Form):
    title = forms.CharField()
    told_on = forms.DateField()
    words = forms.CharField(widget=EasyText)
    agreed = forms.BooleanField(required=False)


def typed(words: str = SPELLED, **more: str) -> dict[str, str]:
    return {"title": "Lettre", "told_on": "pas un jour", "words": words, **more}


def offer(text: str) -> str:
    return next(remark.key for remark in look(text).remarks if remark.offer)


def test_a_new_line_is_offered_in_words():
    words = "Vous pouvez venir avec votre famille. Vous pouvez aussi venir avec vos amis."
    drawn = str(LetterForm(typed(words=words, proofread="words")))
    assert "Aller à la ligne" in drawn
    assert "Écrire «&#8239;\n" not in drawn


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


class TestWithoutJavaScript:
    def test_looking_over_sends_nothing_and_complains_of_nothing(self):
        form = LetterForm(typed(proofread="words"))
        assert not form.is_valid()
        assert not form.errors

    def test_what_was_typed_comes_back(self):
        drawn = str(LetterForm(typed(proofread="words", agreed="on")))
        assert 'value="Lettre"' in drawn
        assert 'value="pas un jour"' in drawn
        assert SPELLED in drawn
        assert "checked" in drawn

    def test_remarks_stand_beside_the_text(self):
        drawn = str(LetterForm(typed(proofread="words")))
        assert f">{RULES['C02'].id}<" in drawn
        assert '<mark class="proof__mark proof__mark--warning">quinze</mark>' in drawn

    def test_a_remark_is_followed_by_one_button(self):
        form = LetterForm(typed(**{"proofread-mend": f"words:{offer(SPELLED)}"}))
        assert form["words"].value() == DIGITS

    def test_a_replacement_is_undone_by_one_button(self):
        form = LetterForm(typed(DIGITS, **{"proofread-undo": "words", "words-before": SPELLED}))
        assert form["words"].value() == SPELLED

    def test_a_remark_about_words_that_have_gone_changes_nothing(self):
        form = LetterForm(typed("Bonjour.", **{"proofread-mend": f"words:{offer(SPELLED)}"}))
        assert form["words"].value() == "Bonjour."

    def test_a_button_of_another_field_leaves_the_text_alone(self):
        form = LetterForm(typed(proofread="title"))
        assert form["words"].value() == SPELLED

    def test_the_form_itself_is_sent_as_ever(self):
        assert LetterForm(typed() | {"told_on": "2026-11-23"}).is_valid()

    def test_hostile_words_are_shown_as_words(self):
        drawn = str(LetterForm(typed("<script>alert(1)</script> & quinze", proofread="words")))
        assert "<script>" not in drawn


class TestWhileTyping:
    def test_remarks_are_answered_as_a_part_of_a_page(self, alice: Client):
        part = alice.post("/facile-a-lire/verifier/", {"text": SPELLED, "name": "words"}).text
        assert "<html" not in part
        assert 'data-text="15"' in part

    def test_a_question_is_read_as_a_question(self, alice: Client):
        text = "Le repas est bon ?"
        plain = alice.post("/facile-a-lire/verifier/", {"text": text}).text
        asked = alice.post("/facile-a-lire/verifier/", {"text": text, "question": ""}).text
        assert ">V11<" not in plain
        assert ">V11<" in asked

    def test_a_text_beyond_measure_is_refused_in_words(self, alice: Client):
        answer = alice.post("/facile-a-lire/verifier/", {"text": "a" * (LONGEST + 1)})
        assert (answer.status_code, "trop long" in answer.text) == (413, True)

    def test_nobody_asks_without_end(self, cast: Cast):
        now = timezone.now()
        asked = [too_often(user_id=cast.david.pk, at=now) for _ in range(MOST_A_MINUTE + 1)]
        assert asked == [False] * MOST_A_MINUTE + [True]

    def test_a_request_forged_elsewhere_is_refused(self, cast: Cast):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.alice)
        assert client.post("/facile-a-lire/verifier/", {"text": SPELLED}).status_code == 403


class TestPlaces:
    def test_offsets_are_those_of_a_browser(self):
        """An emoji is one character here and two units in a browser."""
        remark = next(one for one in look("😀 quinze").remarks if one.offer)
        assert (remark.offer.start, remark.offer.end) == (3, 9)

    def test_a_replacement_lands_on_its_words_after_an_emoji(self):
        assert look("😀 quinze").mended(offer("😀 quinze")) == "😀 15"

    @pytest.mark.parametrize("text", ["", " ", "\n", "Hello", "שלום", "a" * 5000])
    def test_any_text_is_answered(self, text: str):
        assert "".join(piece.words for piece in look(text).pieces) == text
