"""What no page of ours sends: forged, replayed, cut, swollen, or from another tab. A clear page, nothing lost."""

import re
import uuid
from io import BytesIO

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from arpent.collection import actions, codes
from arpent.collection.models import Response
from tests.cast import Cast
from tests.collection.stories import Story, form, open_story, version_of
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")

FORM = "application/x-www-form-urlencoded"
NOBODY = uuid.UUID("3f2b8a4e-0000-4000-8000-000000000000")


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def emma(story: Story) -> Emma:
    """She has said what she has to say, and is at that question again."""
    return Emma(story).begin().at("mot").say(text="Rien.").at("mot")


def raw(emma: Emma, body: bytes, content_type: str = FORM, **headers: object):
    return emma.web.generic("POST", emma.here, body, content_type=content_type, **headers)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# Too much, cut, not a form


@pytest.mark.parametrize(
    "body",
    [b"text=" + b"a" * 10_000_000, b"&".join(b"f%d=1" % number for number in range(3000))],
    ids=["ten megabytes", "three thousand fields"],
)
def test_too_much_is_refused_on_a_page_for_respondents(emma: Emma, body: bytes):
    page = raw(emma, body)
    assert page.status_code == 413
    assert "Votre réponse est trop longue" in text_of(page)
    assert f'href="{emma.here}"' in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert emma.answered()["mot"] == "Rien."


def test_ten_megabytes_in_a_form_with_files_are_refused_too(emma: Emma):
    page = emma.web.post(emma.here, {"text": "a" * 10_000_000})
    assert page.status_code == 413
    assert emma.answered()["mot"] == "Rien."


def test_words_beyond_the_limit_are_given_back_to_be_shortened(emma: Emma):
    page = raw(emma, b"text=" + b"a" * 10_001)
    assert page.status_code == 422
    assert "10000 caractères au plus" in text_of(page)
    assert "a" * 10_001 in page.content.decode()
    assert emma.answered()["mot"] == "Rien."


def test_a_form_that_was_cut_on_its_way_changes_nothing(emma: Emma):
    page = raw(emma, b"", **{"CONTENT_LENGTH": "40", "wsgi.input": BytesIO(b"text=Je suis cont")})
    assert page.status_code == 400
    assert "n’est pas arrivée entière" in text_of(page)
    assert emma.answered()["mot"] == "Rien."


def test_a_form_that_does_not_say_its_length_changes_nothing(emma: Emma):
    assert raw(emma, b"text=x", HTTP_TRANSFER_ENCODING="chunked").status_code == 400
    assert emma.answered()["mot"] == "Rien."


@pytest.mark.parametrize("content_type", ["multipart/form-data", f"{FORM}; charset=utf-16"])
def test_a_form_that_cannot_be_read_changes_nothing(emma: Emma, content_type: str):
    page = raw(emma, b"text=x", content_type)
    assert page.status_code == 400
    assert "n’est pas arrivée entière" in text_of(page)
    assert emma.answered()["mot"] == "Rien."


# Broken Unicode


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"a%00b", "ab"),
        (b"a%07%1Bb", "ab"),
        (b"a%0D%0Ab%0Dc", "a\nb\nc"),
        (b"a%ED%A0%80b", "a\ufffd\ufffd\ufffdb"),  # half a pair, in UTF-8
        (b"a%C0%AFb", "a\ufffd\ufffdb"),  # an overlong slash
        (b"a\xff\xfeb", "aÿþb"),  # not UTF-8 at all
        ("é👩‍🌾".encode(), "é👩‍🌾"),
    ],
)
def test_broken_letters_are_left_out_and_the_others_kept(emma: Emma, sent: bytes, kept: str):
    assert raw(emma, b"text=" + sent).status_code == 303
    assert emma.answered()["mot"] == kept
    assert emma.web.get(emma.here).status_code == 200


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("content", b"answer=bien%00&answer=mal"),
        ("content", b"answer=bi%ED%A0%80en"),
        ("note", b"answer=1e999999&text=NaN"),
        ("note", b"text=" + b"9" * 5000),
        ("jour", b"day=%00&month=99999999999999999999&year=-1"),
    ],
)
def test_what_cannot_be_an_answer_is_asked_again(emma: Emma, name: str, body: bytes):
    page = raw(emma.at(name), body)
    assert page.status_code == 422
    assert name not in emma.answered()


@pytest.mark.parametrize(
    ("name", "body"),
    [("content", b"answer=%00"), ("ordre", "rank-²=amis&rank-99999999999999999999=famille".encode())],
)
def test_what_says_nothing_is_no_answer(emma: Emma, name: str, body: bytes):
    assert raw(emma.at(name), body).status_code == 303
    assert emma.answered()[name] == {"missing": "no_answer"}


@pytest.mark.parametrize(
    "path",
    ["/r/%00/", "/r/%ED%A0%80/", f"/r/{'a' * 5000}/", "/r/a%0d%0aSet-Cookie:x/", "/r/%3Cscript%3E/accord/"],
)
def test_an_address_that_nobody_gave_is_a_plain_page(story: Story, path: str):
    page = Client().get(path)
    assert page.status_code in (400, 404)
    assert "<script>" not in page.content.decode()
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    "rest",
    [
        "question/%00/",
        "question/content/?part=%00",
        "question/content/?part=99999999999999999999999_1_",
        "pause/?question=%00",
        "aide/?question=../../x",
        "essai/99999999999999999999999/",
        "echelle/%00/",
    ],
)
def test_an_address_written_by_hand_never_breaks(emma: Emma, rest: str):
    assert emma.web.get(emma.own + rest).status_code in (200, 303, 400, 404)


@pytest.mark.parametrize("name", ["%00", "..%2f..%2fsecret.key", "%2e%2e/secret.key"])
def test_no_file_is_served_but_those_of_the_questionnaire(story: Story, name: str):
    assert Client().get(f"{Emma(story).home}media/{name}").status_code in (400, 404)


# Forged


@pytest.mark.parametrize("code", ["00000000", "0000 0000", "١٢٣٤٥٦٧٨", "1' OR '1'='1", "\x00" * 8, "9" * 400])
def test_a_forged_code_opens_nothing_and_tells_nothing(emma: Emma, code: str):
    emma.go(emma.web.post(emma.here, {"text": "Rien.", "go": "pause"}))
    page = Client().post(f"{emma.home}reprendre/", {"code": code})
    assert page.status_code == 422
    assert str(Response.objects.get().pk) not in page.content.decode()


def test_a_forged_identifier_is_said_to_be_gone(emma: Emma):
    for rest in ("", "question/mot/", "relire/", "merci/", "pause/"):
        page = emma.web.get(f"{emma.home}{NOBODY}/{rest}")
        assert page.status_code == 410
        assert "n’existent plus" in text_of(page)


def test_the_token_of_another_campaign_reads_and_writes_nothing(emma: Emma, story: Story):
    own, other = Response.objects.get(), Emma(story, audience=1)
    before = Response.objects.values().get()
    for rest in ("question/mot/", "relire/", "arreter/", "qui/", "aide/"):
        address = f"{other.home}{own.pk}/{rest}"
        assert emma.web.get(address).status_code == 410
        sent = emma.web.post(address, {"text": "Autre", "answers": "delete", "voice": "proxy"})
        assert sent.status_code == 410
        assert "Rien." not in sent.content.decode()
    assert Response.objects.values().get() == before


def test_beginning_under_the_identifier_of_someone_else_shows_and_changes_nothing(emma: Emma, story: Story):
    own, other = Response.objects.get(), Emma(story)
    other.home = f"/r/{story.campaign.links.filter(version=story.versions[0]).last().token}/"
    before = Response.objects.values().get()
    begun = other.web.post(f"{other.home}accord/", {"begun": str(own.pk), "agree": "yes"})
    assert other.web.get(begun["Location"]).status_code == 410
    assert Response.objects.values().get() == before


# Replayed


def test_a_page_sent_again_after_the_end_changes_nothing(story: Story):
    emma = Emma(story).to_the_end().say().say()
    before = Response.objects.values().get()
    for name, sent in (("content", {"answer": "mal"}), ("mot", {"text": "Autre"})):
        emma.web.post(f"{emma.own}question/{name}/", sent)
    for rest in ("qui/", "choix/", "relire/", "arreter/", "pause/", "aide/", "essai/1/", "echelle/five/"):
        emma.web.post(emma.own + rest, {"voice": "proxy", "answers": "delete", "edition": "fr-simple"})
    emma.web.post(f"{emma.home}accord/", {"begun": str(before["id"]), "agree": "yes"})
    assert Response.objects.values().get() == before


def test_the_pages_replayed_after_erasing_bring_nothing_back(emma: Emma):
    own = emma.own
    emma.web.post(f"{own}arreter/", {"answers": "delete"})
    for rest in ("question/mot/", "relire/", "qui/"):
        assert emma.web.post(own + rest, {"text": "Rien.", "voice": "alone"}).status_code == 410
    assert not Response.objects.exists()


# Two tabs


def test_two_tabs_keep_what_each_one_answered(emma: Emma):
    first, second = f"{emma.own}question/content/", f"{emma.own}question/note/"
    emma.web.get(first)
    emma.web.get(second)
    emma.web.post(second, {"answer": "7"})
    emma.web.post(first, {"answer": "bien"})
    told = emma.answered()
    assert (told["content"], told["note"], told["mot"]) == ("bien", 7, "Rien.")


def test_a_tab_that_answers_after_the_other_has_sent_is_told_so(story: Story):
    emma = Emma(story).to_the_end().say().say()
    late = emma.web.post(f"{emma.own}question/mot/", {"text": "Encore un mot"})
    page = emma.web.get(late["Location"])
    assert "Ce que vous venez de répondre n’est pas gardé" in text_of(page)
    assert emma.answered()["mot"] == "Rien."


def test_sending_twice_is_not_told_as_late(story: Story):
    emma = Emma(story).to_the_end().say()
    for _ in range(2):
        sent = emma.web.post(emma.here)
    assert "n’est pas gardé" not in text_of(emma.web.get(sent["Location"]))


def test_a_tab_whose_answer_another_tab_erases_meanwhile_is_told_so(
    emma: Emma, monkeypatch: pytest.MonkeyPatch
):
    erase_first(monkeypatch, "arpent.collection.views.respond.keep_answer", actions.keep_answer)
    page = emma.web.post(emma.here, {"text": "Encore"})
    assert page.status_code == 410
    assert "n’existent plus" in text_of(page)
    assert not Response.objects.exists()


def test_who_helps_is_not_written_on_an_answer_erased_meanwhile(emma: Emma, monkeypatch: pytest.MonkeyPatch):
    erase_first(monkeypatch, "arpent.collection.models.Response.said_by", Response.said_by)
    assert emma.web.post(f"{emma.own}qui/", {"voice": "helped"}).status_code == 410


def erase_first(monkeypatch: pytest.MonkeyPatch, where: str, what) -> None:
    """The other tab presses « Effacer » between the moment the answer is found and the moment it is changed."""

    def erased(*args, **told):
        Response.objects.all().delete()
        with transaction.atomic():
            return what(*args, **told)

    monkeypatch.setattr(where, erased)


# A database that does not answer


def test_an_answer_that_could_not_be_stored_is_not_said_to_be(emma: Emma):
    """Another program writes in the database for too long: here, one that refuses every change to an answer."""
    with connection.execute_wrapper(refusing_updates):
        page = emma.web.post(emma.here, {"text": "Encore"})
    assert page.status_code == 503
    assert page["Retry-After"] == "10"
    assert "n’est pas arrivée" in text_of(page)
    assert emma.answered()["mot"] == "Rien."


def refusing_updates(execute, sql, parameters, many, context):
    if sql.startswith("UPDATE"):
        raise OperationalError("database is locked")
    return execute(sql, parameters, many, context)


# The questionnaire changed meanwhile


def test_a_new_version_leaves_those_who_have_begun_with_theirs(emma: Emma, story: Story):
    other = form("| survey |\n| | type | name | label |\n| | text | autre_chose | Autre chose ? |\n")
    version_of(story.study, story.versions[0].questionnaire.audience.code, other)
    assert emma.web.post(emma.here, {"text": "Encore"}).status_code == 303
    assert emma.answered()["mot"] == "Encore"
    assert "Voulez-vous ajouter quelque chose" in text_of(emma.web.get(emma.here))


def test_a_page_of_a_question_that_is_not_in_the_questionnaire_leads_to_the_next_one(emma: Emma):
    before = emma.answered()
    sent = emma.web.post(f"{emma.own}question/disparue/", {"answer": "x"})
    assert (sent.status_code, sent["Location"]) == (303, emma.own)
    assert emma.answered() == before


def test_the_right_code_still_opens_after_all_that(emma: Emma):
    emma.go(emma.web.post(emma.here, {"text": "Rien.", "go": "pause"}))
    code = codes.spaced(actions.resume_code(Response.objects.get()))
    assert Client().post(f"{emma.home}reprendre/", {"code": code}).status_code == 303
