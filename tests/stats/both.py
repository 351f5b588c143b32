"""Every number of a comparison or a regression that R gives too: ours beside its own."""

from collections.abc import Callable, Mapping

import numpy as np

from arpent.stats import compare, regression
from arpent.stats.columns import Codes
from tests.stats.against_r import REFERENCE, Case

type Pairs = dict[str, tuple[object, object]]

FIELDS = ("value", "se", "statistic", "df", "ndf", "p", "low", "high")
SCORES = {
    "KruskalWallis": compare.RankScore.RANK,
    "median": compare.RankScore.MEDIAN,
    "vanderWaerden": compare.RankScore.NORMAL,
}


def codes(values: np.ndarray) -> np.ndarray:
    return np.nan_to_num(values, nan=-1).astype(int)


def fields(found: object, theirs: Mapping[str, object]) -> Pairs:
    """The fields that R has too; an effect and its standard error with them."""
    pairs: Pairs = {name: (getattr(found, name), theirs[name]) for name in FIELDS if name in theirs}
    if "effect" in theirs:
        pairs["effect"] = (found.effect.value, theirs["effect"])
        pairs["effect_se"] = (found.effect.se, theirs["effect_se"])
    return pairs


def cross(case: Case) -> Pairs:
    a, b = codes(case.data["a"]), codes(case.data["b"])
    found = compare.cross(a, b, sample=case.sample, domain=case.domain)
    own = {name: case.found[name] for name in ("statistic", "ndf", "df", "p")}
    v, se = (found.effect.value, case.found["v"]), (found.se.ravel(), case.found["se"])
    return {**fields(found, own), "v": v, "cell_se": se, "n": (found.n, case.found["n"])}


def means(case: Case) -> Pairs:
    data = case.data
    return fields(compare.means(data["y"], data["two"], sample=case.sample, domain=case.domain), case.found)


def shares(case: Case) -> Pairs:
    found = compare.shares(case.data["hit"], case.data["two"], sample=case.sample, domain=case.domain)
    assert found.ratio is not None
    ratio = (found.ratio.value, case.found["ratio"])
    log_se = (found.ratio.se / found.ratio.value, case.found["ratio_log_se"])
    return {**fields(found, case.found), "ratio": ratio, "ratio_log_se": log_se}


def gaps(case: Case) -> Pairs:
    found = compare.gaps(case.data["y"], case.data["three"], sample=case.sample, domain=case.domain)
    joint = fields(found.joint, {name: case.found[name] for name in ("statistic", "ndf", "df", "p")})
    return {
        **joint,
        "value": (found.value, case.found["value"]),
        "covariance": scaled(found.covariance, case.found["covariance"], found.se),
        "pair": (found.pairs[1, 2].value, case.found["pair"]),
        "pair_se": (found.pairs[1, 2].se, case.found["pair_se"]),
    }


def ranks(case: Case) -> Pairs:
    data, pairs = case.data, {}
    for name, score in SCORES.items():
        theirs, asked = case.found[name], {"sample": case.sample, "domain": case.domain, "score": score}
        free, tied = (compare.rank(data[y], data["two"], **asked) for y in ("free", "y"))
        for field in ("value", "statistic", "df", "p"):
            pairs[f"{name}_{field}"] = (getattr(free, field), theirs[field])
        for field, ending in (("value", ""), ("statistic", "_statistic"), ("p", "_p")):
            pairs[f"{name}_tied_{field}"] = (getattr(tied, field), theirs[f"tied{ending}"])
        if "chisq" in theirs:
            several = compare.rank_several(data["free"], data["three"], **asked)
            ours = (several.statistic * several.ndf, several.ndf, several.df, several.p)
            pairs[f"{name}_several"] = (
                ours,
                [theirs[field] for field in ("chisq", "ndf", "ddf", "several_p")],
            )
    chance = case.found["superiority"]
    return {**pairs, "chance": ((tied.effect.value, tied.effect.se), (chance["value"], chance["se"]))}


def change(case: Case) -> Pairs:
    data = case.data
    found = compare.change(data["before"], data["after"], sample=case.sample, domain=case.domain)
    return fields(found, case.found)


def turnover(case: Case) -> Pairs:
    found = compare.turnover(case.data["was"], case.data["now"], sample=case.sample, domain=case.domain)
    ends = ((found.gained, found.lost), (case.found["gained"], case.found["lost"]))
    return {**fields(found.change, case.found), "ends": ends}


def model(fit: Callable[..., regression.Regression], outcome: str) -> Callable[[Case], Pairs]:
    def both(case: Case) -> Pairs:
        theirs, three = case.found, Codes(codes(case.data["three"]), 3)
        given = {"x": case.data["x"], "z": case.data["z"], "three": three}
        found = fit(case.data[outcome], given, sample=case.sample, domain=case.domain)
        pairs = {name: (getattr(found, name), theirs[name]) for name in FIELDS if name in theirs}
        pairs["covariance"] = scaled(found.covariance, theirs["covariance"], found.se)
        wald = fields(found.wald("three"), theirs["wald"])
        pairs |= {f"wald_{name}": pair for name, pair in wald.items()}
        if "working" in theirs:
            working, own = found.working("three"), theirs["working"]
            pairs["explained"] = (found.effect.value, theirs["explained"])
            pairs["working"] = (working.statistic, own["chisq"] / sum(own["lambda"]))
            pairs["working_p"] = (working.p, own["p"])
        return pairs

    return both


def scaled(ours: np.ndarray, theirs: object, se: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Covariances beside what they might be: one near zero is rounding."""
    return 1 + ours / np.outer(se, se), 1 + np.array(theirs) / np.outer(se, se)


STUDIES: dict[str, Callable[[Case], Pairs]] = {
    "cross": cross,
    "means": means,
    "shares": shares,
    "gaps": gaps,
    "ranks": ranks,
    "change": change,
    "turnover": turnover,
    "linear": model(regression.linear, "y"),
    "logistic": model(regression.logistic, "hit"),
    "ordinal": model(regression.ordinal, "level"),
}
assert {record["study"] for record in REFERENCE["results"]} == STUDIES.keys()


def difference(ours: object, theirs: object) -> float:
    """The largest relative difference; NaN where only one of the two is NaN. Below 1e-14 all is rounding."""
    a, b = np.asarray(ours, dtype=float), np.array(theirs, dtype=float)
    assert a.shape == b.shape
    neither = np.isnan(a) & np.isnan(b) | (np.abs(a - b) < 1e-14)
    return float(np.max(np.where(neither, 0, np.abs(a - b) / np.maximum(np.abs(b), 1e-300))))
