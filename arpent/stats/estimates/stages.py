"""What each stage of drawing brings to the covariance of scores: clusters in strata, then persons in clusters."""

import numpy as np
import scipy

from arpent.stats.columns import Floats, Ints
from arpent.stats.estimates.variance import Drawn, check_lonely
from arpent.stats.grouped import Grouped
from arpent.stats.samples.design import Lonely


def by_cluster(z: Floats, at: Ints, clusters: int) -> Floats:
    """(I, C, Q) from (I, U, Q)."""
    return np.ascontiguousarray(Grouped.by(at, clusters).total(z.transpose(1, 0, 2)).transpose(1, 0, 2))


def between(totals: Floats, held: Ints, drawn: Drawn) -> Floats:
    """Σ_h (1 − f_h) n_h/(n_h − 1) Σ (z − z̄)(z − z̄)ᵀ over the clusters that answered, one table after the other:
    each fits the processor's cache."""
    found = np.zeros((totals.shape[0], totals.shape[2], totals.shape[2]))
    if not drawn.any_drawn:
        return found
    stratum, strata = drawn.design.strata[held], drawn.clusters.size
    n, free = drawn.clusters[stratum], 1 - drawn.first[stratum]
    check_lonely(n, stratum, drawn.design.lonely, drawn.first < 1)
    share = np.where(n > 1, 1 / n, 0)
    mean = scipy.sparse.csr_array((share, (stratum, np.arange(held.size))), shape=(strata, held.size))
    alone = 1.0 if drawn.design.lonely is Lonely.CENTRE else 0.0
    root = np.sqrt(free * np.where(n > 1, n / np.maximum(n - 1, 1), alone))[:, None]
    for place, each in enumerate(totals):
        centred = (each - (mean @ each)[stratum]) * root
        found[place] = centred.T @ centred
    return found


def unseen(valid: Ints, asked: Ints, drawn: Drawn) -> Floats:
    """(I, P): the fraction of clusters, times the fraction of persons that was not seen."""
    answering = np.divide(valid, asked, out=np.ones(valid.shape), where=valid > 0)
    found = drawn.first[drawn.design.strata] * (1 - drawn.second * answering)
    return np.asarray(np.where(drawn.persons > 0, found, 0))


def inside(share: Floats, held: Ints, drawn: Drawn) -> tuple[Floats, Floats]:
    """(I, C) twice: what the squared scores of the persons of a cluster count for, and the square of their total."""
    persons = drawn.persons[held]
    alone = 1.0 if drawn.design.lonely is Lonely.CENTRE else 0.0
    matters = (drawn.second < 1) & (drawn.first[drawn.design.strata] > 0)
    check_lonely(persons, held, drawn.design.lonely, matters)
    scale = share * np.where(persons > 1, persons / np.maximum(persons - 1, 1), alone)
    return scale, np.where(persons > 1, scale / persons, 0)
