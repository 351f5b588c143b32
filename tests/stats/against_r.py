"""R's numbers on comparisons and regressions, with the sample that each was made on."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from arpent.stats.samples.sample import Calibration, Sample, Stage, one_stage

HERE = Path(__file__).parent / "reference"
REFERENCE = json.loads((HERE / "compare.json").read_text())
DESIGNS = sorted({(record["design"], record["domain"]) for record in REFERENCE["results"]})
DATA = {record["design"]: record["data"] for record in REFERENCE["results"]}


@cache
def rows(data: str) -> dict[str, np.ndarray]:
    with (HERE / f"compare_{data}.csv").open() as file:
        found = list(csv.DictReader(file))
    return {name: np.array([float(row[name] or "nan") for row in found]) for name in found[0]}


@dataclass(frozen=True)
class Case:
    """One thing that R computed: on which data, under which design, in the domain or for everyone."""

    data: dict[str, np.ndarray]
    sample: Sample
    domain: np.ndarray | None
    found: dict


def cases(study: str) -> list[tuple[str, Case]]:
    """Every design under which R made this study, with a name for each."""
    return [
        (f"{record['design']}{' domain' * record['domain']}", case(record))
        for record in REFERENCE["results"]
        if record["study"] == study
    ]


def case(record: dict) -> Case:
    data = rows(record["data"])
    domain = data["keep"] == 1 if record["domain"] else None
    return Case(data, sample(record["design"]), domain, record["found"])


@cache
def sample(design: str) -> Sample:
    """The samples of compare.R, by name."""
    if design.startswith("calibrated"):
        return calibrated(design)
    data = rows(DATA[design])
    weights = data["weight"]
    strata, units = data["stratum"].astype(int), data["unit"].astype(int)
    if design == "persons":
        return one_stage(weights)
    if design == "clusters_in_strata":
        return one_stage(weights, strata=strata, units=units)
    if not design.startswith("two"):
        return one_stage(weights, strata=strata, units=units, populations=data["pop1"])
    second = Stage(np.zeros_like(units), data["unit2"].astype(int), data["pop2"])
    return Sample(weights, (Stage(strata, units, data["pop1"]), second))


def calibrated(design: str) -> Sample:
    linear = design == "calibrated_linear"
    data = rows("clus1" if linear else "strat")
    drawn = sample("clusters_one_stage_fpc" if linear else "stratified_fpc")
    ones = np.ones(drawn.n)
    auxiliaries = (
        [ones, data["three"] == 1, data["three"] == 2, data["before"]]
        if linear
        else [ones, data["two"], data["b"]]
    )
    fitted = Calibration(
        np.arange(drawn.n),
        np.column_stack(auxiliaries).astype(float),
        data["weight"],
        data["fitted"] / data["weight"],
    )
    return Sample(data["fitted"], drawn.stages, drawn.lonely, fitted)
