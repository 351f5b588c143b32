"""Actions said by nouns, in chains: « la réalisation de l’évaluation »."""

from collections.abc import Iterator

from arpent.falc.lexicon import spelling
from arpent.falc.phrases import phrase_list
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

ENDINGS = ("tion", "sion", "ment", "age", "ité", "ations", "tions", "sions", "ments")
LINKS = frozenset("de du des d'".split())
THINGS = frozenset(
    "logement vêtement vêtements médicament médicaments appartement appartements moment moments village page pages image images âge "
    "personnage visage fromage garage voyage voyages télévision station question questions pension association associations bâtiment "
    "équipement établissement établissements département argument plage étage cité quantité ville unité université jument aliment "
    "aliments parlement règlement paiement".split()
)


def chains(text: Text, setting: Setting) -> Iterator[Hit]:
    listed = {}
    for match in phrase_list("nominal").find(text):
        start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
        listed[match.first] = end
        yield Hit(start, end, text.raw[start:end], f"Utilisez un verbe : {match.said}.")
    for at in range(len(text.tokens) - 2):
        second = second_action(text, at)
        if second is not None and at not in listed:
            start, end = text.tokens[at].start, text.tokens[second].end
            said = text.raw[start:end]
            if spelling(said) not in setting.glossary:
                yield Hit(start, end, said)


def second_action(text: Text, at: int) -> int | None:
    if not action(text.tokens[at]) or text.tokens[at + 1].key not in LINKS:
        return None
    nexts = range(at + 2, min(at + 4, len(text.tokens)))
    for place in nexts:
        if action(text.tokens[place]):
            return place
        if text.tokens[place].key not in {"la", "l'", "le", "les", "nos", "vos"}:
            return None
    return None


def action(token: Token) -> bool:
    return token.key.endswith(ENDINGS) and token.key not in THINGS and "N" in token.word.parts[:1]


RULES = (
    Rule(
        "V09",
        "RLS 7.3 ; ISO 24495-1",
        Level.WARNING,
        "L’action est dite par un verbe.",
        "Dites l’action avec un verbe : « {} ».",
        good="Nous changeons le règlement.",
        bad="Nous préparons la modification du fonctionnement.",
        find=chains,
    ),
)
