"""What the templates of every room may ask of the look: {% load arpent %}."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from arpent.ui import words
from arpent.ui.drawings import Interval, Level, Path, ScaleBar, Station
from arpent.ui.icons import ICONS

register = template.Library()

register.filter("number", words.number)
register.filter("percent", words.percent)
register.filter("day", words.day)
register.filter("day_of_year", words.day_of_year)

MESSAGE_STATES = {"success": "good", "warning": "wait", "error": "stop"}
NOTICE_ICONS = {"info": "info", "good": "check", "wait": "clock", "stop": "alert"}


@register.filter
def message_state(level: str) -> str:
    """Django's level of a message, as the state of a notice."""
    return MESSAGE_STATES.get(level, "info")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of `icons.py`; silent beside words, named by `label` when it stands alone."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - our own table
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, drawing
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing
    )


@register.simple_tag
def initials(name: object) -> SafeString:
    """A round of initials, silent: the name is always written beside it."""
    return format_html('<span class="initials" aria-hidden="true">{}</span>', words.initials(str(name)))


@register.simple_tag
def module(name: str) -> SafeString:
    """The script of one enhancement."""
    return format_html('<script type="module" src="{}"></script>', static(f"ui/js/{name}.js"))


@register.simple_block_tag
def notice(content: str, state: str = "info", title: str = "") -> str:
    """What the reader must know now: info, good, wait or stop."""
    context = {"state": state, "title": title, "content": content, "icon_name": NOTICE_ICONS[state]}
    return render_to_string("ui/notice.html", context)


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The way back up, made of {% crumb %}s."""
    return render_to_string("ui/breadcrumbs.html", {"content": content})


@register.simple_tag
def crumb(label: str, view: str = "", *args: object) -> SafeString:
    """One level; without a view it is the page itself."""
    if not view:
        return format_html('<li aria-current="page">{}</li>', label)
    return format_html('<li><a href="{}">{}</a></li>', reverse(view, args=args), label)


@register.simple_block_tag
def localnav(content: str, label: str) -> SafeString:
    """The pages of one thing (a study, a report), made of {% navlink %}s."""
    return render_to_string("ui/localnav.html", {"content": content, "label": label})


@register.simple_tag(takes_context=True)
def navlink(
    context: template.Context, label: str, view: str, *args: object, exact: bool = False
) -> SafeString:
    """One page of a {% localnav %}; marked current on that page and, unless `exact`, on those below it."""
    url = reverse(view, args=args)
    path = context["request"].path if "request" in context else ""
    here = "page" if path == url else "true" if not exact and path.startswith(url) else ""
    current = format_html(' aria-current="{}"', here) if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.inclusion_tag("ui/section_head.html")
def section_head(
    title: str, ident: str = "", link: str = "", url: str = "", note: str = ""
) -> dict[str, str]:
    """The ink rule that opens a section, with its one link or note at the right."""
    return {"title": title, "ident": ident, "link": link, "url": url, "note": note}


@register.inclusion_tag("ui/voice.html")
def voice(mark: str, label: str) -> dict[str, str]:
    """Who speaks: people (disc), family (square) or partner (triangle); colour, shape and word."""
    return {"mark": mark, "label": label}


@register.inclusion_tag("ui/status.html")
def status(state: str, label: str) -> dict[str, str]:
    """A state as a shape and a word: good, wait, stop, info, here or idle."""
    return {"state": state, "label": label}


@register.inclusion_tag("ui/more.html")
def more(label: str, url: str) -> dict[str, str]:
    """A link that leads further, with its arrow."""
    return {"label": label, "url": url}


@register.inclusion_tag("ui/empty.html")
def empty(title: str, text: str, url: str = "", link: str = "") -> dict[str, str]:
    """Nothing yet: what will be written here, and the one thing to do first."""
    return {"title": title, "text": text, "url": url, "link": link}


@register.inclusion_tag("ui/person.html")
def person(name: object, says: str = "") -> dict[str, str]:
    """One line of a list of people (`<ul class="people">`)."""
    return {"name": str(name), "says": says}


@register.inclusion_tag("ui/task.html")
def task(
    what: str, url: str = "", why: str = "", when: str = "", who: str = "", done: bool | None = None
) -> dict[str, object]:
    """One line of a list of tasks (`<ol class="tasks">`); with `done`, of a list to tick (`tasks--check`)."""
    return {"what": what, "url": url, "why": why, "when": when, "who": who, "done": done}


@register.inclusion_tag("ui/path.html")
def path(stations: Sequence[Station], label: str) -> dict[str, object]:
    """The path of a study: stations by step number, walked from left to right."""
    return {"stations": stations, "path": Path(stations), "label": label}


@register.inclusion_tag("ui/path_mini.html")
def path_mini(stations: Sequence[Station], label: str) -> dict[str, object]:
    """The same path, reduced, for the head of one step."""
    return {"stations": stations, "label": label}


@register.inclusion_tag("ui/sightlines.html")
def sightlines() -> dict[str, object]:
    """The idea of a study in one drawing, for a public front: one change, three places to see it from."""
    return {}


@register.inclusion_tag("ui/trail.html")
def trail(levels: Sequence[Level], label: str) -> dict[str, object]:
    """A validation that climbs, from association to network: it reads from the bottom up."""
    return {"levels": levels, "label": label}


@register.inclusion_tag("ui/scalebar.html")
def scalebar(done: int, total: int, aim: int | None = None, mark: str = "") -> dict[str, object]:
    """A share of a known whole, drawn as the scale of a map. Silent: write the numbers beside it."""
    return {"bar": ScaleBar(done, total, aim), "mark": mark}


@register.inclusion_tag("ui/reach.html")
def reach(
    done: int, total: int, what: str, aim: int | None = None, mark: str = "", label: str = "", note: str = ""
) -> dict[str, object]:
    """How many answered out of how many: the numbers, their scale bar, a note."""
    return {
        "done": done,
        "total": total,
        "what": what,
        "aim": aim,
        "mark": mark,
        "label": label,
        "note": note,
    }


@register.inclusion_tag("ui/fact.html")
def fact(
    value: float, low: float, high: float, says: str, sure: str, mark: str = "", who: str = ""
) -> dict[str, object]:
    """A measured percentage, its sentence and its certainty: never one without the two others."""
    return {
        "interval": Interval(value, low, high),
        "says": says,
        "sure": sure,
        "mark": mark,
        "who": who,
    }


@register.inclusion_tag("ui/progress.html")
def progress(
    ident: str, label: str, done: int = 0, total: int = 0, says: str = "", poll: str = ""
) -> dict[str, object]:
    """Long work: what, how far, how long. `poll` is the address that answers the same part, fresher."""
    return {"ident": ident, "label": label, "done": done, "total": total, "says": says, "poll": poll}


@register.inclusion_tag("ui/copy.html")
def copy(text: str, label: str) -> dict[str, str]:
    """A button that puts `text` on the clipboard; hidden without a script, so show the text beside it."""
    return {"text": text, "label": label}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, object]:
    """The pages of a list, keeping what else the address asks; nothing when there is only one."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.simple_block_tag
def advice(content: str, title: str, drawing: str = "advice") -> SafeString:
    """A note of the guide in the margin, beside the work and never in front of it."""
    return render_to_string("ui/advice.html", {"content": content, "title": title, "drawing": drawing})


@register.simple_block_tag
def table(content: str, caption: str, note: str = "", folds: bool = False, small: bool = False) -> SafeString:
    """A table with its caption; with `folds`, each row becomes a small sheet on a phone (cells say data-label)."""
    context = {"content": content, "caption": caption, "note": note, "folds": folds, "small": small}
    return render_to_string("ui/table.html", context)


@register.simple_block_tag
def figure(content: str, says: str, ask: str = "", how: Sequence[str] = (), ident: str = "") -> SafeString:
    """What a figure says, the figure, and how it is known: `how` is its n, interval, missing, method."""
    context = {"content": content, "says": says, "ask": ask, "how": how, "ident": ident}
    return render_to_string("ui/figure.html", context)


@register.simple_block_tag
def tabs(content: str, **labels: str) -> SafeString:
    """Parts of a page, one shown at a time: one `ident="Label"` for each `<div class="tabs__panel" id="ident">`."""
    return render_to_string("ui/tabs.html", {"content": content, "labels": labels})


@register.simple_block_tag
def dialog(content: str, ident: str, title: str) -> SafeString:
    """A question asked in front of the page, opened by {% opens %}; write its form inside."""
    return render_to_string("ui/dialog.html", {"content": content, "ident": ident, "title": title})


@register.inclusion_tag("ui/opens.html")
def opens(ident: str, label: str, url: str, look: str = "second") -> dict[str, str]:
    """The button of a dialog; without a script it leads to `url`, the page that asks the same question."""
    return {"ident": ident, "label": label, "url": url, "look": look}
