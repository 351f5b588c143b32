"""Fictional people one by one, with what they answered: publications whose cells have keys."""

from dataclasses import dataclass

import numpy as np

from arpent.stats.disclosure import Keys, Publication, Relation, Table, cell_keys, record_keys

SECRET = b"a secret of the example network"


@dataclass(frozen=True)
class People:
    """`association` and `answer` (n,): where each person is, in three regions, and which of three answers."""

    association: np.ndarray
    answer: np.ndarray

    @classmethod
    def drawn(cls, rng: np.random.Generator, count: int = 300) -> "People":
        return cls(rng.choice(9, count, p=rng.dirichlet(np.full(9, 1.0))), rng.integers(0, 3, count))

    @property
    def members(self) -> np.ndarray:
        """(13, n): everyone, three regions, nine associations."""
        region = self.association // 3
        groups = [region == place for place in range(3)] + [self.association == place for place in range(9)]
        return np.array([np.ones(self.association.size, dtype=bool), *groups])

    @property
    def publication(self) -> Publication:
        names = ("tous", *(f"r{place}" for place in range(3)), *(f"a{place}" for place in range(9)))
        parts = [Relation(1 + place, tuple(range(4 + 3 * place, 7 + 3 * place))) for place in range(3)]
        told = np.array([np.bincount(self.answer[inside], minlength=3) for inside in self.members])
        sizes = Table("effectifs", told.sum(axis=1, keepdims=True), 1)
        question = Table("question", told, 3, inside=("effectifs", 0))
        return Publication(names, (Relation(0, (1, 2, 3)), *parts), (sizes, question))

    def keys(self, secret: bytes = SECRET) -> list[Keys]:
        records = record_keys([f"person {place}" for place in range(self.answer.size)], secret)
        everyone = np.zeros(self.answer.size, dtype=np.int64)
        return [
            cell_keys(records, self.members, codes, count)
            for codes, count in ((everyone, 1), (self.answer, 3))
        ]
