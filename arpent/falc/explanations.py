"""Words that a text explains: « L’inclusion, c’est… », « inclusion (vivre ensemble) », « inclusion : … »."""

from collections.abc import Sequence

from arpent.falc.tokens import Token

TURNS = (
    "c' est",
    "c'est-à-dire",
    "veut dire",
    "veulent dire",
    "signifie",
    "ça veut dire",
    "cela veut dire",
    "s' appelle",
)
SIGNS = frozenset(("(", ":", "="))
NAMING = frozenset("appelle appelé appelée appelés appelées appellent nomme".split())
"""« Cette personne s’appelle un aidant »: the name comes after."""
STARTS = frozenset(turn.split()[0] for turn in TURNS) | SIGNS | {",", "»"}


def explained_words(tokens: Sequence[Token]) -> frozenset[str]:
    """Keys and lemmas of the words that something explains, just after."""
    found: set[str] = set()
    for at in range(len(tokens) - 1):
        if tokens[at + 1].key in STARTS and tokens[at].kind == "w" and tells(tokens, at):
            found |= {tokens[at].key, tokens[at].word.lemma}
        elif tokens[at].key in NAMING:
            found |= {token.key for token in tokens[at + 1 : at + 5]} | {
                token.word.lemma for token in tokens[at + 1 : at + 5]
            }
    return frozenset(found)


def tells(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at + 1].key in SIGNS:
        return True
    following = " ".join(token.key for token in tokens[at + 1 : at + 6])
    return following.lstrip(", »").startswith(TURNS)
