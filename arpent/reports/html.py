"""The report as a page: a fragment for the site, and a file that stands alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from arpent.reports.printed import Printed
from arpent.reports.styles import embedded

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _engine() -> Engine:
    """Our templates alone, so that a report is the same with and without the site."""
    return Engine(
        dirs=[str(TEMPLATES)],
        libraries={"i18n": "django.templatetags.i18n"},
        autoescape=True,
    )


def rendered(template: str, context: Mapping[str, object]) -> str:
    """One of our templates, filled."""
    return _engine().get_template(template).render(Context(dict(context)))


def page(report: Printed) -> str:
    """The report as one file: its style and fonts inside, no request to anyone."""
    return rendered("reports/document/page.html", {"report": report, "styles": embedded()})


def body(report: Printed) -> str:
    """The report alone, to be placed inside a page that brings the style sheet."""
    return rendered("reports/document/body.html", {"report": report})
