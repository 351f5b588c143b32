"""How people answered: the edition that they read, the faces that they were shown, the signs of their answering.

These are no answers, and no report breaks figures down by them: they are kept with the rows, so that a reading of
the dataset can ask whether they matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from arpent.analysis.codebook import Circumstance, Voice
from arpent.analysis.coding import Column
from arpent.analysis.gathering import Gathered, kept_responses
from arpent.collection.models import Campaign, Response
from arpent.collection.words import edition_name, is_easy
from arpent.surveys.models import Version

FIELDS = ("edition", "faces", "turned", "signs")
EDITION, FACES, TURNED, SIGN = "how:edition", "how:faces", "how:turned", "how:sign:"
_FACES = ("5", "3", "2")
_YES_NO = (("no", "yes"), ("non", "oui"))

type Row = Mapping[str, Any]
type Kept = tuple[Circumstance, Column]


def with_manner(campaign: Campaign, version: Version, gathered: Gathered) -> Gathered:
    """The same answers, with how they were given, and how many persons read the easy words."""
    rows = _rows(campaign, version, gathered)
    told = (_edition(rows), _faces(rows), _turned(rows), *(_sign(sign, rows) for sign in Response.Sign))
    return replace(
        gathered,
        beside={**gathered.beside, **{line.column: column for line, column in told}},
        circumstances=(*gathered.circumstances, *(line for line, _ in told)),
        easy=sum(
            is_easy(row.get("edition", "")) and voice != Voice.PROXY
            for row, voice in zip(rows, gathered.voice, strict=True)
        ),
    )


def _rows(campaign: Campaign, version: Version, gathered: Gathered) -> Sequence[Row]:
    """In the order of the gathering; an answer that was taken back meanwhile says nothing."""
    found = kept_responses(campaign).filter(link__version=version).values("pk", *FIELDS)
    by_key: dict[Any, Row] = {row["pk"]: row for row in found.iterator(chunk_size=2000)}
    return [by_key.get(key, {}) for key in gathered.keys]


def _edition(rows: Sequence[Row]) -> Kept:
    tags = tuple(sorted({row["edition"] for row in rows if row}))
    return _coded(
        EDITION, "Édition lue à la fin", (tags, tuple(map(edition_name, tags))), _told(rows, "edition")
    )


def _faces(rows: Sequence[Row]) -> Kept:
    return _coded(FACES, "Nombre de visages montrés", (_FACES, _FACES), _told(rows, "faces"))


def _turned(rows: Sequence[Row]) -> Kept:
    told = [("yes" if row["turned"] else "no") if row else "" for row in rows]
    return _coded(TURNED, "Choix en images dans l’autre ordre", _YES_NO, told)


def _sign(sign: Response.Sign, rows: Sequence[Row]) -> Kept:
    told = [("yes" if sign in row["signs"] else "no") if row else "" for row in rows]
    return _coded(SIGN + sign.value, f"Signe : {sign.label}", _YES_NO, told)


def _told(rows: Sequence[Row], field: str) -> list[str]:
    return [str(row.get(field, "")) for row in rows]


def _coded(
    column: str, label: str, codes: tuple[tuple[str, ...], tuple[str, ...]], told: Sequence[str]
) -> Kept:
    """The code of a row is the place of its value; −1 where nothing is known."""
    places = {value: place for place, value in enumerate(codes[0])}
    return Circumstance(column, label, *codes), np.array([places.get(one, -1) for one in told], dtype=np.int8)
