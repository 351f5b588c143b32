"""Turns of phrase: images, vague amounts, words for children, words that hurt, several words for one thing."""

from collections.abc import Iterator
from functools import cache

from arpent.falc.phrases import Phrases, listed, phrase_list, phrases
from arpent.falc.rule import Find, Hit, Rule, Setting
from arpent.falc.text import Text
from arpent.falc.values import Level, Words


def of_list(name: str, offer: str = "Écrivez : {}.", exact: bool = False) -> Find:
    """Find the entries of one list, and offer what it says instead."""

    def find(text: Text, setting: Setting) -> Iterator[Hit]:
        for match in phrase_list(name).find(text, exact):
            start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
            yield Hit(start, end, text.raw[start:end], offer.format(match.said) if match.said else None)

    return find


def vague(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in phrase_list("vague").find(text, exact=True):
        nexts = text.tokens[match.last].key if match.last < len(text.tokens) else ""
        before = text.tokens[match.first - 1].key if match.first else ""
        if (match.entry, nexts) not in {("plutôt", "que"), ("plutôt", "qu'")} | COUNTED and (
            before,
            match.entry,
        ) not in KEPT:
            start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
            yield Hit(start, end, text.raw[start:end], match.said)


COUNTED = frozenset((("assez", "de"), ("assez", "d'"), ("assez", "."), ("assez", "!")))
"""« assez d’argent »: enough of a thing is no degree."""
KEPT = frozenset((("pas", "assez"), ("à", "bientôt"), ("en", "assez"), ("ou", "plutôt")))


def groups(words: Words) -> tuple[frozenset[str], ...]:
    ours = tuple(
        frozenset((entry, *(other.strip() for other in said.split(","))))
        for entry, said in listed("synonyms").items()
    )
    return (*words.synonyms, *ours)


@cache
def grouped(group: frozenset[str]) -> Phrases:
    return phrases(dict.fromkeys(sorted(group), ""))


def several_names(text: Text, setting: Setting) -> Iterator[Hit]:
    for group in groups(setting.words):
        first = ""
        for match in grouped(group).find(text):
            first = first or match.entry
            if match.entry != first:
                start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
                yield Hit(start, end, text.raw[start:end], f"Écrivez comme au début : {first}.")


RULES = (
    Rule(
        "M03",
        "IE ; RLS 7.5",
        Level.WARNING,
        "La même chose a toujours le même nom.",
        "Avant, vous avez dit autre chose que « {} ». Gardez le même mot.",
        good="Le docteur arrive. Le docteur vous parle.",
        bad="Le docteur arrive. Le médecin vous parle.",
        find=several_names,
    ),
    Rule(
        "M08",
        "IE ; RLS 6.4 ; COGA",
        Level.WARNING,
        "Les mots disent ce qu’ils veulent dire.",
        "C’est une image : « {} ». Dites les choses avec des mots simples.",
        good="Marie est très contente.",
        bad="Marie est aux anges.",
        find=of_list("idioms"),
    ),
    Rule(
        "M09",
        "Enquêtes",
        Level.WARNING,
        "On dit combien et quand.",
        "Ce mot est flou : « {} ». Chaque personne comprend autre chose.",
        good="Vous allez à la piscine tous les jours.",
        bad="Vous allez souvent à la piscine.",
        find=vague,
    ),
    Rule(
        "M11",
        "IE ; RLS 6.5",
        Level.WARNING,
        "On parle aux adultes comme à des adultes.",
        "C’est un mot pour les enfants : « {} ».",
        good="La mère de Paul vient.",
        bad="La maman de Paul vient.",
        find=of_list("childish"),
    ),
    Rule(
        "M12",
        "IE",
        Level.ERROR,
        "On nomme d’abord la personne.",
        "« {} » peut faire mal. Parlez d’abord de la personne.",
        good="Les personnes handicapées votent.",
        bad="Les handicapés votent.",
        find=of_list("persons"),
    ),
    Rule(
        "V08",
        "IE ; RLS 7.4",
        Level.WARNING,
        "La phrase parle à quelqu’un.",
        "Parlez à la personne. Changez « {} ».",
        good="Vous devez signer la lettre.",
        bad="Il faut signer la lettre.",
        find=of_list("impersonal", "{}"),
    ),
)
