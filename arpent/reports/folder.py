"""Everything that a study gives away, written in one folder: all of it, or nothing."""

import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from arpent.analysis.dataset import DATA, Dataset
from arpent.reports.charts.draw import Chart
from arpent.reports.codebook import codebook_page
from arpent.reports.document import Document
from arpent.reports.html import page
from arpent.reports.pdf import pdf
from arpent.reports.printed import printed
from arpent.reports.records import results_json
from arpent.reports.workbook import workbook

type Step = Callable[[str], None]
"""Called with the name of each file, once it is made."""


def write_folder(
    out: Path,
    document: Document,
    charts: Mapping[str, tuple[Chart, ...]],
    dataset: Dataset,
    *,
    made_at: datetime,
    step: Step = lambda _name: None,
) -> None:
    """Make the six files beside the folder, then move them in. Other files in it are left alone.

    Raises OSError when the folder cannot be written; it is then as it was.
    """
    report = printed(document, charts)
    makers: Mapping[str, Callable[[], bytes]] = {
        "report.html": lambda: page(report).encode(),
        "report.pdf": lambda: pdf(report, made_at=made_at),
        "tables.xlsx": lambda: workbook(document),
        "codebook.html": lambda: codebook_page(
            dataset.codebook, digest=dataset.sha256, edition=document.language
        ).encode(),
        "data.parquet": lambda: (dataset.folder / DATA).read_bytes(),
        "results.json": lambda: results_json(document).encode(),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as draft:
        for name, make in makers.items():
            (Path(draft) / name).write_bytes(make())
            step(name)
        out.mkdir(exist_ok=True)
        for name in makers:
            os.replace(Path(draft) / name, out / name)
