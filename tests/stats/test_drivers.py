"""Drivers: whatever reads the rows, and however many at once, the numbers are the same."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from arpent import stats
from arpent.stats.sums.drivers import Rows, add_up, count_parquet, mapped
from tests.stats.test_sums import DESIGN, a_batch, results

COLUMNS = ("cluster", "weight", "closed", "age", "unknown", "sex")


def written(folder: Path, rows: int, *, group: int = 64) -> tuple[Path, stats.Batch]:
    batch = a_batch(np.random.default_rng(8), rows=rows)
    columns = {
        "cluster": batch.clusters,
        "weight": batch.weights,
        "closed": batch.items["closed"].codes.astype(np.int8),
        "age": batch.items["age"].values,
        "unknown": batch.items["age"].codes.astype(np.int8),
        "sex": batch.groupings["sex"].codes.astype(np.int8),
    }
    path = folder / "answers.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=group)
    return path, batch


def batch_of(rows: Rows) -> stats.Batch:
    items = {"closed": stats.Codes(rows["closed"], 4), "age": stats.Amounts(rows["age"], rows["unknown"])}
    groupings = {"all": stats.everyone(rows["sex"].size), "sex": stats.Codes(rows["sex"], 3)}
    return stats.Batch(rows["cluster"], rows["weight"], items, groupings)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_a_parquet_file_gives_the_numbers_of_its_rows(tmp_path: Path, workers: int) -> None:
    path, batch = written(tmp_path, 700)
    sums = count_parquet(path, COLUMNS, batch_of, workers=workers)
    expected = results(stats.partial(batch), DESIGN)
    np.testing.assert_allclose(results(sums, DESIGN), expected, rtol=1e-12, atol=1e-13)


def test_a_file_without_rows_gives_nothing(tmp_path: Path) -> None:
    path, _ = written(tmp_path, 0)
    assert count_parquet(path, COLUMNS, batch_of) is None


def test_adding_up_nothing_gives_nothing() -> None:
    assert add_up([]) is None


def test_a_piece_without_rows_changes_nothing() -> None:
    batch, nobody = a_batch(np.random.default_rng(1)), a_batch(np.random.default_rng(1), rows=0)
    sums = add_up([stats.partial(nobody), stats.partial(batch), stats.partial(nobody)])
    np.testing.assert_array_equal(results(sums, DESIGN), results(stats.partial(batch), DESIGN))


def test_pieces_are_taken_a_few_at_a_time_and_given_back_in_order() -> None:
    taken: list[int] = []

    def pieces():
        for piece in range(20):
            taken.append(piece)
            yield piece

    found = []
    for done in mapped(pieces(), lambda piece: piece * piece, workers=2):
        found.append(done)
        assert len(taken) <= len(found) + 3
    assert found == [piece * piece for piece in range(20)]


def test_what_goes_wrong_in_a_piece_is_told(tmp_path: Path) -> None:
    path, _ = written(tmp_path, 200)

    def without_weights(rows: Rows) -> stats.Batch:
        return batch_of({**rows, "weight": rows["weight"] * 0})

    with pytest.raises(stats.StatsError, match="S001"):
        count_parquet(path, COLUMNS, without_weights)
