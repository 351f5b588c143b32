"""Numbers: in digits, small, without percentages."""

import re
from collections.abc import Iterator, Sequence

from arpent.falc.rule import Hit, Rule, Setting, replaced
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Level

SPACE = r"[ \u00a0\u202f]"
UNITS = {
    name: value
    for value, name in enumerate(
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(), 1
    )
} | {"une": 1}
TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
HUNDREDS = frozenset(("cent", "cents"))
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN = re.compile(
    r"(?<![\w'’.-])(?:(?P<century>[IVX]{1,5})(?P<suffix>e|ème|è|er|ᵉ)|(?P<roman>[IVX]{2,6}))(?![\w'’.-]\w)(?!\w)"
)
AFTER_TITLE = re.compile(
    rf"\b(?i:chapitre|partie|titre|tome|annexe|phase|volet|catégorie|niveau|groupe){SPACE}(?P<roman>[IVX])(?![\w'’])"
)
PERCENT = re.compile(rf"(?<![\d,.])(?P<value>\d{{1,9}}(?:[.,]\d{{1,9}})?){SPACE}?(?:%|pour{SPACE}cent\b)")
FRACTION = re.compile(r"(?<![\d/,.])\d{1,3}/\d{1,3}(?![\d/])|[½⅓⅔¼¾]")
DECIMAL = re.compile(rf"(?<![\d,.])\d{{1,9}},\d{{1,9}}(?![\d,])(?!{SPACE}?(?:€|euros?\b|%|pour{SPACE}cent))")
DATED = re.compile(r"\b(?:le|du|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) $")
"""Before « 12/03 »: a day and a month."""
RATIO = re.compile(
    rf"(?<![\d,.])\d{{1,9}}{SPACE}(?:[^\W\d]{{3,15}}{SPACE})?sur{SPACE}(?:\d{{2,9}}|[6-9])(?![\d,.]\d)(?!\d)"
)
SHARES = (
    (10, "1 personne sur 10"),
    (20, "1 personne sur 5"),
    (25, "1 personne sur 4"),
    (33, "1 personne sur 3"),
    (50, "la moitié des personnes"),
    (67, "2 personnes sur 3"),
    (75, "3 personnes sur 4"),
    (90, "9 personnes sur 10"),
    (100, "toutes les personnes"),
)
YEARS = range(1800, 2101)


def spelled(text: Text, setting: Setting) -> Iterator[Hit]:
    """« vingt-deux » is 22; « un » and « une » alone are articles, and stay."""
    at = 0
    while at < len(text.tokens):
        last, value = run(text.tokens, at)
        if value > 1 and not other_sense(text, at, last):
            start, end = text.tokens[at].start, text.tokens[last - 1].end
            hit = replaced(start, end, str(value), text.raw[start:end])
            yield hit._replace(suggestion=f"Écrivez : {value}.")
        at = max(last, at + 1)


def run(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where the number words that begin at a token end, and what they are worth: 0 for none."""
    thousands = group = 0
    place = at
    while place < len(tokens) and tokens[place].kind == "w":
        added = group_with(tokens[place].key.split("-"), group, thousands)
        if added is None:
            linked = tokens[place].key == "et" and group >= 20 and place + 1 < len(tokens)
            if not (linked and tokens[place + 1].key in {"un", "une", "onze"}):
                break
        else:
            group, thousands = added
        place += 1
    return place, thousands + group


def group_with(parts: Sequence[str], group: int, thousands: int) -> tuple[int, int] | None:
    """The hundreds and the thousands once these words are read; None if they do not go on the number."""
    for part in parts:
        below = group % 100
        if part in UNITS and fits(UNITS[part], below):
            group += UNITS[part]
        elif part in {"vingt", "vingts"} and below == 4:
            group += 76
        elif part in TENS and not below:
            group += TENS[part]
        elif part in HUNDREDS and group < 10:
            group = max(group, 1) * 100
        elif part == "mille" and not thousands:
            thousands, group = max(group, 1) * 1000, 0
        elif not (part == "et" and below >= 20):
            return None
    return group, thousands


def fits(value: int, below: int) -> bool:
    return (
        below == 0 or (below >= 20 and below % 10 == 0 and value < 10) or (below in {60, 80} and value < 17)
    )


def other_sense(text: Text, at: int, last: int) -> bool:
    """« un vélo neuf », « tous les deux », « pour cent », « les Deux Alpes », « mille mercis »."""
    before = text.tokens[at - 1].key if at else ""
    after = text.shown(text.tokens[last]) if last < len(text.tokens) else ""
    if text.tokens[at].key == "neuf" and not after.endswith(("s", "x")):
        return True
    if text.tokens[at].key in {"mille", "cent"} and (before == "pour" or after in {"mercis", "fois"}):
        return True
    if before in {"les", "nous", "vous"} and at > 1 and text.tokens[at - 2].key in {"tous", "toutes"}:
        return True
    return text.capital(text.tokens[at]) and bool(before) and text.tokens[at - 1].kind == "w"


def roman(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in ROMAN.finditer(text.raw):
        shown = match["century"] or match["roman"]
        value = roman_value(shown)
        if value and (match["suffix"] or value > 1):
            end = match.end() if match["suffix"] else match.end("roman")
            written = f"{value}{'er' if value == 1 and match['suffix'] else 'e' if match['suffix'] else ''}"
            hit = replaced(match.start(), end, written, text.raw[match.start() : end])
            yield hit._replace(suggestion=f"Écrivez : {written}.")
    for match in AFTER_TITLE.finditer(text.raw):
        value = roman_value(match["roman"])
        yield replaced(*match.span("roman"), str(value), match["roman"])._replace(
            suggestion=f"Écrivez : {value}."
        )


def roman_value(shown: str) -> int:
    """0 for letters that are no number: « IIX »."""
    values = [ROMAN_VALUES[letter] for letter in shown]
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return total if to_roman(total) == shown else 0


def to_roman(value: int) -> str:
    signs = (("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
    written = ""
    for sign, worth in signs:
        written += sign * (value // worth)
        value %= worth
    return written


def large(text: Text, setting: Setting) -> Iterator[Hit]:
    for at, token in enumerate(text.tokens):
        if token.kind == "n":
            digits = re.sub(r"\D", "", token.key.partition(",")[0])
            if 4 <= len(digits) < 13 and not exempt(text, at, int(digits)):
                yield Hit(token.start, token.end, token.key)
            elif text.tokens[min(at + 1, len(text.tokens) - 1)].key in {
                "million",
                "millions",
                "milliard",
                "milliards",
            }:
                yield Hit(
                    token.start, text.tokens[at + 1].end, text.raw[token.start : text.tokens[at + 1].end]
                )


def exempt(text: Text, at: int, value: int) -> bool:
    """Years, post codes, telephone numbers and parts of addresses are not amounts."""
    token = text.tokens[at]
    if value < 1000 or token.key.startswith("0") or (value in YEARS and token.key.isdigit()):
        return True
    before = text.tokens[at - 1].key if at else ""
    if len(token.key) == 4 and before in {"le", "au", "numéro", "composez", "appelez"}:
        return True
    if token.key.isdigit() and {"code", "numéro", "n"} & {
        one.key for one in text.tokens[max(0, at - 6) : at]
    }:
        return True
    after = text.tokens[at + 1] if at + 1 < len(text.tokens) else None
    postcode = len(token.key) == 5 and token.key.isdigit() and after is not None and text.capital(after)
    return postcode or "/" in text.raw[max(0, token.start - 1) : token.end + 1]


def shares(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in PERCENT.finditer(text.raw):
        value = float(match["value"].replace(",", "."))
        near = min(SHARES, key=lambda share: abs(share[0] - value))
        said = f"Écrivez : {near[1]}." if abs(near[0] - value) < 1.5 else None
        yield Hit(match.start(), match.end(), match.group(), said)
    for pattern in (FRACTION, DECIMAL, RATIO):
        for match in pattern.finditer(text.raw):
            if not page(text.raw, match.start()) and not (
                pattern is FRACTION and DATED.search(text.raw[max(0, match.start() - 9) : match.start()])
            ):
                yield Hit(match.start(), match.end(), match.group())


def page(raw: str, start: int) -> bool:
    """« page 2 sur 12 », « question 3 sur 20 »: where one stands, and not a share."""
    return raw[max(0, start - 10) : start].rstrip().lower().endswith(("page", "question", "étape", "partie"))


def has_number(text: Text, setting: Setting) -> bool:
    return any(token.kind == "n" for token in text.tokens)


RULES = (
    Rule(
        "C01",
        "IE ; RLS 5.1",
        Level.ERROR,
        "Il y a des chiffres de tous les jours.",
        "« {} » est difficile à lire. Écrivez le nombre en chiffres.",
        good="C’est le chapitre 4.",
        bad="C’est le chapitre IV du livre.",
        find=roman,
    ),
    Rule(
        "C02",
        "IE ; RLS 5.1",
        Level.WARNING,
        "Les nombres sont en chiffres.",
        "Écrivez « {} » en chiffres.",
        good="Il y a 3 salles. Une personne vous aide.",
        bad="Il y a trois salles.",
        find=spelled,
    ),
    Rule(
        "C03",
        "IE ; RLS 5.2",
        Level.WARNING,
        "Les nombres sont petits.",
        "Ce nombre est grand : {}. Écrivez « beaucoup ». Ou comparez.",
        good="Beaucoup de personnes sont venues en 2025.",
        bad="12 500 personnes sont venues.",
        find=large,
        applies=has_number,
    ),
    Rule(
        "C04",
        "IE ; RLS 5.2",
        Level.WARNING,
        "On évite les calculs.",
        "« {} » est difficile. Écrivez par exemple : 1 personne sur 4.",
        good="La moitié des personnes votent.",
        bad="48 % des personnes votent.",
        find=shares,
        applies=has_number,
    ),
)
