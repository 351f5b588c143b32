"""Questions put to people: one thing at a time, without a negation, about a time that is said."""

from collections.abc import Iterator, Sequence

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.rules.negation import negations
from arpent.falc.sentences import Sentence
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

POSSESSIVES = frozenset("votre vos ton ta tes mon ma mes notre nos son sa ses leur leurs".split())
ARTICLES = frozenset("le la les l'".split())
OPEN = frozenset("pourquoi comment qui que quoi où quand combien quel quelle quels quelles qu'".split())
PAIRS = frozenset(
    (
        ("père", "mère"),
        ("mère", "père"),
        ("jour", "nuit"),
        ("matin", "soir"),
        ("oui", "non"),
        ("frère", "soeur"),
    )
)
LINKING = frozenset("qui si quand lorsque lorsqu' dont".split())
TIMES = frozenset(
    "aujourd'hui hier avant-hier semaine mois an année années jour jours matin soir nuit week-end lundi mardi mercredi jeudi vendredi "
    "samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre depuis dernier dernière "
    "derniers dernières ce été hiver printemps automne vacances déjà".split()
)


def asked(text: Text, setting: Setting) -> Iterator[Sentence]:
    return (one for one in text.sentences if one.question or setting.profile.question)


def has_question(text: Text, setting: Setting) -> bool:
    return any(asked(text, setting))


def double_question(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence, verbs in zip(text.sentences, text.verbs, strict=True):
        if sentence.question or setting.profile.question:
            words = text.of(sentence)
            clauses = two_clauses(words, [verb - sentence.first for verb in verbs])
            if clauses:
                yield Hit(words[clauses[0]].start, words[clauses[1]].end)
            else:
                yield from joined(words)


def two_clauses(words: Sequence[Token], verbs: Sequence[int]) -> tuple[int, int] | None:
    """« Le repas est bon et le personnel est gentil ? »: a verb on both sides of « et », and no subordinate."""
    if len(verbs) != 2 or LINKING & {word.key for word in words}:
        return None
    between = {word.key for word in words[verbs[0] : verbs[1]]}
    return (verbs[0], verbs[1]) if "et" in between else None


def joined(words: Sequence[Token]) -> Iterator[Hit]:
    for at, token in enumerate(words):
        if token.key == "et" and 1 < at < len(words) - 1 and joins_two(words, at):
            yield Hit(words[start_of(words, at)].start, words[min(at + 2, len(words) - 1)].end)
            return


def start_of(words: Sequence[Token], at: int) -> int:
    """Where what stands before « et » begins: its article, two or three words back."""
    openings = POSSESSIVES | ARTICLES
    return next((back for back in range(at - 1, max(at - 4, -1), -1) if words[back].key in openings), at - 1)


def joins_two(words: Sequence[Token], at: int) -> bool:
    before, after = words[at - 1], words[at + 1]
    if "entre" in {word.key for word in words[max(0, at - 5) : at]}:
        return False
    if "I" in before.word.parts[:1] and "I" in after.word.parts[:1]:
        return True
    start = words[start_of(words, at)].key
    noun = words[at + 2] if at + 2 < len(words) else after
    if (before.key, noun.key) in PAIRS:
        return False
    both = (start in POSSESSIVES and after.key in POSSESSIVES) or (
        start in ARTICLES and after.key in ARTICLES
    )
    return both and ends_group(words, at + 2) and "N" in noun.word.parts


def ends_group(words: Sequence[Token], at: int) -> bool:
    """What follows « et » closes the question, so that both nouns are what it asks about."""
    rest = [word for word in words[at + 1 :] if word.kind == "w"]
    return len(rest) <= 3


def negative_question(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in asked(text, setting):
        words = text.of(sentence)
        if not opens_wide(words):
            for first, last in negations(words):
                yield Hit(words[first].start, words[last].end)
                break


def opens_wide(words: Sequence[Token]) -> bool:
    """« Pourquoi… », « Qu’est-ce que… »: not answered by yes or no."""
    return any(word.key in OPEN for word in words[:1]) or any(
        word.key in {"pourquoi", "comment"} for word in words
    )


def undated_past(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence, verbs in zip(text.sentences, text.verbs, strict=True):
        words = text.of(sentence)
        if (sentence.question or setting.profile.question) and not any(word.key in TIMES for word in words):
            for at in verbs:
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
        "P03",
        "Enquêtes ; IE",
        Level.ERROR,
        "La question demande une seule chose.",
        "Cette question demande 2 choses. Faites 2 questions.",
        good="Vous aimez votre maison ?",
        bad="Vous aimez votre maison et votre quartier ?",
        find=double_question,
        applies=has_question,
    ),
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
