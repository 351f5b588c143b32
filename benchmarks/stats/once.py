"""One measure, in a process of its own: from Parquet to 96 items by region with intervals, and 480 tests.

Run `python -m benchmarks.stats.once FILE WEIGHT` on a file of `benchmarks.stats.data`; WEIGHT is `weight` (each
person's own) or `even` (one for each association). Prints seconds on the clock, of processor, and megabytes.
"""

import resource
import sys
import time
from pathlib import Path

import numpy as np

from arpent import stats
from arpent.stats.sums.drivers import Rows, count_parquet
from benchmarks.stats.data import AMOUNTS, ASSOCIATIONS, BREAKDOWNS, CLOSED, NO_ANSWER, REGIONS


def measure(path: Path, weight: str) -> str:
    def batch_of(rows: Rows) -> stats.Batch:
        items = {name: stats.Codes(rows[name], count) for name, count in CLOSED.items()}
        for name in AMOUNTS:
            absent = np.where(np.isnan(rows[name]), NO_ANSWER, 0).astype(np.int8)
            items[name] = stats.Amounts(rows[name], absent)
        groupings = {name: stats.Codes(rows[name], count) for name, count in BREAKDOWNS.items()}
        return stats.Batch(rows["association"], rows[weight], items, groupings)

    start, used = time.perf_counter(), time.process_time()
    sums = count_parquet(path, ["association", weight, *CLOSED, *AMOUNTS, *BREAKDOWNS], batch_of)
    counted = time.perf_counter()
    design = stats.clustered(np.arange(ASSOCIATIONS) % REGIONS)
    stats.finish(sums, design, by=["region"])
    tests = sum(len(found) for found in stats.crosstabs(sums, design).values())
    end, processor = time.perf_counter(), time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{counted - start:.2f} {end - counted:.2f} {end - start:.2f} {processor:.2f} {peak:.0f} {tests}"


if __name__ == "__main__":
    print(measure(Path(sys.argv[1]), sys.argv[2]))
