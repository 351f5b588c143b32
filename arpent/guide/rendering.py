"""Markdown as a page: only what the guide needs, nothing of what a writer types is ever markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from arpent.guide.shipped import Term, terms
from arpent.ui.proofread import typeset

SCHEMES = {"", "http", "https", "mailto", "tel"}
TERMS_IN = {"paragraph_open"}
"""Where words of the field are explained: in running text, never in a heading."""
LOWEST, HIGHEST = 2, 4
"""Levels of headings: the first is the title of the page."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page, and the words of the field that it says."""

    html: SafeString
    terms: tuple[Term, ...]


def rendered(source: str) -> Rendered:
    """The page; each word of the field is explained where it first stands."""
    tokens = _reader().parse(source)
    said: list[Term] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(max(int(token.tag[1]), LOWEST), HIGHEST)}"
        if token.type == "inline" and token.children and before and before.type in TERMS_IN:
            token.children = list(_explained(token.children, said))
    html = _reader().renderer.render(tokens, _reader().options, {})
    return Rendered(mark_safe(html), tuple(said))  # noqa: S308 - raw HTML is off, so everything typed is escaped


class _Reader(MarkdownIt):
    """CommonMark with tables, where a link leads to a page or to an address, and nowhere else."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name that the library calls
        try:
            return urlsplit(url.strip()).scheme.lower() in SCHEMES
        except ValueError:
            return False


@cache
def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
    return reader.enable("table").disable(["image", "html_block", "html_inline", "code", "fence"])


def _explained(children: Sequence[Token], said: list[Term]) -> Iterator[Token]:
    """The same words, where terms met for the first time open their explanation."""
    linked = 0
    for child in children:
        linked += child.nesting if child.type in {"link_open", "link_close"} else 0
        child.content = typeset(child.content) if child.type == "text" else child.content
        if child.type != "text" or linked:
            yield child
        else:
            yield from _cut(child.content, said)


def _cut(words: str, said: list[Term]) -> Iterator[Token]:
    at = 0
    for match in _pattern().finditer(words):
        term = _by_form()[match.group().lower()]
        if term not in said:
            said.append(term)
            yield Token("text", "", 0, content=words[at : match.start()])
            yield Token("html_inline", "", 0, content=_opening(term, match.group()))
            at = match.end()
    yield Token("text", "", 0, content=words[at:])


def _opening(term: Term, words: str) -> str:
    return f'<button class="term" type="button" popovertarget="mot-{term.slug}">{escape(words)}</button>'


@cache
def _by_form() -> dict[str, Term]:
    return {form: term for term in terms() for form in term.forms}


@cache
def _pattern() -> re.Pattern[str]:
    """The longest first, so that « plan d’action » is not read as « action »."""
    forms = sorted(_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)
