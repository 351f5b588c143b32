"""The network's own words: listed for all, changed by those who set the method, followed at once."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from arpent.falc.vocabulary import Entry
from arpent.proofreading.actions import keep_words
from arpent.proofreading.models import NetworkWord
from tests.cast import Cast

TABLE = "mot;à la place;connu\nusager;personne accompagnée;\nvéranda;;oui\n"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def chloe(cast: Cast) -> Client:
    return signed_in(cast.chloe)


def test_a_word_is_followed_as_soon_as_it_is_written(chloe: Client):
    chloe.post("/facile-a-lire/mots/", {"word": "usager", "instead": "personne accompagnée"})
    part = chloe.post("/facile-a-lire/verifier/", {"text": "L’usager arrive."}).text
    assert 'data-text="personne accompagnée"' in part


def test_a_word_written_again_is_changed(chloe: Client):
    for instead in ("personne", "habitant"):
        chloe.post("/facile-a-lire/mots/", {"word": "Usager", "instead": instead})
    assert list(NetworkWord.objects.values_list("word", "instead")) == [("Usager", "habitant")]


def test_a_word_that_readers_know_is_not_underlined(chloe: Client):
    keep_words(entries=[Entry("véranda", known=True)])
    assert "véranda" not in chloe.post("/facile-a-lire/verifier/", {"text": "La véranda est belle."}).text


def test_who_does_not_set_the_method_reads_the_list_and_changes_nothing(cast: Cast):
    keep_words(entries=[Entry("usager")])
    alice = signed_in(cast.alice)
    assert "Enregistrer le mot" not in alice.get("/facile-a-lire/mots/").text
    assert alice.post("/facile-a-lire/mots/", {"word": "autre"}).status_code == 404
    assert NetworkWord.objects.count() == 1


def test_a_word_is_taken_away(chloe: Client):
    keep_words(entries=[Entry("usager")])
    chloe.post(f"/facile-a-lire/mots/{NetworkWord.objects.get().pk}/enlever/")
    assert not NetworkWord.objects.exists()


def test_a_table_is_imported_and_comes_out_the_same(chloe: Client):
    chloe.post("/facile-a-lire/mots/importer/", {"pasted": TABLE})
    answer = chloe.get("/facile-a-lire/mots/exporter/")
    assert answer.content.decode("utf-8-sig").replace("\r\n", "\n") == TABLE
    assert "attachment" in answer["Content-Disposition"]


def test_one_wrong_line_and_nothing_is_imported(chloe: Client):
    page = chloe.post("/facile-a-lire/mots/importer/", {"pasted": TABLE + "usager;;\n"}).text
    assert "Rien n’a été importé" in page
    assert "déjà à la ligne 2" in page
    assert not NetworkWord.objects.exists()


@pytest.mark.parametrize(
    ("word", "instead", "known"), [("", "", ""), ("mot", "mot", ""), ("mot", "autre", "on")]
)
def test_what_makes_no_sense_is_refused_in_words(chloe: Client, word: str, instead: str, known: str):
    data = {"word": word, "instead": instead} | ({"known": known} if known else {})
    assert "error-summary" in chloe.post("/facile-a-lire/mots/", data).text
    assert not NetworkWord.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"word": ""}, {"word": "mot", "known": True, "instead": "autre"}], ids=["empty", "known"]
)
def test_the_database_refuses_it_too(db: None, wrong: dict):
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkWord.objects.create(key="mot", **wrong)
