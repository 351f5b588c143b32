"""Blocks of a page that can be heard: {% load aloud %}."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from arpent.ui.aloud import CUT, HERE, MOST, Aloud, Listener, marked
from arpent.ui.templatetags.respond import unbroken
from arpent.voice.sentences import language_of

register = template.Library()


class AloudNode(Node):
    """{% aloud [edition] %}…{% endaloud %}: its sentences are marked with the clips that say them."""

    def __init__(self, edition: FilterExpression | None, nodelist: NodeList) -> None:
        self.edition, self.nodelist = edition, nodelist

    def render(self, context: Context) -> SafeString:
        drawn = self.nodelist.render(context)
        voice: Aloud | Listener | None = context.get("voice")
        if voice is None:
            return mark_safe(HERE.sub("", drawn).replace(CUT, ""))  # noqa: S308  drawn by templates, which escape
        language = (
            language_of(str(self.edition.resolve(context)))
            if self.edition
            else language_of(get_language() or "fr")
        )
        block = next(voice.blocks)
        html, found = marked(drawn, language, voice, block)
        sounds = _sounds(voice, found) if isinstance(voice, Aloud) else []
        return mark_safe(HERE.sub(lambda here: _button(here[1], block, sounds), html))  # noqa: S308  the same, and marks that hold hexadecimal keys


@register.tag
def aloud(parser: Parser, token: Token) -> AloudNode:
    """The words between the two tags can be heard. The edition, when given, says their language; else it is that of the
    page."""
    edition = token.split_contents()[1:]
    nodelist = parser.parse(("endaloud",))
    parser.delete_first_token()
    return AloudNode(parser.compile_filter(edition[0]) if edition else None, nodelist)


@register.simple_tag
def listen_here(words: str, about: str = "") -> SafeString:
    """Where the button that reads the block stands, with its words; nothing comes there when nothing can be heard.

    `about` tells apart, for those who do not see, the buttons of a page that has many.
    """
    apart = format_html('<span class="hidden-but-read"> : {}</span>', about) if about else ""
    return format_html("<!--listen:{}{}-->", words, apart)


@register.filter
def heard_apart(parts: Iterable[str], joint: str) -> SafeString:
    """Texts one after the other, each a sentence of its own for who listens."""
    return format_html_join(
        format_html("{0}{1}{0}", SafeString(CUT), joint), "{}", ((unbroken(part),) for part in parts)
    )


def _button(words: str, block: int, sounds: Sequence[str]) -> str:
    """Drawn by a template that escapes; `words` are escaped already."""
    shown = {"block": block, "sounds": sounds, "words": SafeString(words)}
    return render_to_string("ui/aloud.html", shown) if sounds else ""


def _sounds(voice: Aloud, found: Sequence[tuple[str, ...]]) -> list[str]:
    """For browsers that run no script: the machine's sentences that follow each other are one sound."""
    joined: list[str] = []
    for spoken, some in groupby(found, key=lambda keys: len(keys) > 1):
        keys = [each[-1 if voice.slow else 0] for each in some]
        joined += (
            ["-".join(keys[start : start + MOST]) for start in range(0, len(keys), MOST)] if spoken else keys
        )
    return [voice.base + each for each in joined]
