"""The cases of reference/weights.R, built as Arpent builds them."""

import csv
import dataclasses
import json
from functools import cache, partial
from pathlib import Path

import numpy as np

from arpent import stats
from arpent.stats.samples.design import Lonely

HERE = Path(__file__).parent / "reference"
RECORDS = json.loads((HERE / "weights.json").read_text())["results"]
CASES = sorted({record["case"] for record in RECORDS} - {"totals", "signs"})
KNOWN = {record["variable"]: record["weights"] for record in RECORDS if record["case"] == "totals"}


@cache
def rows(data: str) -> dict[str, np.ndarray]:
    with (HERE / f"w_{data}.csv").open() as file:
        read = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) if row[name] else np.nan for row in read]) for name in read[0]}


def whole(column: np.ndarray) -> np.ndarray:
    return column.astype(np.int64)


def stage(strata: np.ndarray, units: np.ndarray, populations: np.ndarray | None = None) -> stats.Stage:
    size = np.full(units.size, np.inf) if populations is None else populations
    return stats.Stage(whole(strata), whole(units), size)


def drawn(case: str) -> tuple[str, stats.Sample]:
    """The data and the sample of a case, before its weights are fitted."""
    name = case.split(":")[0]
    if name.startswith("lonely"):
        return name, _stages(name[:7], Lonely.CENTRE if name.endswith("adjust") else Lonely.CERTAINTY)
    if name.startswith(("stages", "halves")):
        return name, _stages(name, Lonely.CENTRE)
    data = name.removesuffix("_unknown")
    r = rows(data)
    one, each = np.zeros(len(next(iter(r.values())))), np.arange(len(next(iter(r.values()))))
    plans = {
        "apistrat": lambda: ("pw", stage(r["type"], each, r["fpc"])),
        "small": lambda: ("pw", stage(r["type"], each, r["fpc"])),
        "apiclus1": lambda: ("pw", stage(one, r["dnum"], r["fpc"])),
        "apiclus2": lambda: ("pw", stage(one, r["dnum"], r["fpc1"]), stage(one, r["snum"], r["fpc2"])),
        "nhanes": lambda: ("WTMEC2YR", stage(r["SDMVSTRA"], r["SDMVSTRA"] * 10 + r["SDMVPSU"])),
        "mu284": lambda: ("w", stage(one, r["id1"], r["n1"]), stage(one, r["id2"], r["n2"])),
        "scd": lambda: ("w", stage(r["ESA"], each)),
        "hospital": lambda: ("weighta", stage(r["oblevel"], r["hospno"], r["tothosp"])),
        "fpc": lambda: ("weight", stage(r["stratid"], each, r["Nh"])),
        "fpc_unknown": lambda: ("weight", stage(r["stratid"], each)),
        "crowd": lambda: ("weight", stage(r["stratum"], r["cluster"])),
        "election": lambda: ("wt", stage(one, each)),
    }
    weight, *stages = plans[name]()
    return data, stats.Sample(r[weight], tuple(stages))


def _stages(name: str, lonely: Lonely) -> stats.Sample:
    r = columns(name)
    street = stage(r["part"], r["street"], r["streets"])
    person = stage(r["one"], r["row"], r["people"])
    first = stage(r["region"], r["town"], None if name in ("stages1", "lonely1", "halves") else r["towns"])
    stages = (first, street, person) if name.endswith("3") else (first,)
    return stats.Sample(r["w"], stages, lonely)


@cache
def columns(name: str) -> dict[str, np.ndarray]:
    """The columns of a data set; `lonely…` are the rows of `stages` that leave towns and streets alone."""
    if name.startswith("stages"):
        return rows("stages")
    if not name.startswith("lonely"):
        return rows(name)
    r = rows("stages")
    kept = ((r["region"] != 3) | (r["town"] == 31)) & ((r["town"] != 11) | np.isin(r["street"], (11, 21, 22)))
    return {column: values[kept] for column, values in r.items()}


def margin(data: str, name: str) -> stats.Margin:
    return stats.Margin(name, whole(columns(data)[name]), np.array(KNOWN[name], dtype=float))


def totals(data: str) -> tuple[np.ndarray, np.ndarray]:
    """Auxiliaries of the calibrated cases, and what they add up to."""
    r = columns(data)
    one = np.ones(r["w" if "w" in r else "pw"].size)
    if data.startswith("api"):
        types = KNOWN["type"]
        table = [one, r["type"] == 1, r["type"] == 2, r["api99"]]
        return np.column_stack(table).astype(float), np.array([sum(types), *types[1:], KNOWN["api99"]])
    ages, groups = KNOWN["age"], KNOWN["group"]
    table = [one, *(r["age"] == age for age in (1, 2, 3)), r["group"] == 1]
    return np.column_stack(table).astype(float), np.array([sum(ages), *ages[1:], groups[1]])


def fitted(case: str) -> stats.Weighting | None:
    """How a case was weighted, or None where its weights are those of the draw."""
    data, sample = drawn(case)
    how, base = case.split(":")[-1], sample.weights
    breakdowns = ("type", "wide", "award") if data.startswith("api") else ("age", "group")
    logit = (0.4, 2.5) if data.startswith("api") else (0.4, 3.0)
    ways = {
        "post": lambda: stats.poststratify(base, margin(data, breakdowns[0])),
        "rake": lambda: stats.rake(base, [margin(data, each) for each in breakdowns], tolerance=1e-13),
        "raking": lambda: stats.rake(base, [margin(data, each) for each in breakdowns], tolerance=1e-13),
        "linear": lambda: stats.calibrate_linear(base, *totals(data)),
        "bounded": lambda: stats.calibrate_linear(base, *totals(data), low=0.55, high=1.8),
        "logit": lambda: stats.calibrate_logit(base, *totals(data), low=logit[0], high=logit[1]),
    }
    return ways[how]() if how in ways else None


@cache
def sample(case: str) -> tuple[str, stats.Sample]:
    """The data and the sample of a case, weighted as R weighted it."""
    data, found = drawn(case)
    steps = case.split(":")[1:]
    if "JK1" in steps or "JKn" in steps:
        found = stats.jackknife(found)
    if "rake" in steps and found.replicates is not None:
        fit = partial(stats.fit_raking, margins=[margin(data, each) for each in ("type", "wide")])
        return data, stats.refit(found, partial(fit, tolerance=1e-13))
    if case.startswith("halves"):
        signs = next(each["weights"] for each in RECORDS if each["statistic"] == "signs")
        halves = np.array(signs).reshape(-1, 3)
        return data, stats.balanced(found, fay=0.3 if steps[-1] == "Fay" else 0.0, signs=halves)
    if steps and steps[-1] in ("bootstrap", "BRR"):
        return data, _brought(case, found)
    if case.endswith(":trim"):
        return data, dataclasses.replace(found, weights=stats.trim(found.weights, low=1.5, high=5))
    weighting = fitted(case)
    found = found if weighting is None else weighting.on(found)
    if case.endswith(":rake"):  # R's `rake` fits its residuals without weights
        calibration = dataclasses.replace(found.calibration, base=np.ones(found.n))
        found = dataclasses.replace(found, calibration=calibration)
    return data, found


def _brought(case: str, found: stats.Sample) -> stats.Sample:
    """With the very replicate weights that R made."""
    record = next(each for each in RECORDS if (each["case"], each["statistic"]) == (case, "replicates"))
    weights = np.array(record["weights"]).reshape(-1, int(record["columns"]))
    return stats.brought(found, weights, scale=record["scale"], scales=np.array(record["rscales"]))


def ours(record: dict) -> stats.Estimate:
    """What Arpent says where R said `record`."""
    data, found = sample(record["case"])
    r = columns(data)
    names = record["variable"].split("/")
    within = None
    if record["domain"]:
        name, group = record["domain"].split("=")
        within = r[name] == float(group)
    y = r[names[0]]
    statistic, _, kind = record["statistic"].partition("_")
    method = {
        "": stats.Method.LOGIT,
        "xlogit": stats.Method.LOGIT,
        "beta": stats.Method.KORN_GRAUBARD,
        "mean": stats.Method.STUDENT,
    }[kind]
    ways = {
        "mean": lambda: stats.mean(y, found, within=within),
        "total": lambda: stats.total(y, found, within=within),
        "ratio": lambda: stats.ratio(y, r[names[1]], found, within=within),
        "share": lambda: stats.share(y, found, within=within, method=method),
        "quantile": lambda: stats.quantile(y, found, record["p"], within=within, method=method),
    }
    return ways[statistic]()


FIELDS = ("value", "se", "df", "deff", "low", "high")
FAMILIES = {
    "post": "post-stratification",
    "rake": "raking, R's `rake`",
    "raking": "raking, R's `calibrate`",
    "linear": "linear calibration",
    "bounded": "linear calibration within bounds",
    "logit": "logit calibration within bounds",
    "trim": "trimmed weights",
    "JK1": "jackknife JK1",
    "JKn": "jackknife JKn",
    "BRR": "balanced halves",
    "Fay": "Fay's halves",
    "bootstrap": "bootstrap (R's replicates)",
}


def family(case: str) -> str:
    """The line of the page's table that a case counts in."""
    if ":" in case:
        return FAMILIES[case.split(":")[-1]]
    if case.startswith("lonely"):
        return "lonely units, `adjust` and `certainty`"
    return "three stages and one, synthetic" if case.startswith("stages") else "public data, as drawn"


def differences(record: dict) -> list[float]:
    """How far from R each number of a record is, relative to R's; nothing where R has nothing to compare with."""
    if record["statistic"] == "replicates":
        _, found = sample(record["case"])
        made = found.replicates.weights
        return list(np.abs(_sorted(made) / _sorted(np.array(record["weights"]).reshape(made.shape)) - 1))
    if record["statistic"] == "weights":
        _, found = sample(record["case"])
        return list(np.abs(found.weights / np.array(record["weights"]) - 1))
    found = ours(record)
    return [
        abs(getattr(found, name) - record[name]) / max(abs(record[name]), 1e-300)
        for name in FIELDS
        if record.get(name) is not None and not _apart(record, found, name)
    ]


def _sorted(replicates: np.ndarray) -> np.ndarray:
    """The sums of squares of each replicate, with rows told apart, whatever the order of replicates."""
    return np.sort((replicates**2 * (1 + np.arange(len(replicates)))[:, None]).sum(axis=0))


def _apart(record: dict, found: stats.Estimate, name: str) -> bool:
    """Where R and Arpent differ on purpose: see docs/methods/weights.md.

    Nothing varies, and R gives crumbs or an interval without width; or R's `qs` gives the second value of the
    sample for a share below the weight of the first.
    """
    kind = record["statistic"].split("_")[0]
    if kind in ("mean", "total", "ratio"):
        return name in ("se", "deff") and record["se"] <= 1e-9 * abs(record["value"])
    if kind == "share":
        return None in (record["low"], record["high"]) or record["high"] - record["low"] <= 1e-9
    data, drawn_sample = sample(record["case"])
    y = columns(data)[record["variable"]]
    if not record["domain"] and stats.mean(y <= found.value, drawn_sample).se <= 1e-12:
        return name != "value"
    if record["domain"]:
        column, group = record["domain"].split("=")
        y = y[columns(data)[column] == float(group)]
    second = np.sort(y)[1]
    if record["value"] == second != found.value:
        return True
    return found.low == y.min() and record["low"] == second and name in ("low", "se")
