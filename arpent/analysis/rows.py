"""The rows behind a count, with the sample that they are: for what sums cannot tell. Not protected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.analysis.codebook import Voice
from arpent.analysis.counting import spoken
from arpent.analysis.dataset import CLUSTER, VOICE, WEIGHT, Dataset
from arpent.analysis.plan import Plan
from arpent.analysis.raking import Raking
from arpent.stats import Calibration, Sample, of_design
from arpent.stats.columns import Ints

type Columns = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some columns of those who spoke in some voices, one value a row; the cluster of each; their sample."""

    columns: Columns
    cluster: Ints
    sample: Sample


def rows_of(
    dataset: Dataset, names: Sequence[str], voices: frozenset[Voice], plan: Plan, fit: Raking | None
) -> Rows:
    """Read these columns whole: memory grows with the answers. Plan and fit are those of the same voices."""
    known = [question.columns[0] for question in fit.cells.questions] if fit else []
    wanted = tuple(dict.fromkeys([CLUSTER, VOICE, WEIGHT, *known, *names]))
    batches = [spoken(batch, voices) for batch in dataset.batches(wanted)]
    columns = {name: np.concatenate([batch[name] for batch in batches]) for name in wanted}
    cluster = columns[CLUSTER].astype(np.int64)
    base = columns[WEIGHT].astype(np.float64) * plan.factor[cluster]
    if fit is None:
        return Rows(columns, cluster, of_design(plan.design, cluster, base))
    cells = fit.cells.of_rows(columns, cluster).codes
    sample = of_design(plan.design, cluster, base * fit.factors[cells])
    return Rows(
        columns, cluster, replace(sample, calibration=Calibration(cells, fit.margins, base, fit.factors))
    )
