"""What a message brought: which purchases are put down to it, and how many more it made.

A purchase within some days of a message may have come without it. It is put down to the last
message before it, so that no purchase counts twice; how many more there were because of it only
those can tell who got nothing by lot. Both are told apart everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from core.stats.ab.arms import arm
from core.stats.ab.score_intervals import difference_interval
from core.stats.ab.two_proportions import score_z, two_sided
from core.stats.amounts import Takings
from core.stats.proportions import Tally
from core.stats.skewed import Difference, Estimate, mean
from core.terms import Evidence
from core.terms.evidence import evidence_of

Floats = npt.NDArray[np.float64]

LEAST_EXPECTED: Final = 5
"""So many buyers expected on each side, and a difference is spoken of."""

FEW: Final = 10
"""Below so many buyers on a side its bounds are those of a count of purchases."""

LEAST_SENT: Final = 30
"""Below so many sent the share that bought is shown in grey."""

_LEAST_BUYERS: Final = 2
"""Of fewer on both sides together nobody knows how purchases scatter."""


@dataclass(frozen=True, slots=True)
class Lift:
    """What those who got a message bought more than those who by lot got none.

    Attributes:
        written: how many of those on the list who were to get it bought, of how many.
        left: the same of those left out.
        rate: by how much the shares differ,
        rate_bounds: between which bounds (Miettinen and Nurminen 1985, 95 %).
        p: how often chance alone would tell the shares so far apart.
        won: what it brought in all: the difference of a person times those who were to get it;
            None where nobody bought on either side.
        won_bounds: between which bounds, 95 %; None likewise.
        money: the same by person, to ask how sure other bounds are.
        evidence: how sure it is that the shares differ.
    """

    written: Tally
    left: Tally
    rate: float
    rate_bounds: tuple[float, float]
    p: float
    money: Difference | None
    evidence: Evidence

    @property
    def is_enough(self) -> bool:
        """Whether so many buyers were to be expected on each side that it may be spoken of."""
        return _is_enough(self.written, self.left)

    @property
    def won(self) -> float | None:
        """What the message brought in all."""
        return None if self.money is None else self.money.value * self.written.trials

    @property
    def won_bounds(self) -> tuple[float, float] | None:
        """Between which bounds that lies, nineteen times of twenty."""
        if self.money is None:
            return None
        low, high = self.money.interval()
        return low * self.written.trials, high * self.written.trials


@dataclass(frozen=True, slots=True)
class Gain:
    """What all messages of a scenario brought together, beside what they cost.

    Attributes:
        won: the sum of what each brought more,
        bounds: between which bounds, 95 %.
        cost: what was spent on them.
        needed: what they have to bring for that to be back.
        p: how often chance alone would bring so much more or less than that; None where nothing
            scatters.
        evidence: how sure it is on which side of it the truth lies.
    """

    won: float
    bounds: tuple[float, float]
    cost: float
    needed: float
    p: float | None
    evidence: Evidence

    @property
    def pays(self) -> bool:
        """Whether it brought more than was needed."""
        return self.won > self.needed


@dataclass(frozen=True, slots=True)
class _Few(Estimate):
    """The mean of a side on which few bought: what they brought is a count of purchases."""

    takings: Takings | None = None

    def between(self, side: float) -> tuple[float, float]:
        """The bounds beyond each of which the truth lies so rarely."""
        if self.takings is None:  # pragma: no cover  (it always has)
            return self.value, self.value
        low, high = self.takings.interval(1 - 2 * side)
        # Nobody buys more than once among the buyers: a share scatters less than a count.
        tight = sqrt(1 - self.takings.orders / self.cases)
        below = max(0.0, self.value - low / self.cases) * tight
        return self.value - below, self.value + max(0.0, high / self.cases - self.value) * tight


def credit(contacts: pd.DataFrame, purchases: pd.DataFrame) -> pd.DataFrame:
    """Which purchase is put down to which message: to the last one before it.

    Args:
        contacts: one row for each message to each person: ``send``, ``letter``, ``buyer``, ``at``
            and ``until`` (seconds): from when and until before when his purchases count.
        purchases: one row an order: ``order``, ``buyer``, ``at`` (seconds) and ``net`` won.

    Returns:
        ``send``, ``letter``, ``buyer``, ``order``, ``credit`` and ``won``. The credits of an order
        sum to 1 and its won to what it brought. It is divided only where two messages went out at
        the same moment; the won that are left over go to the first of them.
    """
    pairs = contacts.merge(purchases, on="buyer", suffixes=("", "_bought"))
    within = (pairs["at_bought"] >= pairs["at"]) & (pairs["at_bought"] < pairs["until"])
    pairs = pairs[within]
    last = pairs.groupby("order")["at"].transform("max")
    told = pairs[pairs["at"] == last].drop_duplicates(["order", "send"])
    told = told.sort_values(["order", "send"], ignore_index=True)
    parts = told.groupby("order")["send"].transform("size").to_numpy(np.int64)
    place = told.groupby("order").cumcount().to_numpy(np.int64)
    net = told["net"].to_numpy(np.int64)
    size = np.abs(net)
    won = np.sign(net) * (size // np.maximum(parts, 1) + (place < size % np.maximum(parts, 1)))
    return told[["send", "letter", "buyer", "order"]].assign(
        credit=1 / np.maximum(parts, 1), won=won
    )


def lift(written: Floats, left: Floats) -> Lift | None:
    """What a message brought more than nothing, from what each person spent in its days.

    Args:
        written: won that each of those spent who were to get it, also where it did not arrive.
        left: the same of those who were left out by lot.

    Returns:
        None where one side has nobody.
    """
    if not len(written) or not len(left):
        return None
    one, other = (Tally(int((side > 0).sum()), len(side)) for side in (written, left))
    treated, control = arm(one.successes, one.trials), arm(other.successes, other.trials)
    p = float(two_sided(score_z(control, treated)))
    low, high = difference_interval(control, treated)
    return Lift(
        one, other, float(treated.rate - control.rate), (float(low), float(high)), p,
        _money(written, left), evidence_of(1 - p, enough=_is_enough(one, other)),
    )  # fmt: skip


def gain(parts: Sequence[Lift], cost: float, margin_percent: int | None) -> Gain | None:
    """What several messages brought together, and whether it was more than they cost.

    Every list was divided by a lot of its own, so what they brought scatters on its own.

    Args:
        parts: what each brought.
        cost: won spent on all of them.
        margin_percent: what is left of 100 won; None counts the whole of it.

    Returns:
        None where one of them cannot be told.
    """
    if not parts or any(one.money is None for one in parts) or margin_percent == 0:
        return None
    needed = cost * 100 / (margin_percent or 100)
    won = sum(one.won or 0.0 for one in parts)
    p = _p(parts, needed)
    enough = all(one.is_enough for one in parts)
    sure = Evidence.EARLY if p is None else evidence_of(1 - p, enough=enough)
    return Gain(won, _between(parts, 0.025), cost, needed, p, sure)


@dataclass(frozen=True, slots=True)
class Together:
    """How many more bought over several messages, each held against its own left out.

    Attributes:
        written: those who were to get one, of all messages,
        left: and those left out.
        rate: the mean difference of the shares, each message by how many were to get it.
        bounds: between which bounds, 95 %.
    """

    written: Tally
    left: Tally
    rate: float
    bounds: tuple[float, float]

    @property
    def is_known(self) -> bool:
        """Whether the bounds leave no difference out, and enough were expected to buy."""
        low, high = self.bounds
        return _is_enough(self.written, self.left) and not low <= 0 <= high


def together(parts: Sequence[Lift]) -> Together | None:
    """How many more bought over several messages; None of none.

    Adding up the sides first would mix lists of which different parts were left out.
    """
    if not parts:
        return None
    people = sum(one.written.trials for one in parts)
    weights = [one.written.trials / people for one in parts]
    rate = sum(part * one.rate for part, one in zip(weights, parts, strict=True))
    told = list(zip(weights, parts, strict=True))
    below = hypot(*(part * (one.rate - one.rate_bounds[0]) for part, one in told))
    above = hypot(*(part * (one.rate_bounds[1] - one.rate) for part, one in told))
    sides = [sum(some, Tally(0, 0)) for some in (
        [one.written for one in parts], [one.left for one in parts]
    )]  # fmt: skip
    return Together(sides[0], sides[1], rate, (rate - below, rate + above))


def needed_left_out(rate: float, more: float, share: float) -> int | None:
    """How many have to be on a list for a difference to be seen four times of five.

    The normal approximation for two shares (Fleiss 1981, 3.14), with unequal sides.

    Args:
        rate: how many buy without a message, 0 to 1.
        more: by how much more.
        share: of the list that is left out, 0 to 1.

    Returns:
        None where no list would do.
    """
    other = rate + more
    if not (0 < share < 1 and 0 <= rate < other <= 1):
        return None
    pooled = (1 - share) * other + share * rate
    apart = float(ndtri(0.975)) * sqrt(pooled * (1 - pooled) / (share * (1 - share)))
    apart += float(ndtri(0.8)) * sqrt(rate * (1 - rate) / share + other * (1 - other) / (1 - share))
    return ceil((apart / more) ** 2)


def _money(written: Floats, left: Floats) -> Difference | None:
    buyers = np.concatenate([written[written > 0], left[left > 0]])
    if len(buyers) < _LEAST_BUYERS:
        return None
    each = float(buyers.mean())
    spread = float(buyers.var(ddof=1)) / each**2
    return Difference(_side(written, each, spread), _side(left, each, spread))


def _side(spent: Floats, each: float, spread: float) -> Estimate:
    """What a person of a side spends; what one purchase scatters is that of both sides."""
    buyers = int((spent > 0).sum())
    found = mean(spent) if buyers >= FEW else None
    if found is not None:
        return found
    takings = Takings(float(spent[spent > 0].sum()), float(buyers), each, spread)
    return _Few(float(spent.mean()), each, len(spent), 0.0, takings)


def _is_enough(one: Tally, other: Tally) -> bool:
    both = one + other
    least = min(one.trials, other.trials) / both.trials
    return least * both.successes >= LEAST_EXPECTED


def _between(parts: Sequence[Lift], side: float) -> tuple[float, float]:
    """The bounds of a sum, by the square-and-add rule (Zou and Donner 2008)."""
    middle, below, above = 0.0, 0.0, 0.0
    for one in parts:
        if one.money is None:  # pragma: no cover  (``gain`` has asked)
            continue
        people = one.written.trials
        low, high = one.money.between(side)
        middle += one.money.value * people
        below = hypot(below, (one.money.value - low) * people)
        above = hypot(above, (high - one.money.value) * people)
    return middle - below, middle + above


_HALVINGS: Final = 40


def _p(parts: Sequence[Lift], needed: float) -> float | None:
    """One minus the confidence at which the bounds begin to hold what is needed."""
    if not any(one.money and (one.money.one.error or one.money.other.error) for one in parts):
        return None
    few, many = 0.0, 0.5
    for _time in range(_HALVINGS):
        middle = (few + many) / 2
        low, high = _between(parts, max(middle, 1e-12))
        few, many = (middle, many) if low <= needed <= high else (few, middle)
    return min(1.0, 2 * many)
