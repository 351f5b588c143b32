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
BEING = frozenset("être sembler devenir rester paraître trouver sentir".split())
FELT = frozenset("peur envie besoin honte assez trop beaucoup peu".split())
DEGREES = frozenset("très trop bien assez plutôt toujours souvent".split())
LINKS = frozenset("de d' du des à au aux chez avec pour par dans sur en".split())
LINKING = frozenset("qui si quand lorsque lorsqu' dont".split())
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


def double_question(text: Text, setting: Setting) -> Iterator[Hit]:
    verbs = dict(zip(text.sentences, text.verbs, strict=True))
    for sentence in asked(text, setting):
        words = text.of(sentence)
        clauses = two_clauses(words, [verb - sentence.first for verb in verbs[sentence]])
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
    for at in outside_quotes(words):
        if words[at].key in {"et", "ou"} and 1 < at < len(words) - 1:
            level = joined_at(words, at)
            if level:
                last = min(at + 2, len(words) - 1)
                yield Hit(words[start_of(words, at)].start, words[last].end, level=level)
                return


def outside_quotes(words: Sequence[Token]) -> Iterator[int]:
    """The places of words that the sentence says itself: a title between « » is one thing."""
    inside = False
    for at, word in enumerate(words):
        inside = (inside or word.key == "«") and word.key != "»"
        if not inside:
            yield at


def joined_at(words: Sequence[Token], at: int) -> Level | None:
    """Two things of one's own are two questions. For other pairs a reader may see one thing: « chanter et danser »."""
    own = words[start_of(words, at)].key in POSSESSIVES and words[at + 1].key in POSSESSIVES
    if words[at].key == "ou":
        told = own and any(word.kind == "w" and word.word.tenses for word in words[at + 3 : at + 7])
        return Level.WARNING if told or (joins_complements(words, at) and rests(words, at)) else None
    if joins_two(words, at):
        return Level.ERROR if own else Level.WARNING
    return Level.WARNING if joins_qualities(words, at) or joins_complements(words, at) else None


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


def joins_qualities(words: Sequence[Token], at: int) -> bool:
    """« Votre chambre est propre et calme ? »: two adjectives after a verb that says how things are."""
    before, after = words[at - 1], words[at + 1]
    if not all(set(word.word.parts) & {"A", "P"} and word.kind == "w" for word in (before, after)):
        return False
    back = at - 2
    while back > 0 and (words[back].key in DEGREES or words[back].kind == "c"):
        back -= 1
    return back >= 0 and words[back].word.lemma in BEING and ends_group(words, at + 1)


def joins_complements(words: Sequence[Token], at: int) -> bool:
    """« content de votre travail et de vos amis », « du bus et du train », « chez vous et au travail »."""
    after = words[at + 1].key
    if not depends(words, at):
        return False
    linked = [word.key for word in words[max(0, at - 4) : at] if word.key in LINKS]
    if (
        after not in LINKS
        or not linked
        or (after in {"d'", "de"} and linked[-1] not in {"d'", "de", "du", "des"})
    ):
        return False
    return not {"entre", "ni"} & {word.key for word in words[max(0, at - 6) : at]} and ends_group(
        words, at + 2
    )


def depends(words: Sequence[Token], at: int) -> bool:
    """« content du bus »: the first complement rests on an adjective. « Voulez-vous du pain » asks for one meal."""
    links = [back for back in range(max(1, at - 4), at) if words[back].key in LINKS]
    return bool(links) and (words[links[0]].key not in {"de", "d'", "du", "des"} or rests(words, at))


def rests(words: Sequence[Token], at: int) -> bool:
    """« content du », « peur du », « assez de »."""
    links = [back for back in range(max(1, at - 4), at) if words[back].key in {"de", "d'", "du", "des"}]
    before = words[links[0] - 1] if links else None
    return before is not None and (bool(set(before.word.parts) & {"A", "P"}) or before.key in FELT)


def ends_group(words: Sequence[Token], at: int) -> bool:
    """What follows « et » closes the question, so that both nouns are what it asks about."""
    rest = [word for word in words[at + 1 :] if word.kind == "w"]
    return len(rest) <= 3


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
