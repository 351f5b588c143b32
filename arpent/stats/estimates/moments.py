"""What sums say of items of one shape: the ratio Σwx / Σwd by group, and what its variance needs."""

from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.grouped import Grouped, across
from arpent.stats.sums.layout import Run
from arpent.stats.sums.sums import CellSums


@dataclass(frozen=True, slots=True)
class Moments:
    """Codes and amounts in one form, for I items of K codes (K = 1 for a mean), over M cells and B groups.

    By cell (M,): `unit`, `group`; (M, I): `d` Σwd, `dd` Σw²d, `valid` and `asked` rows (those that answered,
    and with them those that should have); (M, I, K): `x` Σwx, `xd` Σw²x, `xx` Σw²x².
    By group (B, I): `weight`, `kish`, `n`; (B, I, K): `value`, `squares` Σwx².
    """

    unit: Ints
    group: Ints
    groups: int
    d: Floats
    dd: Floats
    valid: Ints
    asked: Ints
    x: Floats
    xd: Floats
    xx: Floats
    weight: Floats
    kish: Floats
    n: Ints
    value: Floats
    squares: Floats
    counts: Ints  # (B, I, REASONS + K)

    @classmethod
    def of(cls, cells: CellSums, run: Run, unanswered: tuple[int, ...] = ()) -> "Moments":
        first, second, counts = cells.run(run)
        if run.first.numeric:
            d, x, wxx = first[..., 0], first[..., 1:2], first[..., 2:3]
            dd, xd, xx = second[..., 0], second[..., 1:2], second[..., 2:3]
        else:
            d, x, wxx, dd, xd, xx = across(first), first, first, across(second), second, second
        valid = across(counts[..., REASONS:])
        refused = across(counts[..., [REASONS + code for code in unanswered]])
        grouped = Grouped.by(cells.group, cells.groups)
        weight, squared, total = grouped.total(d), grouped.total(dd), grouped.total(x)
        with np.errstate(divide="ignore", invalid="ignore"):
            kish, value = weight**2 / squared, total / weight[..., None]
        return cls(
            unit=cells.unit,
            group=cells.group,
            groups=cells.groups,
            d=d,
            dd=dd,
            valid=valid,
            asked=valid + refused,
            x=x,
            xd=xd,
            xx=xx,
            weight=weight,
            kish=kish,
            n=grouped.total(valid),
            value=value,
            squares=total if wxx is x else grouped.total(wxx),
            counts=grouped.total(counts),
        )
