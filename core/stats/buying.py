"""How often customers buy again, and whether they still do: the BG/NBD and the MBG/NBD model.

As long as somebody is a customer he buys at random at a rate of his own, gamma distributed among
customers (shape r, rate alpha). After each purchase he leaves with a probability of his own, beta
distributed (a, b). In the BG/NBD (Fader, Hardie and Lee 2005, Marketing Science 24:275) nobody
leaves after the first purchase, so that everybody who bought once is called a customer for ever;
in the MBG/NBD (Batislam, Denizel and Filiztekin 2007, Int. J. of Research in Marketing 24:201) the
first purchase may be the last.

A customer is told by three numbers: ``x`` purchases after the first one, ``recency`` from the first
to the last one, and ``age`` from the first one to now, in any unit of time. Purchases of a day are
one. Customers alike in all three may be given as one row with a weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, hyp2f1

from core.stats.buying_likelihood import Table, likelihood, odds, table

Floats = npt.NDArray[np.float64]

LEAST_CUSTOMERS: Final = 200
LEAST_REPEATERS: Final = 40
"""Below so many customers, or so many who bought again, nothing is predicted: in samples of 50 real
customers the total is missed by half, and 4 of 10 fits are degenerate."""

_SCALE: Final = 10.0
"""The longest age while the parameters are looked for."""
_STARTS: Final = ((1.0, 1.0, 1.0, 1.0), (0.3, 4.0, 0.8, 2.5))
_BOUNDS: Final = ((-9.0, 8.0), (-9.0, 12.0), (-9.0, 8.0), (-9.0, 8.0))
"""Of the logarithms of r, alpha, a and b. Where nobody leaves, or all buy at one rate, the last two
or the first two rise without end, and nothing else changes."""
_CLOSE: Final = 1e-13
"""Gain in the logarithm of the likelihood, for each customer, that is not worth another step."""

_MANY: Final = 20_000
"""With more different customers than this the parameters are looked for on a part first."""

_FROM_ONE: Final = 1e-6
_NOBODY: Final = 1e-5
"""Of whom fewer leave after a purchase, nobody does."""


class Model(IntEnum):
    """Which model; the number is how many chances to leave precede the first repeat purchase."""

    BG_NBD = 0
    MBG_NBD = 1


@dataclass(frozen=True, slots=True, eq=False)
class Customers:
    """What is known of customers, one element each.

    Attributes:
        x: purchases after the first one.
        recency: time from the first to the last purchase; 0 where ``x`` is 0.
        age: time from the first purchase to now.
        weight: how many customers an element stands for.

    Raises:
        ValueError: a number is negative, a last purchase lies after now, or lengths differ.
    """

    x: Floats
    recency: Floats
    age: Floats
    weight: Floats

    def __post_init__(self) -> None:
        """Refuse the impossible."""
        sizes = {len(one) for one in (self.x, self.recency, self.age, self.weight)}
        if len(sizes) != 1:
            msg = f"columns of different lengths: {sorted(sizes)}"
            raise ValueError(msg)
        is_wrong = (self.x < 0) | (self.recency < 0) | (self.recency > self.age)
        is_wrong |= (self.weight < 0) | ((self.x == 0) != (self.recency == 0))
        if is_wrong.any():
            msg = f"{int(is_wrong.sum())} customers bought before their first purchase or after now"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Fit:
    """The parameters that make what customers did likeliest.

    Attributes:
        model: which model.
        r: shape of the rate of purchases,
        alpha: and its rate, in units of time.
        a: first shape of the chance to leave,
        b: and the second one.
        log_likelihood: how likely what they did is.
    """

    model: Model
    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    @property
    def is_degenerate(self) -> bool:
        """Whether the data do not tell the parameters: nobody is seen to leave, or all alike."""
        return self.a < 0.01 or self.a > 50 or self.b > 200 or self.r > 50  # noqa: PLR2004

    @property
    def leaves(self) -> float:
        """The chance that a customer of whom nothing is known leaves after a purchase."""
        return self.a / (self.a + self.b)


def customers(
    x: npt.ArrayLike,
    recency: npt.ArrayLike,
    age: npt.ArrayLike,
    weight: npt.ArrayLike | None = None,
) -> Customers:
    """The customers of some columns; those alike in all three become one element."""
    return grouped(x, recency, age, weight)[0]


def grouped(
    x: npt.ArrayLike,
    recency: npt.ArrayLike,
    age: npt.ArrayLike,
    weight: npt.ArrayLike | None = None,
) -> tuple[Customers, npt.NDArray[np.intp]]:
    """The same, and of each row the place of the element that stands for it."""
    rows = np.stack([np.asarray(one, dtype=np.float64) for one in (x, recency, age)], axis=1)
    each = np.ones(len(rows)) if weight is None else np.asarray(weight, dtype=np.float64)
    order = np.lexsort(rows.T)
    rows, each = rows[order], each[order]
    is_new = np.append(True, (rows[1:] != rows[:-1]).any(axis=1))[: len(rows)]
    starts = np.flatnonzero(is_new)
    sums = np.add.reduceat(each, starts) if len(starts) else each
    kept, places = rows[starts], np.empty(len(rows), dtype=np.intp)
    places[order] = np.cumsum(is_new) - 1
    return Customers(kept[:, 0], kept[:, 1], kept[:, 2], sums), places


def fit(of: Customers, model: Model = Model.MBG_NBD) -> Fit:
    """The parameters by maximum likelihood.

    From two starting points, with the analytic gradient, in the logarithms of the parameters and
    with time scaled so that the longest age is 10.

    Raises:
        ValueError: there is nobody, or nobody has any age.
    """
    longest = float(of.age.max(initial=0.0))
    if not of.weight.sum() or not longest:
        msg = "there are no customers to learn from"
        raise ValueError(msg)
    scale = _SCALE / longest
    whole = _table(of).scaled(scale)
    starts: Sequence[Floats] = [np.log(one) for one in _STARTS]
    if len(of.x) > _MANY:
        # Where the parameters lie is found on a part of the customers, and then improved.
        starts = [_climb(_table(_part(of)).scaled(scale), starts, model)[0]]
    at, height = _climb(whole, starts, model)
    r, alpha, a, b = np.exp(at)
    # A density per unit of time for each repeat purchase.
    value = height + float((of.x * of.weight).sum() * np.log(scale))
    return Fit(model, float(r), float(alpha / scale), float(a), float(b), value)


def likelier(of: Customers) -> Fit:
    """The parameters of the likelier of the two models.

    Of many customers which one that is is told by a part of them.

    Raises:
        ValueError: there is nobody, or nobody has any age.
    """
    if len(of.x) <= _MANY:
        return max((fit(of, model) for model in Model), key=lambda one: one.log_likelihood)
    return fit(of, likelier(_part(of)).model)


def _part(of: Customers) -> Customers:
    """Some of all kinds of customers: they are in the order of their numbers."""
    some = slice(None, None, len(of.x) // _MANY + 1)
    return Customers(of.x[some], of.recency[some], of.age[some], of.weight[some])


def _climb(of: Table, starts: Sequence[Floats], model: Model) -> tuple[Floats, float]:
    """The logarithms of the likeliest parameters from some starting points, and how likely."""
    people = float(of.weight.sum())

    def wanted(at: Floats) -> tuple[float, Floats]:
        value, slope = likelihood(of, np.exp(at), int(model))
        return -value / people, -slope * np.exp(at) / people

    # L-BFGS-B finds the same, and takes ten times as long where its linear algebra library, for
    # vectors of four numbers, waits for threads that other programs keep busy.
    found = [
        minimize(wanted, start, jac=True, method="SLSQP", bounds=_BOUNDS,
                 options={"ftol": _CLOSE, "maxiter": 500})
        for start in starts
    ]  # fmt: skip
    best = min(found, key=lambda one: float(one.fun))
    return np.asarray(best.x), -float(best.fun) * people


def log_likelihood(of: Customers, told: Fit) -> float:
    """How likely what customers did is under some parameters."""
    return _likelihood(of, _at(told), told.model)[0]


def alive(told: Fit, of: Customers) -> Floats:
    """The chance that each is still a customer (Fader, Hardie and Lee 2008; Batislam et al. 2007).

    Being gone is known only from silence: long silence after frequent purchases.
    """
    return np.asarray(expit(-odds(_table(of), _at(told), int(told.model))))


def expected(told: Fit, of: Customers, ahead: float) -> Floats:
    """How many purchases each is expected to make within so much time from now.

    Fader, Hardie and Lee (2005), equation 10; the same of the MBG/NBD.

    Raises:
        ValueError: the time ahead is negative.
    """
    if ahead < 0:
        msg = f"{ahead} lies in the past"
        raise ValueError(msg)
    r, alpha, b = told.r, told.alpha, told.b
    if told.leaves < _NOBODY:
        # Nobody leaves; the formula would take the difference of two numbers that are the same.
        return np.asarray((r + of.x) / (alpha + of.age) * ahead)
    # At one the formula is 0 / 0, and smooth around it.
    a = told.a if abs(told.a - 1) > _FROM_ONE else 1 + _FROM_ONE
    more = int(told.model)
    # The series is what takes long, and when somebody bought last is no part of it.
    x, age, at = _alike(of)
    whole = a + b + x - 1 + more
    until = alpha + age + ahead
    series = hyp2f1(r + x, b + x + more, whole, ahead / until)
    left = 1 - ((alpha + age) / until) ** (r + x) * series
    return np.asarray(np.maximum((whole / (a - 1) * left)[at] * alive(told, of), 0.0))


@lru_cache(maxsize=2)
def _alike(of: Customers) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """The different pairs of ``x`` and ``age``, and of which pair each is."""
    pairs, at = np.unique(of.x + 1j * of.age, return_inverse=True)
    return pairs.real.copy(), pairs.imag.copy(), at


def newcomers(told: Fit, ahead: float) -> float:
    """How many purchases after the first a new customer is expected to make within a time."""
    nobody = np.zeros(1)
    return float(expected(told, Customers(nobody, nobody, nobody, nobody + 1), ahead)[0])


def slope(of: Customers, at: Floats, model: Model) -> Floats:
    """The derivatives of the logarithm of the likelihood by r, alpha, a and b."""
    return _likelihood(of, at, model)[1]


def _table(of: Customers) -> Table:
    return table(of.x, of.recency, of.age, of.weight)


def _at(told: Fit) -> Floats:
    return np.array([told.r, told.alpha, told.a, told.b])


def _likelihood(of: Customers, at: Floats, model: Model) -> tuple[float, Floats]:
    """The logarithm of the likelihood, and its derivatives by the four parameters."""
    return likelihood(_table(of), at, int(model))
