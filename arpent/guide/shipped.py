"""The pages and the words that come with Arpent: Markdown files, read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from arpent.ui.proofread import typeset

HERE = Path(__file__).parent
STEP = re.compile(r"(\d+)\. (.+)")
TERM = re.compile(r"^## ([^(\n]+?)(?: \(([^)]+)\))?\n(.+?)(?=\n\n## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shipped:
    """One page: its file names it, `lead` is its first paragraph, `step` the step of the method that it tells of."""

    slug: str
    part: str
    title: str
    lead: str
    body: str
    step: int = 0
    step_title: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, in plain French, with the other forms under which texts say it."""

    slug: str
    word: str
    forms: tuple[str, ...]
    says: str


@cache
def pages() -> Mapping[str, Shipped]:
    """In the order in which they are read."""
    found = (_page(path) for path in sorted((HERE / "pages").glob("*.md")))
    return {page.slug: page for page in found}


def _page(path: Path) -> Shipped:
    """Lines « Partie : … » and « Étape : 1. … », the title, the first paragraph, the rest."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n# ")
    facts = dict(line.split(" : ", 1) for line in head.splitlines() if line)
    title, _, rest = text.partition("\n\n")
    lead, _, body = rest.partition("\n\n")
    step = STEP.fullmatch(facts.get("Étape", ""))
    number, step_title = (int(step.group(1)), step.group(2)) if step else (0, "")
    title, lead, body = (typeset(words) for words in (title, lead, body.strip()))
    return Shipped(path.stem.partition("-")[2], facts["Partie"], title, lead, body, number, step_title)


@cache
def terms() -> tuple[Term, ...]:
    """The words of the field, in the order of the alphabet."""
    text = (HERE / "words.md").read_text(encoding="utf-8")
    return tuple(_term(*match.groups()) for match in TERM.finditer(text))


@cache
def explained() -> tuple[str, ...]:
    """Every form of the words of the field: the guide tells their meaning wherever it says them."""
    return tuple(form for term in terms() for form in term.forms)


def _term(word: str, forms: str | None, says: str) -> Term:
    other = tuple(form.strip() for form in forms.split(",")) if forms else ()
    slug = re.sub(r"[^a-zà-ÿ]+", "-", word.lower())
    return Term(slug, word, (word.lower(), *other), typeset(says.strip()))
