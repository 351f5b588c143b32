"""How a question asks to be drawn and walked through: the words of `appearance`, and what each demands.

`faces`, `agreement`, `frequency` and `thermometer` draw a scale of 2, 3 or 5 answers; `rising` says that the first
answer is the least. `two-steps` asks five answers in two easy screens; `either-or` shows two pictures. The column
`opposite` names the question that says the contrary; `expected` makes a question one of control, and names the answer
that everyone knows. Two settings, `practice` and `ladder`, add easy screens.
"""

from collections.abc import Iterator, Mapping

from arpent.instrument.errors import Notice, notice
from arpent.instrument.values import Choice, Group, Instrument, Item, Kind, Question

DRAWINGS = ("faces", "agreement", "frequency", "thermometer")
DRAWN = (2, 3, 5)
RISING, TWO_STEPS, EITHER_OR = "rising", "two-steps", "either-or"
OPPOSITE = "opposite"
EXPECTED = "expected"
APART = 5
"""How many questions, at least, between two that say opposite things."""
PRACTICE, LADDER = "practice", "ladder"
_ASKED = {"yes": True, "no": False, "": False}


def drawing_of(question: Question) -> str:
    """The name of the scale that the question is drawn with, or nothing."""
    return next((word for word in question.appearance.split() if word in DRAWINGS), "")


def has(question: Question, word: str) -> bool:
    """Whether the question's appearance says that word."""
    return word in question.appearance.split()


def judges(instrument: Instrument, question: Question) -> bool:
    """Whether the question asks what one thinks rather than a fact: drawn as a scale, or with a favourable answer."""
    if question.kind is not Kind.SELECT_ONE or question.or_other:
        return False
    scaled = drawing_of(question) or has(question, TWO_STEPS) or has(question, "likert")
    return bool(scaled) or any(choice.favourable for choice in instrument.choices_of(question))


def asks_for(instrument: Instrument, setting: str) -> bool:
    """Whether the form asks for practice screens, or for the ladder of faces."""
    return _ASKED.get(instrument.settings.get(setting, "").strip().lower(), False)


def opposites(instrument: Instrument) -> tuple[tuple[Question, Question], ...]:
    """Each question with the one that says the contrary, in the order of the questionnaire."""
    named = {question.name: question for question in instrument.questions()}
    return tuple(
        (question, named[other])
        for question in named.values()
        if (other := question.extra.get(OPPOSITE, "").strip()) in named
    )


def controls(instrument: Instrument) -> tuple[tuple[Question, str], ...]:
    """Each question whose answer everyone knows, with that answer."""
    asked = ((each, expected_of(each)) for each in instrument.questions() if each.kind is Kind.SELECT_ONE)
    return tuple((each, code) for each, code in asked if code in _named(instrument.choices_of(each)))


def expected_of(question: Question) -> str:
    """The choice that everyone knows to be right, for a question of control; or nothing."""
    return question.extra.get(EXPECTED, "").strip()


def rises(question: Question, choices: tuple[Choice, ...]) -> bool:
    """Whether the first choice is the least: said by `rising`, else, for faces, by which end is favourable.

    How much one agrees, how often, how far: which end of it is good says nothing of which is the most.
    """
    if has(question, RISING):
        return True
    felt = drawing_of(question) in ("", "faces")
    return felt and bool(choices) and choices[-1].favourable and not choices[0].favourable


def look_errors(
    items: tuple[Item, ...],
    lists: Mapping[str, tuple[Choice, ...]],
    settings: Mapping[str, str],
    rows: Mapping[str, int],
) -> Iterator[Notice]:
    """What a form asks of its looks and cannot have."""
    questions = {question.name: question for question in _questions(items)}
    for question in questions.values():
        row, choices = rows.get(question.name, 0), lists.get(question.list_name, ())
        yield from _drawing_errors(question, len(choices), row)
        if question.extra.get(OPPOSITE, "").strip():
            yield from _opposite_errors(question, questions, lists, row)
        if expected_of(question) and expected_of(question) not in (_codes(question, lists) or []):
            yield notice("P009", "survey", row, expected_of(question), name=question.name)
    for setting in (PRACTICE, LADDER):
        said = settings.get(setting, "")
        if said.strip().lower() not in _ASKED:
            yield notice("P008", "settings", 2, said, name=setting)


def look_notices(items: tuple[Item, ...], rows: Mapping[str, int]) -> Iterator[Notice]:
    """Opposite questions that stand too near each other: a person remembers the first."""
    asked = [question for question in _questions(items) if question.kind.is_asked]
    places = {question.name: place for place, question in enumerate(asked)}
    for question in asked:
        other = question.extra.get(OPPOSITE, "").strip()
        between = abs(places[question.name] - places[other]) - 1 if other in places else APART
        if between < APART:
            row = rows.get(question.name, 0)
            yield notice("I009", "survey", row, question.name, other=other, between=between, apart=APART)


def _drawing_errors(question: Question, count: int, row: int) -> Iterator[Notice]:
    words = question.appearance.split()
    drawn = [word for word in words if word in DRAWINGS]
    if len(drawn) > 1:
        yield notice("P006", "survey", row, " ".join(drawn))
    for word in (*drawn, *(word for word in (TWO_STEPS, EITHER_OR) if word in words)):
        wanted = {TWO_STEPS: (5,), EITHER_OR: (2,)}.get(word, DRAWN)
        if question.kind is not Kind.SELECT_ONE or count not in wanted:
            numbers = " ou ".join(map(str, wanted))
            yield notice("P005", "survey", row, word, name=question.name, wanted=numbers, count=count)


def _opposite_errors(
    question: Question,
    questions: Mapping[str, Question],
    lists: Mapping[str, tuple[Choice, ...]],
    row: int,
) -> Iterator[Notice]:
    named = question.extra[OPPOSITE].strip()
    other = questions.get(named)
    alike = other is not None and other is not question and _codes(other, lists) == _codes(question, lists)
    if not alike or question.kind is not Kind.SELECT_ONE:
        yield notice("P007", "survey", row, named, name=question.name)


def _codes(question: Question, lists: Mapping[str, tuple[Choice, ...]]) -> list[str] | None:
    if question.kind is not Kind.SELECT_ONE:
        return None
    return _named(lists.get(question.list_name, ()))


def _named(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.name for choice in choices]


def _questions(items: tuple[Item, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _questions(item.items)
        else:
            yield item
