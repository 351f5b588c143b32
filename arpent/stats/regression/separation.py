"""When columns tell answers apart exactly, the likelihood has no maximum: coefficients run to infinity.

Found by linear programming before anything is fitted (Albert & Anderson 1984, *Biometrika* 71:1–10; Konis
2007). `scipy.optimize` is only loaded then: scipy loads a part of itself when it is first named.
"""

import numpy as np
import scipy

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.regression.terms import Predictors
from arpent.stats.samples.linearised import Bools


def refuse_separation(columns: Predictors, codes: Ints, inside: Bools) -> None:
    """Raises StatsError S063, naming the columns, when a direction of the coefficients never loses."""
    away = direction(columns.matrix[inside], codes[inside])
    guilty = [name for name, slope in zip(columns.names, away, strict=True) if abs(slope) > 1e-7]
    if guilty:
        named = ", ".join(f"« {name} »" for name in guilty)
        raise StatsError(
            "S063",
            f"{named} : les réponses s’en déduisent exactement pour une partie des personnes, l’effet serait "
            "infini. Regroupez des modalités, ou retirez la colonne et montrez le tableau croisé.",
        )


def direction(matrix: Floats, codes: Ints) -> Floats:
    """(k,): slopes along which no row becomes less likely, and some more; zeros when there are none.

    Rows of code j lie under the threshold j and over the threshold j − 1: along a direction of recession, no
    row comes nearer to either. The one that moves rows away most is looked for in a box.
    """
    scale = np.maximum(np.abs(matrix - matrix.mean(axis=0)).max(axis=0, initial=0), 1e-300)
    distinct = np.unique(np.column_stack([codes, (matrix - matrix.mean(axis=0)) / scale]), axis=0)
    steps, x = distinct[:, 0].astype(np.int64), distinct[:, 1:]
    thresholds = np.arange(int(codes.max()))
    over = np.hstack([x, -(steps[:, None] == thresholds).astype(np.float64)])[steps < thresholds.size]
    under = np.hstack([-x, (steps[:, None] - 1 == thresholds).astype(np.float64)])[steps > 0]
    nearer = np.vstack([over, under])
    found = scipy.optimize.linprog(
        nearer.sum(axis=0), A_ub=nearer, b_ub=np.zeros(len(nearer)), bounds=(-1, 1), method="highs"
    )
    gained = -found.fun if found.success else 0.0
    return np.asarray(found.x[: x.shape[1]] / scale if gained > 1e-7 else np.zeros(x.shape[1]))
