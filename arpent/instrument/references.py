"""What the rows of a questionnaire cite: names that must exist, be alone, and not turn in circles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from arpent.instrument.conditions import expressions_of
from arpent.instrument.errors import Notice, notice
from arpent.instrument.expressions import ExpressionRefused, columns, parse, references
from arpent.instrument.lines import Line
from arpent.instrument.survey_sheet import SHEET, ReadSurvey
from arpent.instrument.values import Group, Instrument, Item, Question

_CITED = re.compile(r"\$\{([^}]*)\}?")
_RULES = ("relevant", "calculation", "required", "read_only")


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Every group and question, each group before what it holds."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


def cited_in(text: str) -> Iterator[str]:
    """The names between `${` and `}` in a text, spaces around them or not; an unclosed one gives what follows."""
    for match in _CITED.finditer(text):
        yield match[1].strip() if match[0].endswith("}") else match[0]


def cited_names(items: tuple[Item, ...], texts: Iterable[str]) -> frozenset[str]:
    """Every name cited by an expression or a text."""
    found = {name for text in texts for name in cited_in(text)}
    for item in walk(items):
        for expression in expressions_of(item).values():
            found |= names_in(expression)
        found |= {name for text in _texts(item) for name in cited_in(text)}
    return frozenset(found)


@lru_cache(maxsize=4096)
def names_in(expression: str) -> frozenset[str]:
    try:
        return references(parse(expression))
    except ExpressionRefused:
        return frozenset()


def _texts(item: Item) -> Iterator[str]:
    """The words and the unknown cells of an item, where `${name}` may be written too."""
    by_edition = [item.label, *item.media.values()]
    if isinstance(item, Question):
        by_edition += [item.hint, item.clarification, item.constraint_message, item.required_message]
        yield item.default
    for texts in by_edition:
        yield from texts.values()
    yield from (text for header, text in item.extra.items() if header != "trigger")


def reference_errors(read: ReadSurvey, lines: Iterable[Line]) -> Iterator[Notice]:
    """Names that do not exist or that several rows carry: in every cell, even of rows that are left out."""
    for line in lines:
        for column, text in line.cells():
            for name in dict.fromkeys(cited_in(text)):
                yield from _name_error(read, name, SHEET, line.number, f"la colonne {column}")
    for item in walk(read.items):
        row = read.rows.get(item.name, 0)
        for column, expression in expressions_of(item).items():
            for name in sorted(names_in(expression) - set(cited_in(expression))):
                yield from _name_error(read, name, SHEET, row, f"la colonne {column}")
            yield from _column_errors(column, expression, row)


def text_errors(read: ReadSurvey, text: str, sheet: str, row: int) -> Iterator[Notice]:
    """The names that a text cites wrongly."""
    for name in cited_in(text):
        yield from _name_error(read, name, sheet, row, "le texte")


def _name_error(read: ReadSurvey, name: str, sheet: str, row: int, where: str) -> Iterator[Notice]:
    known = read.names[name.removeprefix("last-saved#")]
    if known == 0 and name != "instanceID":
        yield notice("X002", sheet, row, name, name=name, column=where)
    elif known > 1:
        yield notice("X004", sheet, row, name, name=name, column=where)


def _column_errors(column: str, expression: str, row: int) -> Iterator[Notice]:
    """Bare names are columns of the choices in a choice filter, and nothing elsewhere."""
    if column == "choice_filter":
        return
    try:
        bare = columns(parse(expression))
    except ExpressionRefused:
        return
    for name in sorted(bare):
        yield notice("X005", SHEET, row, expression, name=name, column=f"la colonne {column}")


def dependencies(items: tuple[Item, ...]) -> dict[str, frozenset[str]]:
    """For each question, the questions that its rules cite, those of its groups included.

    A constraint may cite its own question, so it makes no circle and is not among these rules.
    """
    found: dict[str, frozenset[str]] = {}
    _depend(items, frozenset(), found)
    known = frozenset(found)
    return {name: cited & known for name, cited in found.items()}


def _depend(items: tuple[Item, ...], inherited: frozenset[str], found: dict[str, frozenset[str]]) -> None:
    for item in items:
        written = expressions_of(item)
        cited = inherited.union(*(names_in(written[column]) for column in _RULES if column in written))
        if isinstance(item, Group):
            _depend(item.items, cited, found)
        else:
            found[item.name] = cited


def cycle_errors(read: ReadSurvey) -> Iterator[Notice]:
    """One circle among the rules, if there is any."""
    try:
        TopologicalSorter(dependencies(read.items)).prepare()
    except CycleError as cycle:
        names: list[str] = cycle.args[1]
        yield notice("X003", SHEET, read.rows.get(names[0], 0), " → ".join(names))


def turns_in_circles(instrument: Instrument) -> bool:
    """Whether some rules depend on themselves through others."""
    try:
        TopologicalSorter(dependencies(instrument.items)).prepare()
    except CycleError:
        return True
    return False


def evaluation_order(instrument: Instrument) -> tuple[str, ...]:
    """The questions in an order where each comes after those that its rules cite, otherwise as written."""
    graph = dependencies(instrument.items)
    done: dict[str, None] = {}
    for name in graph:
        _place_after_cited(name, graph, done)
    return tuple(done)


def _place_after_cited(name: str, graph: Mapping[str, frozenset[str]], done: dict[str, None]) -> None:
    """Depth first, with a list for a stack: a chain of citations may be as long as the questionnaire."""
    pending, opened = [name], set[str]()
    while pending:
        current = pending[-1]
        waiting = [cited for cited in sorted(graph[current]) if cited not in done and cited not in opened]
        opened.add(current)
        if waiting:
            pending.extend(waiting)
        else:
            pending.pop()
            done.setdefault(current)
