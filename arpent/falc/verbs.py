"""Which forms are verbs, here: « la porte » is a noun, « il la porte » is not."""

from collections.abc import Sequence

from arpent.falc.names import first_names
from arpent.falc.tokens import Token

SUBJECTS = frozenset("je j' tu il elle on nous vous ils elles qui ça cela c' ceci".split())
CLITICS = frozenset("me te se m' t' s' le la les l' lui leur y en nous vous ne n'".split())
ARTICLES = frozenset("le la les l' leur en".split())
"""Clitics that are articles or prepositions as well."""
OPENERS = frozenset(
    "un une des du de d' à au aux en par pour avec sans chez dans sur sous entre vers cet cette ces mon ma mes ton ta tes son sa ses "
    "notre nos votre vos leurs quel quelle quels quelles chaque plusieurs quelques aucun aucune tout toute tous toutes très trop ce".split()
)
"""Words after which comes a noun or an adjective."""
AMID = frozenset("pas plus jamais rien bien mal très trop tout tous toute toutes déjà encore aussi".split())
"""What stands between an auxiliary and its participle."""
NEVER = frozenset("entre vers sous contre sauf est-à-dire c'est-à-dire voici voilà soit été or as".split())


def finite_verbs(raw: str, tokens: Sequence[Token], first: int, last: int) -> tuple[int, ...]:
    """Places of the finite verbs. « est-ce que » and « s'il vous plaît » say nothing, and are left out."""
    return tuple(
        at
        for at in range(first, last)
        if tokens[at].word.tenses
        and tokens[at].kind == "w"
        and is_finite(raw, tokens, first, last, at)
        and not hollow(tokens, at, last)
    )


def is_finite(raw: str, tokens: Sequence[Token], first: int, last: int, at: int) -> bool:
    word = tokens[at].word
    if is_name(raw, tokens, first, last, at) or follows_auxiliary(tokens, first, at):
        return False
    if at + 1 < last and tokens[at + 1].kind == "c" and tokens[at + 1].key not in {"ci", "là"}:
        return "V" in word.parts
    back = at - 1
    while back >= first and tokens[back].key in CLITICS:
        back -= 1
    skipped = {tokens[place].key for place in range(back + 1, at)}
    before = tokens[back].key if back >= first else ""
    if (
        (before in SUBJECTS and tokens[back].kind != "c")
        or (before == "ce" and word.lemma == "être")
        or skipped & {"ne", "n'", "se", "s'", "me", "m'", "te", "t'"}
    ):
        return True
    if back + 1 < at and tokens[back + 1].key in {"nous", "vous"} and before not in OPENERS:
        return True
    if word.form in NEVER:
        return False
    only = not set(word.parts) - {"V"}
    if skipped and skipped <= ARTICLES | {"y", "lui"}:
        return only
    if before in OPENERS:
        return only and before not in {"à", "de", "d'"}
    return word.parts.startswith("V")


def follows_auxiliary(tokens: Sequence[Token], first: int, at: int) -> bool:
    """« avez-vous pris », « n’avons rien dit », « est-il calme »: a participle or an adjective, and no verb of its own."""
    back = at - 1
    while back > first and (tokens[back].key in AMID or tokens[back].kind == "c"):
        back -= 1
    if (
        back < first
        or not (tokens[back].word.tenses or tokens[back].key == "été")
        or tokens[back].kind != "w"
    ):
        return False
    parts = tokens[at].word.parts
    lemma = tokens[back].word.lemma
    return (lemma in {"être", "avoir"} and "P" in parts) or (lemma == "être" and "A" in parts)


def is_name(raw: str, tokens: Sequence[Token], first: int, last: int, at: int) -> bool:
    """A capital inside a sentence, or at its head with a verb just after: « Marie est là », « Titre »."""
    if not raw[tokens[at].start].isupper():
        return False
    if (at > first and tokens[at - 1].kind != "p") or raw[tokens[at].start : tokens[at].end] in first_names():
        return True
    after = tokens[at + 1] if at + 1 < last else None
    return after is not None and after.kind == "w" and after.word.parts.startswith("V")


def hollow(tokens: Sequence[Token], at: int, last: int) -> bool:
    key = tokens[at].key
    if key == "est":
        return at + 1 < last and tokens[at + 1].kind == "c" and tokens[at + 1].key == "ce"
    return key == "plaît" and at > 0 and tokens[at - 1].key == "vous"
