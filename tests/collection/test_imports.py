"""Answers gathered elsewhere: read, shown, confirmed, then all or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arpent.collection import imports
from arpent.collection.models import AnswerFile, Response
from tests.cast import Cast
from tests.collection.stories import Story, open_story

ROWS = """association,content,venu,fois,aides,mot
La Clairière,bien,oui,3,famille amis,Merci
le gué,Pas bien,non,,,
L’Inconnue,moyen,non,,,
La Clairière,excellent,oui,300,,
"""


@pytest.fixture
def story(cast: Cast, settings, tmp_path) -> Story:
    settings.MEDIA_ROOT = tmp_path
    return open_story(cast)


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def at(name: str, story: Story, *more: int) -> str:
    return reverse(f"collection:{name}", args=[story.study.pk, story.campaign.pk, *more])


def deposit(client: Client, story: Story, rows: str = ROWS, **changes: object):
    fields = {
        "version": story.versions[0].pk,
        "file": SimpleUploadedFile("reponses.csv", rows.encode()),
        "participation": "",
        "column": "Association",
        **changes,
    }
    return client.post(at("import", story), fields, follow=True)


def test_nothing_is_imported_before_it_is_confirmed(alice: Client, story: Story):
    text = deposit(alice, story).content.decode()
    assert "3 réponses prêtes à être importées" in text
    assert not Response.objects.exists()


def test_what_did_not_fit_is_told_row_by_row(alice: Client, story: Story):
    text = deposit(alice, story).content.decode()
    assert "Lignes 4" in text
    assert "L’Inconnue" in text
    assert "Ligne 5" in text
    assert "excellent" in text


def test_what_was_shown_is_imported_with_its_association(alice: Client, story: Story):
    deposit(alice, story)
    brought = AnswerFile.objects.get()
    alice.post(at("confirm_file", story, brought.pk))
    places = Response.objects.values_list("link__participation__organisation__name", flat=True)
    assert sorted(places) == ["La Clairière", "La Clairière", "Le Gué"]
    first = Response.objects.get(answers__mot="Merci")
    assert (first.mode, first.status, first.voice) == ("imported", "sent", "unknown")
    assert first.answers["fois"] == 3
    assert first.answers["aides"] == ["famille", "amis"]


def test_confirming_twice_imports_once(alice: Client, story: Story):
    deposit(alice, story)
    for _ in range(2):
        alice.post(at("confirm_file", story, AnswerFile.objects.get().pk))
    assert Response.objects.count() == 3


def test_the_same_file_is_not_counted_twice(alice: Client, story: Story):
    deposit(alice, story)
    assert "déjà été déposé" in deposit(alice, story).content.decode()
    assert AnswerFile.objects.count() == 1


def test_a_whole_file_may_come_from_one_association(cast: Cast, alice: Client, story: Story):
    participation = story.study.participations.get(organisation=cast.second_association)
    deposit(alice, story, participation=participation.pk, column="")
    alice.post(at("confirm_file", story, AnswerFile.objects.get().pk))
    assert Response.objects.filter(link__participation=participation).count() == 4


def test_the_association_is_said_once(alice: Client, story: Story):
    assert "l’un des deux" in deposit(alice, story, column="").content.decode()


def test_a_column_that_is_not_there_is_refused_with_those_that_are(alice: Client, story: Story):
    text = deposit(alice, story, column="Structure").content.decode()
    assert "« Structure » n’est pas dans le fichier" in text
    assert AnswerFile.objects.get().state == "refused"


def test_a_file_that_is_no_table_is_refused_and_not_kept(alice: Client, story: Story, tmp_path):
    text = deposit(alice, story, rows="rien du tout\n").content.decode()
    assert "Le fichier n’a pas été importé" in text
    assert not list(tmp_path.rglob("*.csv"))


def test_a_refused_file_can_be_brought_again(alice: Client, story: Story):
    for _ in range(2):
        deposit(alice, story, column="Structure")
    assert AnswerFile.objects.filter(state="refused").count() == 2


def test_the_file_itself_is_erased_once_imported(alice: Client, story: Story, tmp_path):
    deposit(alice, story)
    assert list(tmp_path.rglob("*.csv"))
    alice.post(at("confirm_file", story, AnswerFile.objects.get().pk))
    assert not list(tmp_path.rglob("*.csv"))


def test_an_import_that_breaks_leaves_nothing(alice: Client, story: Story, monkeypatch, caplog):
    deposit(alice, story)
    brought = AnswerFile.objects.select_related("version").get()
    brought.file.storage.delete(brought.file.name)  # the disk lost it
    imports.bring_in(brought)
    assert not Response.objects.exists()
    assert AnswerFile.objects.get().state == "refused"


def test_an_import_can_be_undone(alice: Client, story: Story):
    deposit(alice, story)
    brought = AnswerFile.objects.get()
    alice.post(at("confirm_file", story, brought.pk))
    alice.post(at("remove_file", story, brought.pk))
    assert not Response.objects.exists()
    assert not AnswerFile.objects.exists()


def test_a_big_file_is_read_and_imported_by_the_worker(
    alice: Client, story: Story, monkeypatch, django_capture_on_commit_callbacks
):
    rows = ROWS + "La Clairière,bien,oui,3,famille,Merci\n" * 9000
    with django_capture_on_commit_callbacks(execute=True):
        deposit(alice, story, rows=rows)
    brought = AnswerFile.objects.get()
    assert (brought.state, brought.rows, brought.kept) == ("read", 9004, 9003)
    with django_capture_on_commit_callbacks(execute=True):
        alice.post(at("confirm_file", story, brought.pk))
    assert Response.objects.count() == 9003


def test_who_follows_a_campaign_imports_nothing(cast: Cast, story: Story):
    bob = Client()
    bob.force_login(cast.bob)
    assert bob.get(at("import", story)).status_code == 404
