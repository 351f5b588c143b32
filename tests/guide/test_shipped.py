"""The pages that come with Arpent: whole, in plain French by its own rules, and one for each step of the method."""

import pytest

from arpent.falc import Level, check
from arpent.falc.documents.markdown import read
from arpent.guide.rendering import rendered
from arpent.guide.shipped import Shipped, Term, explained, pages, terms
from arpent.studies.models import Method

ALL = list(pages().values())
EXPLAINED = dict.fromkeys(explained(), "")


@pytest.mark.django_db
def test_each_step_of_the_shipped_method_has_its_page():
    steps = Method.objects.get().steps.values_list("number", "title")
    assert set(steps) == {(page.step, page.step_title) for page in ALL if page.step}


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.slug)
def test_a_page_has_a_title_an_opening_and_a_text(page: Shipped):
    assert page.part
    assert page.title
    assert "\n" not in page.lead
    assert page.body.startswith("## ")


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.slug)
def test_a_page_is_plain_french_by_our_own_rules(page: Shipped):
    text = read(f"{page.title}\n\n{page.lead}\n\n{page.body}".encode(), breaks=True).text
    found = check(text, glossary=EXPLAINED).at(Level.ERROR)
    assert [(one.rule, text[one.start : one.end]) for one in found] == []


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.slug)
def test_a_word_is_explained_in_plain_french(term: Term):
    found = check(term.says, glossary=EXPLAINED).at(Level.ERROR)
    assert [(one.rule, term.says[one.start : one.end]) for one in found] == []


def test_words_stand_in_the_order_of_the_alphabet():
    order = str.maketrans("éèêàç", "eeeac")
    words = [term.word.lower().translate(order) for term in terms()]
    assert words == sorted(words)


def test_each_word_of_the_list_is_said_somewhere():
    said = {term.slug for page in ALL for term in rendered(page.body).terms}
    assert {term.slug for term in terms()} - said == set()
