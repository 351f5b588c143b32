"""Without a script, what a person prefers follows them through the addresses; the server keeps none of it."""

import gzip
import re

import pytest
from django.test import Client

from arpent.collection.models import Response
from tests.cast import Cast
from tests.collection.stories import Story, open_story
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")

WISHED = "theme=dark&size=150"


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


def links(page: str) -> list[str]:
    return [link for link in re.findall(r'href="([^"]+)"', page) if link.startswith(("/r/", "?"))]


def test_every_link_of_every_page_carries_them(story: Story):
    emma = Emma(story).begin("helped")
    own = [
        f"{emma.own}{place}/"
        for place in ("qui", "aide-recue", "aide", "pause", "arreter", "choix", "relire")
    ]
    questions = [f"{emma.own}question/{name}/" for name in ("bonjour", "content", "venu", "aides")]
    found = 0
    for place in (emma.home, f"{emma.home}accord/", f"{emma.home}reprendre/", *own, *questions):
        page = emma.web.get(f"{place}?{WISHED}").content.decode()
        assert ' data-theme="dark"' in page
        for link in links(page):
            found += 1
            assert "theme=dark&amp;size=150" in link or "size=150&amp;theme=dark" in link, (place, link)
    assert found > 20


def test_where_one_is_sent_after_answering_carries_them(story: Story):
    emma = Emma(story).begin().at("content")
    sent = emma.web.post(f"{emma.here}?{WISHED}", {"answer": "bien"})
    assert "theme=dark" in sent["Location"]


def test_changing_them_keeps_what_is_on_the_page(story: Story):
    emma = Emma(story).begin().at("content")
    sent = emma.web.post(emma.here, {"answer": "bien", "go": "settings", "theme": "contrast", "size": ""})
    assert sent["Location"] == f"{emma.here}?theme=contrast"
    assert emma.answered() == {"content": "bien"}


def test_nothing_of_them_is_stored(story: Story):
    emma = Emma(story).begin().at("content")
    emma.web.post(f"{emma.here}?{WISHED}", {"answer": "bien"})
    names = [field.name for field in Response._meta.fields if not field.primary_key]  # drawn by chance
    stored = {name: getattr(Response.objects.get(), name) for name in names}
    assert "150" not in str(stored)
    assert "dark" not in str(stored)
    assert not emma.web.cookies


def test_a_forged_preference_is_never_written_in_the_page(story: Story):
    page = Client().get(f'{Emma(story).home}?theme="><script>&size=150').content.decode()
    assert ' data-size="150"' in page
    assert "<script>" not in page


def test_a_page_is_compressed_for_a_browser_that_can_read_it(story: Story):
    page = Client(headers={"accept-encoding": "gzip"}).get(f"{Emma(story).home}?{WISHED}")
    assert page["Content-Encoding"] == "gzip"
    assert b' data-size="150"' in gzip.decompress(page.content)
