"""The rows behind a count, with the sample that they are: for what sums cannot tell. Not protected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.analysis.codebook import Voice
from arpent.analysis.counting import Count, spoken
from arpent.analysis.dataset import CLUSTER, VOICE, WEIGHT, Dataset
from arpent.stats import Calibration, Sample, of_design
from arpent.stats.columns import Ints

type Columns = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some columns of those who spoke in some voices, one value a row; the cluster of each; their sample."""

    columns: Columns
    cluster: Ints
    sample: Sample


def rows_of(dataset: Dataset, names: Sequence[str], voices: frozenset[Voice], counted: Count) -> Rows:
    """Read these columns whole: memory grows with the answers. `counted` is the count of the same voices."""
    fit = counted.fit
    known = [question.columns[0] for question in fit.cells.questions] if fit else []
    wanted = tuple(dict.fromkeys([CLUSTER, VOICE, WEIGHT, *known, *names]))
    batches = [spoken(batch, voices) for batch in dataset.batches(wanted)]
    columns = {name: np.concatenate([batch[name] for batch in batches]) for name in wanted}
    cluster = columns[CLUSTER].astype(np.int64)
    base = columns[WEIGHT].astype(np.float64) * counted.plan.factor[cluster]
    if fit is None:
        return Rows(columns, cluster, of_design(counted.plan.design, cluster, base))
    cells = fit.cells.of_rows(columns, cluster).codes
    sample = of_design(counted.plan.design, cluster, base * fit.factors[cells])
    return Rows(
        columns, cluster, replace(sample, calibration=Calibration(cells, fit.margins, base, fit.factors))
    )
