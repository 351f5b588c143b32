"""Questions put to people: one thing at a time, without a negation, about a time that is said."""

from collections.abc import Iterator, Sequence

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.rules.negation import negations
from arpent.falc.sentences import Sentence
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

OPEN = frozenset("pourquoi comment qui que quoi où quand combien quel quelle quels quelles qu'".split())
LINKS = frozenset("de d' du des à au aux chez avec pour par dans sur en".split())
TIMES = frozenset(
    "aujourd'hui hier avant-hier semaine mois an année années jour jours matin soir nuit week-end lundi mardi mercredi jeudi vendredi "
    "samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre depuis dernier dernière "
    "derniers dernières ce été hiver printemps automne vacances déjà".split()
)


def asked(text: Text, setting: Setting) -> Iterator[Sentence]:
    """Sentences that ask; the whole text when it is meant to ask and no sentence has a question mark."""
    marked = any(one.question for one in text.sentences)
    return (one for one in text.sentences if one.question or (setting.profile.question and not marked))


def has_question(text: Text, setting: Setting) -> bool:
    return any(asked(text, setting))


def outside_quotes(words: Sequence[Token]) -> Iterator[int]:
    """The places of words that the sentence says itself: a title between « » is one thing."""
    inside = False
    for at, word in enumerate(words):
        inside = (inside or word.key == "«") and word.key != "»"
        if not inside:
            yield at


def negative_question(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in asked(text, setting):
        words = text.of(sentence)
        if not opens_wide(words):
            outside = set(outside_quotes(words))
            said = [pair for pair in negations(words) if pair[0] in outside]
            for first, last in said[:1]:
                yield Hit(words[first].start, words[last].end)


def opens_wide(words: Sequence[Token]) -> bool:
    """« Pourquoi… », « Qu’est-ce que… »: not answered by yes or no."""
    first = [word.key for word in words if word.kind != "p"][:2]
    led = first[:1] if first[:1] and first[0] not in LINKS | {"depuis", "jusque", "jusqu'"} else first
    return bool(OPEN & set(led)) or any(word.key in {"pourquoi", "comment"} for word in words)


def undated_past(text: Text, setting: Setting) -> Iterator[Hit]:
    verbs = dict(zip(text.sentences, text.verbs, strict=True))
    for sentence in asked(text, setting):
        if not any(word.key in TIMES for word in text.of(sentence)):
            for at in verbs[sentence]:
                if past(text.tokens, at, sentence.last):
                    yield Hit(sentence.start, sentence.end)
                    break


def past(tokens: Sequence[Token], at: int, last: int) -> bool:
    """An imparfait, or a passé composé: « avez-vous participé », « êtes-vous allé »."""
    word = tokens[at].word
    if word.tenses == "i":
        return True
    if word.lemma not in {"avoir", "être"} or "p" not in word.tenses:
        return False
    nexts = [token for token in tokens[at + 1 : min(at + 5, last)] if token.kind == "w"]
    participle = next((token for token in nexts if token.word.parts.startswith("P")), None)
    moved = {"aller", "venir", "partir", "sortir", "rester", "arriver", "entrer", "retourner"}
    return participle is not None and (word.lemma == "avoir" or participle.word.lemma in moved)


RULES = (
    Rule(
        "V04",
        "Enquêtes",
        Level.ERROR,
        "La question n’a pas de négation.",
        "Une question avec « ne pas » est difficile. Écrivez la question sans « ne pas ».",
        good="Vous aimez votre travail ?",
        bad="Vous n’aimez pas votre travail ?",
        find=negative_question,
        applies=has_question,
    ),
    Rule(
        "S04",
        "Enquêtes",
        Level.WARNING,
        "La question sur le passé dit quand.",
        "Cette question parle du passé. Dites quand. Exemple : cette semaine.",
        good="Vous avez mangé avec des amis cette semaine ?",
        bad="Vous avez mangé avec des amis ?",
        find=undated_past,
        applies=has_question,
    ),
)
