"""Weighted regression: what goes with an answer when several things are looked at together.

Linear, logistic and ordinal (proportional odds), by weighted estimating equations whose variance is that of
the design (Binder 1983, *Int. Statist. Rev.* 51:279–292): R's `svyglm` and `svyolr`. A coefficient says what
goes together, never what causes what.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import special

from arpent.stats.columns import Codes, Floats, Ints
from arpent.stats.compare.answered import codes_of, column, inside_of, yes_or_no
from arpent.stats.compare.comparison import Comparison, Effect, Ground, JointTest, Procedure, Size, jointly
from arpent.stats.errors import StatsError
from arpent.stats.regression.fitting import FAR, Fit, least_squares, proportional_odds
from arpent.stats.regression.separation import refuse_separation
from arpent.stats.regression.terms import INTERCEPT, Predictors, check_columns, predictors
from arpent.stats.samples.linear import covariance, degrees_of_freedom
from arpent.stats.samples.linearised import Bools
from arpent.stats.samples.sample import Sample


@dataclass(frozen=True, slots=True)
class Regression:
    """The coefficients of a model, the fields of `Comparison` as arrays (k,) in the order of `names`.

    `covariance` (k, k) is that of the design, `model_covariance` (k, k) the inverse information, weights of
    mean 1, which assumes the model and rows drawn one by one. `effect` is R², or McFadden's. Logistic and
    ordinal coefficients are log-odds: `odds` gives their ratios. The names of an ordinal model end with its
    thresholds, `≤0`, `≤1`…: the log-odds of answering so low where everything else is 0.
    """

    names: tuple[str, ...]
    terms: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats
    level: float
    n: int
    missing: int
    method: str
    se: Floats
    df: float
    statistic: Floats
    p: Floats
    effect: Effect
    covariance: Floats
    model_covariance: Floats
    ground: Ground = field(repr=False, compare=False)

    def at(self, name: str) -> Comparison:
        """One coefficient. Raises StatsError S069 for a name that the model does not have."""
        place = self._places(name, self.names)[0]
        return Comparison(
            value=float(self.value[place]),
            low=float(self.low[place]),
            high=float(self.high[place]),
            level=self.level,
            n=(self.n,),
            missing=self.missing,
            method=Procedure.T,
            se=float(self.se[place]),
            df=self.df,
            statistic=float(self.statistic[place]),
            p=float(self.p[place]),
            effect=self.effect,
        )

    def odds(self, name: str) -> Effect:
        """The odds ratio of one coefficient of a logistic or ordinal model, with its interval."""
        one = self.at(name)
        value = float(np.exp(one.value))
        return Effect(Size.ODDS_RATIO, value, float(np.exp(one.low)), float(np.exp(one.high)), one.se * value)

    def wald(self, *terms: str) -> JointTest:
        """Whether all coefficients of some terms are 0, by Wald's F, as R's `regTermTest`. Raises S069."""
        at = [place for term in terms for place in self._places(term, self.terms)]
        return jointly(self.value[at], self.covariance[np.ix_(at, at)], self.ground, effect=self.effect)

    def working(self, *terms: str) -> JointTest:
        """The same by the quadratic form of the model, corrected to the second order by Rao and Scott: steadier
        than Wald's with few clusters. R's `regTermTest(method = "WorkingWald")`. Raises S069."""
        at = [place for term in terms for place in self._places(term, self.terms)]
        model, beta = self.model_covariance[np.ix_(at, at)], self.value[at]
        delta = np.linalg.solve(model, self.covariance[np.ix_(at, at)])
        trace, squared = float(np.trace(delta)), float(np.trace(delta @ delta))
        if not (trace > 0 and self.df > 0):
            return jointly(beta, np.zeros_like(model), self.ground, effect=self.effect)
        statistic = float(beta @ np.linalg.solve(model, beta)) / trace
        ndf = trace**2 / squared
        return JointTest(
            statistic,
            ndf,
            self.df,
            float(special.fdtrc(ndf, self.df, statistic)),
            (self.n,),
            self.missing,
            Procedure.WORKING,
            self.effect,
        )

    def _places(self, wanted: str, among: tuple[str, ...]) -> list[int]:
        found = [place for place, name in enumerate(among) if name == wanted]
        if not found:
            known = ", ".join(dict.fromkeys(among))
            raise StatsError("S069", f"Le modèle n’a pas de « {wanted} ». Choisissez parmi : {known}.")
        return found


def linear(
    y: npt.ArrayLike,
    given: Mapping[str, npt.ArrayLike | Codes],
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Regression:
    """The mean of `y` (n,), in its unit, by numbers (n,) and groups (`Codes`, code 0 the reference).

    Rows without all their answers are counted as missing. Degrees of freedom: those of the design plus one
    less the coefficients. Raises StatsError S003, S005 for columns, S065 for too few degrees of freedom, S066
    when every `y` is alike, S067 for a column that never varies, S068 for columns that repeat others.
    """
    asked = _asked(column(y, sample, "Réponse"), given, sample, domain)
    fit = least_squares(asked.with_intercept(), asked.y, asked.weights)
    return _regression(asked, fit, Size.R_SQUARED, "linear", level, spent=1 + len(asked.columns.names))


def logistic(
    hits: npt.ArrayLike,
    given: Mapping[str, npt.ArrayLike | Codes],
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Regression:
    """The log-odds of a hit (1, 0 or NaN, (n,)). The rest as for `linear`.

    Raises StatsError S063 too, when some columns tell hits from misses exactly: their coefficients are infinite.
    """
    asked = _asked(yes_or_no(hits), given, sample, domain)
    codes = np.where(asked.inside, 1 - asked.y, -1).astype(np.int64)
    # A hit is code 0 of two: the threshold `≤0` is then the log-odds of a hit, and slopes change their sign.
    fit = _likeliest(asked, -asked.columns.matrix, codes).intercept_first()
    return _regression(asked, fit, Size.MCFADDEN, "logistic", level, spent=1 + len(asked.columns.names))


def ordinal(
    levels: npt.ArrayLike,
    given: Mapping[str, npt.ArrayLike | Codes],
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Regression:
    """The log-odds of answering higher, the same at every step of the scale (McCullagh 1980).

    `levels` (n,): ordered codes 0, 1, 2…, negative for no answer; steps that nobody chose are left out. Degrees
    of freedom: those of the design less the slopes, as R's `svyolr`. Raises what `logistic` raises.
    """
    codes = codes_of(levels, sample, "Réponse")
    asked = _asked(np.where(codes >= 0, codes, np.nan), given, sample, domain)
    used, steps = np.unique(codes[asked.inside], return_inverse=True)
    codes = np.full(sample.n, -1, dtype=np.int64)
    codes[asked.inside] = steps
    fit = _likeliest(asked, asked.columns.matrix, codes)
    names = tuple(f"≤{step}" for step in used[:-1])
    return _regression(
        asked, fit, Size.MCFADDEN, "ordinal", level, spent=len(asked.columns.names), thresholds=names
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A model's rows: `weights` (n,) have mean 1 over the rows `inside`, and are 0 elsewhere."""

    y: Floats
    columns: Predictors
    inside: Bools
    missing: int
    weights: Floats
    sample: Sample

    def with_intercept(self) -> Floats:
        return np.column_stack([self.inside.astype(np.float64), self.columns.matrix])


def _asked(
    y: Floats, given: Mapping[str, npt.ArrayLike | Codes], sample: Sample, domain: npt.ArrayLike | None
) -> _Asked:
    columns, kept = predictors(given, sample), inside_of(domain, sample)
    inside = kept & columns.inside & ~np.isnan(y)
    if not inside.any() or np.ptp(y[inside]) == 0:
        raise StatsError(
            "S066",
            f"Réponse : la même valeur pour les {np.count_nonzero(inside)} personnes retenues, il n’y a rien à "
            "expliquer. Choisissez une autre question, ou élargissez le groupe.",
        )
    check_columns(columns, inside)
    weights = np.where(inside, sample.weights, 0)
    weights = weights * (np.count_nonzero(inside) / weights.sum())
    cleared = Predictors(
        np.where(inside[:, None], columns.matrix, 0), columns.names, columns.terms, columns.inside
    )
    missing = int(np.count_nonzero(kept & ~inside))
    return _Asked(np.where(inside, y, 0), cleared, inside, missing, weights, sample)


def _likeliest(asked: _Asked, matrix: Floats, codes: Ints) -> Fit:
    """The fit of a model of odds; when it runs far, whether it would ever have stopped."""
    fit = proportional_odds(matrix, codes, asked.weights)
    if fit is None or fit.furthest > FAR:
        refuse_separation(asked.columns, codes, asked.inside)
    if fit is None:
        raise StatsError(
            "S065", "Le calcul n’aboutit pas : trop peu de réponses pour tant de coefficients. Retirez-en."
        )
    return fit


def _regression(
    asked: _Asked,
    fit: Fit,
    size: Size,
    method: str,
    level: float,
    *,
    spent: int,
    thresholds: tuple[str, ...] | None = None,
) -> Regression:
    df = degrees_of_freedom(asked.sample, asked.inside) - spent + (thresholds is None)
    if df <= 0:
        raise StatsError(
            "S065",
            f"Le plan laisse {df + spent} degrés de liberté pour {spent} coefficients. "
            "Retirez des variables, ou regroupez des modalités.",
        )
    n = int(np.count_nonzero(asked.inside))
    ground = Ground(asked.sample, df, level, (n,), asked.missing)
    # Scores per unit of the sample's own weights: the fit's weights are these, brought to a mean of 1.
    ratio = float(asked.weights.sum() / asked.sample.weights[asked.inside].sum())
    spread = covariance(fit.gradients @ fit.inverse * ratio, asked.sample)
    se = np.sqrt(np.maximum(np.diag(spread), 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.where(se > 0, fit.value / se, np.nan)
    reach = ground.quantile * se
    own = (INTERCEPT,) if thresholds is None else ()
    return Regression(
        names=(*own, *asked.columns.names, *(thresholds or ())),
        terms=(*own, *asked.columns.terms, *(thresholds or ())),
        value=fit.value,
        low=fit.value - reach,
        high=fit.value + reach,
        level=level,
        n=n,
        missing=asked.missing,
        method=method,
        se=se,
        df=df,
        statistic=statistic,
        p=2 * special.stdtr(df, -np.abs(statistic)),
        effect=Effect(size, fit.explained),
        covariance=spread,
        model_covariance=fit.inverse,
        ground=ground,
    )
