"""A question that asks two things: for one of them only, nobody knows what to answer."""

from collections.abc import Iterator, Sequence

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.rules.questions import LINKS, TIMES, asked, has_question, opens_wide, outside_quotes
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

POSSESSIVES = frozenset("votre vos ton ta tes mon ma mes notre nos son sa ses leur leurs".split())
ARTICLES = frozenset("le la les l'".split())
PAIRS = frozenset(
    (
        ("père", "mère"),
        ("mère", "père"),
        ("jour", "nuit"),
        ("matin", "soir"),
        ("oui", "non"),
        ("frère", "soeur"),
        ("nom", "prénom"),
        ("prénom", "nom"),
        ("nom", "adresse"),
        ("aller", "venir"),
        ("aller", "revenir"),
    )
)
BEING = frozenset("être sembler devenir rester paraître trouver sentir".split())
FELT = frozenset("peur envie besoin honte assez trop beaucoup peu".split())
DEGREES = frozenset("très trop bien assez plutôt toujours souvent".split())
BREAKS = frozenset("qui que qu' où dont quand comment combien lequel laquelle est-ce".split())
"""They open another clause: what stands before them is no subject."""
TOGETHER = frozenset("se s' même mêmes ensemble pareil pareils pareilles différents différentes".split())
GOING_WITH = frozenset("avec pour sans chez entre".split())
HOLDING = frozenset("avoir apporter prendre mettre laisser écrire signer donner montrer".split())
LINKING = frozenset("qui si quand lorsque lorsqu' dont".split())


def double_question(text: Text, setting: Setting) -> Iterator[Hit]:
    verbs = dict(zip(text.sentences, text.verbs, strict=True))
    for sentence in asked(text, setting):
        words = text.of(sentence)
        clauses = two_clauses(words, [verb - sentence.first for verb in verbs[sentence]])
        if clauses:
            level = Level.WARNING if told_of(words[clauses[0] : clauses[1]]) else None
            yield Hit(words[clauses[0]].start, words[clauses[1]].end, level=level)
        else:
            yield from joined(words)


def two_clauses(words: Sequence[Token], verbs: Sequence[int]) -> tuple[int, int] | None:
    """« Le repas est bon et le personnel est gentil ? »: « et » and a subject lead to the second verb."""
    if len(verbs) != 2 or LINKING & {word.key for word in words}:
        return None
    between = {word.key for word in words[verbs[0] : verbs[1]]}
    et = next((back for back in range(verbs[1] - 1, verbs[0], -1) if words[back].key == "et"), None)
    if et is None or "?" in between or not leads(words[et + 1 : verbs[1]]):
        return None
    if told_before(words, et) or one_for_both(words, et):
        return None
    return verbs[0], verbs[1]


def told_of(between: Sequence[Token]) -> bool:
    """« Pensez-vous que le pain et le fromage sont bons ? »: one verb may be that of both nouns."""
    return bool({"que", "qu'"} & {word.key for word in between})


def leads(words: Sequence[Token]) -> bool:
    """What stands between « et » and its verb is a subject: nothing, a pronoun, an article and its noun."""
    return (
        len(words) <= 4
        and all(word.kind != "p" for word in words)
        and not BREAKS & {word.key for word in words}
    )


def joined(words: Sequence[Token]) -> Iterator[Hit]:
    for at in outside_quotes(words):
        if words[at].key in {"et", "ou"} and 1 < at < len(words) - 1:
            level = joined_at(words, at)
            if level:
                last = min(at + 2, len(words) - 1)
                yield Hit(words[start_of(words, at)].start, words[last].end, level=level)
                return


def joined_at(words: Sequence[Token], at: int) -> Level | None:
    """Two things of one's own are two questions. For other pairs a reader may see one thing: « chanter et danser »."""
    own = words[start_of(words, at)].key in POSSESSIVES and words[at + 1].key in POSSESSIVES
    if words[at].key == "ou":
        told = own and any(word.kind == "w" and word.word.tenses for word in words[at + 3 : at + 7])
        return Level.WARNING if told or (joins_complements(words, at) and rests(words, at)) else None
    if told_before(words, at) or one_for_both(words, at):
        return None
    if joins_two(words, at):
        return Level.ERROR if own and not may_be_one(words, at) else Level.WARNING
    return Level.WARNING if joins_qualities(words, at) or joins_complements(words, at) else None


def told_before(words: Sequence[Token], at: int) -> bool:
    """« Le club ouvre le lundi et le jeudi, voulez-vous venir ? »: what is joined is no part of the question."""
    return bool({",", ":"} & {word.key for word in words[at + 1 :]}) or (
        words[at - 1].key in TIMES and words[min(at + 2, len(words) - 1)].key in TIMES
    )


def one_for_both(words: Sequence[Token], at: int) -> bool:
    """« Vos amis et vos voisins se parlent ? », « sont au même étage ? »: one thing, which takes two."""
    return bool(TOGETHER & {word.key for word in words[at + 2 :]})


def may_be_one(words: Sequence[Token], at: int) -> bool:
    """« Avez-vous votre carte et votre ticket ? », « Venez-vous avec votre mari et vos enfants ? », « Où sont… »."""
    start = start_of(words, at)
    linked = start > 0 and words[start - 1].key in GOING_WITH
    held = any(word.word.lemma in HOLDING and word.word.tenses for word in words[:start])
    return linked or held or opens_wide(words)


def start_of(words: Sequence[Token], at: int) -> int:
    """Where what stands before « et » begins: its article, two or three words back."""
    openings = POSSESSIVES | ARTICLES
    return next((back for back in range(at - 1, max(at - 4, -1), -1) if words[back].key in openings), at - 1)


def joins_two(words: Sequence[Token], at: int) -> bool:
    before, after = words[at - 1], words[at + 1]
    if "entre" in {word.key for word in words[max(0, at - 5) : at]}:
        return False
    if (before.key, after.key) in PAIRS:
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
)
