"""The codes that edits give, and the words they keep: what a workbook would give back, letter for letter."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from arpent.instrument.headers import is_name
from arpent.instrument.references import walk
from arpent.instrument.routing import words_name
from arpent.instrument.values import Instrument, Question, Texts

LONGEST_CODE = 24
LONGEST_TEXT = 4_000
RESERVED = frozenset({"meta", "other", "instanceid"})

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class EditRefused(ValueError):
    """An edit that would break the questionnaire, in French: a fact, then what to do."""


def clean(text: str) -> str:
    """The text as a cell keeps it: no control characters, no spaces at the ends, `\\n` between lines."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()[:LONGEST_TEXT].rstrip()


def cleaned(texts: Mapping[str, str]) -> Texts:
    """The texts that say something, by edition."""
    kept = {tag: clean(text) for tag, text in texts.items()}
    return {tag: text for tag, text in kept.items() if text}


def code_from(words: str, taken: Iterable[str], otherwise: str = "q") -> str:
    """A short code made from words, unlike any that is taken, capitals aside."""
    plain = (
        unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe")).encode("ascii", "ignore").decode()
    )
    packed = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    code = packed[:LONGEST_CODE].rsplit("_", 1)[0] if len(packed) > LONGEST_CODE else packed
    code = code if code[:1].isalpha() else f"{otherwise}_{code}".rstrip("_")
    return _unlike(code, {each.casefold() for each in taken} | RESERVED)


def _unlike(code: str, taken: set[str]) -> str:
    found, number = code, 1
    while found in taken:
        number += 1
        found = f"{code}_{number}"
    return found


def names_taken(instrument: Instrument) -> frozenset[str]:
    """Every name of a question or a section, and those under which the words of « other » are kept."""
    items = tuple(walk(instrument.items))
    others = {words_name(item) for item in items if isinstance(item, Question)} - {""}
    return frozenset({item.name for item in items} | others)


def check_name(instrument: Instrument, name: str) -> None:
    """Refuses a name that cannot be written, or that is taken."""
    if not is_name(name) or ":" in name:
        raise EditRefused(
            f"Le code « {name} » ne convient pas. Commencez par une lettre, puis des lettres, des chiffres ou _"
        )
    if name.casefold() in {each.casefold() for each in names_taken(instrument)} | RESERVED:
        raise EditRefused(f"Le code « {name} » est déjà pris. Choisissez-en un autre")
