"""From a freeze to a report that is read, taken away and published."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from arpent.analysis.actions import freeze_campaign
from arpent.reports.actions import NotReady, ask_for_report, publish_report, withdraw_report
from arpent.reports.models import Report
from tests.world import World

pytestmark = pytest.mark.usefixtures("files")


def written(world: World, audience: str, callbacks) -> Report:
    with callbacks(execute=True):
        freeze = freeze_campaign(campaign=world.campaign, by=world.cast.alice)
    freeze.refresh_from_db()
    with callbacks(execute=True):
        report = ask_for_report(freeze=freeze, audience=audience, by=world.cast.alice)
    report.refresh_from_db()
    return report


@pytest.fixture
def report(world: World, django_capture_on_commit_callbacks) -> Report:
    return written(world, Report.Audience.PUBLIC, django_capture_on_commit_callbacks)


def content(file) -> bytes:
    with file.open("rb") as opened:
        return opened.read()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_report_says_its_finding_and_cites_its_freeze(report: Report):
    assert (report.state, report.error) == (Report.State.READY, "")
    assert "des familles ont du temps pour elles" in report.body
    assert report.freeze.sha256 in report.body


def test_its_pdf_is_tagged_and_ends_with_the_hash(report: Report):
    pdf = PdfReader(io.BytesIO(content(report.pdf)))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert report.freeze.sha256 in pdf.pages[-1].extract_text().replace("\n", "")


def test_its_workbook_opens(report: Report):
    assert load_workbook(io.BytesIO(content(report.workbook))).sheetnames


def test_its_highlights_carry_their_interval(report: Report):
    fact = report.highlights[0]
    assert fact["low"] < fact["value"] < fact["high"]


def test_an_inside_report_compares_associations_and_a_public_one_does_not(
    report: Report, world: World, django_capture_on_commit_callbacks
):
    inside = written(world, Report.Audience.INSIDE, django_capture_on_commit_callbacks)
    assert "Le Gué" in inside.body
    assert "Le Gué" not in report.body


def test_anyone_reads_a_published_report(report: Report, world: World):
    publish_report(report=report, by=world.cast.alice, at=timezone.now())
    page = Client().get(report.get_absolute_url())
    assert page.status_code == 200
    assert world.study.title in page.content.decode()


def test_the_front_page_shows_it(report: Report, world: World):
    publish_report(report=report, by=world.cast.alice, at=timezone.now())
    assert world.study.question in Client().get(reverse("home:front")).content.decode()


def test_nobody_reads_it_before(report: Report, world: World):
    assert Client().get(reverse("publications:read", args=["le-repit-des-familles-1"])).status_code == 404
    assert Client().get(reverse("reports:read", args=[world.study.pk, report.pk])).status_code == 302


def test_a_withdrawn_report_is_no_longer_public(report: Report, world: World):
    publish_report(report=report, by=world.cast.alice, at=timezone.now())
    address = report.get_absolute_url()
    withdraw_report(report=report)
    assert Client().get(address).status_code == 404


def test_an_inside_report_cannot_be_published(world: World, django_capture_on_commit_callbacks):
    inside = written(world, Report.Audience.INSIDE, django_capture_on_commit_callbacks)
    with pytest.raises(NotReady, match="interne"):
        publish_report(report=inside, by=world.cast.alice, at=timezone.now())


def test_a_lead_of_another_region_does_not_see_it(report: Report, world: World):
    client = signed_in(world.cast.david)
    for address in ("reports:list", "reports:progress"):
        assert client.get(reverse(address, args=[world.study.pk])).status_code == 404
    assert client.get(reverse("reports:read", args=[world.study.pk, report.pk])).status_code == 404
    assert client.get(reverse("reports:download", args=[world.study.pk, report.pk, "pdf"])).status_code == 404


def test_the_pdf_is_downloaded_by_those_who_may(report: Report, world: World):
    answer = signed_in(world.cast.alice).get(
        reverse("reports:download", args=[world.study.pk, report.pk, "pdf"])
    )
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    answer.close()


def test_an_unknown_form_is_not_found(report: Report, world: World):
    client = signed_in(world.cast.alice)
    assert client.get(reverse("reports:download", args=[world.study.pk, report.pk, "exe"])).status_code == 404


def local_page(client: Client, world: World, report: Report, organisation) -> int:
    address = reverse("reports:local", args=[world.study.pk, report.freeze.pk, organisation.pk])
    return client.get(address)


def test_a_local_lead_reads_the_numbers_of_their_association_beside_those_of_the_study(
    report: Report, world: World
):
    page = local_page(signed_in(world.cast.bob), world, report, world.cast.association)
    assert page.status_code == 200
    assert "n = 21" in page.content.decode() or "n = 18" in page.content.decode()
    assert "Le Gué" not in page.content.decode()


def test_a_local_lead_does_not_read_those_of_another_association(report: Report, world: World):
    assert (
        local_page(signed_in(world.cast.bob), world, report, world.cast.second_association).status_code == 404
    )


def test_small_numbers_are_hidden_from_a_local_lead_too(world: World, django_capture_on_commit_callbacks):
    few = world.link.responses.values_list("pk", flat=True)[3:]
    world.link.responses.filter(pk__in=list(few)).delete()
    report = written(world, Report.Audience.PUBLIC, django_capture_on_commit_callbacks)
    page = local_page(signed_in(world.cast.bob), world, report, world.cast.association).content.decode()
    assert "masqué" in page
    assert "n = 3" not in page


def test_with_two_associations_the_whole_is_hidden_for_it_would_give_the_other_away(
    report: Report, world: World
):
    page = local_page(signed_in(world.cast.bob), world, report, world.cast.association).content.decode()
    assert "moins de trois associations" in page
    assert "n = 37" not in page
