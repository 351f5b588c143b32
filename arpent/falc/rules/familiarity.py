"""The signs that a sentence says « tu » or « vous » to its reader: some certain, some that may be something else."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from arpent.falc.tokens import Token

FAMILIAR, POLITE = frozenset("tu te toi t'".split()), frozenset("vous votre vos".split())
YOUR = frozenset("ton ta tes".split())
QUOTES = {"«": 1, "“": 1, "»": -1, "”": -1}
DETERMINERS = frozenset("le la l' les un une ton ta tes mon ma mes ce cette ces".split())
ORDERS = frozenset(
    "viens prends lis écris réponds fais dis va vois sors pars apprends attends choisis finis sois rends "
    "dors reçois descends assieds".split()
)
"""Orders given to one person, which no noun looks like."""
NOUNS_TOO = frozenset("bois cours mets vis sers suis tiens".split())
"""Orders as well, but « Bois à vendre », « Cours de danse », « Tiens, il pleut »."""
POLITE_ORDERS = frozenset("dites faites soyez ayez sachez veuillez".split())
NEVER_ORDERS = frozenset("entre contre comme même sauve".split())
THERE_IS = frozenset("rester manquer".split())
"""« Reste une place »: there is one left."""
WHEN = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis mercredis jeudis vendredis samedis dimanches "
    "matin midi soir matins soirs week-end premier premiers jour veille lendemain mois mardi an plus moins".split()
)
"""After an article, they say when, or compare: « Fête le samedi », « Porte la plus proche »."""


class Sign(NamedTuple):
    token: Token
    certain: bool


def familiar(words: Sequence[Token], kept: Sequence[int]) -> Iterator[Sign]:
    """The signs of « tu », among the places that are kept."""
    first = head(words)
    for at in kept:
        key = words[at].key
        if (key in FAMILIAR and not is_past_of_taire(words, at)) or owned(words, at):
            yield Sign(words[at], certain=not reported(words, at) and not with_others(words, at))
        elif at == first and (orders(words, at) or forbids(words, at)):
            yield Sign(words[at], certain="N" not in words[at].word.parts)


def polite(words: Sequence[Token], kept: Sequence[int]) -> Iterator[Sign]:
    """The signs of « vous », among the places that are kept."""
    first = head(words)
    for at in kept:
        token = words[at]
        order = token.key in POLITE_ORDERS or (token.key.endswith("ez") and bool(token.word.tenses))
        if token.key in POLITE or (at == first and order):
            yield Sign(token, certain=True)


def head(words: Sequence[Token]) -> int:
    return next((at for at, word in enumerate(words) if word.kind != "p"), 0)


def unquoted(words: Sequence[Token], depth: int) -> tuple[list[int], int]:
    """The places outside quotation marks, which may have been opened in a sentence before."""
    places, straight = [], False
    for at, token in enumerate(words):
        depth = max(0, depth + QUOTES.get(token.key, 0))
        straight ^= token.key == '"'
        if not depth and not straight:
            places.append(at)
    return places, depth


def named(words: Sequence[Token], at: int) -> bool:
    """« le tu et le vous »: the words themselves are what the text is about."""
    return (
        at > 0
        and words[at - 1].key in {"le", "ce", "un", "du"}
        and words[at].key in {"tu", "vous", "toi", "ton"}
    )


def is_past_of_taire(words: Sequence[Token], at: int) -> bool:
    """« Il s’est tu »: after « être », with no hyphen, it is a participle."""
    return (
        words[at].key == "tu"
        and words[at].kind == "w"
        and at > 0
        and words[at - 1].word.lemma in {"être", "avoir"}
    )


def owned(words: Sequence[Token], at: int) -> bool:
    following = words[at + 1].word.parts if at + 1 < len(words) else ""
    return words[at].key in YOUR and "N" in following and not following.startswith("A")


def reported(words: Sequence[Token], at: int) -> bool:
    """« Karim demande : tu viens ? », « – Tu viens ? »: someone else may be speaking."""
    before = [word.key for word in words[:at]]
    return ":" in before or bool({"–", "—"} & set(before[:1]))


def with_others(words: Sequence[Token], at: int) -> bool:
    """« Lucie et toi »: the « vous » that follows may be both of them."""
    return words[at].key == "toi" and "et" in {word.key for word in words[max(0, at - 1) : at + 2]}


def forbids(words: Sequence[Token], at: int) -> bool:
    """« Ne reste pas seul », not « Ne reste qu’une place » nor « Ne pas fumer »."""
    if words[at].key not in {"ne", "n'"} or at + 2 >= len(words):
        return False
    verb, after = words[at + 1], words[at + 2].key
    said = verb.key in ORDERS or (verb.key.endswith("e") and "m" in verb.word.tenses)
    return said and after in {"pas", "plus", "jamais", "rien"}


def orders(words: Sequence[Token], at: int) -> bool:
    """« Prends ton sac », « Ferme la porte »: an order at the head of a sentence, not « Porte en bois »."""
    key = words[at].key
    after = words[at + 1] if at + 1 < len(words) else None
    if key in ORDERS or [word.key for word in words[at + 1 : at + 3]] in (["en", "bas"], ["en", "haut"]):
        return key in ORDERS or "m" in words[at].word.tenses
    if after is None or key in NEVER_ORDERS or after.key not in DETERMINERS or says_when(words, at + 2):
        return False
    if words[at].word.lemma in THERE_IS and after.key in {"un", "une"}:
        return False
    return key in NOUNS_TOO or (key.endswith("e") and "m" in words[at].word.tenses)


def says_when(words: Sequence[Token], at: int) -> bool:
    return at < len(words) and (words[at].key in WHEN or words[at].kind == "n")
