"""How the reader is spoken to: directly, and always in the same way."""

from collections.abc import Iterator, Sequence

from arpent.falc.phrases import phrase_list
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.rules.familiarity import Sign, familiar, named, polite, unquoted
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

YOU = frozenset("vous votre vos tu toi te t' ton ta tes".split())
MANY = frozenset("tous toutes ensemble deux 2 toi".split())
"""Beside « vous » they mean several persons: « Tu viens avec Marie. Vous mangez tous les 2. »"""


def distant(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in phrase_list("distant").find(text):
        start, end = text.tokens[match.first].start, text.tokens[match.last - 1].end
        yield Hit(start, end, text.raw[start:end], f"Écrivez : {match.said}.")
    for token in text.tokens:
        if token.key == "on" and not text.shouted(token):
            yield Hit(token.start, token.end, text.shown(token), "Écrivez : vous, nous.")


def impersonal_question(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in text.sentences:
        if not YOU & {token.key for token in text.of(sentence)} and sentence.question:
            yield Hit(sentence.start, sentence.end)


def mixed(text: Text, setting: Setting) -> Iterator[Hit]:
    """The form of address that fewer sentences use, outside quotation marks; an error when both are certain."""
    close: list[Sequence[Sign]] = []
    far: list[Sequence[Sign]] = []
    depth = 0
    for sentence in text.sentences:
        words = text.of(sentence)
        outside, depth = unquoted(words, depth)
        kept = [at for at in outside if not named(words, at)]
        told = [] if several(words) else list(polite(words, kept))
        close += [found] if (found := list(familiar(words, kept))) else []
        far += [told] if told else []
    sure = all(any(sign.certain for signs in one for sign in signs) for one in (close, far))
    for said in min(close, far, key=len):
        start, end = said[0].token.start, said[-1].token.end
        yield Hit(start, end, text.raw[start:end], level=None if sure else Level.WARNING)


def several(words: Sequence[Token]) -> bool:
    """« Vous êtes 12 », « Vous mangez ensemble »: several people are meant, and « tu » one of them."""
    return any(
        word.key in MANY or (word.kind == "n" and words[at - 1].key in {"êtes", "serez"})
        for at, word in enumerate(words)
    )


def addressed(text: Text, setting: Setting) -> bool:
    return any(token.key in YOU for token in text.tokens)


RULES = (
    Rule(
        "V06",
        "IE ; RLS 7.4 ; ISO 24495-1",
        Level.WARNING,
        "Le texte parle à la personne.",
        "Parlez à la personne : changez « {} ».",
        good="Nous vous aidons.",
        bad="On aide les gens.",
        find=distant,
    ),
    Rule(
        "V11",
        "IE ; Enquêtes",
        Level.WARNING,
        "La question parle à la personne.",
        "La question parle à qui ? Écrivez « vous » ou « votre ».",
        good="Vous aimez le repas ?",
        bad="Le repas est bon ?",
        find=impersonal_question,
        question=True,
    ),
    Rule(
        "V07",
        "IE",
        Level.ERROR,
        "Le texte dit toujours « vous », ou toujours « tu ».",
        "Le texte dit « tu » et « vous ». Choisissez. Ici : « {} ».",
        good="Vous venez avec votre sac.",
        bad="Tu viens demain. Apportez vos livres.",
        find=mixed,
        applies=addressed,
    ),
)
