"""Markdown becomes a page, and what a writer types never becomes markup."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.guide.rendering import rendered

PIECES = st.sampled_from(
    ["# ", "## ", "- ", "1. ", "**", "_", "[", "](", ")", "<", ">", "javascript:alert(1)", "<script>", "effet", "\n", "\n\n",
     "`", "```", "|", "---", "&lt;", "![", "https://exemple.test", "> ", "    ", "😀", "שלום", "\\", "\x00", '"', " onload="]
)  # fmt: skip
OURS = {
    "h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "strong", "em", "a", "blockquote", "button",
    "code", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_nothing_but_our_own_tags_comes_out(source: str):
    html = rendered(source).html
    for tag, attributes in re.findall(r"<(\w+)([^>]*)>", html):
        assert tag in OURS
        assert "onload" not in re.sub(r'"[^"]*"', "", attributes)
    assert not re.search(r'href="\s*javascript:', html, re.IGNORECASE)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
def test_a_dangerous_link_stays_words(address: str):
    assert "<a" not in rendered(f"[ici]({address})").html


def test_a_link_to_a_page_is_a_link():
    assert '<a href="/guide/mots/">' in rendered("[les mots](/guide/mots/)").html


def test_an_image_of_elsewhere_is_not_fetched():
    assert "<img" not in rendered("![moi](https://exemple.test/a.png)").html


def test_titles_begin_under_that_of_the_page():
    html = rendered("# Un\n\n###### Six").html
    assert "<h2>Un</h2>" in html
    assert "<h4>Six</h4>" in html


def test_a_new_line_is_one_on_the_page():
    assert "<br" in rendered("Une phrase.\nUne autre.").html


def test_a_word_of_the_field_is_explained_once_where_it_first_stands():
    page = rendered("## Effets\n\nUn effet, deux effets.\n\n- Un indicateur.")
    assert [term.slug for term in page.terms] == ["effet", "indicateur"]
    assert page.html.count('popovertarget="mot-effet"') == 1
    assert "<h2>Effets</h2>" in page.html
    assert ">effet</button>, deux effets" in page.html


def test_a_word_inside_another_is_left_alone():
    assert rendered("En effeuillant, sans répits.").terms == ()


def test_a_word_inside_a_link_is_left_alone():
    assert rendered("[un effet](/guide/)").terms == ()
