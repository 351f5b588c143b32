"""A network's own words as a table: what to avoid, what to say instead, what its readers know. CSV in and out."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arpent.falc.lexicon import spelling
from arpent.falc.values import Words

HEADINGS = ("mot", "à la place", "connu")
NEEDED = HEADINGS[0]
DELIMITERS = (";", "\t", ",")
LONGEST = 80
MOST = 5_000
YES, NO = frozenset(("oui", "x", "1", "vrai")), frozenset(("", "non", "0", "faux"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or a turn of phrase. `instead`: what to say; `known`: its readers know it, however rare it is."""

    word: str
    instead: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that cannot be taken: fact, then remedy."""

    line: int
    fact: str
    remedy: str


class VocabularyRefused(ValueError):
    """The table is not taken. `wrong` says why, line by line."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(" ".join(f"Ligne {one.line} : {one.fact} {one.remedy}" for one in wrong))
        self.wrong = tuple(wrong)


def decoded(content: bytes) -> str:
    """The text of a file written by a spreadsheet: UTF-8, or else Windows' Western European."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_vocabulary(text: str) -> tuple[Entry, ...]:
    """The entries under a first line of headings. Raises VocabularyRefused with every line that is wrong."""
    rows = list(_rows(text))
    if len(rows) > MOST:
        fact = f"le tableau a plus de {MOST} lignes."
        raise VocabularyRefused([Wrong(rows[MOST][0], fact, "Découpez-le.")])
    entries: list[Entry] = []
    wrong: list[Wrong] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        entry = Entry(row["mot"], row["à la place"], spelling(row["connu"]) in YES)
        why = _wrong(entry, row["connu"], seen.get(spelling(entry.word)))
        if why:
            wrong.append(Wrong(line, *why))
        else:
            seen[spelling(entry.word)] = line
            entries.append(entry)
    if wrong:
        raise VocabularyRefused(wrong)
    return tuple(entries)


def write_vocabulary(entries: Iterable[Entry]) -> str:
    """The same table, which `read_vocabulary` reads back and a French spreadsheet opens."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows((one.word, one.instead, "oui" if one.known else "") for one in entries)
    return out.getvalue()


def as_words(entries: Iterable[Entry]) -> Words:
    """The entries as the rules follow them."""
    kept = tuple(entries)
    return Words(
        preferred={one.word: one.instead for one in kept if one.instead},
        avoided=frozenset(one.word for one in kept if not one.instead and not one.known),
        known=frozenset(one.word for one in kept if one.known),
    )


def _wrong(entry: Entry, known: str, twin: int | None) -> tuple[str, str] | None:
    if not entry.word:
        return "il n’y a pas de mot.", "Écrivez un mot, ou enlevez la ligne."
    if max(len(entry.word), len(entry.instead)) > LONGEST:
        return f"un mot dépasse {LONGEST} caractères.", "Écrivez moins de mots."
    if spelling(known) not in YES | NO:
        return f"« {known} » n’est ni oui ni non.", "Dans la colonne « connu », écrivez oui, ou rien."
    if entry.known and entry.instead:
        return "un mot connu n’a pas besoin d’un autre mot.", "Gardez l’un des deux."
    if spelling(entry.word) == spelling(entry.instead):
        return "le mot à la place est le même.", "Changez l’un des deux."
    if twin is not None:
        return f"« {entry.word} » est déjà à la ligne {twin}.", "Gardez une seule ligne."
    return None


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(
        io.StringIO(text.replace("\x00", ""), newline=""), delimiter=max(DELIMITERS, key=first.count)
    )
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise VocabularyRefused(
            [Wrong(reader.line_num, "ce texte n’est pas un tableau CSV.", "Vérifiez les guillemets.")]
        ) from error
    lines = [(line, cells) for line, cells in lines if any(cells)]
    titles = [spelling(cell) for cell in lines[0][1]] if lines else []
    if NEEDED not in titles:
        remedy = f"La première ligne porte les titres : {' ; '.join(HEADINGS)}."
        raise VocabularyRefused([Wrong(1, "il manque la colonne « mot ».", remedy)])
    for line, cells in lines[1:]:
        row = dict(zip(titles, cells, strict=False))
        yield line, {heading: row.get(spelling(heading), "") for heading in HEADINGS}
