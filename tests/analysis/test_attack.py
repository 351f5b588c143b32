"""Whole figures attacked: every number of answers shown, every crossing, by linear programming."""

from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from arpent.analysis.dataset import freeze_dataset
from arpent.analysis.figures import Figure, Panel
from arpent.analysis.tables import figures
from tests.analysis.passerelles import people, questionnaire

BY = ("region", "association", "sector", "gender")


def panels(figure: Figure) -> list[Panel]:
    return [figure.overall, *(panel for breakdown in figure.breakdowns for panel in breakdown)]


def openings(figure: Figure, atoms: np.ndarray) -> list[tuple[Panel, float, float]]:
    """Each hidden panel, with the ends its n is known between by whoever knows which combinations exist.

    `atoms` (A, 4): the codes of the combinations of groups that some person is in.
    """
    members = [
        np.ones(len(atoms), bool) if panel.by is None else atoms[:, BY.index(panel.by)] == panel.group
        for panel in panels(figure)
    ]
    shown = [
        (inside, panel.n)
        for inside, panel in zip(members, panels(figure), strict=True)
        if panel.n is not None
    ]
    equations = np.array([inside for inside, _ in shown], dtype=float)
    known = [n for _, n in shown]
    found = []
    for inside, panel in zip(members, panels(figure), strict=True):
        if panel.n is None and inside.any():
            ends = [
                sign * linprog(sign * inside.astype(float), A_eq=equations, b_eq=known).fun
                for sign in (1, -1)
            ]
            found.append((panel, *ends))
    return found


@pytest.mark.parametrize("seed", [2, 4, 10, 115])
def test_no_hidden_panel_is_known_to_less_than_the_threshold(tmp_path: Path, seed: int) -> None:
    """Regions hold associations; sectors cut across regions along associations; gender crosses all."""
    rng = np.random.default_rng(seed)
    sizes = {
        f"r{region}": {
            f"a{region}{place}": int(rng.choice([3, 8, 14, 25, 60])) for place in range(rng.integers(1, 6))
        }
        for region in range(rng.integers(2, 5))
    }
    answered = people(rng, sizes)
    sector = {name: f"s{rng.integers(3)}" for inside in sizes.values() for name in inside}
    sectors = [sector[name] for name in answered.association]
    frozen = freeze_dataset(
        tmp_path / "p",
        questionnaire(),
        answered.answers,
        region=answered.region,
        association=answered.association,
        variables={"sector": sectors},
    )
    atoms = np.unique(
        np.column_stack([answered.region, answered.association, sectors, answered.answers["gender"]]), axis=0
    )
    figure = next(found for found in figures(frozen, by=BY, threshold=11) if found.question == "heard")
    if figure.overall.n is not None:
        for panel, low, high in openings(figure, atoms):
            assert high - low >= 11, (panel.by, panel.group, low, high)
