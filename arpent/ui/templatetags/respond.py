"""What the pages of respondents are made of: {% load respond %}."""

import re
from collections.abc import Sequence

from django import template
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from arpent.ui import arrival
from arpent.ui.drawings import Walk, drawn
from arpent.ui.wishes import NAMES, OF_THE_VOICE, WISHES, wished

register = template.Library()

HYPHENED = re.compile(r"[^\s-]+(?:-[^\s-]+)+")


@register.filter
def unbroken(words: str) -> SafeString:
    """Words joined by a hyphen stay together on a narrow screen: « avez-vous », « grands-parents »."""
    return SafeString(HYPHENED.sub(r'<span class="unbroken">\g<0></span>', conditional_escape(words)))


@register.simple_tag(takes_context=True)
def wished_look(context: Context) -> SafeString:
    """The preferences that the address carries, on the root of the page: style follows them without a script."""
    wishes = wished(context["request"].GET) if "request" in context else {}
    return format_html_join("", ' data-{}="{}"', wishes.items())


@register.simple_tag(takes_context=True)
def files_within(context: Context) -> SafeString:
    """What the first page of a visit carries in itself; nothing on the pages that follow. A question stays light."""
    request = context.get("request")
    return arrival.files_within(request, fetch="screen" not in context) if request else SafeString("")


@register.inclusion_tag("ui/settings.html", takes_context=True)
def settings(
    context: Context, form: str = "", editions: Sequence[tuple[str, str]] = (), edition: str = ""
) -> dict[str, object]:
    """The panel of preferences. `form` is that of the question: what is on the page is kept.

    `editions`, tags with their names, are buttons of the same form; `edition` is the one that is read.
    """
    asked = context["request"].GET if "request" in context else QueryDict()
    wishes = wished(asked)
    return {
        "form": form,
        "editions": editions,
        "edition": edition,
        "kept": [(name, value) for name, value in asked.items() if name not in NAMES],
        "wishes": [
            {
                "name": wish.name,
                "title": wish.title,
                "choices": [
                    (value, label, value == wishes.get(wish.name, "")) for value, label in wish.values
                ],
            }
            for wish in WISHES
            if context.get("voice") or wish.name not in OF_THE_VOICE
        ],
    }


@register.inclusion_tag("ui/walk.html")
def walk(number: int, total: int) -> dict[str, object]:
    """Where one is among the questions: the dots are silent, the words say the same."""
    return {"walk": Walk(number, max(number, total))}


@register.simple_tag
def drawing(name: str, level: int, *, line: bool = False) -> SafeString:
    """One step of a drawn scale, from 1 to 5, in colour or in black line. `drawings.SETS` gives those of 2, 3 or 5."""
    return render_to_string(f"ui/scales/{name}.html", {**drawn(level), "line": line})


@register.inclusion_tag("ui/answer.html", takes_context=True)
def answer(
    context: Context | dict[str, object],
    name: str,
    value: str,
    label: str,
    ident: str,
    *,
    kind: str = "radio",
    checked: bool = False,
    drawing: str = "",
    level: int = 0,
    picture: str = "",
    audio: str = "",
    apart: bool = True,
) -> dict[str, object]:
    """One answer, its whole card to be touched; when chosen it has a border, a tick and the word.

    In easy mode each is heard by a button of its own, unless it is not `apart` from those that share one.
    """
    return {
        "name": name,
        "value": value,
        "label": label,
        "ident": ident,
        "kind": kind,
        "checked": checked,
        "drawing": drawing,
        "level": level,
        "picture": picture,
        "audio": audio,
        "heard": apart and bool(context.get("easy")) and context.get("voice") is not None,
    }


@register.inclusion_tag("ui/listen.html")
def listen(audio: str, what: str = "") -> dict[str, str]:
    """A link to a recording, played in place by listen.js; `what` names it when it stands beside nothing."""
    return {"audio": audio, "what": what}
