"""The easy-to-read words of a questionnaire, as they are proofread."""

from dataclasses import replace

from arpent.instrument.canonical import to_json
from arpent.instrument.values import Instrument
from arpent.proofreading.actions import put_back_session, withdraw_session
from arpent.proofreading.models import Session
from arpent.surveys.models import Version
from arpent.surveys.proofreading import easy_document, mark_of
from tests.addresses import proofread
from tests.world import FORM, World


def asking(words: str) -> Instrument:
    group = FORM.items[0]
    question = replace(group.items[0], label={"fr": "?", "fr-simple": words})
    return replace(FORM, items=(replace(group, items=(question, *group.items[1:])),))


def version(world: World, form: Instrument, number: int = 9) -> Version:
    return Version.objects.create(
        questionnaire=world.questionnaire, number=number, source_name="x.md", content=to_json(form), fingerprint="0" * 64
    )  # fmt: skip


def test_questions_and_answers_are_its_texts_each_once(world: World):
    words = [passage.words for passage in easy_document(world.version).passages]
    assert words == ["Avez-vous du temps pour vous ?", "Oui", "Non"]


def test_a_questionnaire_without_an_easy_edition_has_no_text(world: World):
    bare = replace(FORM, editions=("fr",), items=(), choices={})
    assert easy_document(version(world, bare)).passages == ()


def test_the_ways_not_to_answer_are_answers(world: World):
    assert "je ne sais pas" in easy_document(world.version).questions[0].choices


def test_there_is_no_mark_before_people_concerned_have_read(world: World):
    assert mark_of(world.version) is None


def test_people_concerned_open_the_mark(world: World):
    session = proofread(easy_document(world.version), world.cast.alice)
    assert mark_of(world.version) == session


def test_a_later_version_with_the_same_words_keeps_the_mark(world: World):
    session = proofread(easy_document(world.version), world.cast.alice)
    assert mark_of(version(world, FORM)) == session


def test_one_letter_more_takes_the_mark_away(world: World):
    proofread(easy_document(world.version), world.cast.alice)
    assert mark_of(version(world, asking("Avez-vous du temps pour vous  ?"))) is None


def test_the_same_words_in_another_document_have_no_mark(world: World):
    proofread(easy_document(world.version), world.cast.alice)
    other = replace(easy_document(world.version), key="questionnaire-0")
    assert not Session.objects.opening_the_mark(other).exists()


def test_people_who_found_it_hard_open_nothing(world: World):
    session = proofread(easy_document(world.version), world.cast.alice)
    session.understood = False
    session.save()
    assert mark_of(world.version) is None


def test_a_record_that_was_withdrawn_opens_nothing_until_it_is_put_back(world: World):
    session = proofread(easy_document(world.version), world.cast.alice)
    withdraw_session(session=session, by=world.cast.alice, at=session.at)
    assert mark_of(world.version) is None
    put_back_session(session=session, by=world.cast.alice, at=session.at)
    assert mark_of(world.version) == session
