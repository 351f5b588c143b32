"""The pages of the editor, as forms: no script is needed."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from arpent.instrument.canonical import to_json
from arpent.instrument.editing.items import changed
from arpent.instrument.values import Kind, Question
from arpent.instrument.writing import write_xlsform
from arpent.instrument.xlsform import read_xlsform
from arpent.surveys.models import Version


def at(version: Version, name: str, *more: str) -> str:
    return reverse(f"surveys:{name}", args=[version.questionnaire.study_id, version.pk, *more])


def fields(client: Client, address: str) -> dict[str, str | list[str]]:
    """What the page's form would send, untouched."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() for field in form if field.value() not in (None, False)}


def now(version: Version):
    version.refresh_from_db()
    return version.instrument


def test_the_outline_shows_every_line(alice: Client, draft: Version):
    page = alice.get(at(draft, "edit")).content.decode()
    for words in (
        "Le répit",
        "Avez-vous du temps pour vous ?",
        "Si « Avez-vous du temps pour vous ? » est « Oui »",
    ):
        assert words in page.replace("\u202f", " ")


def test_words_are_written_edition_by_edition(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    sent = fields(alice, address) | {"label_fr-simple": "Vous avez du temps ?\r\n"}
    assert alice.post(address, sent).status_code == 302
    question = now(draft).question("temps")
    assert question.label == {"fr": "Avez-vous du temps pour vous ?", "fr-simple": "Vous avez du temps ?"}
    assert question.hint == {"fr": "Ces derniers mois."}


def test_sending_the_page_as_it_is_changes_nothing(alice: Client, draft: Version):
    before = now(draft)
    for name in ("temps", "heures", "repit"):
        alice.post(at(draft, "edit_item", name), fields(alice, at(draft, "edit_item", name)))
    assert now(draft) == before


def test_two_people_on_one_text_see_both(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    first = fields(alice, address) | {"label_fr": "Le premier texte ?"}
    second = fields(alice, address) | {"label_fr": "Le second texte ?"}
    alice.post(address, first)
    answer = alice.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Quelqu’un a changé ce texte pendant ce temps" in page
    assert "Le premier texte ?" in page
    assert "Le second texte ?" in page
    assert now(draft).question("temps").label["fr"] == "Le premier texte ?"
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert alice.post(address, second | {"seen": seen}).status_code == 302
    assert now(draft).question("temps").label["fr"] == "Le second texte ?"


def test_two_people_on_two_texts_do_not_meet(alice: Client, draft: Version):
    sent = {name: fields(alice, at(draft, "edit_item", name)) for name in ("temps", "heures")}
    for name, values in sent.items():
        assert alice.post(at(draft, "edit_item", name), values | {"label_fr": f"{name} ?"}).status_code == 302
    assert [now(draft).question(name).label["fr"] for name in sent] == ["temps ?", "heures ?"]


def test_a_question_that_went_meanwhile_is_said(alice: Client, draft: Version):
    answer = alice.post(at(draft, "edit_item", "absente"), {"label_fr": "?"}, follow=True)
    assert "retiré du questionnaire pendant ce temps" in answer.content.decode()


def test_a_refusal_keeps_the_words(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    sent = fields(alice, address) | {"label_fr": "Des mots à garder", "code": "heures"}
    answer = alice.post(address, sent)
    assert answer.status_code == 422
    assert "Des mots à garder" in answer.content.decode()
    assert "déjà pris" in answer.content.decode()


def test_the_code_changes_everywhere(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    answer = alice.post(address, fields(alice, address) | {"code": "du_temps"})
    assert answer["Location"] == at(draft, "edit_item", "du_temps")
    assert now(draft).question("heures").relevant == "${du_temps} = 'oui'"


def test_a_question_is_added_where_it_was_asked(alice: Client, draft: Version):
    sent = {
        "label": "Qui vous aide ?",
        "kind": "select_multiple",
        "choices": "Ma sœur\nUn voisin\n",
        "after": "temps",
    }
    answer = alice.post(at(draft, "add_item"), sent)
    question = now(draft).question("qui_vous_aide")
    assert answer["Location"] == at(draft, "edit_item", "qui_vous_aide")
    assert [choice.label["fr"] for choice in now(draft).choices_of(question)] == ["Ma sœur", "Un voisin"]
    assert [each.name for each in now(draft).questions()] == ["temps", "qui_vous_aide", "heures"]


def test_a_list_of_choices_is_shared(alice: Client, draft: Version):
    alice.post(at(draft, "add_item"), {"label": "Sûr ?", "kind": "select_one", "list_name": "oui_non"})
    assert now(draft).question("sur").list_name == "oui_non"


@pytest.mark.parametrize(
    ("gesture", "name", "order"),
    [
        ("down", "temps", ["heures", "temps"]),
        ("duplicate", "temps", ["temps", "temps_2", "heures"]),
        ("delete", "heures", ["temps"]),
        ("delete", "temps", ["temps", "heures"]),
        ("sing", "temps", ["temps", "heures"]),
    ],
)
def test_a_line_is_moved_copied_or_deleted(alice: Client, draft: Version, gesture, name, order):
    alice.post(at(draft, "act", name), {"gesture": gesture})
    assert [each.name for each in now(draft).questions()] == order


def test_a_cited_question_stays_and_its_citation_is_said(alice: Client, draft: Version):
    answer = alice.post(at(draft, "act", "temps"), {"gesture": "delete"}, follow=True)
    assert "Combien d’heures par semaine ?" in answer.content.decode()
    assert "Retirez d’abord cette condition" in answer.content.decode()


def test_undo_and_redo_are_buttons(alice: Client, draft: Version):
    before = now(draft)
    alice.post(at(draft, "act", "heures"), {"gesture": "delete"})
    changed = now(draft)
    alice.post(at(draft, "undo"), {"changes": "1"})
    assert now(draft) == before
    alice.post(at(draft, "redo"), {"changes": "2"})
    assert now(draft) == changed


def test_undoing_what_one_has_not_seen_is_refused(alice: Client, draft: Version):
    alice.post(at(draft, "act", "heures"), {"gesture": "delete"})
    answer = alice.post(at(draft, "undo"), {"changes": "nonsense"}, follow=True)
    assert "Quelqu’un a changé ce questionnaire pendant ce temps" in answer.content.decode()


def test_what_is_unfinished_is_said_and_keeps_it_from_being_published(alice: Client, draft: Version):
    alice.post(at(draft, "add_item"), {"label": "Une section vide", "kind": "section"})
    page = alice.get(at(draft, "edit")).content.decode()
    assert "Cette section ne contient aucune question." in page
    answer = alice.post(at(draft, "publish"), follow=True)
    assert "il reste des points à finir" in answer.content.decode()
    assert not Version.objects.published().exists()


def test_what_is_written_is_exported_and_read_back_equal(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    alice.post(
        address, fields(alice, address) | {"clarification_fr": "Du temps pour vous seul.", "hint_fr": ""}
    )
    alice.post(at(draft, "act", "heures"), {"gesture": "duplicate"})
    exported = b"".join(alice.get(at(draft, "rewritten")).streaming_content)
    assert read_xlsform(exported, "repit.xlsx").instrument == now(draft)
    assert read_xlsform(write_xlsform(now(draft)), "repit.xlsx").instrument == now(draft)


def test_a_published_version_is_shown_instead(alice: Client, draft: Version):
    alice.post(at(draft, "publish"))
    answer = alice.get(at(draft, "edit"), follow=True)
    assert "elle ne change plus" in answer.content.decode()


def test_the_easy_words_are_looked_over_without_a_script(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    sent = fields(alice, address) | {"label_fr-simple": "Nonobstant ?", "proofread": "label_fr-simple"}
    answer = alice.post(address, sent)
    assert answer.status_code == 200
    assert "Nonobstant" in answer.content.decode()
    assert now(draft).question("temps").label["fr-simple"] == "Avez-vous du temps ?"


def test_a_question_is_previewed_even_when_its_condition_hides_it(alice: Client, draft: Version):
    address = reverse("collection:preview_screen", args=[draft.questionnaire.study_id, draft.pk, "heures"])
    assert alice.get(address).status_code == 404
    assert "Combien d’heures ?" in alice.get(f"{address}?seule&edition=fr-simple").content.decode()


def test_a_section_asks_for_its_title_and_its_place_alone(alice: Client, draft: Version):
    asked = alice.get(at(draft, "add_item"), {"type": "section"}).context["form"]
    assert list(asked.fields) == ["label", "kind", "after"]
    answer = alice.post(at(draft, "add_item"), {"label": "Vos droits", "kind": "section", "after": ""})
    assert now(draft).items[-1].label == {"fr": "Vos droits"}
    assert answer.url == at(draft, "edit_item", "vos_droits")


def test_a_scale_is_drawn_with_faces(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    alice.post(address, fields(alice, address) | {"drawing": "faces", "steps": "either-or"})
    assert now(draft).question("temps").appearance == "faces either-or"


def test_the_first_answer_may_have_the_least_happy_face(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    alice.post(address, fields(alice, address) | {"drawing": "faces", "order": "least"})
    assert now(draft).question("temps").appearance == "faces rising"
    assert fields(alice, address)["order"] == "least"


def test_a_question_of_control_is_told_by_its_right_answer(alice: Client, draft: Version):
    address = at(draft, "edit_item", "temps")
    code = now(draft).choices_of(now(draft).question("temps"))[0].name
    alice.post(address, fields(alice, address) | {"expected": code})
    assert now(draft).question("temps").extra["expected"] == code
    assert fields(alice, address)["expected"] == code
    alice.post(address, fields(alice, address) | {"expected": ""})
    assert "expected" not in now(draft).question("temps").extra


def test_one_goes_from_a_question_to_the_next(alice: Client, draft: Version):
    page = alice.get(at(draft, "edit_item", "temps"))
    assert [code for code, _title in page.context["neighbours"]] == ["repit", "heures"]
    assert at(draft, "edit_item", "heures") in page.content.decode()
    assert alice.get(at(draft, "edit_item", "heures")).context["neighbours"][1] == ("", "")


def test_a_questionnaire_is_called_as_its_first_version_until_one_is_published(alice: Client, draft: Version):
    address = at(draft, "edit_whole")
    alice.post(address, fields(alice, address) | {"title_fr": "Le repos"})
    draft.questionnaire.refresh_from_db()
    assert draft.questionnaire.title == "Le repos"
    alice.post(at(draft, "undo"), {"changes": alice.get(at(draft, "edit")).context["changes"]})
    draft.questionnaire.refresh_from_db()
    assert draft.questionnaire.title == "Le répit des familles"


def test_practice_screens_are_ticked(alice: Client, draft: Version):
    address = at(draft, "edit_whole")
    alice.post(address, fields(alice, address) | {"practice": "on", "title_fr": "Le repos"})
    assert now(draft).settings["practice"] == "yes"
    assert now(draft).title["fr"] == "Le repos"


class TestLimits:
    """Of « heures », a whole number in the story."""

    def send(self, alice: Client, draft: Version, **typed: str):
        address = at(draft, "edit_item", "heures")
        return alice.post(address, fields(alice, address) | typed)

    def test_they_are_picked_and_told_to_who_answers(self, alice: Client, draft: Version):
        assert self.send(alice, draft, low="0", high="168").status_code == 302
        question = now(draft).question("heures")
        assert question.constraint == ". >= 0 and . <= 168"
        assert question.constraint_message["fr"] == "Écrivez un nombre de 0 à 168."
        page = alice.get(at(draft, "edit_item", "heures")).content.decode()
        assert "Écrivez un nombre de 0 à 168." in page

    def test_another_answer_is_picked_as_an_end(self, alice: Client, draft: Version):
        total = Question("total", Kind.INTEGER, label={"fr": "Combien d’heures en tout ?"})
        longer = replace(draft.instrument, items=(total, *draft.instrument.items))
        Version.objects.filter(pk=draft.pk).update(content=to_json(longer))
        page = alice.get(at(draft, "edit_item", "heures")).content.decode()
        assert "Au plus la réponse à" in page
        assert self.send(alice, draft, most="total").status_code == 302
        assert now(draft).question("heures").constraint == "${total} = '' or . <= ${total}"
        assert fields(alice, at(draft, "edit_item", "heures"))["most"] == "total"

    def test_a_page_open_since_before_keeps_the_words_that_were_written_since(
        self, alice: Client, draft: Version
    ):
        address = at(draft, "edit_item", "heures")
        open_since = fields(alice, address) | {"low": "0"}
        alice.post(address, open_since)
        alice.post(address, open_since | {"seen": fields(alice, address)["seen"]})
        assert now(draft).question("heures").constraint_message["fr"] == "Écrivez un nombre à partir de 0."

    def test_ends_in_the_wrong_order_are_refused_and_kept_on_the_page(self, alice: Client, draft: Version):
        answer = self.send(alice, draft, low="20", high="10")
        assert answer.status_code == 422
        assert "Aucune réponse ne conviendrait" in answer.content.decode()
        assert not now(draft).question("heures").constraint

    def test_what_was_typed_for_a_number_is_not_taken_for_letters(self, alice: Client, draft: Version):
        address = at(draft, "edit_item", "heures")
        open_since = fields(alice, address) | {"low": "0", "high": "168", "kind": "text"}
        alice.post(address, open_since)
        alice.post(address, open_since | {"seen": fields(alice, address)["seen"]})
        question = now(draft).question("heures")
        assert (question.kind, question.constraint) == ("text", "")

    def test_a_rule_that_says_more_is_told_in_words_and_can_be_left(self, alice: Client, draft: Version):
        ruled = changed(now(draft), "heures", lambda item: replace(item, constraint=". >= 0 or . = -1"))
        Version.objects.filter(pk=draft.pk).update(content=to_json(ruled))
        address = at(draft, "edit_item", "heures")
        assert "la réponse est au moins 0 ou" in alice.get(address).content.decode()
        self.send(alice, draft)
        assert now(draft).question("heures").constraint == ". >= 0 or . = -1"
        self.send(alice, draft, no_rule="on")
        assert now(draft).question("heures").constraint == ""
