"""The exact test of a two by two table, for small counts."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from core.stats.ab.arms import Arm, Floats

AS_LIKELY: Final = 1 + 1e-7
"""Tables whose likelihoods differ by less count as equally likely, as in R's ``fisher.test``."""

AT_ONCE: Final = 2_000_000
"""So many cells are in memory at a time."""


class Exact(NamedTuple):
    """Probabilities under "no difference", given both margins; 1 where nothing can differ."""

    two_sided: Floats
    greater: Floats
    less: Floats
    mid_p: Floats
    mid_p_likelihood: Floats


def fisher(control: Arm, variant: Arm) -> Exact:
    """How likely chance alone makes a table like this one, given its margins.

    The successes X of the variant are hypergeometric, P(X = k) = C(n_B, k) C(n_A, c - k) / C(N, c)
    with c successes in all (Fisher 1935, *JRSS* 98). ``greater`` is P(X ≥ x), ``less`` P(X ≤ x),
    ``two_sided`` the sum over all tables no more likely. The mid-p values count the observed
    table half (Lancaster 1961, *JASA* 56): ``mid_p`` doubles the smaller tail,
    ``mid_p_likelihood`` takes half of it from ``two_sided``
    (Lydersen, Fagerland and Laake 2009, *Statistics in Medicine* 28, eq. 8). Assumes independent
    trials; the time grows with the number of successes.
    """
    cells = (control.successes, control.trials, variant.successes, variant.trials)
    x_a, n_a, x_b, n_b = np.broadcast_arrays(*cells)
    flat = [each.ravel() for each in (x_a, n_a, x_b, n_b)]
    found = np.concatenate([_tails(*(each[rows] for each in flat)) for rows in _chunks(*flat)], 1)
    return Exact(*found.reshape(len(Exact._fields), *x_a.shape))


def _chunks(x_a: Floats, n_a: Floats, x_b: Floats, n_b: Floats) -> Iterator[slice]:
    """Rows that go into memory together."""
    width = float(np.max(_support(x_a, n_a, x_b, n_b)[1])) + 1
    size = max(1, int(AT_ONCE / width))
    return (slice(start, start + size) for start in range(0, len(x_a), size))


def _support(x_a: Floats, n_a: Floats, x_b: Floats, n_b: Floats) -> tuple[Floats, Floats]:
    """The fewest successes the variant could have, and how many more it could have."""
    both = x_a + x_b
    least = np.maximum(0, both - n_a)
    return least, np.minimum(both, n_b) - least


def _tails(x_a: Floats, n_a: Floats, x_b: Floats, n_b: Floats) -> Floats:
    """The five probabilities of each table, one row for each probability."""
    least, more = _support(x_a, n_a, x_b, n_b)
    steps = np.arange(np.max(more) + 1)
    chance = _probabilities(x_a + x_b, n_a, n_b, steps)
    place = (x_b - least)[:, None]
    seen = np.sum(np.where(steps == place, chance, 0), axis=1)
    above = np.sum(np.where(steps > place, chance, 0), axis=1)
    below = np.sum(np.where(steps < place, chance, 0), axis=1)
    no_more = np.sum(np.where(chance <= seen[:, None] * AS_LIKELY, chance, 0), axis=1)
    smaller = np.minimum(above, below) + seen / 2
    found = (no_more, above + seen, below + seen, 2 * smaller, no_more - seen / 2)
    return np.asarray(np.minimum(np.stack(found), 1))


def _probabilities(both: Floats, n_a: Floats, n_b: Floats, steps: Floats) -> Floats:
    """P(X = least + step) for each table and step, from the ratios of neighbours."""
    least = np.maximum(0, both - n_a)[:, None]
    k = least + steps[:-1]
    c, a, b = both[:, None], n_a[:, None], n_b[:, None]
    up, down = np.maximum((b - k) * (c - k), 0), (k + 1) * (a - c + k + 1)
    with np.errstate(divide="ignore"):
        grown = np.cumsum(np.log(up) - np.log(down), axis=1)
    logs = np.concatenate([np.zeros_like(c), grown], axis=1)
    weights = np.exp(logs - np.max(logs, axis=1, keepdims=True))
    return np.asarray(weights / np.sum(weights, axis=1, keepdims=True))
