"""Keys of records and of cells: the same people give the same key in every table and every release.

A record's key is drawn once from what identifies it and a secret of the network. A cell's key is the sum of the
keys of its people, which adds up over batches and wraps around: it looks drawn at random, and one person more
or less makes another.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.errors import StatsError

type Keys = npt.NDArray[np.uint64]

SECRET = 16
"""Fewest bytes of a secret."""


def record_keys(identifiers: Iterable[str], secret: bytes) -> Keys:
    """(n,) one key a record. Without the `secret` nobody can make them again. Raises StatsError S096 for a short one."""
    if len(secret) < SECRET:
        raise StatsError(
            "S096", f"Secret de {len(secret)} octets : il en faut au moins {SECRET}. Tirez-en un au hasard."
        )
    digests = [blake2b(name.encode(), digest_size=8, key=secret[:64]).digest() for name in identifiers]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def cell_keys(records: Keys, members: Bools, codes: Ints, columns: int) -> Keys:
    """(G, columns): the keys of the cells of a table. `records` (n,) are keys, `members` (G, n) say who is in
    which group, `codes` (n,) in which column each person is; negative for none."""
    found = np.zeros((members.shape[0], columns), dtype=np.uint64)
    for group, inside in enumerate(members & (codes >= 0)):
        np.add.at(found[group], codes[inside], records[inside])
    return found


def uniform(keys: Keys, stream: int) -> Floats:
    """A number of [0, 1[ for each key, another one in each `stream`: what is drawn for one use says nothing of
    another (splitmix64, Steele, Lea & Flood 2014)."""
    mixed = keys + np.uint64(stream * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53)
