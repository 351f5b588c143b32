"""The same counting over many machines: Spark hands pieces of the rows to `partial`, and their sums come back.

Nothing here imports Spark: whoever has a session gives a frame. Its workers must be able to import Arpent.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from arpent.stats.columns import Batch
from arpent.stats.sums.counting import partial
from arpent.stats.sums.drivers import Rows, add_up
from arpent.stats.sums.sums import Sums
from arpent.stats.sums.threads import one_thread

COLUMN = "sums"


def count_frame(frame: Any, columns: Sequence[str], batch_of: Callable[[Rows], Batch]) -> Sums | None:
    """Sum a Spark frame, such as `session.read.parquet(…)`; None when it holds no row.

    `batch_of` makes a batch of the named columns of some rows, as for `count_parquet`, and travels to the
    workers. Each partition of the frame is added up where it lies, by `mapInArrow`; only sums travel back.
    """
    pieces = frame.select(*columns).mapInArrow(_counted(tuple(columns), batch_of), f"{COLUMN} binary")
    return add_up(pickle.loads(row[COLUMN]) for row in pieces.toLocalIterator())  # noqa: S301 -- our own sums


def _counted(
    columns: tuple[str, ...], batch_of: Callable[[Rows], Batch]
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a worker does with its partition."""

    def count(pieces: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with one_thread():
            found = add_up(partial(batch_of(_rows(piece, columns))) for piece in pieces if piece.num_rows)
        if found is not None:
            yield pa.record_batch({COLUMN: pa.array([pickle.dumps(found)], pa.binary())})

    return count


def _rows(piece: pa.RecordBatch, columns: tuple[str, ...]) -> Rows:
    return {name: piece.column(name).to_numpy(zero_copy_only=False) for name in columns}
