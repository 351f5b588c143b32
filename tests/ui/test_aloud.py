"""The sentences of a page are marked where they stand, and nothing else of the page moves."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from arpent.ui.aloud import Aloud, Listener, marked
from arpent.voice.sentences import digest


def voice(*sentences: str, language: str = "fr", keys: tuple[str, ...] = ("a", "b")) -> Aloud:
    return Aloud({digest(sentence, language): keys for sentence in sentences}, "/r/x/voix/")


def heard(html: str) -> list[str]:
    listener = Listener()
    marked(html, "fr", listener, 1)
    return [words for _language, words in listener.heard]


def test_a_sentence_is_marked_with_its_clips():
    html, keys = marked("<p>Bonjour.</p>", "fr", voice("Bonjour."), 7)
    assert html == '<p><span class="said" data-said="7" data-clip="a b">Bonjour.</span></p>'
    assert keys == [("a", "b")]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h1>Un.</h1><p>Deux. Trois&nbsp;?</p>", ["Un.", "Deux.", "Trois ?"]),
        ('<h1><span class="unbroken">Avez-vous</span> du temps&nbsp;?</h1>', ["Avez-vous du temps ?"]),
        ("<p>Vous habitez<br>avec vos parents ?</p>", ["Vous habitez avec vos parents ?"]),
        ("<p>Oui.<br>Non.</p>", ["Oui.", "Non."]),
        ("<p>Un. <strong>Deux. Trois</strong> quatre.</p>", ["Un. Deux. Trois quatre."]),
        ("<p>L&#x27;été &amp; l&rsquo;hiver</p>", ["L'été & l'hiver"]),
        ('<label>Oui<span aria-hidden="true">choisi</span></label>', ["Oui"]),
        ('<span aria-hidden="true"><span>choisi</span> vu</span><p>Oui</p>', ["Oui"]),
        ("<select><option>Oui</option></select><p>Non</p>", ["Non"]),
        ("<button><svg><title>x</title></svg>Suite</button>", ["Suite"]),
        ("<label><span><svg></svg></span><span>Encore : </span></label>", ["Encore :"]),
        ("<label><span><svg></svg></span><span> Encore</span></label>", ["Encore"]),
        ("a < b", ["a < b"]),
    ],
)
def test_what_is_heard_is_what_is_read(html: str, said: list[str]):
    assert heard(html) == said


@given(st.text(alphabet="ab. <>/&;pbr\"'\n?!", max_size=80))
def test_marks_change_nothing_else(html: str):
    class Everything(Aloud):
        def saying(self, sentence: str, language: str) -> tuple[str, ...]:
            return ("k",)

    drawn, _keys = marked(html, "fr", Everything({}, ""), 1)
    without = drawn.replace('<span class="said" data-said="1" data-clip="k">', "")
    assert re.sub("</span>", "", without) == re.sub("</span>", "", html)


def drawn(template: str, **context: object) -> str:
    return Template("{% load aloud %}" + template).render(Context(context))


BLOCK = '{% aloud edition %}<p>{{ words }}</p>{% listen_here "Écouter" %}{% endaloud %}'


def test_a_block_without_a_voice_is_as_it_was():
    assert drawn(BLOCK, words="Oui", edition="fr") == "<p>Oui</p>"


def test_a_block_that_nothing_says_has_no_button():
    assert drawn(BLOCK, words="Oui", edition="fr", voice=voice("Non")) == "<p>Oui</p>"


def test_a_block_that_can_be_heard_has_a_button_and_a_player_without_a_script():
    page = drawn(BLOCK, words="Oui. Non.", edition="fr-simple", voice=voice("Oui.", "Non."))
    assert 'data-aloud="1"' in page
    assert '<noscript><audio controls preload="none" src="/r/x/voix/a-a"></audio></noscript>' in page


def test_a_recorded_sentence_stands_apart_from_those_of_the_machine():
    says = voice("Oui.", "Non.")
    says.keys = {**says.keys, digest("Bof.", "fr"): ("r",)}
    page = drawn(BLOCK, words="Oui. Bof. Non.", edition="fr", voice=says)
    assert re.findall(r'src="([^"]+)"', page) == [f"/r/x/voix/{key}" for key in ("a", "r", "a")]


def test_the_slow_speed_of_an_address_is_heard():
    says = voice("Oui.")
    says.slow = True
    assert 'src="/r/x/voix/b"' in drawn(BLOCK, words="Oui.", edition="fr", voice=says)


def test_french_words_among_those_of_another_language_are_heard_in_french():
    says = voice("Je ne sais pas")
    assert "data-clip" in drawn(BLOCK, words="Je ne sais pas", edition="en", voice=says)


def test_what_people_wrote_stays_escaped():
    page = drawn(BLOCK, words="<script>x</script>", edition="fr", voice=voice("<script>x</script>"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_texts_heard_apart_keep_words_joined_by_a_hyphen_together():
    page = Template('{% load aloud %}{{ parts|heard_apart:", " }}').render(
        Context({"parts": ["Où allez-vous ?"]})
    )
    assert '<span class="unbroken">allez-vous</span>' in page
