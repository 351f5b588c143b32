"""Verbs: who does what, in tenses that people use when they speak."""

from collections.abc import Iterator, Sequence

from arpent.falc.phrases import listed
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.rules.sentences import has_verb
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level
from arpent.falc.verbs import OPENERS

MOVING = frozenset(
    "aller venir devenir revenir parvenir intervenir survenir convenir partir repartir sortir entrer rentrer arriver rester retourner "
    "tomber naître mourir monter descendre passer décéder apparaître remonter redescendre retomber provenir".split()
)
"""Verbs whose past is made with être: « il est venu » is not a passive."""
REFLEXIVE = frozenset("se s' me m' te t'".split())
BETWEEN = frozenset(
    "pas plus jamais bien mal très trop souvent toujours déjà encore aussi vite tous tout toutes toute ensuite parfois".split()
)
NAMES_OF_TENSES = {"u": "subjonctif", "w": "subjonctif", "c": "conditionnel", "s": "passé simple"}


def passive(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in text.sentences:
        for at in range(sentence.first, sentence.last):
            if text.tokens[at].word.lemma == "être" and text.tokens[at].key not in {"soit", "étant"}:
                participle = passive_participle(text.tokens, sentence.first, at, sentence.last)
                if participle:
                    yield Hit(text.tokens[at].start, text.tokens[participle].end)


def passive_participle(tokens: Sequence[Token], first: int, at: int, last: int) -> int | None:
    if reflexive(tokens, first, at) or tokens[max(at - 1, first)].key in {"c'", "ce", "ça"}:
        return None
    place = at + 1
    while place < last and (tokens[place].key in BETWEEN or tokens[place].kind == "c"):
        place += 1
    if place >= last or (place == at + 1 and tokens[place].key == "été"):
        place += 1
    if place >= last or "P" not in tokens[place].word.parts:
        return None
    by = place + 1 < last and tokens[place + 1].key == "par" and not example(tokens, place + 2, last)
    return place if by or action(tokens[place]) else None


def example(tokens: Sequence[Token], at: int, last: int) -> bool:
    return at < last and tokens[at].key == "exemple"


def action(token: Token) -> bool:
    """The participle tells an action that somebody does, not how things are (« content », « fatigué »)."""
    lemma = token.word.lemma_as("P")
    if lemma in MOVING or token.key in listed("states") or token.word.lemma in listed("states"):
        return False
    return token.word.parts[0] in "PV" or "A" not in token.word.parts


def reflexive(tokens: Sequence[Token], first: int, at: int) -> bool:
    before = [token.key for token in tokens[max(first, at - 3) : at]]
    if before and before[-1] in REFLEXIVE:
        return True
    if before[-1:] in (["nous"], ["vous"]):
        return before[-2:-1] == before[-1:]
    return before[-1:] == ["en"] and before[-2:-1] in (["s'"], ["m'"], ["t'"])


def hard_tense(text: Text, setting: Setting) -> Iterator[Hit]:
    for verbs, sentence in zip(text.verbs, text.sentences, strict=True):
        for at in verbs:
            token = text.tokens[at]
            name = tense(token) or pluperfect(text.tokens, at, sentence.last)
            if name:
                yield Hit(token.start, token.end, name)
        yield from gerunds(text, sentence.first, sentence.last)


def tense(token: Token) -> str | None:
    """Only when no simple reading is possible: « dit » may be a present."""
    tenses = set(token.word.tenses)
    if (
        not tenses
        or tenses & set("pfim")
        or token.key in {"soit", "voudrais", "voudriez", "aimerais", "aimeriez"}
    ):
        return "subjonctif" if token.key == "soit" else None
    return next((NAMES_OF_TENSES[one] for one in "uwcs" if one in tenses), None)


def pluperfect(tokens: Sequence[Token], at: int, last: int) -> str | None:
    if tokens[at].word.lemma != "avoir" or tokens[at].word.tenses != "i":
        return None
    place = at + 1
    while place < last and (tokens[place].key in BETWEEN or tokens[place].kind == "c"):
        place += 1
    participle = place < last and tokens[place].word.parts.startswith(("P", "AP", "VP"))
    return "plus-que-parfait" if participle else None


def gerunds(text: Text, first: int, last: int) -> Iterator[Hit]:
    for at in range(first, last):
        token = text.tokens[at]
        if token.word.parts.startswith("G") and token.key.endswith("ant") and not is_noun(text, at):
            yield Hit(token.start, token.end, "participe présent")


def is_noun(text: Text, at: int) -> bool:
    """« pendant », « un aidant », « suivant »."""
    before = text.tokens[at - 1].key if at else ""
    return text.tokens[at].key in {"pendant", "durant", "suivant", "maintenant"} or before in OPENERS - {"en"}


RULES = (
    Rule(
        "V01",
        "IE ; RLS 7.3 ; ISO 24495-1",
        Level.WARNING,
        "La phrase dit qui fait l’action.",
        "Qui fait l’action ? Exemple : Nous avons envoyé le dossier.",
        good="Nous avons envoyé le dossier. Vous êtes content. Elle est née en mai. Il est venu.",
        bad="Le dossier a été envoyé par le service.",
        find=passive,
        applies=has_verb,
    ),
    Rule(
        "V05",
        "IE ; RLS 7.1",
        Level.WARNING,
        "Le verbe est au présent ou au passé composé.",
        "Ce temps est difficile : {}. Écrivez au présent.",
        good="Vous pouvez venir demain. Vous avez gagné.",
        bad="Il faudrait que vous puissiez venir.",
        find=hard_tense,
        applies=has_verb,
    ),
)
