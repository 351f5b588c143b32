"""Fictional publications, drawn at random: regions, their associations, ages, and regions by age."""

from collections.abc import Iterator

import numpy as np

from arpent.stats.disclosure import Publication, Relation, Table


def publication(rng: np.random.Generator) -> Publication:
    """Three levels, crossed with ages, and tables that share the sizes of groups; some people gave no age."""
    region_of = np.repeat(np.arange(3), rng.integers(1, 5, 3))
    sizes = rng.choice([0, 2, 4, 9, 15, 40, 120], region_of.size)
    sizes[0] += 30
    association = np.repeat(np.arange(sizes.size), sizes)
    region, count = region_of[association], association.size
    ages = int(rng.integers(2, 4))
    age = rng.choice(ages, count, p=rng.dirichlet(np.full(ages, 0.8)))
    age[rng.random(count) < rng.choice([0, 0.05])] = -1
    names, members = ["tous"], [np.ones(count, dtype=bool)]
    starts = {}
    for kind, codes, values in (("r", region, 3), ("a", association, sizes.size), ("âge ", age, ages)):
        starts[kind] = len(names)
        names += [f"{kind}{value}" for value in range(values)]
        members += [codes == value for value in range(values)]
    relations = [
        Relation(0, tuple(range(starts["r"], starts["r"] + 3))),
        Relation(0, tuple(range(starts["âge "], starts["âge "] + ages))),
    ]
    for place in range(3):
        inside = tuple(int(a) + starts["a"] for a in np.flatnonzero(region_of == place))
        relations.append(Relation(starts["r"] + place, inside))
    if rng.random() < 0.5:
        first = len(names)
        names += [f"r{r}, âge {a}" for r in range(3) for a in range(ages)]
        members += [(region == r) & (age == a) for r in range(3) for a in range(ages)]
        relations += [
            Relation(starts["r"] + r, tuple(first + r * ages + a for a in range(ages))) for r in range(3)
        ]
        relations += [
            Relation(starts["âge "] + a, tuple(first + r * ages + a for r in range(3))) for a in range(ages)
        ]
    return Publication(tuple(names), tuple(relations), tuple(_tables(rng, np.array(members))))


def _tables(rng: np.random.Generator, members: np.ndarray) -> Iterator[Table]:
    yield Table("effectifs", members.sum(axis=1)[:, None], 1)
    for question in range(int(rng.integers(1, 4))):
        codes, count = int(rng.integers(2, 5)), members.shape[1]
        answer = rng.choice(codes, count, p=rng.dirichlet(np.full(codes, 0.6)))
        answer[rng.random(count) < rng.choice([0, 0.05, 0.2])] = codes
        told = np.array([np.bincount(answer[inside], minlength=codes + 1) for inside in members])
        marked = tuple(code == codes - 1 for code in range(codes)) if rng.random() < 0.5 else ()
        yield Table(f"question {question}", told, codes, headline=marked, inside=("effectifs", 0))
