"""Fictional answers as Parquet: 40 opinions, 8 single choices, 8 questions of 6 boxes, 4 amounts; 550 associations.

Run `python -m benchmarks.stats.data ROWS FILE`. Rows are sorted by association, as in a frozen dataset, and drawn
one row group at a time, so that size costs disk and not memory.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ASSOCIATIONS, REGIONS, ROW_GROUP = 550, 13, 1 << 17
SINGLES = (3, 4, 4, 5, 5, 6, 7, 8)
BREAKDOWNS = {"region": REGIONS, "age": 6, "housing": 5, "helped": 4, "sex": 2}
CLOSED = {
    **{f"likert{n}": 5 for n in range(40)},
    **{f"single{n}": count for n, count in enumerate(SINGLES)},
    **{f"multi{n}_{box}": 2 for n in range(8) for box in range(6)},
}
AMOUNTS = tuple(f"amount{n}" for n in range(4))
NO_ANSWER = -2


def write(path: Path, rows: int) -> None:
    rng = np.random.default_rng(20261123)
    share = rng.dirichlet(np.full(ASSOCIATIONS, 3.0))
    bounds = np.round(np.cumsum(share) * (rows - 2 * ASSOCIATIONS)) + 2 * np.arange(1, ASSOCIATIONS + 1)
    lift = rng.normal(0, 0.5, ASSOCIATIONS).astype(np.float32)
    even = np.round(rng.uniform(1, 4, ASSOCIATIONS), 3)
    writer: pq.ParquetWriter | None = None
    for start in range(0, rows, ROW_GROUP):
        association = np.searchsorted(bounds, np.arange(start, min(start + ROW_GROUP, rows)), side="right")
        columns = draw(rng, np.minimum(association, ASSOCIATIONS - 1).astype(np.int16), lift, even)
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd", store_schema=False)
        writer.write_table(table, row_group_size=ROW_GROUP)
    if writer is not None:
        writer.close()


def draw(
    rng: np.random.Generator, association: np.ndarray, lift: np.ndarray, even: np.ndarray
) -> dict[str, np.ndarray]:
    rows, of_row = association.size, lift[association]
    columns = {
        "association": association,
        "region": (association % REGIONS).astype(np.int8),
        "weight": np.round(rng.uniform(0.5, 2, rows) * even[association], 6),
        "even": even[association],
    }
    columns |= {
        name: rng.integers(0, count, rows, dtype=np.int8)
        for name, count in BREAKDOWNS.items()
        if name != "region"
    }
    for name, count in CLOSED.items():
        middle = (count - 1) / 2 + 0.3 * columns["age"].astype(np.float32) / 6
        spread = rng.standard_normal(rows, dtype=np.float32) * np.float32(count / 4)
        codes = np.clip(np.round(middle + of_row + spread), 0, count - 1).astype(np.int8)
        columns[name] = np.where(rng.random(rows, dtype=np.float32) < 0.05, np.int8(NO_ANSWER), codes)
    for name in AMOUNTS:
        values = np.round(50 + 10 * of_row + 8 * rng.standard_normal(rows, dtype=np.float32), 1)
        columns[name] = np.where(rng.random(rows, dtype=np.float32) < 0.05, np.float32(np.nan), values)
    return columns


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
