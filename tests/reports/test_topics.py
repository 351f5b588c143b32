"""Reports say what people speak of, and quote what a person cleared; both go when they must."""

from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.management import call_command

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.figures import Figure
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.models import Quote, Topic
from arpent.analysis.topics.quoting import NotCleared, choose_quote, drop_quote
from arpent.reports.actions import ask_for_report, publish_report
from arpent.reports.assembly import document
from arpent.reports.models import Report
from arpent.reports.records import records
from arpent.reports.sentences import says
from tests.analysis.test_coding import code_the_sample
from tests.analysis.written import build, question_of, truth, with_topics
from tests.cast import Cast
from tests.world import TODAY, World

SAID = "Mon fils Lucas dort la nuit, du repos"


@pytest.fixture
def written(cast: Cast, monkeypatch: pytest.MonkeyPatch, files: Path) -> World:
    return build(cast, monkeypatch)


@pytest.fixture
def topics(written: World) -> dict[str, Topic]:
    found = with_topics(written)
    code_the_sample(written, found, OpenAnswer.objects.count())
    return found


@pytest.fixture
def quoted(written: World, topics: dict[str, Topic]) -> Quote:
    """A text about rest, with the name masked, chosen for the report."""
    text = next(one for one in OpenAnswer.objects.select_related("response") if truth(one) == "Le repos")
    text.response.answers["mot"] = SAID
    text.response.voice = "alone"
    text.response.save()
    OpenAnswer.objects.filter(pk=text.pk).update(
        state="cleared", masks=[[4, 14]], read_at="2026-11-23T08:00:00Z", reader=written.cast.alice
    )
    text.refresh_from_db()
    return choose_quote(text=text, topic=topics["Le repos"], by=written.cast.alice)


@pytest.fixture
def wrote(written: World, django_capture_on_commit_callbacks):
    """wrote("inside") freezes the answers and writes that report."""

    def write(audience: str = "inside") -> Report:
        with django_capture_on_commit_callbacks(execute=True):
            freeze = freeze_campaign(campaign=written.campaign, by=written.cast.alice)
        freeze.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            report = ask_for_report(freeze=freeze, audience=audience, by=written.cast.alice)
        report.refresh_from_db()
        assert report.state == "ready", report.error
        return report

    return write


def figure_of(report: Report) -> Figure:
    return next(section.figure for section in document(report).sections() if section.figure.topics)


def test_a_report_says_what_people_speak_of(topics, wrote):
    section = next(one for one in document(wrote()).sections() if one.figure.topics)
    words = says(section.figure, section.audience)
    assert "qui ont écrit" in words
    assert "parlent" in words


def test_speaking_of_no_topic_is_never_the_headline(topics, wrote):
    figure = figure_of(wrote())
    others = tuple(
        replace(one, value=0.9 if one.choice == "aucun" else one.value) for one in figure.overall.numbers
    )
    changed = replace(figure, overall=replace(figure.overall, numbers=others))
    section = next(one for one in document(Report.objects.get()).sections() if one.figure.topics)
    assert "Aucun de ces sujets" not in says(changed, section.audience)


def test_records_hold_every_topic_with_its_n_and_interval(topics, wrote):
    found = [
        one for one in records(document(wrote())) if one["question"] == "mot_sujets" and one["by"] is None
    ]
    assert {one["choice_label"] for one in found} >= {"Le repos", "L’écoute", "Les transports"}
    assert all(one["n"] and one["method"] and one["low"] <= one["value"] <= one["high"] for one in found[:3])


def test_a_quote_is_printed_masked_in_the_page_and_the_workbook(quoted: Quote, wrote):
    report = wrote()
    assert "Mon […] dort la nuit" in report.body
    book = openpyxl.load_workbook(BytesIO(Path(report.workbook.path).read_bytes()))
    cells = [cell.value for sheet in book for row in sheet for cell in row if cell.value]
    assert any("Mon […] dort la nuit" in str(value) for value in cells)
    assert "Lucas" not in report.body + "".join(map(str, cells))


def test_a_report_counts_its_quotes(quoted: Quote, wrote):
    assert wrote().quoted == 1


def test_only_a_cleared_text_is_quoted(written: World, topics):
    text = OpenAnswer.objects.of(question_of(written))[0]
    with pytest.raises(NotCleared, match="autorisez-le"):
        choose_quote(text=text, topic=topics["Le repos"], by=written.cast.alice)


def test_a_text_put_back_is_quoted_no_more(quoted: Quote, wrote):
    quoted.answer.put_back()
    assert wrote().quoted == 0


def test_a_quote_is_taken_back(quoted: Quote, wrote):
    drop_quote(text=quoted.answer)
    assert wrote().quoted == 0


def test_three_quotes_a_topic_are_enough(written: World, topics):
    OpenAnswer.objects.update(state="cleared", read_at="2026-11-23T08:00:00Z")
    texts = list(OpenAnswer.objects.of(question_of(written))[:4])
    for text in texts[:3]:
        choose_quote(text=text, topic=topics["Le repos"], by=written.cast.alice)
    with pytest.raises(NotCleared, match="déjà 3 citations"):
        choose_quote(text=texts[3], topic=topics["Le repos"], by=written.cast.alice)


def test_no_quote_stands_beside_a_hidden_share(quoted: Quote, wrote, monkeypatch):
    report = wrote()
    result = report.freeze.datasets.get().results.get(voice="own", threshold=5)
    for figure in result.figures:
        for number in figure["overall"]["numbers"]:
            number |= {"value": None, "low": None, "high": None, "suppressed": "too_few"}
    result.save()
    assert not any(section.quotes for section in document(report).sections())


def test_what_somebody_wrote_in_another_s_place_is_not_among_the_person_s_own_words(quoted: Quote, wrote):
    quoted.answer.response.voice = "proxy"
    quoted.answer.response.save()
    said = document(wrote())
    assert not any(section.quotes for theme in said.themes for section in theme.sections)


def test_quotes_leave_every_report_with_the_answers(quoted: Quote, wrote, written: World):
    report = publish_report(report=wrote("public"), by=written.cast.alice, at="2026-11-23T09:00:00Z")
    old = [Path(file.path) for file in (report.pdf, report.workbook)]
    with time_machine.travel(f"{written.campaign.purge_on} 12:00"):
        call_command("purge", stdout=StringIO())
    report.refresh_from_db()
    assert "dort la nuit" not in report.body
    assert (report.quoted, report.published_at is None) == (0, False)
    assert not any(path.exists() for path in old)
    assert Path(report.pdf.path).read_bytes().startswith(b"%PDF")


def test_a_report_that_cannot_be_written_again_is_emptied(quoted: Quote, wrote, written: World):
    report = publish_report(report=wrote("public"), by=written.cast.alice, at="2026-11-23T09:00:00Z")
    report.freeze.datasets.get().results.update(figures=[{"broken": True}])
    with time_machine.travel(f"{written.campaign.purge_on} 12:00"):
        call_command("purge", stdout=StringIO())
    report.refresh_from_db()
    assert (report.body, report.state, report.published_at) == ("", "failed", None)
    assert "Demandez un nouveau rapport" in report.error


def test_the_machine_s_words_go_with_the_texts_and_the_names_stay(written: World, topics):
    Topic.objects.create(question=question_of(written), words=["bus", "lucas"], rank=9)
    Topic.objects.filter(name="Le repos").update(words=["repos", "nuit"])
    with time_machine.travel(f"{written.campaign.purge_on} 12:00"):
        call_command("purge", stdout=StringIO())
    assert [(topic.name, topic.words) for topic in Topic.objects.order_by("rank")] == [
        ("Les transports", []),
        ("L’écoute", []),
        ("Le repos", []),
    ]


def test_a_report_without_quotes_is_left_alone(topics, wrote, written: World):
    report = wrote()
    before = report.pdf.name
    with time_machine.travel(f"{written.campaign.purge_on} 12:00"):
        call_command("purge", stdout=StringIO())
    report.refresh_from_db()
    assert report.pdf.name == before
    assert written.campaign.purge_on > TODAY
