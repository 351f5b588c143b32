"""A whole questionnaire: how many questions, how many answers to each, and a way out of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from arpent.falc.lexicon import spelling
from arpent.falc.rule import Rule
from arpent.falc.values import Finding, Findings, Level

DONT_KNOW = frozenset(("je ne sais pas", "ne sait pas", "je ne comprends pas", "je n'ai pas compris"))
PREFER_NOT = frozenset(("je ne veux pas répondre", "je préfère ne pas répondre", "ne veut pas répondre"))
FEW, MANY = 3, 5
"""Answers to one question: more than FEW is a warning, more than MANY an error."""
SHORT, LONG = 20, 30
"""Questions: the same."""
LABEL = 3
"""Words in an answer."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question in easy mode, with its possible answers; none when people write or speak theirs."""

    text: str
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """Which question, and which answer, or neither when it is about the whole."""

    item: int | None
    choice: int | None
    finding: Finding


def check_questionnaire(
    items: Sequence[Item], *, progress: bool | None = None, waived: Mapping[str, str] | None = None
) -> tuple[tuple[ItemFinding, ...], Findings]:
    """What is wrong with a questionnaire as a whole, question by question, and the same as findings to sum up.

    `progress` says whether each screen tells « question 3 sur 12 »; offsets are those of the text of the question
    or of the answer. The texts themselves are for `check`, with the profile FALC_QUESTION.
    """
    waived = waived or {}
    found = tuple(one for one in everything(items, progress) if one.finding.rule not in waived)
    known = (
        {"S08"} | ({"S05", "S06", "S10"} if any(item.choices for item in items) else set())
        if items
        else set()
    )
    tested = frozenset((known | ({"S07"} if progress is not None else set())) - set(waived))
    return found, Findings(tuple(one.finding for one in found), 0, 0, tested, tested, dict(waived))


def everything(items: Sequence[Item], progress: bool | None) -> Iterator[ItemFinding]:
    if len(items) > SHORT:
        level = Level.ERROR if len(items) > LONG else Level.WARNING
        yield ItemFinding(None, None, finding("S08", level, 0, str(len(items))))
    if progress is False:
        yield ItemFinding(None, None, finding("S07", Level.ERROR, 0))
    for at, item in enumerate(items):
        if item.choices:
            yield from of_item(at, item)


def of_item(at: int, item: Item) -> Iterator[ItemFinding]:
    said = [spelling(choice).strip(" .") for choice in item.choices]
    answers = [place for place, choice in enumerate(said) if choice not in DONT_KNOW | PREFER_NOT]
    if len(answers) > FEW:
        level = Level.ERROR if len(answers) > MANY else Level.WARNING
        yield ItemFinding(at, None, finding("S05", level, len(item.text), str(len(answers))))
    for place in answers:
        if len(said[place].split()) > LABEL:
            yield ItemFinding(at, place, finding("S10", Level.WARNING, len(item.choices[place])))
    if not (DONT_KNOW & set(said) and PREFER_NOT & set(said)):
        yield ItemFinding(at, None, finding("S06", Level.ERROR, len(item.text)))


def finding(rule: str, level: Level, end: int, about: str = "") -> Finding:
    return Finding(rule, level, 0, end, QUESTIONNAIRE[rule].message.format(about))


RULES = tuple(
    Rule(name, source, level, title, message, scope="document")
    for name, source, level, title, message in (
        (
            "S05",
            "Enquêtes",
            Level.ERROR,
            "Il y a 3 réponses ou moins.",
            "Il y a {} réponses. Gardez 3 réponses.",
        ),
        (
            "S10",
            "Enquêtes",
            Level.WARNING,
            "Une réponse a 3 mots ou moins.",
            "La réponse est longue. Gardez 3 mots.",
        ),
        (
            "S06",
            "Enquêtes",
            Level.ERROR,
            "On peut répondre « je ne sais pas » et « je ne veux pas répondre ».",
            "Ajoutez « je ne sais pas ». Ajoutez « je ne veux pas répondre ».",
        ),
        ("S07", "COGA", Level.ERROR, "On sait où on en est.", "Écrivez par exemple : question 3 sur 12."),
        (
            "S08",
            "Enquêtes",
            Level.ERROR,
            "Il y a 20 questions ou moins.",
            "Il y a {} questions. Gardez 20 questions.",
        ),
    )
)
QUESTIONNAIRE: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
