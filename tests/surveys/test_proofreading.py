"""The easy-to-read words of a questionnaire are looked over; remarks point at the words they are about."""

from dataclasses import replace

from django.test import Client
from django.urls import reverse

from arpent.instrument.canonical import to_json
from arpent.surveys.models import Version
from arpent.surveys.proofreading import proofread
from tests.world import FORM, World

HARD = "Le formulaire a été transmis à la MDPH le 12/03/26."


def asking(words: str):
    group = FORM.items[0]
    question = replace(group.items[0], label={"fr": "?", "fr-simple": words})
    return replace(FORM, items=(replace(group, items=(question, *group.items[1:])),))


def test_remarks_point_at_the_words_they_are_about():
    text = proofread(asking(HARD)).texts[0]
    assert "".join(piece.words for piece in text.pieces) == HARD
    assert "12/03/26" in [remark.quoted for remark in text.remarks]


def test_rules_that_are_not_followed_are_counted():
    proof = proofread(asking(HARD))
    assert sum(line.count for line in proof.lines) == sum(len(text.remarks) for text in proof.texts)
    assert proof.levels["error"] >= 1


def test_words_asked_twice_are_looked_over_once():
    assert proofread(FORM).looked == len({"Avez-vous du temps pour vous ?", "Oui", "Non"})


def test_a_questionnaire_without_an_easy_edition_has_nothing_to_look_over():
    assert proofread(replace(FORM, editions=("fr",), items=(), choices={})).looked == 0


def test_hostile_words_are_shown_as_words(world: World):
    draft = Version.objects.create(
        questionnaire=world.questionnaire, number=9, source_name="x.md",
        content=to_json(asking("<script>alert(1)</script> ; etc.")), fingerprint="0" * 64,
    )  # fmt: skip
    client = Client()
    client.force_login(world.cast.alice)
    page = client.get(reverse("surveys:easy", args=[world.study.pk, draft.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page or "&lt;" in page
