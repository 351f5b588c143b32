"""Dates, hours and telephone numbers, written as they are said."""

import re
from collections.abc import Iterator
from datetime import date

from arpent.falc.rule import Hit, Rule, Setting, replaced
from arpent.falc.text import Text
from arpent.falc.values import Level

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2}))(?![\d/-])(?!\.\d)"
)
DAY_MONTH = re.compile(
    r"\b(?P<day_name>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|le|du|au) (?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])"
)
SPACE = r"[ \u00a0\u202f]"
HOUR = re.compile(
    rf"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4])(?:{SPACE}?[hH]{SPACE}?(?P<minute>[0-5]\d)?|:(?P<clock>[0-5]\d))(?![\w:/])"
)
PHONE = re.compile(
    rf"(?<![\w.])(?:(?P<plus>(?:\+|00)33{SPACE}?(?:\(0\))?{SPACE}?)(?P<first>[1-9])|0(?P<local>[1-9]))(?P<rest>(?:[ \u00a0\u202f.-]?\d\d){{4}})(?!\d)"
)


def short_dates(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in NUMERIC.finditer(text.raw):
        day = told_day(match)
        if day:
            article = "" if follows_article(text.raw, match.start()) else "le "
            written = f"{article}{day.day if day.day > 1 else '1er'} {MONTHS[day.month - 1]} {day.year}"
            hit = replaced(match.start(), match.end(), written, match.group())
            yield hit._replace(suggestion=f"Écrivez : {DAYS[day.weekday()]} {written.removeprefix('le ')}.")
    for match in DAY_MONTH.finditer(text.raw):
        number, month = int(match["day"]), int(match["month"])
        if 1 <= number <= 31 and 1 <= month <= 12:
            written = f"{number if number > 1 else '1er'} {MONTHS[month - 1]}"
            start = match.start("day")
            hit = replaced(start, match.end(), written, text.raw[start : match.end()])
            yield hit._replace(suggestion=f"Écrivez : {written}.")


def told_day(match: re.Match[str]) -> date | None:
    year = int(match["iso_year"] or match["year"])
    month, number = int(match["iso_month"] or match["month"]), int(match["iso_day"] or match["day"])
    full = year if year > 99 else 2000 + year if year < 70 else 1900 + year
    try:
        return date(full, month, number)
    except ValueError:
        return None


def follows_article(raw: str, start: int) -> bool:
    before = raw[max(0, start - 12) : start].lower().rstrip().split()
    return bool(before) and before[-1] in {"le", "du", "au", *DAYS}


def short_hours(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in HOUR.finditer(text.raw):
        minutes = match["minute"] or match["clock"]
        hour = int(match["hour"])
        name = "heure" if hour < 2 else "heures"
        written = f"{hour} {name}" + (f" {minutes}" if minutes and minutes != "00" else "")
        yield replaced(
            match.start(), match.start() + len(match.group().rstrip()), written, match.group()
        )._replace(suggestion=f"Écrivez : {written}.")


def telephones(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in PHONE.finditer(text.raw):
        digits = re.sub(r"\D", "", match["rest"])
        pairs = " ".join(
            (f"0{match['first'] or match['local']}", *(digits[at : at + 2] for at in range(0, 8, 2)))
        )
        if re.sub(SPACE, " ", match.group()) != pairs:
            hit = replaced(match.start(), match.end(), pairs, match.group())
            yield hit._replace(suggestion=f"Écrivez : {pairs}.")


def has_date(text: Text, setting: Setting) -> bool:
    return any(token.key in MONTHS for token in text.tokens) or bool(NUMERIC.search(text.raw))


def has_hour(text: Text, setting: Setting) -> bool:
    return " heure" in text.raw or bool(HOUR.search(text.raw))


def has_telephone(text: Text, setting: Setting) -> bool:
    return bool(PHONE.search(text.raw))


RULES = (
    Rule(
        "C05",
        "IE ; RLS 5.3",
        Level.ERROR,
        "Les dates sont écrites en entier.",
        "Écrivez la date en entier : {}.",
        good="La fête est le jeudi 12 mars 2026.",
        bad="La fête est le 12/03/2026.",
        find=short_dates,
        applies=has_date,
    ),
    Rule(
        "C06",
        "IE",
        Level.WARNING,
        "Les heures sont écrites en entier.",
        "Écrivez l’heure en entier : {}.",
        good="Le repas est à 14 heures 30.",
        bad="Le repas est à 14:30.",
        find=short_hours,
        applies=has_hour,
    ),
    Rule(
        "C07",
        "IE",
        Level.INFO,
        "Le numéro de téléphone a 5 parties.",
        "Mettez un espace tous les 2 chiffres.",
        good="Appelez le 01 23 45 67 89.",
        bad="Appelez le +33123456789.",
        find=telephones,
        applies=has_telephone,
    ),
)
