"""How long it takes to protect and to audit 480 tables at once: 96 items by five breakdowns, with margins.

python -m benchmarks.disclosure
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator

import numpy as np

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure import Publication, Relation, Rules, Table, audit, loss, suppress

REGIONS, ASSOCIATIONS, AGES, GENDERS = 13, 104, 6, 3
LIKERT, SINGLE, MULTIPLE, CHOICES = 40, 8, 8, 6


def people(rng: np.random.Generator, answers: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Region, association, age and gender of each; associations are of very unequal sizes, as they are."""
    region_of = np.sort(
        np.concatenate([np.arange(REGIONS), rng.integers(0, REGIONS, ASSOCIATIONS - REGIONS)])
    )
    sizes = rng.lognormal(0, 0.9, ASSOCIATIONS)
    association = np.sort(rng.choice(ASSOCIATIONS, answers, p=sizes / sizes.sum()))
    age = rng.choice(AGES, answers, p=[0.08, 0.17, 0.22, 0.23, 0.2, 0.1])
    gender = rng.choice(GENDERS, answers, p=[0.52, 0.46, 0.02])
    return region_of[association], association, age, gender


def groups(rng: np.random.Generator, answers: int) -> tuple[list[str], list[Relation], Bools]:
    """Everyone, regions, associations, ages, genders, regions by age: who is in each, and how they lie."""
    region, association, age, gender = people(rng, answers)
    names, members, starts = ["tous"], [np.ones(answers, dtype=bool)], {}
    for kind, codes, count in (
        ("region", region, REGIONS),
        ("association", association, ASSOCIATIONS),
        ("age", age, AGES),
        ("genre", gender, GENDERS),
        ("region-age", region * AGES + age, REGIONS * AGES),
    ):
        starts[kind] = len(names)
        names += [f"{kind} {place}" for place in range(count)]
        members += [codes == place for place in range(count)]
    relations = [
        Relation(0, tuple(range(starts[kind], starts[kind] + count)))
        for kind, count in (("region", REGIONS), ("age", AGES), ("genre", GENDERS))
    ]
    for place in range(REGIONS):
        inside = np.unique(association[region == place]) + starts["association"]
        crossed = range(starts["region-age"] + place * AGES, starts["region-age"] + (place + 1) * AGES)
        relations += [
            Relation(starts["region"] + place, tuple(int(a) for a in inside)),
            Relation(starts["region"] + place, tuple(crossed)),
        ]
    for place in range(AGES):
        crossed = range(starts["region-age"] + place, len(names), AGES)
        relations.append(Relation(starts["age"] + place, tuple(crossed)))
    return names, relations, np.array(members)


def tables(rng: np.random.Generator, members: Bools) -> Iterator[Table]:
    """The sizes of groups, then questions, then the choices of those with several answers."""
    count = members.shape[1]

    def counts(codes: Ints, columns: int) -> Floats:
        return members.astype(np.float64) @ np.eye(columns)[codes]

    yield Table("effectifs", counts(np.zeros(count, int), 1), 1)
    for question in range(LIKERT + SINGLE):
        codes = 5 if question < LIKERT else 4
        answer = rng.choice(codes, count, p=rng.dirichlet(np.full(codes, 2.0)))
        answer[rng.random(count) < 0.05] = codes  # no answer
        marked = tuple(code >= codes - 2 for code in range(codes)) if question < LIKERT else ()
        yield Table(
            f"q{question}", counts(answer, codes + 1), codes, headline=marked, inside=("effectifs", 0)
        )
    for question in range(MULTIPLE):
        silent = rng.random(count) < 0.05
        yield Table(f"m{question}", counts(silent.astype(int), 2), 1, inside=("effectifs", 0))
        for choice in range(CHOICES):
            chosen = rng.random(count) < rng.uniform(0.03, 0.8)
            told = counts(np.where(silent, 2, np.where(chosen, 0, 1)), 3)[:, :2]
            yield Table(f"m{question}/{choice}", told, 2, inside=(f"m{question}", 0))


def publication(answers: int, seed: int = 1) -> Publication:
    rng = np.random.default_rng(seed)
    names, relations, members = groups(rng, answers)
    return Publication(tuple(names), tuple(relations), tuple(tables(rng, members)))


def measure(answers: int, threshold: int) -> dict[str, float]:
    made = publication(answers)
    rules = Rules(threshold, 3 * threshold)
    start = time.process_time(), time.perf_counter()
    found = suppress(made, rules)
    between = time.process_time(), time.perf_counter()
    seen = audit(made, found.shown, rules, respondents=False)
    end = time.process_time(), time.perf_counter()
    inside = audit(made, found.shown, rules)
    own = time.process_time()
    hidden = loss(made, found.shown)
    return {
        "answers": answers,
        "threshold": threshold,
        "lines": int(np.sum([t.counts[:, 0].size for t in made.tables])),
        "suppress": between[0] - start[0],
        "audit": end[0] - between[0],
        "clock": end[1] - start[1],
        "audit, as each respondent too": own - end[0],
        "hidden": hidden.lines / hidden.of_lines,
        "hidden answers": hidden.answers / hidden.of_answers,
        "leaks": len(seen.leaks),
        "leaks to a respondent": len(inside.leaks) - len(seen.leaks),
        "stuck": len(found.stuck),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=2558)
    parser.add_argument("--threshold", type=int, default=11)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.answers, chosen.threshold), indent=1))
