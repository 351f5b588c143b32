"""Depositing, reading, publishing and downloading questionnaires."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.xlsform import read_xlsform
from arpent.studies.models import Audience, Study
from arpent.surveys.models import Attachment, Questionnaire, Version
from tests.cast import Cast
from tests.surveys.conftest import deposited
from tests.surveys.forms import BROKEN, GOOD, LEAVES_OUT, PNG, SECOND, SHOWS_A_PICTURE

NARROW = " "
READING = ["version", "download", "rewritten"]
RUNNING = ["publish", "discard"]


def url(name: str, *args: object) -> str:
    return reverse(f"surveys:{name}", args=args)


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def deposit(
    client: Client, study: Study, text: str | bytes, *files: SimpleUploadedFile, name: str = "repit.md"
) -> str:
    content = text.encode() if isinstance(text, str) else text
    given = {
        "audience": Audience.objects.get(code="familles").pk,
        "source": SimpleUploadedFile(name, content),
        "attachments": list(files),
    }
    return client.post(url("upload", study.pk), given, follow=True).content.decode()


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(cast.alice)
    return client


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 200), ("chloe", 200), ("david", 404)])
def test_a_version_is_read_by_those_who_see_the_study(
    cast: Cast, draft: Version, client: Client, name: str, who: str, status: int
):
    client.force_login(getattr(cast, who))
    answer = client.get(url(name, draft.questionnaire.study_id, draft.pk))
    answer.close()
    assert answer.status_code == status


@pytest.mark.parametrize("name", RUNNING)
@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 404), ("chloe", 200), ("david", 404)])
def test_a_version_is_published_or_taken_away_by_those_who_run_the_study(
    cast: Cast, draft: Version, client: Client, name: str, who: str, status: int
):
    client.force_login(getattr(cast, who))
    assert client.get(url(name, draft.questionnaire.study_id, draft.pk)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 404), ("chloe", 200), ("david", 404)])
def test_only_those_who_run_the_study_deposit(
    cast: Cast, study: Study, client: Client, who: str, status: int
):
    client.force_login(getattr(cast, who))
    assert client.get(url("upload", study.pk)).status_code == status


def test_the_list_of_another_region_does_not_exist(cast: Cast, study: Study, client: Client):
    client.force_login(cast.david)
    assert client.get(url("list", study.pk)).status_code == 404


def test_a_version_is_not_found_under_another_study(alice: Client, draft: Version):
    assert alice.get(url("version", draft.questionnaire.study_id + 1, draft.pk)).status_code == 404


def test_a_study_without_a_questionnaire_says_what_to_do(alice: Client, study: Study):
    page = words(alice, url("list", study.pk))
    assert "Aucun questionnaire pour l’instant" in page
    assert url("upload", study.pk) in page


def test_the_list_takes_few_queries(
    alice: Client, study: Study, families: Audience, django_assert_max_num_queries
):
    for audience in Audience.objects.all():
        deposited(study, audience)
        deposited(study, audience, SECOND)
    with django_assert_max_num_queries(11):
        alice.get(url("list", study.pk))


def test_a_good_file_becomes_a_draft_that_can_be_read_whole(alice: Client, study: Study):
    page = deposit(alice, study, GOOD)
    assert "Avez-vous du temps pour vous ?" in page
    assert "Avez-vous du temps ?" in page
    assert "Facile à lire" in page
    assert f"«{NARROW}Avez-vous du temps pour vous ?{NARROW}» est «{NARROW}Oui{NARROW}»" in page
    assert "${temps}" not in page


def test_the_title_of_the_form_names_the_questionnaire(alice: Client, study: Study):
    deposit(alice, study, GOOD)
    assert Questionnaire.objects.get().title == "Le répit des familles"


def test_a_broken_file_is_refused_with_its_row_and_nothing_is_kept(alice: Client, study: Study, tmp_path):
    page = deposit(alice, study, BROKEN)
    assert "Rien n’a été gardé" in page
    assert "ligne 3" in page
    assert "select_onee" in page
    assert not Version.objects.exists()
    assert list(tmp_path.rglob("*.md")) == []


def test_what_is_left_out_is_said_row_by_row(alice: Client, study: Study):
    page = deposit(alice, study, LEAVES_OUT)
    assert "geopoint" in page
    assert "À savoir sur ce fichier" in page


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 pas un classeur", "form.xlsx"),
        (b"\xd0\xcf\x11\xe0 pas un classeur", "form.xls"),
        (b"MZ\x90\x00", "form.exe"),
        (b"| survey |", "form.md"),
    ],
)
def test_a_file_that_is_not_a_questionnaire_is_refused_in_words(
    alice: Client, study: Study, content: bytes, name: str
):
    assert "Rien n’a été gardé" in deposit(alice, study, content, name=name)
    assert not Version.objects.exists()


def test_an_empty_file_is_refused(alice: Client, study: Study):
    deposit(alice, study, b"")
    assert not Version.objects.exists()


def test_a_file_too_large_is_refused(alice: Client, study: Study, settings):
    settings.UPLOAD_LIMIT = 100
    assert "dépasse" in deposit(alice, study, GOOD)
    assert not Version.objects.exists()


def test_a_picture_that_is_not_there_is_asked_for(alice: Client, study: Study):
    page = deposit(alice, study, SHOWS_A_PICTURE)
    assert "Des images ou des sons manquent" in page
    assert "maison.png" in page


def test_a_picture_is_kept_under_the_name_that_the_form_uses(alice: Client, study: Study):
    page = deposit(alice, study, SHOWS_A_PICTURE, SimpleUploadedFile("maison.png", PNG))
    assert Attachment.objects.get().name == "maison.png"
    assert "Des images ou des sons manquent" not in page


@pytest.mark.parametrize(
    ("name", "content", "fact"),
    [
        ("page.html", b"<script>", "n’est pas d’un type reçu"),
        ("image.svg", b"<svg onload='x'>", "n’est pas d’un type reçu"),
        ("image.png", b"<script>alert(1)</script>", "n’est pas celui d’un fichier .png"),
        ("voix.wav", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "n’est pas celui d’un fichier .wav"),
        ("grande.png", PNG + b"\x00" * (5 * 2**20), "dépasse 5 Mo"),
    ],
)
def test_a_hostile_attachment_is_refused_and_nothing_is_kept(
    alice: Client, study: Study, name: str, content: bytes, fact: str
):
    assert fact in deposit(alice, study, GOOD, SimpleUploadedFile(name, content))
    assert not Version.objects.exists()


def test_a_name_that_climbs_folders_comes_down(alice: Client, study: Study, tmp_path):
    file = SimpleUploadedFile("maison.png", PNG)
    file._name = "../../maison.png"
    deposit(alice, study, SHOWS_A_PICTURE, file)
    stored = Attachment.objects.get()
    assert stored.name == "maison.png"
    assert (tmp_path / stored.file.name).resolve().is_relative_to(tmp_path)


def test_two_attachments_of_one_name_are_refused(alice: Client, study: Study):
    files = [SimpleUploadedFile("maison.png", PNG), SimpleUploadedFile("maison.png", PNG)]
    assert "jointe deux fois" in deposit(alice, study, GOOD, *files)


@pytest.mark.parametrize("name", ["download", "rewritten"])
def test_files_leave_as_attachments_that_no_browser_opens_in_place(alice: Client, draft: Version, name: str):
    answer = alice.get(url(name, draft.questionnaire.study_id, draft.pk))
    b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_original_comes_back_byte_for_byte(alice: Client, draft: Version):
    answer = alice.get(url("download", draft.questionnaire.study_id, draft.pk))
    assert b"".join(answer.streaming_content) == GOOD.encode()


def test_the_rewritten_form_says_the_same(alice: Client, draft: Version):
    answer = alice.get(url("rewritten", draft.questionnaire.study_id, draft.pk))
    again = read_xlsform(b"".join(answer.streaming_content), "repit.xlsx").instrument
    assert fingerprint(again) == draft.fingerprint


def test_an_attachment_of_another_version_is_not_found(alice: Client, study: Study, draft: Version):
    deposit(alice, study, SHOWS_A_PICTURE, SimpleUploadedFile("maison.png", PNG))
    picture = Attachment.objects.get()
    assert alice.get(url("attachment", study.pk, draft.pk, picture.pk)).status_code == 404


def test_an_attachment_leaves_as_it_came(alice: Client, study: Study):
    deposit(alice, study, SHOWS_A_PICTURE, SimpleUploadedFile("maison.png", PNG))
    picture = Attachment.objects.get()
    answer = alice.get(url("attachment", study.pk, picture.version_id, picture.pk))
    assert b"".join(answer.streaming_content) == PNG


def test_publishing_asks_first_then_freezes(alice: Client, draft: Version):
    address = url("publish", draft.questionnaire.study_id, draft.pk)
    assert "Cette version sera figée" in words(alice, address)
    assert not Version.objects.published().exists()
    alice.post(address)
    assert Version.objects.published().get() == draft


def test_publishing_twice_keeps_the_first_day(alice: Client, draft: Version):
    address = url("publish", draft.questionnaire.study_id, draft.pk)
    alice.post(address)
    first = Version.objects.get().published_at
    assert "déjà publiée" in alice.post(address, follow=True).content.decode()
    assert Version.objects.get().published_at == first


def test_a_published_version_cannot_be_taken_away(alice: Client, draft: Version):
    alice.post(url("publish", draft.questionnaire.study_id, draft.pk))
    assert alice.post(url("discard", draft.questionnaire.study_id, draft.pk)).status_code == 404
    assert Version.objects.exists()


def test_what_changed_since_the_version_before_can_be_read(
    alice: Client, study: Study, families: Audience, draft: Version
):
    after = deposited(study, families, SECOND)
    page = words(alice, url("changes", study.pk, after.pk))
    assert "Questions ajoutées" in page
    assert "ses mots" in page


def test_the_first_version_has_nothing_to_be_compared_with(alice: Client, draft: Version):
    assert alice.get(url("changes", draft.questionnaire.study_id, draft.pk)).status_code == 404


def test_publishing_says_what_an_edition_lacks(alice: Client, draft: Version):
    address = url("publish", draft.questionnaire.study_id, draft.pk)
    assert "« English »" not in words(alice, address)
    lacking = replace(draft.instrument, editions=(*draft.instrument.editions, "en"))
    draft.content, draft.fingerprint = to_json(lacking), fingerprint(lacking)
    draft.save()
    assert "Dans l’édition « English », des mots manquent à 3 endroits" in words(alice, address)
