"""How the reader is spoken to: directly, and always in the same way."""

from collections.abc import Iterator, Sequence

from arpent.falc.phrases import phrase_list
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

YOU = frozenset("vous votre vos tu toi te t' ton ta tes".split())
FAMILIAR, POLITE = frozenset("tu toi t'".split()), frozenset("vous votre vos".split())
YOUR = frozenset("ton ta tes".split())
MANY = frozenset("tous toutes ensemble deux 2 toi".split())
"""Beside « vous » they mean several persons: « Tu viens avec Marie. Vous mangez tous les 2. »"""
QUOTES = {"«": 1, "“": 1, "»": -1, "”": -1}
DETERMINERS = frozenset("le la l' les un une ton ta tes mon ma mes ce cette ces".split())
ORDERS = frozenset(
    "viens prends lis écris réponds mets fais dis va vois sors pars apprends attends choisis finis tiens sois rends bois cours "
    "dors sers reçois descends suis assieds".split()
)
"""Orders given to one person, which no noun looks like."""
POLITE_ORDERS = frozenset("dites faites soyez ayez sachez veuillez".split())


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
    """The form of address that fewer sentences use, outside quotation marks."""
    familiar: list[Sequence[Token]] = []
    polite: list[Sequence[Token]] = []
    depth = 0
    for sentence in text.sentences:
        words = text.of(sentence)
        outside, depth = unquoted(words, depth)
        head = next((at for at, word in enumerate(words) if word.kind != "p"), 0)
        kept = [at for at in outside if not named(words, at)]
        close = [words[at] for at in kept if is_familiar(words, at) or (at == head and orders(words, at))]
        far = [words[at] for at in kept if is_polite(words[at], at == head)]
        familiar += [close] if close else []
        polite += [far] if far and not MANY & {word.key for word in words} else []
    for said in min(familiar, polite, key=len):
        yield Hit(said[0].start, said[-1].end, text.raw[said[0].start : said[-1].end])


def unquoted(words: Sequence[Token], depth: int) -> tuple[list[int], int]:
    """The places outside quotation marks, which may have been opened in a sentence before."""
    places = []
    for at, token in enumerate(words):
        depth = max(0, depth + QUOTES.get(token.key, 0))
        if not depth:
            places.append(at)
    return places, depth


def named(words: Sequence[Token], at: int) -> bool:
    """« le tu et le vous »: the words themselves are what the text is about."""
    return (
        at > 0
        and words[at - 1].key in {"le", "ce", "un", "du"}
        and words[at].key in {"tu", "vous", "toi", "ton"}
    )


def is_familiar(words: Sequence[Token], at: int) -> bool:
    following = words[at + 1].word.parts if at + 1 < len(words) else ""
    owned = words[at].key in YOUR and "N" in following and not following.startswith("A")
    return words[at].key in FAMILIAR or owned


def orders(words: Sequence[Token], at: int) -> bool:
    """« Prends ton sac », « Ferme la porte »: an order at the head of a sentence, not « Porte en bois »."""
    after = words[at + 1].key if at + 1 < len(words) else ""
    verb = words[at].key.endswith("e") and "m" in words[at].word.tenses
    return words[at].key in ORDERS or (verb and after in DETERMINERS)


def is_polite(token: Token, first: bool) -> bool:
    order = token.key in POLITE_ORDERS or (token.key.endswith("ez") and bool(token.word.tenses))
    return token.key in POLITE or (first and order)


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
