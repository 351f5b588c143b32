"""Sentences: short, one idea, the verb near the beginning."""

from collections.abc import Iterator

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.sentences import Sentence
from arpent.falc.text import Text, opening
from arpent.falc.values import Level

JOINTS = frozenset(
    "et mais car donc ou puis parce puisque afin pour qui que qu' dont lorsque quand si alors".split()
)
SUBORDINATORS = frozenset(
    "car puisque puisqu' afin lorsque lorsqu' dont lequel laquelle lesquels lesquelles auquel duquel tandis bien".split()
)


def too_long(text: Text, setting: Setting) -> Iterator[Hit]:
    profile = setting.profile
    for sentence in text.sentences:
        asked = sentence.question or profile.question
        limit = min(profile.long_question, profile.long_sentence) if asked else profile.long_sentence
        if sentence.words > limit:
            level = Level.ERROR if sentence.words > profile.too_long_sentence else Level.WARNING
            yield Hit(
                sentence.start, sentence.end, str(sentence.words), where_to_cut(text, sentence), level=level
            )


def where_to_cut(text: Text, sentence: Sentence) -> str | None:
    """Before the joint that is nearest to the middle."""
    middle = (sentence.first + sentence.last) // 2
    reach = range(sentence.first + 2, sentence.last - 2)
    joints = [at for at in reach if text.tokens[at].key in JOINTS]
    if not joints:
        return None
    token = text.tokens[min(joints, key=lambda at: abs(at - middle))]
    return f"Coupez la phrase avant « {text.shown(token).rstrip("’'")} »."


def several_ideas(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence, verbs in zip(text.sentences, text.verbs, strict=True):
        if len(verbs) > 1 and not quoted(text, sentence):
            first, last = text.tokens[verbs[0]], text.tokens[verbs[-1]]
            yield Hit(first.start, last.end, suggestion=where_to_cut(text, sentence))


def quoted(text: Text, sentence: Sentence) -> bool:
    return any(token.key in {"«", "“"} for token in text.of(sentence))


def late_verb(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence, verbs in zip(text.sentences, text.verbs, strict=True):
        if verbs:
            first = opening(text.tokens, sentence)
            before = sum(token.kind in "wn" for token in text.tokens[first : verbs[0]])
            if before > 6:
                yield Hit(
                    text.tokens[first].start, text.tokens[verbs[0]].end, text.shown(text.tokens[verbs[0]])
                )


def has_verb(text: Text, setting: Setting) -> bool:
    return any(text.verbs)


RULES = (
    Rule(
        "P01",
        "IE ; RLS 4.1 ; FALC de l’État ; ISO 24495-1",
        Level.ERROR,
        "La phrase est courte.",
        "Cette phrase est trop longue : {} mots. Faites 2 phrases.",
        good="Vous pouvez venir mardi.",
        bad="Vous pouvez venir mardi avec votre famille ou avec une amie pour voir la nouvelle salle de sport du village.",
        find=too_long,
    ),
    Rule(
        "P02",
        "IE ; RLS 4.1 ; ISO 24495-1",
        Level.WARNING,
        "La phrase dit une seule idée.",
        "Cette phrase dit 2 choses ou plus. Faites une phrase pour chaque chose.",
        good="Nous partons à 9 heures.",
        bad="Nous partons à 9 heures car le train est complet.",
        find=several_ideas,
        applies=has_verb,
    ),
    Rule(
        "P08",
        "IE ; RLS 4.1",
        Level.INFO,
        "Le verbe arrive vite.",
        "Le mot « {} » arrive tard. Mettez ce mot au début.",
        good="La fête commence samedi.",
        bad="Samedi après le repas du soir dans la grande salle la fête commence.",
        find=late_verb,
        applies=has_verb,
    ),
)
