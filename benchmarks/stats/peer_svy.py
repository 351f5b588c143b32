"""The same publication by the Python package svy, in an environment of its own: `python peer_svy.py FILE`.

96 items by region with intervals, and 480 second-order Rao–Scott tests. Prints seconds on the clock.
"""

import sys
import time

import polars as pl
import svy

BREAKDOWNS = ("region", "age", "housing", "helped", "sex")


def main(path: str) -> None:
    rows = pl.read_parquet(path)
    closed = [name for name in rows.columns if name.startswith(("likert", "single", "multi"))]
    rows = rows.with_columns(
        pl.when(pl.col(name) < 0).then(None).otherwise(pl.col(name)).alias(name) for name in closed
    ).with_columns((pl.col("association") % 13).alias("stratum"))
    start = time.perf_counter()
    sample = svy.Sample(rows, svy.Design(stratum="stratum", psu="association", wgt="weight"))
    for item in closed:
        sample.estimation.prop(item, by="region", drop_nulls=True)
    middle = time.perf_counter()
    for item in closed:
        for by in BREAKDOWNS:
            sample.categorical.tabulate(item, by, drop_nulls=True)
    end = time.perf_counter()
    print(f"{middle - start:.2f} {end - middle:.2f} {end - start:.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
