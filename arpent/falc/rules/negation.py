"""Negation: what is said in the positive is understood first. « plus » and « personne » are not always negations."""

from collections.abc import Iterator, Sequence

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

SECONDS = frozenset("pas plus jamais rien personne aucun aucune ni guère nul nulle".split())
HEADS = frozenset("aucun aucune nul nulle rien".split())
"""What a negation may begin with."""
REACH = 7
"""Tokens between « ne » and its second word: « ne vous en a-t-il jamais »."""
ANSWERS = frozenset(
    (
        "je ne sais pas",
        "je ne veux pas répondre",
        "je n' ai pas compris",
        "je ne comprends pas",
        "je ne veux pas le dire",
    )
)
"""Answers that must always be possible."""
DENYING = frozenset(
    "refuser interdire éviter empêcher impossible inutile interdit ignorer nier contraire manquer défendre incapable sans".split()
)
REFUSING = DENYING - frozenset("manquer ignorer défendre contraire sans".split())
"""What denies by itself under a negation: « ne refusez pas »."""
JOINTS = frozenset("et ou mais car donc si quand parce puisque puisqu' lorsque lorsqu' , ; : qui".split())


def negations(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last word of each « ne… pas »; an expletive « ne » has no second word."""
    for at, token in enumerate(words):
        if token.key in {"ne", "n'"}:
            second = second_word(words, at)
            if second:
                yield opening(words, at), second


def opening(words: Sequence[Token], at: int) -> int:
    """« Aucun bus ne passe »: the negation begins at « Aucun »."""
    return next((back for back in range(max(0, at - 4), at) if words[back].key in HEADS), at)


def second_word(words: Sequence[Token], at: int) -> int | None:
    for step in range(at + 1, min(at + 1 + REACH, len(words))):
        if words[step].key in {"ne", "n'", ",", ";", ":"}:
            return None
        if words[step].key in SECONDS and not noun(words, step):
            return step
    if at and words[at - 1].key in {"personne", "rien", "aucun", "jamais"}:
        return at
    return subject_before(words, at)


def subject_before(words: Sequence[Token], at: int) -> int | None:
    """« Aucune personne ne vient », « Rien n’est prêt »."""
    return at if any(word.key in HEADS for word in words[max(0, at - 4) : at]) else None


def noun(words: Sequence[Token], at: int) -> bool:
    """« une personne », « le pas », « plus grand » after an article are no negation."""
    before = words[at - 1].key if at else ""
    if words[at].key in {"personne", "pas"}:
        return before in {
            "une",
            "la",
            "cette",
            "chaque",
            "un",
            "le",
            "ce",
            "votre",
            "quelle",
            "de",
            "premier",
        }
    return words[at].key == "plus" and before in {"le", "la", "les", "en", "de", "au", "un"}


def bare(words: Sequence[Token]) -> bool:
    """« Pas de chien ici. »: a negation without « ne »."""
    first = next((at for at, word in enumerate(words) if word.kind == "w"), None)
    keys = [word.key for word in words]
    if any(keys[at : at + 3] == ["c'", "est", "pas"] for at in range(len(keys))):
        return True
    return (
        first is not None
        and words[first].key == "pas"
        and len(words) > first + 1
        and words[first + 1].key != "à"
    )


def allowed(words: Sequence[Token]) -> bool:
    return " ".join(word.key for word in words if word.kind != "p") in ANSWERS


def quoted(words: Sequence[Token], at: int) -> bool:
    """Inside « »: words that somebody says, or that the text speaks of."""
    marks = [word.key for word in words[:at] if word.key in {"«", "»"}]
    return marks[-1:] == ["«"]


def negative(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in text.sentences:
        words = text.of(sentence)
        if not allowed(words):
            for first, last in negations(words):
                if not quoted(words, first):
                    yield Hit(words[first].start, words[last].end)
            if bare(words):
                yield Hit(sentence.start, sentence.end)


def double_negative(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in text.sentences:
        words = text.of(sentence)
        pairs = list(negations(words))
        for first, last in pairs:
            if any(word.word.lemma in REFUSING for word in words[first:last]):
                yield Hit(words[first].start, words[last].end)
                break
            again = denial_after(words, last, {start for start, _ in pairs if start > last})
            if again is not None:
                yield Hit(words[first].start, words[again].end)
                break


def denial_after(words: Sequence[Token], last: int, starts: set[int]) -> int | None:
    for at in range(last + 1, len(words)):
        if words[at].key in JOINTS:
            return None
        if at in starts or words[at].key in DENYING or words[at].word.lemma in DENYING:
            return at
    return None


RULES = (
    Rule(
        "V02",
        "IE ; RLS 7.2",
        Level.WARNING,
        "La phrase dit ce qui est, au positif.",
        "Cette phrase dit non. Dites les choses avec oui.",
        good="Vous pouvez répondre plus tard. Une personne vous aide.",
        bad="Vous ne devez pas répondre maintenant.",
        find=negative,
    ),
    Rule(
        "V03",
        "IE ; RLS 7.2 ; Enquêtes",
        Level.ERROR,
        "La phrase a une seule négation.",
        "Cette phrase dit non 2 fois. Dites les choses avec oui.",
        good="Vous pouvez répondre.",
        bad="Vous n’êtes pas obligé de ne pas répondre.",
        find=double_negative,
    ),
)
