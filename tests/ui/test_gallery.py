"""The gallery shows every component: what is not there does not exist."""

import re
from pathlib import Path

import pytest
from django.test import Client

UI = Path(__file__).parents[2] / "arpent" / "ui"
TEMPLATES = sorted((UI / "templates").rglob("*.html"))
PAGES = {"gallery.html", "gallery_respond.html", "confirm.html"}
"""Pages and frames, which are not components."""


def components() -> set[str]:
    return {path.name for path in (UI / "templates" / "ui").glob("*.html")} - PAGES


@pytest.fixture
def shown(client: Client, db: None) -> set[str]:
    """The names of the templates that the gallery is drawn with."""
    pages = [client.get(address) for address in ("/galerie/", "/galerie/repondre/")]
    return {template.name for page in pages for template in page.templates}


def test_every_component_is_in_the_gallery(shown: set[str]):
    assert {f"ui/{name}" for name in components()} <= shown | {"ui/messages.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_writes_a_style_or_a_script_inline(path: Path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)


def tags() -> list[str]:
    code = "".join((UI / "templatetags" / name).read_text() for name in ("arpent.py", "respond.py"))
    return re.findall(r"@register\.\w+(?:\([^)]*\))?\ndef (\w+)", code)


def test_every_tag_is_shown_or_used():
    text = "".join(path.read_text() for path in TEMPLATES)
    assert [tag for tag in tags() if not re.search(rf"{{% {tag} |\|{tag}\b", text)] == []
    assert len(tags()) > 25


def test_every_icon_of_a_template_is_drawn():
    icons = (UI / "icons.py").read_text()
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    assert {name for name in named if f'"{name}": ' not in icons} == set()


def test_every_tag_is_in_the_page_of_the_look():
    page = (UI.parents[1] / "docs" / "look.md").read_text()
    assert [
        tag
        for tag in tags()
        if f"{{% {tag} " not in page and f"{{% {tag} %" not in page and f"`{tag}`" not in page
    ] == []


def test_search_engines_stay_away_from_the_doors_of_respondents(client: Client, db: None):
    assert "Disallow: /r/" in client.get("/robots.txt").text
