"""Pronouns: the reader knows at once who « il » is."""

from collections.abc import Iterator

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.text import Text, opening
from arpent.falc.values import Level

POINTING = frozenset("celui celle ceux celles".split())
RELATIVE = frozenset(
    "lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles".split()
)
PERSONAL = frozenset("il elle ils elles".split())
IMPERSONAL = frozenset(
    "faut falloir pleut neige fait y s' est a reste manque vaut convient suffit existe semble paraît arrive".split()
)


def unclear(text: Text, setting: Setting) -> Iterator[Hit]:
    for at, token in enumerate(text.tokens):
        after = text.tokens[at + 1].key if at + 1 < len(text.tokens) else ""
        if token.key in RELATIVE or (token.key in POINTING and after in {"ci", "là"}):
            yield Hit(token.start, token.end, text.shown(token))
        elif token.key in {"dernier", "dernière", "derniers", "dernières"} and alone_this(text, at):
            yield Hit(text.tokens[at - 1].start, token.end, text.raw[text.tokens[at - 1].start : token.end])
    yield from without_name(text)


def alone_this(text: Text, at: int) -> bool:
    """« ce dernier » that no noun follows."""
    after = text.tokens[at + 1] if at + 1 < len(text.tokens) else None
    noun = after is not None and after.kind == "w" and after.word.parts.startswith("N")
    return at > 0 and text.tokens[at - 1].key in {"ce", "cette", "ces"} and not noun


def without_name(text: Text) -> Iterator[Hit]:
    """The text begins with « il » or « elle », and nobody was named."""
    if len(text.sentences) > 1:
        first = opening(text.tokens, text.sentences[0])
        after = text.tokens[first + 1].key if first + 1 < len(text.tokens) else ""
        token = text.tokens[first]
        if token.key in PERSONAL and not (
            token.key == "il" and (after in IMPERSONAL or after in {"n'", "ne"})
        ):
            yield Hit(token.start, token.end, text.shown(token))


RULES = (
    Rule(
        "V10",
        "IE ; RLS 6.6.3",
        Level.INFO,
        "On sait toujours de qui on parle.",
        "De qui ou de quoi parle « {} » ? Écrivez le nom.",
        good="Marie arrive. Elle apporte un gâteau.",
        bad="Marie voit Anne. Celle-ci apporte un gâteau.",
        find=unclear,
    ),
)
