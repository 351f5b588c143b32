"""Whatever is typed or sent to the address that looks texts over, an answer comes back."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arpent.ui.proofread import LONGEST, look
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CHECK, TRY = "/facile-a-lire/verifier/", "/facile-a-lire/"
PIECES = st.sampled_from(
    [
        "Vous",
        "n’",
        "avez",
        "quinze",
        "jours",
        "12/03/26",
        "14:30",
        "MDPH",
        "etc.",
        "😀",
        "👩🏽\u200d🦽",
        "שלום",
        "مرحبا",
        "\u202e",
        "\u200d",
        "\xad",
        "\ufffe",
        "\x00",
        "\r",
        "\r\n",
        "\n",
        "<",
        ">",
        "&",
        '"',
        "'",
        "</mark>",
        "<script>",
        "«",
        "»",
        ";",
        ":",
        "?",
        "!",
        "…",
    ]
)
JUMBLE = st.lists(PIECES, max_size=40).map(" ".join)
ANY = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), JUMBLE)
HOSTILE = {
    "one megabyte in a single line": "Vous avez quinze jours " * 43_500,
    "one word of one megabyte": "a" * 1_000_000,
    "the longest text in one word": "a" * LONGEST,
    "the longest text without punctuation": ("vous avez quinze jours " * LONGEST)[:LONGEST],
    "the longest text of emoji": "😀" * LONGEST,
    "the longest text from right to left": ("שלום לכולם " * LONGEST)[:LONGEST],
    "the longest text of numbers": ("1 " * LONGEST)[:LONGEST],
    "the longest text of quotation marks": ("« " * LONGEST)[:LONGEST],
    "the longest text of new lines": "a\n" * (LONGEST // 2),
    "direction turned and never turned back": "\u202eVous avez quinze jours.",
    "nothing": "",
}
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


@many
@given(text=ANY)
def test_the_live_address_answers_any_text(alice: Client, text: str):
    cache.clear()  # nobody here types a hundred texts a minute
    answer = alice.post(CHECK, {"text": text, "name": "words"})
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@many
@given(text=ANY)
def test_remarks_and_replacements_land_on_their_words_in_a_browser(text: str):
    """Browsers count in UTF-16: an emoji before the words moves them by one more."""
    seen = look(text)
    units = text.encode("utf-16-le")
    for remark in seen.remarks:
        assert units[2 * remark.start : 2 * remark.end].decode("utf-16-le") == remark.quoted
        if remark.offer:
            mended = units[: 2 * remark.offer.start] + remark.offer.text.encode("utf-16-le")
            mended += units[2 * remark.offer.end :]
            assert mended.decode("utf-16-le") == seen.mended(remark.key)
    assert "".join(piece.words for piece in seen.pieces) == text


@many
@given(sent=st.binary(max_size=200))
def test_bytes_that_are_no_text_are_answered(alice: Client, sent: bytes):
    cache.clear()
    answer = alice.post(CHECK, b"text=" + sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_looked_over_or_refused_in_words(alice: Client, text: str):
    answer = alice.post(CHECK, {"text": text, "name": "words"})
    if len(text) > LONGEST:
        assert (answer.status_code, "trop long" in answer.text) == (413, True)
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize("name", ["one word of one megabyte", "the longest text of emoji", "nothing"])
def test_the_page_without_a_script_gives_it_back_as_it_was_typed(alice: Client, name: str):
    text = HOSTILE[name]
    page = alice.post(TRY, {"text": text, "proofread": "text"})
    assert page.status_code == 200
    typed = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page.text, re.DOTALL)
    assert html.unescape(typed.group(1)).strip() == text.strip()


@pytest.mark.parametrize(
    "key", ["", ":", "text:", "text:C02-99-1", "text:" + "9" * 5000, "words:C02-0-3", "\x00"]
)
def test_a_button_that_was_forged_changes_nothing(alice: Client, key: str):
    page = alice.post(TRY, {"text": "Vous avez quinze jours.", "proofread-mend": key})
    assert page.status_code == 200
    assert "Vous avez quinze jours." in page.text
