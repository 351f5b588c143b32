"""Adding up more rows than fit in memory: pieces are read and counted on a few threads, a few at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from arpent.stats.columns import Batch
from arpent.stats.sums.counting import partial
from arpent.stats.sums.sums import Sums, merge
from arpent.stats.sums.threads import one_thread

type Rows = Mapping[str, npt.NDArray[np.generic]]
"""Columns of one length, by name."""

WORKERS = 2


def count_parquet(
    path: Path, columns: Sequence[str], batch_of: Callable[[Rows], Batch], *, workers: int = WORKERS
) -> Sums | None:
    """Sum a Parquet file, one row group at a time on each thread; None when it holds no row.

    `batch_of` makes a batch of the named columns of some rows. Memory holds `workers` row groups and the sums,
    whatever the number of rows. The numbers do not depend on `workers`.
    """
    metadata = pq.read_metadata(path)

    def count(group: int) -> Sums:
        return partial(batch_of(read_row_group(path, group, columns, metadata)))

    groups = (group for group in range(metadata.num_row_groups) if metadata.row_group(group).num_rows)
    return add_up(mapped(groups, count, workers=workers))


def read_row_group(
    path: Path, group: int, columns: Sequence[str], metadata: pq.FileMetaData | None = None
) -> Rows:
    """The named columns of one row group, as arrays. Each call opens the file: threads share nothing."""
    with pq.ParquetFile(path, metadata=metadata) as file:
        table = file.read_row_group(group, columns=list(columns), use_threads=False)
    return {name: table.column(name).to_numpy() for name in columns}


def mapped[P, R](pieces: Iterable[P], work: Callable[[P], R], *, workers: int = WORKERS) -> Iterator[R]:
    """The work on each piece, in order, with `workers` pieces under way and as many waiting at most."""
    waiting: deque[Future[R]] = deque()
    rest = iter(pieces)
    with one_thread(), ThreadPoolExecutor(workers) as pool:
        waiting.extend(pool.submit(work, piece) for piece in islice(rest, workers + 1))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(work, piece) for piece in islice(rest, 1))
            yield done


def add_up(parts: Iterable[Sums]) -> Sums | None:
    """Merge any number of sums; None when there is none. At most three times the result is held.

    Parts wait until they weigh as much as what is merged already, so that each is copied a few times only.
    """
    total: Sums | None = None
    waiting: list[Sums] = []
    for part in parts:
        waiting.append(part)
        if total is None or sum(_size(each) for each in waiting) >= _size(total):
            total = merge(*([] if total is None else [total]), *waiting)
            waiting = []
    if total is not None and waiting:
        total = merge(total, *waiting)
    return total


def _size(sums: Sums) -> int:
    return sums.units.keys.size + sum(cells.keys.size for cells in sums.cells.values())
