"""Importing the answers that another tool collected, against the questionnaire they belong to.

Works by column: each distinct cell is read once, and each rule is evaluated once for each distinct set of
the answers it cites, so that a hundred thousand rows take seconds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from arpent.instrument.bindings import Binding, Bindings, bind
from arpent.instrument.cells import UNFIT, Read, Unfit, choice_spellings, reader_of, ticked
from arpent.instrument.conditions import as_expression
from arpent.instrument.errors import notice
from arpent.instrument.evaluation import Setting, as_answer, value_of
from arpent.instrument.expressions import Node, parse, references
from arpent.instrument.functions import as_truth
from arpent.instrument.routing import OTHER, Routing, choices_of, is_other, labeller, routing_of, words_name
from arpent.instrument.tables import DataRefused, Table, read_table
from arpent.instrument.values import Instrument, Kind, Missing, Question, Value

MAX_MISFITS_A_COLUMN = 100

type Column = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell that did not fit: where, what was read, why, what to do. Line 0 counts the cells not listed."""

    code: str
    line: int
    column: str
    read: str
    why: str
    remedy: str

    def __str__(self) -> str:
        place = f"Ligne {self.line}, colonne" if self.line else "Colonne"
        return f"{place} «\u202f{self.column}\u202f»\u202f: «\u202f{self.read}\u202f»\u202f: {self.why}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One person's answers, each asked question with an answer or a reason; and the other columns as text."""

    line: int
    answers: Mapping[str, Value]
    leftover: Mapping[str, str]


@dataclass(frozen=True)
class Import:
    """What a file of answers holds, by column and by row.

    `columns` has one value a line for each asked question, calculation and hidden field; `words` the words
    beside « other »; `leftover` the columns that belong to no question (a weight, a cluster …), as text.
    """

    lines: tuple[int, ...]
    columns: Mapping[str, Column]
    words: Mapping[str, Sequence[str]]
    leftover: Mapping[str, Sequence[str]]
    misfits: tuple[Misfit, ...]
    ignored_columns: tuple[str, ...]  # metadata of the tool, named and not kept
    absent: tuple[str, ...]  # asked questions that no column answers

    @cached_property
    def rows(self) -> tuple[ImportedRow, ...]:
        """The same, one value a person."""
        return tuple(self._row(index, line) for index, line in enumerate(self.lines))

    def _row(self, index: int, line: int) -> ImportedRow:
        answers = {name: column[index] for name, column in self.columns.items()}
        answers |= {name: column[index] for name, column in self.words.items() if column[index]}
        return ImportedRow(line, answers, {name: column[index] for name, column in self.leftover.items()})


def read_export(content: bytes, filename: str, instrument: Instrument, today: date) -> Import:
    """Reads a CSV or an .xlsx. Raises DataRefused when it is no table, or when no column is a question's.

    A blank cell is « no answer » where the question is asked and « not asked » where routing skips it. A
    multiple choice whose columns all say « not ticked » is an empty answer: seen, and nothing chosen.
    """
    table = read_table(content, filename)
    bindings = bind(instrument, table)
    _check(bindings, table)
    return _Importer(instrument, table, bindings, today).done()


def _check(bindings: Bindings, table: Table) -> None:
    if bindings.twice:
        raise DataRefused(
            tuple(
                notice("D006", "", 0, table.headers[second], other=table.headers[first])
                for first, second in bindings.twice
            )
        )
    if not any(binding.found for binding in bindings.by_question.values()):
        raise DataRefused((notice("D005", read=str(len(table.headers))),))


type _Given = list[Value | None]


class _Importer:
    """Goes through the questions in the order of their rules, a whole column at a time."""

    def __init__(self, instrument: Instrument, table: Table, bindings: Bindings, today: date) -> None:
        self._routing: Routing = routing_of(instrument)
        self._table = table
        self._bindings = bindings
        self._today = today
        self._count = len(table.lines)
        self._label = labeller(instrument)
        self._settled: dict[str, _Given] = {}  # what rules see: None where nothing counts
        self._columns: dict[str, list[Value]] = {}
        self._words: dict[str, list[str]] = {}
        self._misfits: list[Misfit] = []

    def done(self) -> Import:
        for name in self._routing.order:
            question = self._routing.questions[name]
            if question.kind is not Kind.NOTE:
                self._question(question)
        headers, columns = self._table.headers, self._table.columns
        asked = [q for q in self._routing.questions.values() if q.kind.is_asked]
        return Import(
            lines=self._table.lines,
            columns={
                name: tuple(self._columns[name]) for name in self._routing.questions if name in self._columns
            },
            words={name: tuple(column) for name, column in self._words.items()},
            leftover={headers[index]: columns[index] for index in self._bindings.leftover},
            misfits=tuple(self._misfits),
            ignored_columns=tuple(headers[index] for index in self._bindings.ignored if headers[index]),
            absent=tuple(q.name for q in asked if not self._bindings.by_question[q.name].found),
        )

    def _question(self, question: Question) -> None:
        binding = self._bindings.by_question[question.name]
        given = self._given(question, binding)
        shown = self._truths(self._routing.conditions[question.name])
        calculation = self._routing.calculations.get(question.name)
        if calculation is not None:
            given = self._calculated(calculation, given)
        given = self._relevant(question, binding, given, shown)
        given = self._constrained(question, binding, given)
        self._settled[question.name] = given
        self._columns[question.name] = [
            value if value is not None else Missing.NO_ANSWER if asked else Missing.NOT_ASKED
            for value, asked in zip(given, shown, strict=True)
        ]
        self._keep_words(question, binding, given)

    def _given(self, question: Question, binding: Binding) -> _Given:
        if binding.split and (binding.single is None or self._is_whole(question, binding)):
            return self._from_split(question, binding)
        if binding.single is None:
            default = question.default if question.kind is Kind.HIDDEN else ""
            return [default or None] * self._count
        read = reader_of(self._routing.instrument, question)
        return self._read(binding.single, read)

    def _is_whole(self, question: Question, binding: Binding) -> bool:
        """Whether every choice has its column; else the column of all the codes knows more."""
        return len(binding.split) == len(choices_of(self._routing.instrument, question))

    def _read(self, index: int, read: Callable[[str], Read]) -> _Given:
        column = self._table.columns[index]
        known = {cell: read(cell) for cell in set(column)}
        unfit = {cell: value for cell, value in known.items() if isinstance(value, Unfit)}
        if unfit:
            self._report(index, [(i, unfit[cell]) for i, cell in enumerate(column) if cell in unfit])
        values = {cell: None if isinstance(value, Unfit) else value for cell, value in known.items()}
        return [values[cell] for cell in column]

    def _from_split(self, question: Question, binding: Binding) -> _Given:
        spellings = choice_spellings(self._routing.instrument, question)
        places = {code: place for place, code in enumerate(dict.fromkeys(spellings.values()))}
        columns = sorted(binding.split.items(), key=lambda item: places[item[1]])
        ticks = [self._ticks(index, spellings, code) for index, code in columns]
        codes = [code for _, code in columns]
        known: dict[tuple[bool | Missing | None, ...], Value | None] = {}
        found: _Given = []
        for row in zip(*ticks, strict=True):
            if row not in known:
                known[row] = _combined(row, codes)
            found.append(known[row])
        return found

    def _ticks(self, index: int, spellings: Mapping[str, str], code: str) -> list[bool | Missing | None]:
        column = self._table.columns[index]
        known = {cell: ticked(cell, spellings, code) for cell in set(column)}
        if code == OTHER:  # LimeSurvey writes the words themselves in the column of « other »
            known = {cell: True if isinstance(tick, Unfit) else tick for cell, tick in known.items()}
        unfit = [(i, known[cell]) for i, cell in enumerate(column) if isinstance(known[cell], Unfit)]
        self._report(index, [(i, tick) for i, tick in unfit if isinstance(tick, Unfit)])
        ticks = {cell: None if isinstance(tick, Unfit) else tick for cell, tick in known.items()}
        return [ticks[cell] for cell in column]

    def _truths(self, conditions: tuple[Node, ...]) -> list[bool]:
        if not conditions:
            return [True] * self._count
        each = [
            self._evaluated(node, lambda node, setting: as_truth(value_of(node, setting)))
            for node in conditions
        ]
        return [all(row) for row in zip(*each, strict=True)]

    def _evaluated[T](
        self, node: Node, evaluate: Callable[[Node, Setting], T], itself: _Given | None = None
    ) -> list[T]:
        """The value of a rule on each line, evaluated once for each distinct set of what it cites."""
        names = sorted(references(node) & self._settled.keys())
        cited = [self._settled[name] for name in names]
        own = itself if itself is not None else [None] * self._count
        known: dict[tuple[Value | None, ...], T] = {}
        found: list[T] = []
        for row in zip(own, *cited, strict=True):
            if row not in known:
                known[row] = evaluate(node, self._setting(names, row))
            found.append(known[row])
        return found

    def _setting(self, names: list[str], row: tuple[Value | None, ...]) -> Setting:
        own, *cited = row
        answers = {name: value for name, value in zip(names, cited, strict=True) if value is not None}
        itself = Missing.NO_ANSWER if own is None else own
        return Setting(answers, self._today, itself, choice_label=self._label)

    def _calculated(self, calculation: Node, given: _Given) -> _Given:
        computed = self._evaluated(calculation, lambda node, s: as_answer(value_of(node, s)), given)
        return list(computed)

    def _relevant(self, question: Question, binding: Binding, given: _Given, shown: list[bool]) -> _Given:
        if all(shown):
            return given
        if question.kind.is_asked:
            extra = [
                i
                for i, value in enumerate(given)
                if not shown[i] and value is not None and not isinstance(value, Missing) and value != ()
            ]
            self._report(_place(binding), [(i, UNFIT["E09"]) for i in extra])
        return [value if asked else None for value, asked in zip(given, shown, strict=True)]

    def _constrained(self, question: Question, binding: Binding, given: _Given) -> _Given:
        if not question.constraint or not binding.found:
            return given
        self._settled[question.name] = given
        rule = parse(as_expression(question.constraint))
        held = self._evaluated(rule, lambda node, s: as_truth(value_of(node, s)), given)
        broken = [
            i
            for i, value in enumerate(given)
            if not held[i] and value is not None and not isinstance(value, Missing)
        ]
        self._report(_place(binding), [(i, UNFIT["E08"]) for i in broken])
        refused = set(broken)
        return [None if i in refused else value for i, value in enumerate(given)]

    def _keep_words(self, question: Question, binding: Binding, given: _Given) -> None:
        name = words_name(question)
        index = binding.words if binding.words is not None else _other_column(binding)
        if not name or index is None:
            return
        cells = self._table.columns[index]
        self._words[name] = [
            cell.strip()
            if value is not None and is_other(value) and ticked(cell, {}, "") is UNFIT["E01"]
            else ""
            for cell, value in zip(cells, given, strict=True)
        ]

    def _report(self, index: int, found: list[tuple[int, Unfit]]) -> None:
        if not found:
            return
        header, cells = self._table.headers[index], self._table.columns[index]
        for line, unfit in found[:MAX_MISFITS_A_COLUMN]:
            read = cells[line].strip()[:80]
            self._misfits.append(
                Misfit(unfit.code, self._table.lines[line], header, read, unfit.why, unfit.remedy)
            )
        rest = len(found) - MAX_MISFITS_A_COLUMN
        if rest > 0:
            why = f"{rest} autres cellules de cette colonne ne conviennent pas"
            self._misfits.append(
                Misfit("E00", 0, header, "…", why, "Corrigez d’abord celles qui sont listées")
            )


def _place(binding: Binding) -> int:
    return binding.single if binding.single is not None else min(binding.split, default=0)


def _other_column(binding: Binding) -> int | None:
    return next((index for index, code in binding.split.items() if code == OTHER), None)


def _combined(row: tuple[bool | Missing | None, ...], codes: list[str]) -> Value | None:
    """The codes that are ticked; nothing when all cells are blank; a reason when there is only that."""
    chosen = tuple(code for tick, code in zip(row, codes, strict=True) if tick is True)
    if chosen:
        return chosen
    reason = next((tick for tick in row if isinstance(tick, Missing)), None)
    if reason is not None:
        return reason
    return () if False in row else None
