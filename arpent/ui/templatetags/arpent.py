"""What the templates of every room may ask of the look: {% load arpent %}."""

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from arpent.ui import words
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
