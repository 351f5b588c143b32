"""The nine questionnaires of the example are good questionnaires."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from arpent.collection.sittings import Sitting
from arpent.collection.stages import stage_of
from arpent.example.opinions import LEANINGS, NUMBERS, PICKS, SAYINGS, SHARES
from arpent.example.plans import AUDIENCES, FORMS, PLANS
from arpent.instrument.values import Group, Instrument, Item, Kind, Missing, text_in
from arpent.instrument.xlsform import read_xlsform

PATHS = sorted(FORMS.glob("*.md"))
EASY = "fr-simple"
NEGATION = re.compile(r"\b(?:ne\b|n’|pas\b|jamais\b|rien\b|aucune?\b|sans\b)", re.IGNORECASE)
LENGTH = {"familles": range(12, 21), "personnes": range(8, 18), "partenaires": range(8, 13)}

each_form = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def read(path: Path) -> Instrument:
    return read_xlsform(path).instrument


def items(found: tuple[Item, ...]) -> Iterator[Item]:
    for item in found:
        yield item
        if isinstance(item, Group):
            yield from items(item.items)


def texts(instrument: Instrument, edition: str) -> Iterator[str]:
    """Everything that a person may read in an edition."""
    for item in items(instrument.items):
        yield item.label.get(edition, "")
        if not isinstance(item, Group):
            yield item.hint.get(edition, "")
            yield item.constraint_message.get(edition, "")
    for choices in instrument.choices.values():
        yield from (choice.label.get(edition, "") for choice in choices)


def test_three_studies_ask_three_audiences():
    assert {path.name for path in PATHS} == {
        plan.form(audience).name for plan in PLANS for audience in AUDIENCES
    }


@each_form
def test_our_reader_reads_it_whole(path: Path):
    assert read_xlsform(path).notices == ()


@each_form
def test_pyxform_accepts_it(path: Path):
    assert "<h:title>" in convert(path.read_text(), file_type=".md").xform


@each_form
def test_its_length_suits_its_audience(path: Path):
    asked = [question for question in read(path).questions() if question.kind.is_asked]
    assert len(asked) in LENGTH[path.stem.split("-")[1]]


@each_form
def test_each_text_has_its_two_editions(path: Path):
    instrument = read(path)
    assert instrument.editions == ("fr", EASY)
    for item in items(instrument.items):
        assert item.label["fr"]
        assert item.label[EASY]
    for standard, easy in zip(texts(instrument, "fr"), texts(instrument, EASY), strict=True):
        assert bool(standard) == bool(easy), (standard, easy)


@each_form
def test_easy_sentences_have_twelve_words_at_most(path: Path):
    for text in texts(read(path), EASY):
        for sentence in re.split(r"[.?!]", text):
            assert len(sentence.split()) <= 12, sentence


@each_form
def test_easy_texts_hold_no_negation_parenthesis_or_abbreviation(path: Path):
    for text in texts(read(path), EASY):
        assert not NEGATION.search(text), text
        assert not re.search(r"[();…/%]|\b[A-Z]{2,}\b|\betc\b", text), text


@each_form
def test_punctuation_is_french(path: Path):
    for edition in ("fr", EASY):
        for text in texts(read(path), edition):
            assert not re.search(r"(?<!\u202f)[?!:;]|'", text), text


@each_form
def test_it_says_vous(path: Path):
    for edition in ("fr", EASY):
        for text in texts(read(path), edition):
            assert not re.search(r"\b(tu|ton|tes|toi)\b", text, re.IGNORECASE), text


@pytest.mark.parametrize("path", [path for path in PATHS if "personnes" in path.stem], ids=lambda p: p.stem)
def test_people_choose_among_four_answers_at_most_and_may_say_they_did_not_understand(path: Path):
    instrument = read(path)
    for question in instrument.questions():
        if question.kind.is_asked:
            sitting = Sitting(instrument, EASY, {}, date(2026, 11, 23))
            assert len(stage_of(sitting, question, "").choices) <= 4
            assert Missing.NOT_UNDERSTOOD in question.missing


@each_form
def test_each_question_that_has_a_good_side_ends_a_sentence(path: Path):
    instrument = read(path)
    for question in instrument.questions():
        favourable = any(choice.favourable for choice in instrument.choices_of(question))
        if favourable or question.kind in (Kind.INTEGER, Kind.DECIMAL):
            assert text_in(question.finding, "fr"), question.name


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.code)
def test_views_are_crossed_on_the_same_answers(plan):
    """A code that several audiences share is the same effect, read on one scale."""
    instruments = [read(plan.form(audience)) for audience in AUDIENCES]
    scales: dict[str, set[tuple[str, ...]]] = {}
    askers: dict[str, int] = {}
    for instrument in instruments:
        for question in instrument.questions():
            if question.name in LEANINGS:
                codes = tuple(choice.name for choice in instrument.choices_of(question))
                scales.setdefault(question.name, set()).add(codes)
                askers[question.name] = askers.get(question.name, 0) + 1
    assert all(len(scale) == 1 for scale in scales.values())
    assert sum(count == 3 for count in askers.values()) >= 3


@each_form
def test_somebody_knows_how_to_answer_each_question(path: Path):
    instrument = read(path)
    assert path.stem in SAYINGS
    for question in instrument.questions():
        if question.kind in (Kind.INTEGER, Kind.DECIMAL):
            assert question.name in NUMBERS
        if question.kind is Kind.SELECT_MULTIPLE:
            assert len(PICKS[question.list_name]) == len(instrument.choices_of(question))
        if question.kind is Kind.SELECT_ONE:
            assert question.list_name in SHARES or question.name in LEANINGS
