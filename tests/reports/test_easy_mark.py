"""The easy-to-read mark in the PDF of a report: only for the sentences that people concerned have read."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from arpent.proofreading.models import Session
from arpent.reports.models import Report
from arpent.reports.printed import printed
from arpent.reports.proofreading import report_document
from arpent.reports.tasks import keep, print_mark
from tests.reports.samples import DOCUMENT
from tests.reports.test_writing import signed_in, written
from tests.world import World

pytestmark = pytest.mark.usefixtures("files")
MARK = "Phrases faciles à lire et à comprendre"
TOLD = {
    "people": "4",
    "place": "La Clairière",
    "held_on": "2026-11-12",
    "said": "« C’est clair. »",
    "understood": "yes",
}


@pytest.fixture
def report(world: World, django_capture_on_commit_callbacks) -> Report:
    return written(world, Report.Audience.PUBLIC, django_capture_on_commit_callbacks)


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in(world.cast.alice)


@pytest.fixture
def recorded(report: Report, alice: Client, django_capture_on_commit_callbacks) -> Callable[..., Session]:
    """Four people read the sentences of the report, and Alice writes it down."""

    def record(**changes: str) -> Session:
        told = TOLD | {"fingerprint": report_document(report).fingerprint} | changes
        with django_capture_on_commit_callbacks(execute=True):
            alice.post(address("record", report), told)
        return Session.objects.latest("pk")

    return record


def address(name: str, report: Report, *more: object) -> str:
    return reverse(f"home:{name}", args=[report.freeze.campaign.study_id, "rapport", report.pk, *more])


def cover(client: Client, report: Report) -> str:
    study = report.freeze.campaign.study_id
    answer = client.get(reverse("reports:download", args=[study, report.pk, "pdf"]))
    content = b"".join(answer.streaming_content)
    return " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())


def test_it_is_not_there_before_people_have_read(alice: Client, report: Report):
    assert MARK not in cover(alice, report)


def test_it_says_who_read_where_and_when(alice: Client, report: Report, recorded):
    recorded(names="Ana, Luc")
    page = cover(alice, report)
    assert MARK in page
    assert "4 personnes avec un handicap intellectuel ont relu les phrases de ce rapport." in page
    assert "Ana, Luc. La Clairière, 12 novembre 2026." in page


def test_people_who_found_it_hard_print_nothing(alice: Client, report: Report, recorded):
    recorded(understood="no")
    assert MARK not in cover(alice, report)


def test_it_goes_at_once_with_the_record_and_comes_back_with_it(
    alice: Client, report: Report, recorded, django_capture_on_commit_callbacks
):
    session = recorded()
    alice.post(address("withdraw_record", report, session.pk))
    assert MARK not in cover(alice, report)
    with django_capture_on_commit_callbacks(execute=True):
        alice.post(address("restore_record", report, session.pk))
    assert MARK in cover(alice, report)


def test_it_goes_when_one_sentence_changes(alice: Client, report: Report, recorded):
    recorded()
    report.refresh_from_db()
    report.body = report.body.replace("</body>", "") + "<p>Une phrase de plus.</p>"
    report.save()
    assert MARK not in cover(alice, report)


def test_a_later_record_is_the_one_that_it_names(alice: Client, report: Report, recorded):
    recorded()
    recorded(place="Le Gué", held_on="2026-11-20")
    assert "Le Gué, 20 novembre 2026." in cover(alice, report)
    report.refresh_from_db()
    kept = set(Path(report.pdf.path).parent.glob(f"{report.pk}*.pdf"))
    assert {Path(report.pdf.path), Path(report.easy_pdf.path)} == kept


def test_nothing_is_printed_of_a_report_that_would_say_something_else_today(report: Report):
    report.body = "<p>Les familles vont bien.</p>"
    report.save()
    document = report_document(report)
    Session.objects.create(
        document=document.key,
        fingerprint=document.fingerprint,
        words=document.words,
        people=4,
        place="La Clairière",
        held_on=date(2026, 11, 12),
        said="Oui",
        understood=True,
    )
    print_mark.call(report.pk)
    report.refresh_from_db()
    assert not report.easy_pdf


def test_a_report_written_anew_forgets_its_marked_pdf(report: Report, recorded):
    from_before = recorded()
    report.refresh_from_db()
    marked = Path(report.easy_pdf.path)
    assert report.easy_session == from_before
    keep_other_words(report)
    report.refresh_from_db()
    assert (report.easy_pdf.name, report.easy_session, marked.exists()) == ("", None, False)


def keep_other_words(report: Report) -> None:

    keep(report, DOCUMENT, printed(DOCUMENT, {}))
