"""Style sheets are served whole: a browser waits for one file, not for eight in a row."""

from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find, get_finders
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings
from whitenoise.middleware import WhiteNoiseMiddleware

from arpent.site.statics import ENTRIES, whole


def sources() -> dict:
    return {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}


def test_what_a_style_sheet_imports_takes_its_place():
    text = whole("ui/css/respond.css", sources())
    assert "@import" not in text
    assert ".answer__card" in text
    assert 'url("../fonts/' in text


def test_scripts_are_served_without_their_comments(tmp_path: Path, settings: Settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "arpent.site.statics.Bundled"}}
    call_command("collectstatic", verbosity=0, interactive=False)
    for source in Path(find("ui/js/listen.js")).parent.glob("*.js"):
        served = next(tmp_path.glob(f"ui/js/{source.stem}.????????????.js")).read_text()
        kept = [line for line in source.read_text().splitlines() if not line.lstrip().startswith("//")]
        assert [line.split(" // ")[0] for line in kept] == served.splitlines()


def test_the_server_serves_them_whole_under_a_name_of_their_content(tmp_path: Path, settings: Settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "arpent.site.statics.Bundled"}}
    call_command("collectstatic", verbosity=0, interactive=False)
    for name in ENTRIES:
        assert find(name)
        stem = name.removesuffix(".css")
        served = list(tmp_path.glob(f"{stem}.????????????.css"))
        assert len(served) == 1
        assert "@import" not in served[0].read_text()
        assert "atkinson-hyperlegible-next-latin-wght-normal." in served[0].read_text()


@pytest.mark.django_db  # an answer that closes closes its connection
def test_a_static_file_opened_by_itself_runs_nothing_and_serves_our_pages_alone(
    tmp_path: Path, settings: Settings
):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "dessin.svg").write_text("<svg/>")
    web = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    with closing(web(RequestFactory().get("/static/dessin.svg"))) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert "Access-Control-Allow-Origin" not in headers
