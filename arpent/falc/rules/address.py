"""How the reader is spoken to: directly, and always in the same way."""

from collections.abc import Iterator

from arpent.falc.phrases import phrase_list
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.text import Text
from arpent.falc.values import Level

YOU = frozenset("vous votre vos tu toi te t' ton ta tes".split())
FAMILIAR, POLITE = frozenset("tu toi t'".split()), frozenset("vous votre vos".split())


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
    """The form of address that is used less often, each time outside quotation marks."""
    familiar, polite, depth = [], [], 0
    for token in text.tokens:
        depth += (token.key in {"«", "“"}) - (token.key in {"»", "”"} and depth > 0)
        if not depth:
            familiar += [token] if token.key in FAMILIAR else []
            polite += [token] if token.key in POLITE else []
    fewer = min(familiar, polite, key=len)
    for token in fewer:
        yield Hit(token.start, token.end, text.shown(token))


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
