"""Whole figures attacked: every number of answers shown, every crossing, by linear programming."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from arpent.analysis.dataset import freeze_dataset
from arpent.analysis.figures import Figure, Panel
from arpent.analysis.tables import figures
from tests.analysis.attacker import Attacker, Cell, panels
from tests.analysis.passerelles import SCALE, people, questionnaire

BY = ("region", "association", "sector", "gender")


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


@dataclass(frozen=True)
class Field:
    """Regions hold associations; sectors cut across regions along associations; gender crosses all."""

    cells: list[dict[str, str]]  # where each person is
    said: list[str]
    figure: Figure


def field(folder: Path, seed: int) -> Field:
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
        folder,
        questionnaire(),
        answered.answers,
        region=answered.region,
        association=answered.association,
        variables={"sector": sectors},
    )
    genders = [str(cell) for cell in answered.answers["gender"]]
    where = zip(answered.region, answered.association, sectors, genders, strict=True)
    return Field(
        [dict(zip(BY, place, strict=True)) for place in where],
        [str(cell) if cell in SCALE else "" for cell in answered.answers["heard"]],
        next(found for found in figures(frozen, by=BY, threshold=11) if found.question == "heard"),
    )


@pytest.mark.parametrize("seed", [2, 4, 10, 115])
def test_no_hidden_panel_is_known_to_less_than_the_threshold(tmp_path: Path, seed: int) -> None:
    asked = field(tmp_path / "p", seed)
    atoms = np.unique([list(cell.values()) for cell in asked.cells], axis=0)
    if asked.figure.overall.n is not None:
        for panel, low, high in openings(asked.figure, atoms):
            assert high - low >= 11, (panel.by, panel.group, low, high)


@pytest.mark.parametrize("seed", [12, 34])
def test_no_answer_of_a_small_group_or_of_where_two_groups_meet_is_found(tmp_path: Path, seed: int) -> None:
    """Every answer shown, in groups that partly overlap: the women of a sector, the men of an association."""
    asked = field(tmp_path / "p", seed)
    known = [dict(found) for found in sorted({tuple(cell.items()) for cell in asked.cells})]
    attacker = Attacker(known, SCALE)
    attacker.reads(asked.figure)
    groups = sorted({pair for cell in known for pair in cell.items()})
    for both in combinations_with_replacement(groups, 2):

        def chosen(cell: Cell, both: tuple[tuple[str, str], ...] = both) -> bool:
            return all(cell[by] == group for by, group in both)

        said = Counter(one for cell, one in zip(asked.cells, asked.said, strict=True) if one and chosen(cell))
        if 0 < said.total() < 11:
            often = [choice for choice in said if said[choice] == max(said.values())]
            ends = [attacker.ends(chosen, choice) for choice in often]
            least = min(2, said.total()) if both[0] == both[1] else 1
            assert max(high - low for low, high in ends) >= least - 1e-5, (both, said, ends)
