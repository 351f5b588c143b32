"""Words: common, short, French; a hard word is explained once."""

from collections.abc import Iterator
from functools import cache

from arpent.falc.lexicon import spelling
from arpent.falc.phrases import Match, phrase_list, phrases
from arpent.falc.phrases import listed as entries
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Fix, Level

ABSTRACT = tuple("tion sion xion ment ité té ance ence isme ude el elle if ive aire ique ation".split())
NOUNS = frozenset(("mise", "mises", "prise", "prises"))
"""Nouns that the lexicon reads as participles."""
INFINITIVE = ("er", "ir", "re")
HEARD = 0.6
"""How much rarer than an abstract word the name of a thing may be."""


@cache
def everyday() -> frozenset[str]:
    return frozenset(spelling(entry) for entry in entries("known"))


def ordinary(text: Text, setting: Setting) -> Iterator[tuple[int, Token]]:
    """Words that are neither names, nor sigles, nor explained, nor the readers' own."""
    silent = text.explained | setting.glossary | everyday() | {spelling(word) for word in setting.words.known}
    for at, token in enumerate(text.tokens):
        said = token.kind == "w" and at not in text.names and len(token.key) > 2 and not text.shouted(token)
        if said and token.key not in silent and token.word.lemma not in silent:
            yield at, token


def uncommon_words(text: Text, setting: Setting) -> Iterator[Hit]:
    profile = setting.profile
    for _, token in ordinary(text, setting):
        word = token.word
        limit = profile.uncommon if abstract(token) else profile.uncommon - HEARD
        if word.known and profile.rare <= word.zipf < limit and not jargon(token) and "M" not in word.parts:
            yield Hit(token.start, token.end, text.shown(token))


def abstract(token: Token) -> bool:
    """No thing that can be shown: a word in « -tion » or « -ité », a verb. « tricot » is as rare as it is easy."""
    return token.word.lemma.endswith(ABSTRACT) or token.word.parts.startswith(("V", "I", "D"))


def jargon(token: Token) -> bool:
    return token.key in entries("jargon") or token.word.lemma in entries("jargon")


def hard_words(text: Text, setting: Setting) -> Iterator[Hit]:
    silent = text.explained | setting.glossary
    matched: set[int] = set()
    for match in phrase_list("jargon").find(text):
        keys = {token.key for token in text.tokens[match.first : match.last]} | {spelling(match.entry)}
        keys |= {text.tokens[match.last - 1].word.lemma}
        matched |= set(range(match.first, match.last))
        if not (keys & silent) and text.tokens[max(match.first - 1, 0)].key != "en":
            yield spread(text, match)
    for at, token in ordinary(text, setting):
        if at not in matched and rare(token, setting) and not text.capital(token):
            yield Hit(token.start, token.end, text.shown(token))


def spread(text: Text, match: Match) -> Hit:
    start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
    return Hit(start, end, text.raw[start:end], f"Dites : {match.said}." if match.said else None)


def rare(token: Token, setting: Setting) -> bool:
    """In the table, seldom heard, and no easy word hides in it: « relire », « co-animer »."""
    word = token.word
    return word.known and word.zipf < setting.profile.rare and len(word.form) > 4 and "-" not in word.form


def plainer(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in phrase_list("plain").find(text):
        start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
        if match.entry.split()[0].endswith(INFINITIVE) and text.tokens[match.first].key in NOUNS:
            continue  # « la mise en place » is no form of « mettre en place »
        exact = spelling(text.raw[start:end]) == spelling(match.entry) and match.said
        said = match.said.capitalize() if text.raw[start].isupper() else match.said
        safe = exact and not text.tokens[match.first].word.lemma.endswith(INFINITIVE)
        fix = Fix(start, end, said) if safe else None
        yield Hit(start, end, text.raw[start:end], f"Écrivez : {match.said}." if match.said else None, fix)


def avoided(text: Text, setting: Setting) -> Iterator[Hit]:
    own = {**dict.fromkeys(setting.words.avoided, ""), **setting.words.preferred}
    for match in phrases(own).find(text) if own else ():
        start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
        shown = text.raw[start:end]
        exact = match.said and spelling(shown) == spelling(match.entry)
        said = match.said[:1].upper() + match.said[1:] if shown[:1].isupper() else match.said
        fix = Fix(start, end, said) if exact else None
        yield Hit(start, end, shown, f"Écrivez : {match.said}." if match.said else None, fix)


def own_words(text: Text, setting: Setting) -> bool:
    return bool(text.sentences and (setting.words.preferred or setting.words.avoided))


def long_words(text: Text, setting: Setting) -> Iterator[Hit]:
    for _, token in ordinary(text, setting):
        letters = sum(len(part) > 0 for part in token.key) if "-" not in token.key else 0
        if letters > 12 or (token.word.known and token.word.syllables > 4):
            yield Hit(token.start, token.end, text.shown(token), level=Level.WARNING)
        elif token.word.known and token.word.syllables == 4 and token.word.zipf < 4.5:
            yield Hit(token.start, token.end, text.shown(token))


def foreign_words(text: Text, setting: Setting) -> Iterator[Hit]:
    silent = text.explained | setting.glossary
    for match in phrase_list("foreign").find(text, exact=True):
        keys = {token.key for token in text.tokens[match.first : match.last]}
        if not keys & silent:
            yield spread(text, match)


def long_adverbs(text: Text, setting: Setting) -> Iterator[Hit]:
    for token in text.tokens:
        if token.key.endswith("ment") and len(token.key) > 9 and token.word.parts.startswith("D"):
            yield Hit(token.start, token.end, text.shown(token))


RULES = (
    Rule(
        "M01",
        "IE ; RLS 6.7 ; ISO 24495-1",
        Level.WARNING,
        "Les mots sont connus.",
        "Peu de personnes disent ce mot : « {} ». Cherchez un mot plus simple.",
        good="Nous parlons de la maison.",
        bad="Nous parlons de l’unanimité.",
        find=uncommon_words,
    ),
    Rule(
        "M02",
        "IE ; RLS 6.7 et 6.8",
        Level.ERROR,
        "Un mot difficile est expliqué.",
        "Ce mot est difficile : « {} ». Changez de mot. Ou expliquez ce mot.",
        good="L’inclusion, c’est vivre avec tout le monde.",
        bad="Nous parlons de la gouvernance.",
        find=hard_words,
    ),
    Rule(
        "M13",
        "RLS 6.7",
        Level.WARNING,
        "Le mot est celui de tous les jours.",
        "Il y a un mot plus simple que « {} ».",
        good="Nous partons pour voir la mer.",
        bad="Nous partons afin de voir la mer.",
        find=plainer,
    ),
    Rule(
        "M14",
        "Votre réseau",
        Level.WARNING,
        "Les mots sont ceux que votre réseau a choisis.",
        "Votre réseau a choisi un autre mot que « {} ».",
        good="Les personnes viennent à la fête.",
        bad="Les usagers viennent à la fête.",
        find=avoided,
        applies=own_words,
    ),
    Rule(
        "M04",
        "RLS 6.4 ; IE",
        Level.INFO,
        "Les mots sont courts.",
        "Ce mot est long : « {} ». Cherchez un mot plus court.",
        good="Le train part demain.",
        bad="Le train part inéluctablement.",
        find=long_words,
    ),
    Rule(
        "M05",
        "IE ; RLS 5.5",
        Level.WARNING,
        "Les mots sont français.",
        "Ce mot est anglais : « {} ». Écrivez un mot français.",
        good="Vous pouvez donner votre avis.",
        bad="Vous pouvez donner votre feedback.",
        find=foreign_words,
    ),
    Rule(
        "M10",
        "IE",
        Level.INFO,
        "Il y a peu de longs mots en « -ment ».",
        "Ce mot est long : « {} ». Cherchez un mot plus court.",
        good="Le train part vite.",
        bad="Le train part immédiatement.",
        find=long_adverbs,
    ),
)
