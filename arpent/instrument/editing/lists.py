"""Lists of choices, which several questions may share. A list without a choice does not exist."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from arpent.instrument.conditions import expressions_of
from arpent.instrument.editing.items import NotThere, changed, question_named
from arpent.instrument.editing.names import EditRefused, cleaned, code_from
from arpent.instrument.expressions import Call, ExpressionRefused, Literal, Node, Operation, Reference, parse
from arpent.instrument.expressions import walk as parts_of
from arpent.instrument.looks import EXPECTED, OPPOSITE
from arpent.instrument.references import walk
from arpent.instrument.values import Choice, Instrument, Kind, Question, Texts, text_in

LISTED = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK)


def shared_by(instrument: Instrument, list_name: str) -> tuple[Question, ...]:
    """The questions whose choices are that list."""
    return tuple(
        question for question in instrument.questions() if list_name and question.list_name == list_name
    )


def choice_named(instrument: Instrument, list_name: str, code: str) -> Choice:
    """Raises NotThere."""
    for choice in instrument.choices.get(list_name, ()):
        if choice.name == code:
            return choice
    raise NotThere(code)


def new_list(instrument: Instrument, words: str, labels: Iterable[Texts]) -> tuple[Instrument, str]:
    """A list with a choice for each label that says something, and its name."""
    used = {question.list_name for question in instrument.questions()}
    name = code_from(words, {*instrument.choices, *used}, otherwise="liste")
    for label in labels:
        if cleaned(label):
            instrument, _ = add_choice(instrument, name, label)
    return instrument, name


def add_choice(instrument: Instrument, list_name: str, label: Texts) -> tuple[Instrument, str]:
    """A choice at the end of a list, and its code."""
    texts = cleaned(label)
    words = text_in(texts, instrument.default_edition)
    if not words:
        raise EditRefused("Le choix n’a pas de texte. Écrivez-le")
    existing = instrument.choices.get(list_name, ())
    code = code_from(words, (choice.name for choice in existing), otherwise="c")
    return _with(instrument, list_name, (*existing, Choice(code, texts))), code


def edit_choice(
    instrument: Instrument, list_name: str, code: str, label: Texts, *, favourable: bool | None = None
) -> Instrument:
    """The words of a choice, and whether a report counts it as favourable."""
    choice = choice_named(instrument, list_name, code)
    counted = choice.favourable if favourable is None else favourable
    after = replace(choice, label=cleaned(label), favourable=counted)
    return put_choice(instrument, list_name, after)


def put_choice(instrument: Instrument, list_name: str, choice: Choice) -> Instrument:
    """The list with that choice in the place of the one of the same code."""
    choices = instrument.choices[list_name]
    return _with(
        instrument, list_name, tuple(choice if each.name == choice.name else each for each in choices)
    )


def move_choice(instrument: Instrument, list_name: str, code: str, *, down: bool) -> Instrument:
    """One place up or down; at the end, nothing changes."""
    choices = list(instrument.choices.get(list_name, ()))
    index = choices.index(choice_named(instrument, list_name, code))
    other = index + (1 if down else -1)
    if 0 <= other < len(choices):
        choices[index], choices[other] = choices[other], choices[index]
    return _with(instrument, list_name, tuple(choices))


def delete_choice(instrument: Instrument, list_name: str, code: str) -> Instrument:
    """Refused while a condition asks for that answer."""
    choice_named(instrument, list_name, code)
    names = {question.name for question in shared_by(instrument, list_name)}
    asking = [
        text_in(item.label, instrument.default_edition) or item.name
        for item in walk(instrument.items)
        if any(_asks(written, names, code) for written in expressions_of(item).values())
    ]
    if asking:
        where = ", ".join(f"« {place} »" for place in dict.fromkeys(asking))
        raise EditRefused(f"Une condition de {where} demande cette réponse. Changez d’abord cette condition")
    left = tuple(choice for choice in instrument.choices[list_name] if choice.name != code)
    return _with(instrument, list_name, left)


def own_list(instrument: Instrument, name: str) -> Instrument:
    """A copy of its list for this question alone."""
    question = question_named(instrument, name)
    choices = instrument.choices_of(question)
    after, own = new_list(instrument, f"{question.list_name} {name}", ())
    return share_list(_with(after, own, choices), name, own)


def share_list(instrument: Instrument, name: str, list_name: str) -> Instrument:
    """The choices of the question are those of that list from now on."""
    question = question_named(instrument, name)
    if question.kind not in LISTED:
        raise EditRefused("Cette question n’a pas de choix. Changez d’abord son type")
    return changed(instrument, name, lambda _: replace(question, list_name=list_name))


def with_other(instrument: Instrument, name: str, offered: bool) -> Instrument:
    """« Autre », with words to write, as a last choice or not."""
    question = question_named(instrument, name)
    if offered and question.choice_filter:
        raise EditRefused("Ses choix dépendent d’une autre réponse. « Autre » ne peut pas s’y ajouter")
    if offered and question.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        raise EditRefused(
            "« Autre » ne va qu’avec des choix à cocher. Changez d’abord le type de la question"
        )
    return changed(instrument, name, lambda _: replace(question, or_other=offered))


def with_kind(instrument: Instrument, name: str, kind: Kind, list_name: str = "") -> Instrument:
    """The same question asked in another way; what its new type has no use for is left."""
    question = question_named(instrument, name)
    if question.kind is kind:
        return instrument
    listed = kind in LISTED
    both_listed = listed and question.kind in LISTED
    after = replace(
        question,
        kind=kind,
        list_name=(list_name or question.list_name) if listed else "",
        or_other=question.or_other and kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE),
        choice_filter=question.choice_filter if both_listed else "",
        parameters={"start": "0", "end": "10", "step": "1"} if kind is Kind.RANGE else {},
        appearance="",
        extra={key: value for key, value in question.extra.items() if key not in (OPPOSITE, EXPECTED)},
        constraint="",
        constraint_message={},
    )
    return changed(instrument, name, lambda _: after)


def _with(instrument: Instrument, list_name: str, choices: tuple[Choice, ...]) -> Instrument:
    lists: Mapping[str, tuple[Choice, ...]] = {**instrument.choices, list_name: choices}
    return replace(instrument, choices={name: each for name, each in lists.items() if each})


def _asks(written: str, names: set[str], code: str) -> bool:
    try:
        tree = parse(written)
    except ExpressionRefused:
        return code in written
    return any(_compares(node, names, code) for node in parts_of(tree))


def _compares(node: Node, names: set[str], code: str) -> bool:
    match node:
        case Operation(_, Reference(name), Literal(value)) | Operation(_, Literal(value), Reference(name)):
            return name in names and _same(value, code)
        case Call("selected", (Reference(name), Literal(value))):
            return name in names and _same(value, code)
        case _:
            return False


def _same(value: str | float, code: str) -> bool:
    return value == code if isinstance(value, str) else code in (str(value), str(int(value)))
