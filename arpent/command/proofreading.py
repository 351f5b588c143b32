"""The work of `arpent falc`: read each file, look it over, tell what was found."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from arpent.command.findings import WRITERS, Examined, rules_as_json, rules_as_words
from arpent.falc import FALC, FALC_QUESTION, Level, Profile, Words
from arpent.falc.documents import DocumentRefused, read
from arpent.falc.documents.examining import examine
from arpent.falc.vocabulary import VocabularyRefused, as_words, decoded, read_vocabulary

INPUT = "-"
NEVER = "never"
SEVERITY = {Level.INFO: 0, Level.WARNING: 1, Level.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read."""

    why: str


def proofread(
    files: Sequence[str], form: str, fail_on: str, question: bool, vocabulary: str | None = None
) -> int:
    """Tell what is found in each file, in the order asked. `vocabulary` is a table of the network's own words."""
    profile = FALC_QUESTION if question else FALC
    words = _words(vocabulary) if vocabulary else Words()
    if isinstance(words, Refusal):
        print(f"{vocabulary} : {words.why}", file=sys.stderr)
        return 2
    writer = WRITERS[form](sys.stdout)
    worst, refused = -1, False
    for file in _progress(files):
        match _examined(file, profile, words):
            case Refusal(why):
                print(f"{_named(file)} : {why}", file=sys.stderr)
                refused = True
            case one:
                writer.tell(one)
                worst = max([worst, *(SEVERITY[finding.level] for finding in one.found)])
    writer.end()
    if refused:
        return 2
    return int(fail_on != NEVER and worst >= SEVERITY[Level(fail_on)])


def _words(file: str) -> Words | Refusal:
    try:
        return as_words(read_vocabulary(decoded(Path(file).read_bytes())))
    except (VocabularyRefused, OSError) as reason:
        return Refusal(_why(reason))


def _examined(file: str, profile: Profile, words: Words) -> Examined | Refusal:
    try:
        document = read(*_bytes(file))
        return Examined(file, document, examine(document, profile=profile, words=words))
    except (DocumentRefused, OSError) as reason:
        return Refusal(_why(reason))


def tell_rules(form: str) -> None:
    """The rules: what each asks for, and who judges it."""
    (rules_as_words if form == "terminal" else rules_as_json)(sys.stdout)


def _bytes(file: str) -> tuple[bytes, str]:
    if file == INPUT:
        return sys.stdin.buffer.read(), ""
    return Path(file).read_bytes(), file


def _named(file: str) -> str:
    return "l’entrée" if file == INPUT else file


def _why(reason: DocumentRefused | VocabularyRefused | OSError) -> str:
    match reason:
        case FileNotFoundError():
            return "ce fichier n’existe pas. Vérifiez son nom."
        case IsADirectoryError():
            return "c’est un dossier. Donnez les fichiers qu’il contient."
        case PermissionError():
            return "l’accès à ce fichier est refusé. Demandez-en le droit."
        case OSError():
            return f"ce fichier ne peut pas être lu ({reason.strerror}). Donnez-en un autre."
    return str(reason)


def _progress(files: Sequence[str]) -> Iterator[str]:
    """The files, with a bar on the terminal when they are many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=len(files) < 2 or not console.is_terminal
    ) as bar:
        yield from bar.track(files, description="Fichiers")
