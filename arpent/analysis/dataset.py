"""A frozen dataset: one audience's answers as Parquet, with the codebook that reads them and one seal.

A folder of three read-only files: `data.parquet` (small integer codes, sorted by region and association, then
by content, so that the order of arrival is lost), `codebook.json`, and `seal.txt`, the SHA-256 of both.
The same answers give the same seal.
"""

import hashlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from arpent.analysis.codebook import (
    Circumstance,
    Cluster,
    Codebook,
    CodedQuestion,
    CodedScale,
    Reach,
    Variable,
    Voice,
    read,
    write,
)
from arpent.analysis.coding import Cell, Column, asked_questions, coded_question, encode, is_counted
from arpent.analysis.errors import DatasetError
from arpent.analysis.known import known_margins
from arpent.analysis.scoring import Declared, coded_scales, score_questions, scored
from arpent.instrument.values import Instrument
from arpent.stats.sums.drivers import read_row_group

DATA, CODEBOOK, SEAL = "data.parquet", "codebook.json", "seal.txt"
ROW_GROUP = 1 << 17
CLUSTER, VOICE, WEIGHT = "design:cluster", "design:voice", "design:weight"
"""Columns of the design. No question of a form can bear a name with a colon or a slash."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Frozen answers. `sha256` is what a report cites; opening checks it again."""

    folder: Path
    sha256: str
    codebook: Codebook

    @property
    def data(self) -> Path:
        """The Parquet file of the answers."""
        return self.folder / DATA

    def batches(self, columns: Sequence[str]) -> Iterator[Mapping[str, npt.NDArray[np.generic]]]:
        """The named columns, one row group at a time."""
        metadata = pq.read_metadata(self.data)
        for group in range(metadata.num_row_groups):
            yield read_row_group(self.data, group, columns, metadata)


def freeze_dataset(
    folder: Path,
    instrument: Instrument,
    answers: Mapping[str, Sequence[Cell]],
    *,
    audience: str = "",
    region: Sequence[str] | None = None,
    association: Sequence[str] | None = None,
    voice: Sequence[str] | None = None,
    weight: Sequence[float] | None = None,
    variables: Mapping[str, Sequence[str | None]] | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    populations: Mapping[str, int] | None = None,
    margins: Mapping[str, Mapping[str, float]] | None = None,
    scales: Sequence[Declared] = (),
    beside: Mapping[str, Column] | None = None,
    circumstances: Sequence[Circumstance] = (),
    reach: Reach = Reach.ALL,
) -> Dataset:
    """Write the answers, seal them, and give them back as read. Raises DatasetError D001 to D007, D013.

    `answers` holds one value a row by question's name (None: not asked); an absent question was asked to nobody.
    `region`, `association`, `voice`, `variables` are codes; `labels` gives words to them, and to the variable under
    "". `populations` counts this audience's people by association. To `margins`, shares of choices, weights are
    raked. `scales` add scores; `beside`, columns as they are, of which `circumstances` tells what people read.
    """
    rows = _rows(answers, (region, association, voice, weight, *(variables or {}).values()))
    questions, left_out = _coded(instrument, answers)
    columns = _answers(questions, measured := coded_scales(scales, questions), answers, rows)
    found, codes = _variables(region, association, variables or {}, labels or {})
    clusters, cluster = _clusters(found, codes, populations, rows)
    codebook = Codebook(
        title=instrument.title,
        version=instrument.version,
        audience=audience,
        editions=instrument.editions,
        rows=rows,
        weighted=weight is not None,
        clustered=association is not None,
        reach=reach,
        questions=(*questions, *score_questions(measured, scales, questions)),
        left_out=left_out,
        variables=found,
        clusters=clusters,
        silent=_silent(populations, association),
        margins=known_margins(questions, margins or {}),
        scales=measured,
        circumstances=tuple(circumstances),
    )
    return _store(folder, _sorted(columns | _design(codes, cluster, voice, weight, beside)), codebook)


def _answers(
    questions: Sequence[CodedQuestion],
    scales: Sequence[CodedScale],
    answers: Mapping[str, Sequence[Cell]],
    rows: int,
) -> dict[str, Column]:
    """The columns of every counted question and of every score."""
    columns: dict[str, Column] = {}
    for question in questions:
        columns |= encode(question, answers.get(question.name) or [None] * rows)
    return columns | scored(scales, columns)


def open_dataset(folder: Path) -> Dataset:
    """Read a frozen dataset back. Raises DatasetError D010 when a byte of it changed, D011 when it is absent."""
    try:
        data, content = (folder / DATA).read_bytes(), (folder / CODEBOOK).read_bytes()
        sealed = (folder / SEAL).read_text().strip()
    except OSError as error:
        raise DatasetError(
            "D011",
            f"Dossier « {folder.name} » : {error.filename and Path(error.filename).name} ne s’ouvre pas. "
            "Remettez le dossier entier.",
        ) from error
    if _seal(data, content) != sealed:
        raise DatasetError(
            "D010",
            f"Dossier « {folder.name} » : son contenu a changé depuis qu’il a été figé. "
            "Reprenez une copie intacte ou figez à nouveau.",
        )
    return Dataset(folder, sealed, read(content))


def _rows(answers: Mapping[str, Sequence[Cell]], others: Sequence[Sequence[object] | Column | None]) -> int:
    sizes = {len(column) for column in answers.values()} | {
        len(column) for column in others if column is not None
    }
    if len(sizes) != 1:
        raise DatasetError(
            "D001", "Les colonnes n’ont pas toutes autant de lignes. Donnez une valeur par ligne."
        )
    if not (rows := sizes.pop()):
        raise DatasetError("D002", "Il n’y a aucune réponse à figer. Attendez les premières réponses.")
    return rows


def _coded(
    instrument: Instrument, answers: Mapping[str, Sequence[Cell]]
) -> tuple[tuple[CodedQuestion, ...], Mapping[str, str]]:
    """The questions that are counted, and the kind of those that are left out."""
    _know(answers, instrument)
    asked = asked_questions(instrument)
    kept = tuple(
        coded_question(question, theme, instrument) for question, theme in asked if is_counted(question)
    )
    left_out = {question.name: question.kind.value for question, _ in asked if not is_counted(question)}
    return kept, left_out


def _know(answers: Mapping[str, Sequence[Cell]], instrument: Instrument) -> None:
    unknown = sorted(answers.keys() - {question.name for question in instrument.questions()})
    if unknown:
        raise DatasetError(
            "D004",
            f"« {unknown[0]} » n’est pas une question de « {instrument.name} ». Retirez cette colonne.",
        )


def _variables(
    region: Sequence[str] | None,
    association: Sequence[str] | None,
    others: Mapping[str, Sequence[str | None]],
    labels: Mapping[str, Mapping[str, str]],
) -> tuple[tuple[Variable, ...], dict[str, Column]]:
    found: list[Variable] = []
    codes: dict[str, Column] = {}
    for name, given in {"region": region, "association": association, **others}.items():
        if given is None:
            continue
        words = labels.get(name, {})
        values = _in_order({value for value in given if value}, words)
        place = {value: code for code, value in enumerate(values)}
        codes[name] = np.array([place[value] if value else -1 for value in given], dtype=np.int32)
        spoken = tuple(words.get(value, value) for value in values)
        found.append(Variable(name, words.get("", name), values, spoken))
    return tuple(found), codes


def _design(
    codes: Mapping[str, Column],
    cluster: Column,
    voice: Sequence[str] | None,
    weight: Sequence[float] | None,
    beside: Mapping[str, Column] | None,
) -> dict[str, Column]:
    """The columns that say where each row comes from, who speaks, what it weighs, and what is kept beside."""
    groups = {f"by:{name}": values for name, values in codes.items()} | dict(beside or {})
    rows = cluster.size
    return groups | {CLUSTER: cluster, VOICE: _voices(voice, rows), WEIGHT: _weights(weight, rows)}


def _silent(populations: Mapping[str, int] | None, association: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(sorted((populations or {}).keys() - set(association or ())))


def _in_order(values: set[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """In the order in which labels are given, then by code."""
    return (*(code for code in words if code in values), *sorted(values - words.keys()))


def _clusters(
    found: tuple[Variable, ...],
    codes: Mapping[str, Column],
    populations: Mapping[str, int] | None,
    rows: int,
) -> tuple[tuple[Cluster, ...], Column]:
    """The associations in their regions. Without associations, each region is one; without any, all is one."""
    names = {variable.name: variable.values for variable in found}
    nowhere = np.full(rows, -1, dtype=np.int32)
    region, association = codes.get("region", nowhere), codes.get("association", nowhere)
    pairs, cluster = np.unique(np.column_stack([region, association]), axis=0, return_inverse=True)
    clusters = tuple(
        Cluster(
            names["region"][at_region] if at_region >= 0 else "",
            names["association"][at] if at >= 0 else "",
            (populations or {}).get(names["association"][at]) if at >= 0 else None,
        )
        for at_region, at in pairs
    )
    return clusters, cluster.reshape(-1).astype(np.int32)


def _voices(voice: Sequence[str] | None, rows: int) -> Column:
    if voice is None:
        return np.full(rows, list(Voice).index(Voice.UNKNOWN), dtype=np.int8)
    names = [member.value for member in Voice]
    unknown = sorted({value for value in voice if value not in names})
    if unknown:
        raise DatasetError("D005", f"Voix « {unknown[0]} » : les voix sont {', '.join(names)}. Corrigez-la.")
    return np.array([names.index(value) for value in voice], dtype=np.int8)


def _weights(weight: Sequence[float] | None, rows: int) -> Column:
    if weight is None:
        return np.ones(rows)
    values = np.asarray(weight, dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(values) & (values > 0)))
    if bad.size:
        lines = ", ".join(str(row + 1) for row in bad[:3])
        raise DatasetError(
            "D006",
            f"Poids : {bad.size} lignes sans poids positif (lignes {lines}). Corrigez-les ou retirez-les.",
        )
    return values


def _sorted(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Rows by cluster, then by content: sorted by what was answered, so never by when."""
    order = np.lexsort([*columns.values(), columns[CLUSTER]])
    return {name: values[order] for name, values in columns.items()}


def _store(folder: Path, columns: Mapping[str, Column], codebook: Codebook) -> Dataset:
    if folder.exists() and any(folder.iterdir()):
        raise DatasetError(
            "D007", f"Le dossier « {folder.name} » n’est pas vide. Figez dans un dossier neuf."
        )
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    pq.write_table(table, buffer, row_group_size=ROW_GROUP, compression="zstd", store_schema=False)
    data, content = buffer.getvalue(), write(codebook)
    sha256 = _seal(data, content)
    for name, written in ((DATA, data), (CODEBOOK, content), (SEAL, sha256.encode() + b"\n")):
        _write_once(folder / name, written)
    return Dataset(folder, sha256, read(content))


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, and read-only."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.chmod(0o444)
    os.replace(draft, path)


def _seal(data: bytes, codebook: bytes) -> str:
    """SHA-256 over the length of the data, the data and the codebook."""
    return hashlib.sha256(len(data).to_bytes(8, "big") + data + codebook).hexdigest()
