"""The estimating equations of regressions, solved: coefficients, each row's part in them, the information."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from arpent.stats.columns import Floats, Ints

STEPS = 100
FAR = 15.0
"""Log-odds beyond this are those of one answer in three million: nobody asked so many."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`value` (k,); `gradients` (n, k): what a row's unit of weight adds to each equation; `inverse` (k, k) of
    the information; `explained`: the part of the spread, or of the log-likelihood; `furthest` log-odds."""

    value: Floats
    gradients: Floats
    inverse: Floats
    explained: float
    furthest: float = 0.0

    def intercept_first(self) -> "Fit":
        """The same with the last coefficient first."""
        order = np.roll(np.arange(self.value.size), 1)
        inverse = self.inverse[np.ix_(order, order)]
        return Fit(self.value[order], self.gradients[:, order], inverse, self.explained, self.furthest)


def least_squares(matrix: Floats, y: Floats, weights: Floats) -> Fit:
    """Weighted least squares. `matrix` (n, k) holds zeros, and `y` (n,) anything, where `weights` are 0."""
    root = np.sqrt(weights)
    q, r = np.linalg.qr(matrix * root[:, None])
    value = np.linalg.solve(r, q.T @ (y * root))
    left = y - matrix @ value
    back = np.linalg.inv(r)
    centre = weights @ y / weights.sum()
    explained = 1 - float(weights @ left**2) / float(weights @ (y - centre) ** 2)
    return Fit(value, matrix * left[:, None], back @ back.T, explained)


def proportional_odds(matrix: Floats, codes: Ints, weights: Floats) -> Fit | None:
    """P(code ≤ j) = expit(θ_j − x·β), by Newton's steps, halved when they overshoot.

    `codes` (n,) from 0 up, each chosen by somebody, or −1 where `weights` are 0. The coefficients are the β
    then the θ. None when the steps find no end.
    """
    model = _Odds(matrix, codes, int(codes.max()) + 1, weights)
    at = model.start()
    null = model.likelihood(at)
    for _ in range(STEPS):
        gradients, information = model.derivatives(at)
        if not np.linalg.cond(information) < 1e15 or model.furthest(at) > 2 * FAR:
            return None
        step = model.shortened(at, np.linalg.solve(information, weights @ gradients))
        at = at + step
        if np.max(np.abs(step)) < 1e-11 * max(1.0, float(np.max(np.abs(at)))):
            gradients, information = model.derivatives(at)
            explained = 1 - model.likelihood(at) / null
            return Fit(at, gradients, np.linalg.inv(information), explained, model.furthest(at))
    return None


@dataclass(frozen=True, slots=True)
class _Odds:
    matrix: Floats
    codes: Ints
    count: int
    weights: Floats

    def start(self) -> Floats:
        """No slope, and the thresholds of the shares."""
        held = self.codes >= 0
        shares = np.bincount(self.codes[held], self.weights[held], self.count)
        below = np.cumsum(shares)[:-1] / shares.sum()
        return np.concatenate([np.zeros(self.matrix.shape[1]), special.logit(below)])

    def ends(self, at: Floats) -> tuple[Floats, Floats]:
        """(n,), (n,): the log-odds under and over each row's step; infinite at the ends of the scale."""
        slopes = self.matrix.shape[1]
        cuts = np.concatenate([[-np.inf], at[slopes:], [np.inf]])
        place = np.maximum(self.codes, 0)
        line = self.matrix @ at[:slopes]
        return cuts[place] - line, cuts[place + 1] - line

    def likelihood(self, at: Floats) -> float:
        """Σ w log P; −∞ where thresholds cross."""
        if np.any(np.diff(at[self.matrix.shape[1] :]) <= 0):
            return -np.inf
        under, over = self.ends(at)
        return float(self.weights @ np.where(self.codes >= 0, _log_between(under, over), 0))

    def shortened(self, at: Floats, step: Floats) -> Floats:
        """The step, halved until it loses nothing but rounding."""
        now = self.likelihood(at)
        while not self.likelihood(at + step) >= now - 1e-9 * abs(now) and np.max(np.abs(step)) > 1e-11:
            step = step / 2
        return step

    def furthest(self, at: Floats) -> float:
        """The largest log-odds of somebody's step."""
        ends = np.concatenate([end[self.codes >= 0] for end in self.ends(at)])
        return float(np.abs(ends[np.isfinite(ends)]).max(initial=0))

    def derivatives(self, at: Floats) -> tuple[Floats, Floats]:
        """(n, k) gradients of log P, and (k, k) the observed information, less its weighted sum of Hessians."""
        under, over = self.ends(at)
        log_share = _log_between(under, over)
        held = self.codes >= 0
        lower, upper = (np.where(held, _density(end) / np.exp(log_share), 0) for end in (under, over))
        # log P is a function of (over, under); both fall with the line, each rises with its threshold.
        into_over, into_under = self.directions()
        gradients = upper[:, None] * into_over - lower[:, None] * into_under
        bend_over = upper * (1 - 2 * special.expit(over))
        bend_under = lower * (1 - 2 * special.expit(under))
        information = (gradients * self.weights[:, None]).T @ gradients
        information -= (into_over * (self.weights * bend_over)[:, None]).T @ into_over
        information += (into_under * (self.weights * bend_under)[:, None]).T @ into_under
        return gradients, information

    def directions(self) -> tuple[Floats, Floats]:
        """(n, k), (n, k): the derivatives of the log-odds over and under each row's step."""
        steps = np.arange(self.count - 1)
        is_over = (self.codes[:, None] == steps).astype(np.float64)
        is_under = (self.codes[:, None] - 1 == steps).astype(np.float64)
        return np.hstack([-self.matrix, is_over]), np.hstack([-self.matrix, is_under])


def _density(log_odds: Floats) -> Floats:
    """The logistic density; 0 at infinity."""
    return np.asarray(special.expit(log_odds) * special.expit(-log_odds))


def _log_between(under: Floats, over: Floats) -> Floats:
    """log(expit(over) − expit(under)), from the side where the difference is not lost."""
    swap = under + over > 0
    low, high = np.where(swap, -over, under), np.where(swap, -under, over)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = special.expit(high) - special.expit(low)
        return np.asarray(np.log(share))
