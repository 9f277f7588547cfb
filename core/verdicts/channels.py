"""What follows from the cost of channels: more money, the same, less, or nobody knows yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final

from core.analysis.channels import Spend
from core.terms import AdPlatform, Evidence, Period, evidence_of
from core.verdicts.facts import DAYS_PER_MONTH, LEAST_EVENTS, STALE_AFTER

HEADROOM: Final = 1.5
"""Only what surely brings back so many times the break-even is worth more money: each further won
brings back less than those before."""

VAT: Final = 1.1
"""What the cost would be with value added tax."""


class Call(StrEnum):
    """What to do with the money of a channel."""

    MORE = "more"
    KEEP = "keep"
    LESS = "less"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why nothing can be said, or what it rests on."""

    ABOVE = "above"
    FAR_ABOVE = "far_above"
    BELOW = "below"
    BELOW_COST = "below_cost"
    BELOW_OWN = "below_own"
    CROSSES = "crosses"
    FEW_ORDERS = "few_orders"
    NO_MARGIN = "no_margin"
    NO_SALES = "no_sales"


class SalesFrom(StrEnum):
    """Who counted what a channel sold."""

    CHANNEL = "channel"
    PLATFORM = "platform"


class CostFrom(StrEnum):
    """Where the cost of a channel is from."""

    REPORT = "report"
    TYPED = "typed"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Outlay:
    """What a channel or an advertising platform cost within some days, and what it brought.

    ``names`` are the channels it was spent for, none where only the platform is known. ``spend``
    is None where nobody knows what it brought, ``with_vat`` where nobody knows whether the tax is
    in the cost.
    """

    names: tuple[str, ...]
    platform: AdPlatform | None
    cost: int
    days: int
    cost_from: CostFrom
    with_vat: bool | None
    spend: Spend | None
    sales_from: SalesFrom | None
    least: float | None = None
    """Won that the seller wants back for each won; None where the break-even decides."""

    @property
    def key(self) -> str:
        """Names it among the others."""
        return f"{self.platform}" if self.platform else self.names[0]

    def monthly(self, won: float) -> int:
        """Won of its days as won of thirty days."""
        return round(won / max(self.days, 1) * DAYS_PER_MONTH)


@dataclass(frozen=True, slots=True)
class Judged:
    """An outlay, what to do with it, how sure that is, and why."""

    outlay: Outlay
    call: Call
    level: Evidence
    why: Why
    money_month: int = 0
    probability: float | None = None

    @property
    def weight(self) -> float:
        """What it is worth to know: won a month times how sure it is."""
        return self.money_month * (self.probability or 0.0)


@dataclass(frozen=True, slots=True)
class Inflow:
    """A channel whose visits can be judged: how often others end in an order is ``usual``.

    ``p`` is the chance that a channel like the others brings so few orders, ``is_poor`` says
    whether its rate is surely less than half of theirs.
    """

    name: str
    platform: AdPlatform | None
    visits: int
    payments: int
    usual: float
    p: float
    is_poor: bool
    period: Period

    @property
    def missing(self) -> float:
        """The orders that as many visits by the others bring more."""
        return self.visits * self.usual - self.payments


@dataclass(frozen=True, slots=True)
class Poor:
    """A channel whose visits rarely end in an order, and how sure that is."""

    inflow: Inflow
    level: Evidence
    probability: float


def break_even(margin_percent: int | None) -> float | None:
    """Won that have to come back for each won spent; None as long as the margin is unknown."""
    return 100 / margin_percent if margin_percent else None


def questions(
    outlays: Sequence[Outlay], even: float | None, inflows: Sequence[Inflow] = ()
) -> dict[str, float | None]:
    """The p-values of everything that is asked about channels.

    Of each outlay that it just breaks even; without a margin, that the cost comes back. Of each
    channel that its visits end in an order as often as those of the others.
    """
    spent = {
        f"spend.{one.key}": one.spend.p(_asked(one, one.spend, even))
        for one in outlays
        if one.spend is not None
    }
    return {**spent, **{f"inflow.{one.name}": one.p for one in inflows}}


def sureness(inflow: Inflow, chance: float) -> Evidence:
    """How sure it is that the visits by a channel end in an order less often."""
    return evidence_of(chance, enough=inflow.visits * inflow.usual >= LEAST_EVENTS)


def poor_inflows(inflows: Sequence[Inflow], found: Mapping[str, float]) -> list[Poor]:
    """The channels that are surely poor, or seem so, the one that lacks most orders first."""
    told = [
        Poor(one, sureness(one, chance), chance)
        for one in inflows
        if one.is_poor and (chance := found.get(f"inflow.{one.name}")) is not None
    ]
    return sorted((one for one in told if one.level in _SAID), key=lambda one: -one.inflow.missing)


def _bar(outlay: Outlay, even: float | None) -> float:
    """Below which return a channel is worth less money: the seller's own least, else break-even."""
    return outlay.least or even or 1.0


def _asked(outlay: Outlay, spend: Spend, even: float | None) -> float:
    """The return a channel is held against: from above the one that is worth more money."""
    low = _bar(outlay, even)
    return low if spend.roas < low else max(low, even or 1.0)


def judge(outlay: Outlay, even: float | None, found: Mapping[str, float]) -> Judged:
    """What to do about an outlay.

    Args:
        outlay: what was spent and what came of it.
        even: won that have to come back for each won; None if the margin is unknown.
        found: how probable each finding of the day is, allowing for all of them.
    """
    chance = found.get(f"spend.{outlay.key}")
    if outlay.spend is None or chance is None:
        return Judged(outlay, Call.UNKNOWN, Evidence.NO_DATA, Why.NO_SALES)
    low, high = outlay.spend.roas_bounds
    if high < _bar(outlay, even):
        return _too_low(outlay, outlay.spend, even, chance)
    few = outlay.spend.orders < LEAST_EVENTS
    if few or even is None:
        why = Why.FEW_ORDERS if few else Why.NO_MARGIN
        return Judged(outlay, Call.UNKNOWN, Evidence.EARLY, why)
    return _high_enough(outlay, low, even, chance)


def _too_low(outlay: Outlay, spend: Spend, even: float | None, chance: float) -> Judged:
    """It surely does not pay, if there was money enough for some orders to come of it."""
    bar = _bar(outlay, even)
    enough = spend.wanted(bar) >= LEAST_EVENTS
    level = evidence_of(chance, enough=enough)
    if level not in _SAID:
        return Judged(outlay, Call.UNKNOWN, level, Why.CROSSES if enough else Why.FEW_ORDERS)
    lost = spend.cost - spend.won / bar
    why = Why.BELOW if even else Why.BELOW_COST
    why = Why.BELOW_OWN if outlay.least else why
    return Judged(outlay, Call.LESS, level, why, outlay.monthly(lost), chance)


def _high_enough(outlay: Outlay, low: float, even: float, chance: float) -> Judged:
    # Where nobody knows of the tax it must pay with the tax as well.
    low = low if outlay.with_vat else low / VAT
    level = evidence_of(chance, enough=True)
    bar = max(even, outlay.least or 0.0)
    if low <= bar or level not in _SAID:
        return Judged(outlay, Call.UNKNOWN, Evidence.EARLY, Why.CROSSES)
    won = outlay.spend.won if outlay.spend else 0
    earned = outlay.monthly(won / even - outlay.cost)
    if low < bar * HEADROOM:
        return Judged(outlay, Call.KEEP, level, Why.ABOVE, earned, chance)
    return Judged(outlay, Call.MORE, level, Why.FAR_ABOVE, earned, chance)


_SAID: Final = frozenset({Evidence.KNOWN, Evidence.HINT})


class Claim(StrEnum):
    """What is said first on the page."""

    STALE = "stale"
    LESS = "less"
    MORE = "more"
    POOR = "poor"
    KEEP = "keep"
    NO_COST = "no_cost"
    NO_MARGIN = "no_margin"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The one thing to say; ``missing`` counts the orders that are still lacking.

    ``about`` is set where it is about money, ``poor`` where it is about visits.
    """

    claim: Claim
    level: Evidence
    about: Judged | None = None
    missing: int = 0
    poor: Poor | None = None


def conclude(judged: Sequence[Judged], days_old: int, poor: Sequence[Poor] = ()) -> Conclusion:
    """One channel with more or less money or poor visits, or what is still missing.

    Args:
        judged: what is held of the money of each.
        days_old: how long ago the last day was.
        poor: channels whose visits rarely end in an order, the worst first.
    """
    if days_old > STALE_AFTER:
        return Conclusion(Claim.STALE, Evidence.KNOWN)
    moved = _weightiest(judged, {Call.LESS, Call.MORE})
    if moved is None and poor:
        return Conclusion(Claim.POOR, poor[0].level, poor=poor[0])
    first = moved or _weightiest(judged, {Call.KEEP})
    if first is not None:
        return Conclusion(Claim(first.call.value), first.level, first)
    return _nothing_sure(judged) if judged else Conclusion(Claim.NO_COST, Evidence.NO_DATA)


def _weightiest(judged: Sequence[Judged], calls: Collection[Call]) -> Judged | None:
    return max((one for one in judged if one.call in calls), key=lambda it: it.weight, default=None)


def _nothing_sure(judged: Sequence[Judged]) -> Conclusion:
    """What is missing for the channel that costs most."""
    asked = [one for one in judged if one.why is Why.NO_MARGIN]
    if asked:
        return Conclusion(Claim.NO_MARGIN, Evidence.EARLY, max(asked, key=_cost))
    first = max(judged, key=_cost)
    orders = first.outlay.spend.orders if first.outlay.spend else 0
    return Conclusion(Claim.EARLY, first.level, first, max(0, ceil(LEAST_EVENTS - orders)))


def _cost(one: Judged) -> int:
    return one.outlay.cost
