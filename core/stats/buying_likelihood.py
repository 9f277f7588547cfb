"""How likely it is what customers did, by the four parameters of ``core.stats.buying``.

What depends on one of the three numbers of a customer alone is worked out once for each value it
takes: among a million customers there are a few hundred of each.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import digamma, expit, gammaln

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Customers, told by the place of each of their numbers among all values it takes.

    ``x``, ``recency`` and ``age`` are the values; ``x_at``, ``recency_at`` and ``age_at`` the
    places, one element a customer, who counts ``weight`` times.
    """

    x: Floats
    recency: Floats
    age: Floats
    x_at: Places
    recency_at: Places
    age_at: Places
    weight: Floats

    @property
    def each_x(self) -> Floats:
        """The purchases of each customer."""
        return self.x[self.x_at]

    def scaled(self, times: float) -> "Table":
        """The same customers in another unit of time."""
        return Table(
            self.x, self.recency * times, self.age * times,
            self.x_at, self.recency_at, self.age_at, self.weight,
        )  # fmt: skip


def table(x: Floats, recency: Floats, age: Floats, weight: Floats) -> Table:
    """The table of some columns."""
    xs, x_at = np.unique(x, return_inverse=True)
    recencies, recency_at = np.unique(recency, return_inverse=True)
    ages, age_at = np.unique(age, return_inverse=True)
    return Table(xs, recencies, ages, x_at, recency_at, age_at, weight)


def odds(of: Table, at: Floats, more: int) -> Floats:
    """Logarithm of how much likelier it is that each left after the last purchase than not.

    Args:
        of: customers.
        at: r, alpha, a and b.
        more: how many chances to leave precede the first repeat purchase.
    """
    r, alpha, a, b = at
    chances = of.x + more
    rank = np.where(chances > 0, b + chances - 1, 1)
    first = np.where(chances > 0, np.log(a) - np.log(rank), -np.inf)
    silent = np.log(alpha + of.age)[of.age_at] - np.log(alpha + of.recency)[of.recency_at]
    return np.asarray(first[of.x_at] + (r + of.each_x) * silent)


def likelihood(of: Table, at: Floats, more: int) -> tuple[float, Floats]:
    """The logarithm of the likelihood, and its derivatives by the four parameters."""
    r, alpha, a, b = at
    chances, ages, lasts = of.x + more, alpha + of.age, alpha + of.recency
    turn = odds(of, at, more)
    left = expit(turn) * of.weight
    by_x, by_age = (np.bincount(one, of.weight) for one in (of.x_at, of.age_at))
    shape = np.bincount(of.age_at, of.weight * (r + of.each_x))
    value = (by_x * (
        gammaln(r + of.x) - gammaln(r) + r * np.log(alpha)
        + gammaln(a + b) + gammaln(b + chances) - gammaln(b) - gammaln(a + b + chances)
    )).sum() - (shape * np.log(ages)).sum() + (np.logaddexp(0, turn) * of.weight).sum()  # fmt: skip
    silent = np.log(ages)[of.age_at] - np.log(lasts)[of.recency_at]
    rates = (1 / ages)[of.age_at] - (1 / lasts)[of.recency_at]
    rank = np.where(chances > 0, b + chances - 1, 1)
    whole = digamma(a + b) - digamma(a + b + chances)
    # Sums of products instead of products of vectors, for which the linear algebra library would
    # start threads: with another program beside them these take ten times as long.
    slopes = (
        (by_x * (digamma(r + of.x) - digamma(r) + np.log(alpha))).sum()
        - (by_age * np.log(ages)).sum() + (left * silent).sum(),
        of.weight.sum() * r / alpha - (shape / ages).sum()
        + (left * (r + of.each_x) * rates).sum(),
        (by_x * whole).sum() + left.sum() / a,
        (by_x * (whole + digamma(b + chances) - digamma(b))).sum()
        - (left * (1 / rank)[of.x_at]).sum(),
    )  # fmt: skip
    return float(value), np.array([float(one) for one in slopes])
