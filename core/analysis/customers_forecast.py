"""What the customers there are will buy, and how far such a forecast was off before.

How often they buy and whether they still do is told by the likelier of the BG/NBD and MBG/NBD
model (``core.stats.buying``), what they spend on a purchase by the gamma-gamma model
(``core.stats.spending``). Days are whole numbers; what was bought on one day is one purchase.
Nothing is told of customers who have not come yet. What those do who are new for sure
(``core.stats.watched``) is learnt from them alone, where they are enough: of one who had bought
before the files begin too short a time is seen, and he looks as if he bought oftener than he does.
"""

from dataclasses import dataclass, replace
from math import exp, log
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from core.stats import buying, buying_error, lifetime, spending
from core.stats.buying import LEAST_CUSTOMERS, LEAST_REPEATERS, Fit
from core.stats.buying_error import Worth
from core.stats.priced import lacking
from core.stats.spending import Link, Spending
from core.stats.watched import LEARNT_AFTER, ONE_OF, Watched

Floats = npt.NDArray[np.float64]

LEAST_DAYS: Final = 180
"""Days of order files below which nothing is predicted."""

SURE_FROM: Final = 2
"""It is learnt from new customers alone where they are so many times as many as a forecast takes:
chance in fewer puts it further off than old ones who look new do."""

CONFIDENCE: Final = 0.9
TENTHS: Final = 10

MISSED: Final = (0.81, 0.76, 0.91, 1.09, 1.19)
"""What was forecast over what came, of the last part of five real histories of purchases (CDNOW,
Online Retail twice, apparel, grocery): docs/methods.md. The models know nothing of seasons, nor of
what a shop does differently."""

_OFF: Final = 1.25
"""By so much the mean of the gamma-gamma model may miss what customers spent."""


@dataclass(frozen=True, slots=True)
class Enough:
    """What there is, and what a forecast takes; ``lost`` days lie in between and in no file."""

    customers: int
    repeaters: int
    days: int
    lost: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether all three are there, and hardly a day is missing."""
        return (
            self.customers >= LEAST_CUSTOMERS
            and self.repeaters >= LEAST_REPEATERS
            and self.days >= LEAST_DAYS
            and not self.is_torn
        )

    @property
    def is_torn(self) -> bool:
        """Whether too many days are missing: who bought on them would look as if he had left."""
        return self.lost * ONE_OF > self.days


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the customers told.

    Attributes:
        fit: the likelier of the two models of buying.
        spending: what they spend; None where it cannot be told.
        mean: won of a purchase after the first, the mean over customers: one who bought a hundred
            times says no more of others than one who bought twice.
        scatter: the variance of a purchase over its mean squared.
        link: how often and how much go together; None of fewer than four customers.
        drawn: so many purchases of the mean each customer's own ones are taken together with where
            ``spending`` is None; None where all are taken as alike.
        new: what those told of them who are new for sure; None where they are too few.
    """

    fit: Fit
    spending: Spending | None
    mean: float
    scatter: float
    link: Link | None
    drawn: float | None = None
    new: "Learnt | None" = None


@dataclass(frozen=True, slots=True)
class Sum:
    """What is expected of all, and between which bounds it lies in nine of ten cases."""

    value: float
    low: float
    high: float


def history(visits: pd.DataFrame, until: int) -> pd.DataFrame:
    """What the models are told of each customer.

    Args:
        visits: one row a customer and day, in that order: ``buyer``, ``day`` and ``net`` won.
        until: the last day of which everything is known.

    Returns:
        by the number of the buyer: ``x`` purchases after the first, ``recency`` and ``age`` in
        days, ``later`` won of the purchases after the first, and ``first`` won of that one; NaN
        where one of the amounts is unknown (``unpriced`` of ``visits``).
    """
    kept = visits[visits["day"] <= until]
    buyer, day = kept["buyer"].to_numpy(np.int64), kept["day"].to_numpy(np.int64)
    net = np.where(lacking(kept) > 0, np.nan, kept["net"].to_numpy(np.float64))
    starts = np.flatnonzero(np.diff(buyer, prepend=-1))
    ends = np.append(starts[1:], len(buyer))[: len(starts)]
    after = net.copy()
    after[starts] = 0
    later = np.add.reduceat(after, starts) if len(starts) else net
    return pd.DataFrame(
        {"x": ends - starts - 1.0, "recency": (day[ends - 1] - day[starts]).astype(np.float64),
         "age": (until - day[starts]).astype(np.float64),
         "later": later, "first": net[starts]},
        index=pd.Index(buyer[starts], name="buyer"),
    )  # fmt: skip


def enough(told: pd.DataFrame, watched: Watched) -> Enough:
    """How many customers a history has, and over how many days files reach.

    Who bought again at amounts that are unknown tells nothing of what is spent.
    """
    is_repeater = (told["x"] > 0) & told["later"].notna()
    return Enough(len(told), int(is_repeater.sum()), watched.days, watched.lost)


def marked(told: pd.DataFrame, watched: Watched) -> pd.DataFrame:
    """A history with ``is_new`` where somebody is new for sure; nobody where too few are."""
    is_new = watched.is_sure(watched.until - told["age"].to_numpy())
    new = told[is_new]
    seen = enough(new, Watched(watched.since + LEARNT_AFTER, watched.until, watched.gaps))
    is_told = (
        seen.customers >= SURE_FROM * LEAST_CUSTOMERS
        and seen.repeaters >= SURE_FROM * LEAST_REPEATERS
        and seen.days >= LEAST_DAYS
    )
    return told.assign(is_new=is_new & is_told)


def learn_both(told: pd.DataFrame, mean: float, scatter: float) -> Learnt:
    """What ``learn`` gives of all, and of those who are ``marked`` as new for sure."""
    new = told[told["is_new"]]
    found = learn(told, mean, scatter)
    return found if new.empty else replace(found, new=learn(new, mean, scatter))


def sides(learnt: Learnt, told: pd.DataFrame) -> list[tuple[Learnt, pd.DataFrame, pd.DataFrame]]:
    """The parameters, the customers they hold for, and those they were learnt from.

    Args:
        learnt: what ``learn`` or ``learn_both`` gives.
        told: a history; ``marked`` for the latter.
    """
    if learnt.new is None:
        return [(learnt, told, told)]
    new, old = told[told["is_new"]], told[~told["is_new"]]
    return [(learnt.new, new, new)] + ([] if old.empty else [(learnt, old, told)])


def learn(told: pd.DataFrame, mean: float, scatter: float) -> Learnt:
    """The parameters that make a history likeliest.

    Args:
        told: what ``history`` gives.
        mean: won of a purchase on average, and
        scatter: its variance over its mean squared, where nothing else is known.
    """
    of = buying.customers(told["x"], told["recency"], told["age"])
    fit = buying.likelier(of)
    x, means = spent_later(told)
    # The model knows nothing of purchases that cost nothing.
    is_known = means > 0
    if not is_known.any():
        return Learnt(fit, None, mean, scatter, None)
    usual = float(means[x > 0].mean())
    found = spending.fit(x[is_known], means[is_known])
    seen = float(means[is_known].mean())
    is_told = found.mean is not None and seen / _OFF < found.mean < seen * _OFF
    linked = spending.link(x[is_known], means[is_known], CONFIDENCE)
    drawn = spending.drawn(x[x > 0], means[x > 0], scatter * mean**2)
    return Learnt(fit, found if is_told else None, usual, scatter, linked, drawn)


def each(learnt: Learnt, told: pd.DataFrame, months: int) -> pd.DataFrame:
    """What is expected of each customer within some months.

    Returns:
        by the number of the buyer: ``alive`` (the chance that he is still a customer),
        ``purchases``, ``won``, and ``worth``: the same won, discounted.
    """
    parts = [_each(one, some, months) for one, some, _ in sides(learnt, told)]
    return pd.concat(parts).reindex(told.index)


def _each(learnt: Learnt, told: pd.DataFrame, months: int) -> pd.DataFrame:
    of, at = buying.grouped(told["x"], told["recency"], told["age"])
    spent = per_purchase(learnt, told)
    ahead = months * lifetime.MONTH
    purchases = buying.expected(learnt.fit, of, ahead)[at]
    return pd.DataFrame(
        {"alive": buying.alive(learnt.fit, of)[at], "purchases": purchases,
         "won": purchases * spent,
         "worth": lifetime.discounted(learnt.fit, of, months)[at] * spent},
        index=told.index,
    )  # fmt: skip


def per_purchase(learnt: Learnt, told: pd.DataFrame) -> Floats:
    """What each customer is expected to spend on a purchase, in won."""
    x, means = spent_later(told)
    if learnt.spending is not None:
        return spending.average(learnt.spending, x, means)
    if learnt.drawn is None:
        return np.full(len(told), learnt.mean)
    return np.asarray((learnt.drawn * learnt.mean + x * means) / (learnt.drawn + x))


def totals(
    learnt: Learnt, told: pd.DataFrame, ahead: float, off: tuple[float, float] = (0.0, 0.0)
) -> tuple[Sum, Sum]:
    """Purchases and won expected of all customers within some days, with bounds.

    Args:
        learnt: the parameters.
        told: the history of the customers.
        ahead: days.
        off: the logarithms by which a forecast missed both before; they widen the bounds as one
            standard deviation of what the models do not know of.
    """
    told_of = [_total(*side, ahead) for side in sides(learnt, told)]
    count, unsure, won, error = np.array(told_of).T
    return (
        _between(float(count.sum()), float((unsure**2).sum() ** 0.5), off[0]),
        _between(float(won.sum()), float((error**2).sum() ** 0.5), off[1]),
    )


def _total(
    learnt: Learnt, told: pd.DataFrame, taught: pd.DataFrame, ahead: float
) -> tuple[float, float, float, float]:
    """Purchases and won expected of some customers, each with its standard error."""
    teachers, _ = buying.grouped(taught["x"], taught["recency"], taught["age"])
    of, at = buying.grouped(told["x"], told["recency"], told["age"])
    spent = per_purchase(learnt, told)
    count, unsure = buying_error.spread(learnt.fit, of, ahead, taught=teachers)
    size = len(of.x)
    worth = Worth(
        np.bincount(at, spent, minlength=size).astype(np.float64),
        np.bincount(at, spent**2, minlength=size).astype(np.float64), learnt.scatter,
    )  # fmt: skip
    won, error = buying_error.spread(learnt.fit, of, ahead, worth, teachers)
    if learnt.spending is not None:
        expected = buying.expected(learnt.fit, of, ahead)[at]
        more = lifetime.spending_error(
            learnt.spending, *spent_later(told), expected, spent_later(taught)
        )
        error = (error**2 + more**2) ** 0.5
    return count, unsure, won, error


def _between(value: float, error: float, off: float) -> Sum:
    if value <= 0:
        return Sum(0.0, 0.0, 0.0)
    reach = float(ndtri((1 + CONFIDENCE) / 2)) * ((error / value) ** 2 + off**2) ** 0.5
    return Sum(value, value * exp(-reach), value * exp(reach))


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """A forecast from an earlier day, beside what came of it.

    Attributes:
        cut: the last day it knew of.
        days: how many it told ahead.
        customers: how many had come by then.
        learnt: the parameters it used.
        purchases: what it expected of them, and
        bought: the purchases they made; the same of
        won: and
        spent.
        tenths: one row a tenth of customers, those first of whom most was expected: ``customers``,
            ``purchases`` expected and ``bought``, ``won`` expected and ``spent``.
    """

    cut: int
    days: int
    customers: int
    learnt: Learnt
    purchases: Sum
    bought: int
    won: Sum
    spent: float
    tenths: pd.DataFrame

    @property
    def off(self) -> float:
        """The logarithm by which purchases were missed; 0 where none were made or expected."""
        if self.bought <= 0 or self.purchases.value <= 0:
            return 0.0
        return log(self.bought / self.purchases.value)

    @property
    def off_won(self) -> float:
        """The logarithm by which won were missed."""
        if self.spent <= 0 or self.won.value <= 0:
            return 0.0
        return log(self.spent / self.won.value)


def past(visits: pd.DataFrame, watched: Watched, days: int) -> Past | None:
    """What would have been forecast some days ago, and what came of it.

    Args:
        visits: one row a customer and day, in that order: ``buyer``, ``day`` and ``net`` won.
        watched: the days that are known.
        days: how many days ahead; fewer if that would leave less than half of the files to learn
            from.

    Returns:
        None where too little was known by then, or where too many days are missing of what came,
        or too many amounts.
    """
    until = watched.until
    ahead = min(days, watched.days // 2)
    cut = until - ahead
    told, then = history(visits, cut), Watched(watched.since, cut, watched.gaps)
    if not ahead or not enough(told, then).is_enough or not watched.is_seen(cut + 1, until):
        return None
    told = marked(told, then)
    learnt = learn_both(told, *usual(visits[visits["day"] <= cut]))
    expected = _expected(learnt, told, ahead)
    after = visits[(visits["day"] > cut) & (visits["day"] <= until)]
    if (lacking(after) > 0).sum() * ONE_OF > len(after):
        return None
    place = told.index.get_indexer(pd.Index(after["buyer"]))
    known, size = place >= 0, len(told)
    frame = pd.DataFrame(
        {"purchases": expected["purchases"].to_numpy(),
         "bought": np.bincount(place[known], minlength=size), "won": expected["won"].to_numpy(),
         "spent": np.bincount(place[known], after["net"].to_numpy(np.float64)[known],
                              minlength=size)}
    )  # fmt: skip
    count, won = totals(learnt, told, ahead)
    return Past(cut, ahead, size, learnt, count, int(frame["bought"].sum()), won,
                float(frame["spent"].sum()), _tenths(frame))  # fmt: skip


def _expected(learnt: Learnt, told: pd.DataFrame, ahead: float) -> pd.DataFrame:
    """Purchases and won expected of each within some days."""
    parts = []
    for one, some, _ in sides(learnt, told):
        of, at = buying.grouped(some["x"], some["recency"], some["age"])
        purchases = buying.expected(one.fit, of, ahead)[at]
        won = purchases * per_purchase(one, some)
        parts.append(pd.DataFrame({"purchases": purchases, "won": won}, index=some.index))
    return pd.concat(parts).reindex(told.index)


def missed(own: float | None) -> float:
    """By how much a forecast may miss of what the models do not know, as a logarithm.

    The root of the mean square of what five real histories were missed by, and of the own one.

    Args:
        own: ``Past.off``; None where no forecast could be held against what came.
    """
    misses = [log(one) for one in MISSED] + ([] if own is None else [own])
    return float((sum(one**2 for one in misses) / len(misses)) ** 0.5)


def usual(visits: pd.DataFrame) -> tuple[float, float]:
    """Won of a purchase on average, and its variance over its mean squared; of known amounts."""
    net = visits["net"].to_numpy(np.float64)[lacking(visits) == 0]
    mean = float(net.mean()) if len(net) else 0.0
    return mean, float(net.var() / mean**2) if mean else 0.0


def _tenths(frame: pd.DataFrame) -> pd.DataFrame:
    ordered = frame.iloc[np.argsort(-frame["won"].to_numpy(), kind="stable")]
    which = np.arange(len(ordered)) * TENTHS // max(len(ordered), 1)
    sums = ordered.groupby(which).sum()
    sums.insert(0, "customers", np.bincount(which, minlength=len(sums)))
    return sums


def spent_later(told: pd.DataFrame) -> tuple[Floats, Floats]:
    """Purchases after the first and the mean won of these; 0 purchases of whom it is not known."""
    x, later = told["x"].to_numpy(np.float64), told["later"].to_numpy(np.float64)
    is_known = (x > 0) & np.isfinite(later)
    times: Any = np.where(is_known, x, 0.0)
    return times, np.where(is_known, np.maximum(later, 0.0) / np.where(x > 0, x, 1.0), 0.0)
