"""What `arpent falc` prints: words for people, a line of JSON a file, or one SARIF report."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TextIO
from urllib.parse import quote

from rich.console import Console
from rich.text import Text

from arpent.falc import RULES, Finding, Findings, Level, Rule
from arpent.falc.documents import Document, Lines

STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "cyan"}
NAMES = {Level.ERROR: "erreur", Level.WARNING: "alerte", Level.INFO: "information"}
SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
AROUND = 40
"""Characters shown on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A file, what was read in it, and what was found."""

    file: str
    document: Document
    found: Findings

    @property
    def source(self) -> str:
        return self.document.source or self.document.text


class Writer(Protocol):
    """Tells each file as it comes, then what is said once for all."""

    def __init__(self, out: TextIO) -> None: ...
    def tell(self, one: Examined) -> None: ...
    def end(self) -> None: ...


class Terminal:
    """Each finding with its place, its words underlined, and what to write instead."""

    def __init__(self, out: TextIO) -> None:
        self.console = Console(file=out, highlight=False, soft_wrap=True)
        self.counts: Counter[Level] = Counter()
        self.files = self.words = self.sentences = 0

    def tell(self, one: Examined) -> None:
        self.files += 1
        self.words += one.found.words
        self.sentences += one.found.sentences
        lines = Lines(one.source)
        for finding in one.found:
            self.counts[finding.level] += 1
            self._finding(one, finding, lines)

    def _finding(self, one: Examined, finding: Finding, lines: Lines) -> None:
        level = Text(f"{NAMES[finding.level]} {finding.rule}", STYLES[finding.level])
        self.console.print(Text.assemble(f"{one.file}:{place(one.document, finding, lines)} ", level))
        if finding.end > finding.start:
            self._excerpt(one.document.text, finding)
        self.console.print(f"    {finding.message}", markup=False)
        if finding.suggestion:
            self.console.print(f"    → {finding.suggestion}", markup=False)
        self.console.print()

    def _excerpt(self, text: str, finding: Finding) -> None:
        """The words in their line, underlined; with a row of signs where a terminal cannot underline."""
        begin = max(text.rfind("\n", 0, finding.start) + 1, finding.start - AROUND)
        stop = min([at for at in [text.find("\n", finding.start)] if at >= 0] + [finding.end, len(text)])
        stop = max(min(stop, finding.start + 2 * AROUND), finding.start + 1)
        after = min([at for at in [text.find("\n", stop)] if at >= 0] + [stop + AROUND, len(text)])
        shown, marked = text[begin:stop], slice(finding.start - begin, stop - begin)
        excerpt = Text("    " + shown + text[stop:after])
        excerpt.stylize(f"underline {STYLES[finding.level]}", 4 + marked.start, 4 + marked.stop)
        self.console.print(excerpt)
        if not self.console.is_terminal:
            self.console.print(" " * (4 + marked.start) + "^" * (marked.stop - marked.start))

    def end(self) -> None:
        read = f"{_counted(self.files, 'fichier')}, {_counted(self.words, 'mot')}, {_counted(self.sentences, 'phrase')}"
        found = ", ".join(_counted(self.counts[level], name) for level, name in NAMES.items())
        self.console.print(f"{read} : {found}.")
        self.console.print(
            "Faites relire ce texte par des personnes concernées : un programme ne voit pas tout."
        )


class Json:
    """One object a file, a line each."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def tell(self, one: Examined) -> None:
        findings = [_as_json(one.document, finding) for finding in one.found]
        told = {
            "file": one.file,
            "words": one.found.words,
            "sentences": one.found.sentences,
            "findings": findings,
        }
        print(json.dumps(told, ensure_ascii=False), file=self.out, flush=True)

    def end(self) -> None:
        """Each line stands alone."""


class Sarif:
    """One SARIF 2.1.0 report for all files."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.results: list[Mapping[str, object]] = []

    def tell(self, one: Examined) -> None:
        lines = Lines(one.source)
        self.results += [_as_result(one, finding, lines) for finding in one.found]

    def end(self) -> None:
        driver = {"name": "arpent falc", "rules": [_as_descriptor(rule) for rule in RULES.values()]}
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": self.results}
        report = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
        json.dump(report, self.out, ensure_ascii=False, indent=1)
        self.out.write("\n")


WRITERS: Mapping[str, type[Writer]] = {"terminal": Terminal, "json": Json, "sarif": Sarif}


def place(document: Document, finding: Finding, lines: Lines) -> str:
    """Line and column, counted from 1; for a file without lines, the paragraph."""
    if document.paragraphs:
        return f"paragraphe {_paragraph(document, finding)}"
    line, column = lines.place(document.span(finding.start, finding.end)[0])
    return f"{line}:{column}"


def _paragraph(document: Document, finding: Finding) -> int:
    before = document.text[: finding.start].split("\n")
    return max(1, sum(1 for line in before[:-1] if line.strip()) + 1)


def _as_json(document: Document, finding: Finding) -> Mapping[str, object]:
    start, end = document.span(finding.start, finding.end)
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "start": start,
        "end": end,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _as_result(one: Examined, finding: Finding, lines: Lines) -> Mapping[str, object]:
    message = " ".join(filter(None, (finding.message, finding.suggestion)))
    where: dict[str, object] = {"artifactLocation": {"uri": quote(one.file)}}
    if not one.document.paragraphs:
        where["region"] = _region(one.document, finding, lines)
    location: dict[str, object] = {"physicalLocation": where}
    if one.document.paragraphs:
        location["logicalLocations"] = [{"name": place(one.document, finding, lines), "kind": "element"}]
    level = SARIF_LEVELS[finding.level]
    return {"ruleId": finding.rule, "level": level, "message": {"text": message}, "locations": [location]}


def _region(document: Document, finding: Finding, lines: Lines) -> Mapping[str, int]:
    start, end = document.span(finding.start, finding.end)
    line, column = lines.place(start)
    last, after = lines.place(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": after,
        "charOffset": start,
        "charLength": end - start,
    }


def _as_descriptor(rule: Rule) -> Mapping[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.level]},
    }


def rules_as_words(out: TextIO) -> None:
    """The rules, one a line."""
    console = Console(file=out, highlight=False, soft_wrap=True)
    for rule in RULES.values():
        who = NAMES[rule.level] if rule.by == "program" else "à juger par une personne"
        console.print(Text.assemble((f"{rule.id}", "bold"), f"  {who:24}  {rule.title}  ({rule.source})"))


def rules_as_json(out: TextIO) -> None:
    """The rules, one object a line."""
    for rule in RULES.values():
        told = {
            "rule": rule.id,
            "level": str(rule.level),
            "title": rule.title,
            "source": rule.source,
            "by": rule.by,
        }
        print(json.dumps(told | {"good": rule.good, "bad": rule.bad}, ensure_ascii=False), file=out)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'s' if count > 1 else ''}"
