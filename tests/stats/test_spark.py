"""Spark counts with the same function, and finds the same numbers."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from arpent.stats.sums.drivers import count_parquet
from arpent.stats.sums.spark import count_frame
from tests.stats.test_drivers import COLUMNS, batch_of, written
from tests.stats.test_sums import DESIGN, results

sql = pytest.importorskip("pyspark.sql", reason="the extra « spark » is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    pytest.mark.filterwarnings("ignore"),  # of Spark's own
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    made = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 50)
        .getOrCreate()
    )
    yield made
    made.stop()


def test_spark_finds_the_numbers_of_the_embedded_driver(session: Any, tmp_path: Path) -> None:
    path, _batch = written(tmp_path, 700)
    frame = session.read.parquet(str(path)).repartition(3)
    found = results(count_frame(frame, COLUMNS, batch_of), DESIGN)
    expected = results(count_parquet(path, COLUMNS, batch_of), DESIGN)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-13)


def test_a_frame_without_rows_gives_nothing(session: Any, tmp_path: Path) -> None:
    path, _batch = written(tmp_path, 700)
    frame = session.read.parquet(str(path)).limit(0)
    assert count_frame(frame, COLUMNS, batch_of) is None
