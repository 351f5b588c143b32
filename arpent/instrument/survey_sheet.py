"""The sheet of questions: from rows to groups and questions, gathering everything that is wrong."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from arpent.instrument.conditions import EXPRESSIONS, as_expression
from arpent.instrument.errors import Notice, notice
from arpent.instrument.expressions import ExpressionRefused, ExpressionUnsupported, parse
from arpent.instrument.headers import is_name
from arpent.instrument.lines import Line, header_of
from arpent.instrument.parameters import parameter_errors, read_parameters
from arpent.instrument.types import KINDS, LISTED, SETTINGS, SILENT, TODAY, Asked, Control, Unread, row_type
from arpent.instrument.values import OFFERED_BY_DEFAULT, Choice, Group, Item, Kind, Missing, Question

SHEET = "survey"
MAX_GROUPS = 20  # one inside the other
_YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
_RESERVED = frozenset({"meta"})


@dataclass(slots=True)
class _Frame:
    """What is open: the form itself, a group, or a repetition."""

    name: str = ""
    line: Line | None = None
    repeats: bool = False
    left_out: str = ""  # the code of the notice for what is inside, when it is left out
    items: list[Item] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    folded: set[str] = field(default_factory=set)
    table_list: str | None = None  # None: no table; "": a table whose list is not known yet


@dataclass(slots=True)
class ReadSurvey:
    """The items, and what later checks need: every name, where it is, and what was left out."""

    items: tuple[Item, ...] = ()
    errors: list[Notice] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)  # of kept questions and groups
    stand_ins: set[str] = field(default_factory=set)  # for questions left out, kept if they are cited
    settings: dict[str, str] = field(default_factory=dict)


def read_survey(lines: Iterable[Line], choices: Mapping[str, tuple[Choice, ...]]) -> ReadSurvey:
    """Reads every row before it gives up on any."""
    reader = _Reader(choices)
    for line in lines:
        reader.row(line)
    return reader.finish()


class _Reader:
    def __init__(self, choices: Mapping[str, tuple[Choice, ...]]) -> None:
        self._choices = choices
        self._spaced = {
            name: choice.name for name, each in choices.items() for choice in each if " " in choice.name
        }
        self._read = ReadSurvey()
        self._stack = [_Frame()]
        self._answered: dict[str, int] = {}  # the names that answers are kept under, and their rows

    def finish(self) -> ReadSurvey:
        for frame in self._stack[1:]:
            assert frame.line is not None  # noqa: S101 -- only the form itself has none
            self._error("G002", frame.line, frame.name)
        self._read.items = tuple(self._stack[0].items)
        return self._read

    def row(self, line: Line) -> None:
        written = line["type"]
        if line["disabled"] in _YES:
            self._note("U010", line, written, name=line["name"] or written)
        elif not written:
            self._untyped(line)
        elif written in SETTINGS:
            self._read.settings[SETTINGS[written]] = line["name"]
        else:
            if read_parameters(line["parameters"]) is None:
                self._error("P001", line, line["parameters"])
            self._typed(line)

    def _untyped(self, line: Line) -> None:
        if line["name"] or line.text("label"):
            self._error("T003", line, line["name"] or next(iter(line.text("label").values())))
        else:
            self._note("I003", line)

    def _typed(self, line: Line) -> None:
        match row_type(line["type"]):
            case Control(opens=True, repeats=repeats):
                self._open(line, repeats=repeats)
            case Control(repeats=repeats):
                self._close(line, repeats=repeats)
            case Asked() as asked:
                self._question(line, asked)
            case Unread(code):
                self._unread(line, code)
            case None:
                self._unknown(line)

    def _unknown(self, line: Line) -> None:
        written = line["type"]
        if written in LISTED:
            self._error("L006", line, written)
            return
        head, _, rest = written.partition(" ")
        known = [*KINDS, *LISTED, "begin_group", "end_group"]
        close = difflib.get_close_matches(head.lower(), known, n=1, cutoff=0.7)
        if close:
            self._error("T001", line, head if rest else written, best=close[0])
        else:
            self._error("T002", line, written)

    def _open(self, line: Line, *, repeats: bool) -> None:
        name = self._named(line)
        outer = self._frame.left_out
        self._read.rows.setdefault(name, line.number)
        unsupported = "" if outer else self._unsupported(line, name)
        if repeats and not outer:
            self._note("U003", line, line["type"], name=name)
        inside = "U002" if repeats else outer or ("U009" if unsupported else "")
        if len(self._stack) == MAX_GROUPS + 1:
            self._error("G005", line, name, most=MAX_GROUPS)
        table = "" if "table-list" in line["appearance"].split() else None
        self._stack.append(_Frame(name, line, repeats, inside, table_list=table))

    def _close(self, line: Line, *, repeats: bool) -> None:
        frame = self._frame
        if len(self._stack) == 1:
            self._error("G001", line, line["type"])
            return
        if frame.repeats != repeats:
            self._error("G003", line, line["type"], other=frame.name)
        if not frame.items and not frame.names:
            self._error("G004", line, frame.name)
        self._stack.pop()
        self._frame.table_list = None
        if frame.left_out or len(self._stack) > MAX_GROUPS:
            self._frame.items.extend(frame.items)
        elif frame.line is not None:
            self._frame.items.append(_group(frame.name, frame.line, tuple(frame.items)))

    def _question(self, line: Line, asked: Asked) -> None:
        name = self._named(line, asked.kind)
        self._check_wording(line, name, asked.kind)
        self._check_list(line, asked)
        parameters = self._parameters(line, asked.kind)
        missing = self._missing(line)
        self._read.rows.setdefault(name, line.number)
        if self._frame.left_out:
            self._leave_out(line, self._frame.left_out, name)
        elif self._unsupported(line, name):
            self._stand_in(line, name)
        else:
            self._check_answers(line, name, asked)
            self._remark(line, name, asked.kind, parameters)
            self._frame.items.append(_built(line, name, asked, parameters, missing))

    def _unread(self, line: Line, code: str) -> None:
        name = "audit" if line["type"] == "audit" else self._named(line)
        if line["type"] == "audit" and line["name"] not in ("", "audit"):
            self._error("N008", line, line["name"])
        if code in ("U001", "U007") and line["type"] not in SILENT:
            self._check_wording(line, name, Kind.TEXT)
        if code == "U005" and line["type"] in TODAY and not self._frame.left_out:
            self._note("I005", line, line["type"], name=name)
            self._read.stand_ins.add(name)
            self._frame.items.append(Question(name, Kind.CALCULATE, calculation="today()"))
        else:
            self._leave_out(line, self._frame.left_out if code == "U001" else code, name)

    def _leave_out(self, line: Line, code: str, name: str) -> None:
        self._note(code or "U001", line, line["type"], name=name)
        self._stand_in(line, name)

    def _stand_in(self, line: Line, name: str) -> None:
        self._read.rows.setdefault(name, line.number)
        self._read.stand_ins.add(name)
        self._frame.items.append(Question(name, Kind.HIDDEN))

    def _named(self, line: Line, kind: Kind | None = None) -> str:
        name = line["name"]
        if not name and kind is Kind.NOTE:
            name = f"generated_note_name_{line.number}"
        if not name:
            self._error("N001", line, line["type"])
            return f"sans_nom_{line.number}"
        if not is_name(name):
            self._error("N002", line, name)
        elif name in _RESERVED:
            self._error("N005", line, name)
        self._check_unique(line, name)
        self._read.names[name] += 1
        return name

    def _check_unique(self, line: Line, name: str) -> None:
        seen = self._frame.names
        if name in seen:
            self._error("N003", line, name, other=seen[name])
        elif name.casefold() in self._frame.folded:
            self._note("I004", line, name)
        self._frame.folded.add(name.casefold())
        seen.setdefault(name, line.number)

    def _remark(self, line: Line, name: str, kind: Kind, parameters: Mapping[str, str]) -> None:
        if kind.is_asked and line["default"] and not line["read_only"]:
            self._note("I007", line, line["default"], name=name)
        if parameters.get("randomize") == "true":
            self._note("I008", line, line["parameters"], name=name)

    def _check_answers(self, line: Line, name: str, asked: Asked) -> None:
        """Answers are kept by the name of their question: no two may share it, even in different groups."""
        for taken in (name, f"{name}_other") if asked.or_other else (name,):
            elsewhere = self._answered.setdefault(taken, line.number)
            said = taken == name and elsewhere == self._frame.names.get(name)
            if elsewhere != line.number and not said:
                self._error("N003", line, taken, other=elsewhere)

    def _check_wording(self, line: Line, name: str, kind: Kind) -> None:
        worded = line.text("label") or line.text("hint") or line.media
        if (kind.is_asked or kind is Kind.NOTE) and not worded:
            self._error("N004", line, name)
        if "big-image" in line.media and "image" not in line.media:
            self._error("N007", line, name)
        if kind is Kind.CALCULATE and not line["calculation"] and "(" not in line["default"]:
            self._error("T004", line, name)

    def _check_list(self, line: Line, asked: Asked) -> None:
        if not asked.list_name:
            return
        choices = self._choices.get(asked.list_name)
        if choices is None:
            self._error("L001", line, asked.list_name)
            return
        if asked.kind is Kind.SELECT_MULTIPLE and asked.list_name in self._spaced:
            self._error("L004", line, self._spaced[asked.list_name])
        if asked.or_other and line["choice_filter"]:
            self._error("L005", line)
        self._check_table(line, asked.list_name)

    def _check_table(self, line: Line, list_name: str) -> None:
        frame = self._frame
        if frame.table_list == "":
            frame.table_list = list_name
            if line["choice_filter"]:
                self._error("L008", line)
        if frame.table_list not in (None, list_name):
            self._error("L007", line, list_name, other=frame.table_list)

    def _parameters(self, line: Line, kind: Kind) -> dict[str, str]:
        parameters = read_parameters(line["parameters"])
        if parameters is None:
            return {}
        if (
            kind is not Kind.TEXT or line["type"] == "text"
        ):  # as pyxform, which does not look at its older names
            self._read.errors.extend(parameter_errors(kind, parameters, line.number))
        return parameters

    def _missing(self, line: Line) -> tuple[Missing, ...]:
        words = line["missing"].replace(",", " ").split()
        if not words:
            return OFFERED_BY_DEFAULT
        accepted = [reason.value for reason in OFFERABLE]
        for word in words:
            if word not in accepted and words != ["none"]:
                self._error("P004", line, word, accepted=", ".join(accepted))
        return tuple(reason for reason in OFFERABLE if reason.value in words)

    def _unsupported(self, line: Line, name: str) -> bool:
        """Reports every expression that cannot be read; true if one is right, and not read by us."""
        found = False
        for column in EXPRESSIONS:
            written = as_expression(line[column])
            if not written:
                continue
            try:
                parse(written)
            except ExpressionUnsupported as why:
                self._note("U006", line, written, name=name, why=why, column=column)
                found = True
            except ExpressionRefused as why:
                self._error("X001", line, written, column=column, why=why)
        return found

    @property
    def _frame(self) -> _Frame:
        return self._stack[-1]

    def _error(self, code: str, line: Line, read: str = "", **blanks: object) -> None:
        self._read.errors.append(notice(code, SHEET, line.number, read, **blanks))

    def _note(self, code: str, line: Line, read: str = "", **blanks: object) -> None:
        self._read.notices.append(notice(code, SHEET, line.number, read, **blanks))


OFFERABLE = (Missing.DONT_KNOW, Missing.PREFER_NOT, Missing.NOT_CONCERNED, Missing.NOT_UNDERSTOOD)


def _built(
    line: Line, name: str, asked: Asked, parameters: dict[str, str], missing: tuple[Missing, ...]
) -> Question:
    return Question(
        name=name,
        kind=asked.kind,
        label=line.text("label"),
        hint=line.text("hint"),
        list_name=asked.list_name,
        or_other=asked.or_other,
        relevant=line["relevant"],
        constraint=line["constraint"],
        constraint_message=line.text("constraint_message"),
        required=line["required"],
        required_message=line.text("required_message"),
        calculation=line["calculation"],
        choice_filter=line["choice_filter"],
        default=line["default"],
        appearance=line["appearance"],
        parameters=parameters,
        media=line.media,
        missing=missing,
        finding=line.text("finding"),
        read_only=line["read_only"],
        extra=line.extra,
        clarification=line.text("clarification"),
    )


_OF_A_GROUP = frozenset({"type", "name", "relevant", "appearance", "disabled"})


def _group(name: str, line: Line, items: tuple[Item, ...]) -> Group:
    """A group. The cells that a group does not use are kept, under the header we would write."""
    unused = {key: value for key, value in line.fields.items() if key not in _OF_A_GROUP}
    texts = {
        header_of(key, edition): text
        for key, by_edition in line.texts.items()
        if key != "label" and not key.startswith("media::")
        for edition, text in by_edition.items()
    }
    return Group(
        name=name,
        label=line.text("label"),
        items=items,
        relevant=line["relevant"],
        appearance=line["appearance"],
        media=line.media,
        extra={**line.extra, **unused, **texts},
    )


def without(items: tuple[Item, ...], dropped: frozenset[str]) -> tuple[Item, ...]:
    """The items without the questions of those names, and without the groups that this leaves empty."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Group):
            inside = without(item.items, dropped)
            if inside or not item.items:
                kept.append(replace(item, items=inside))
        elif item.name not in dropped:
            kept.append(item)
    return tuple(kept)
