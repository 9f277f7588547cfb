"""What to do about a product: mend its page, bring visitors, look at the price, leave it alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from core.analysis import detail_page
from core.analysis.detail_page import LEAST_EXPECTED, Usual
from core.terms import Evidence, evidence_of
from core.terms.evidence import KNOWN_FROM
from core.verdicts.choosing import AT_MOST, without_chance
from core.verdicts.facts import DAYS_PER_MONTH

MANY: Final = 20
"""With more products than these a page has to be called poor more surely."""

SURE_OF_MANY: Final = 0.95

BEYOND_CHANCE: Final = 0.95
"""One minus the adjusted chance that a product like the others is bought so rarely."""

DEARER: Final = 1.15
"""From this multiple of the price it is compared with, the price is looked at first."""


class Ruling(StrEnum):
    """What to do about a product."""

    FIX_PAGE = "fix_page"
    CHECK_PRICE = "check_price"
    BRING_VISITS = "bring_visits"
    KEEP = "keep"
    TOO_EARLY = "too_early"


class Doubt(StrEnum):
    """Why it is too early."""

    SOLD_OUT = "sold_out"
    PROMOTION = "promotion"
    CHANGED = "changed"
    NEW = "new"
    NO_OTHERS = "no_others"
    MORE_ORDERS = "more_orders"
    UNSURE = "unsure"
    CHANCE = "chance"


FAULTY: Final = frozenset({Ruling.FIX_PAGE, Ruling.CHECK_PRICE})
"""Rulings that say that sales are lost."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a product.

    Attributes:
        visits: visits of it, or views of its page.
        orders: paid orders with it, without cancelled and returned ones.
        reference: the rate it is measured by; None where nobody knows one.
        spread: how far products lie below the usual rate anyway, and ``spread_above`` above it;
            see ``core.analysis.detail_page.Usual``.
        order_value: won that an order brings of it.
        obstacle: what made these days unusual.
        is_new: not on sale on all of the days.
        price: what it costs, and ``compared``, what the same costs elsewhere.
        compared: in won; None where the seller has not said.
    """

    visits: int
    orders: int
    reference: float | None
    spread: float = 0.0
    spread_above: float = 0.0
    order_value: float | None = None
    obstacle: Doubt | None = None
    is_new: bool = False
    price: int | None = None
    compared: int | None = None

    @property
    def expected(self) -> float | None:
        """Orders that so many visits would bring at the usual rate."""
        return None if self.reference is None else self.visits * self.reference


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling and what it rests on.

    Attributes:
        case: what was looked at.
        ruling: what to do.
        level: how sure that is.
        doubt: why it is too early; None for other rulings.
        p_low: how probable a poor rate is, below 0.8 of the usual one.
        beyond: how surely this is no chance, allowing for all products that were looked at.
        needed: visits that let expect enough purchases, or further visits that would settle it.
        money_month: won of thirty days that the usual rate would bring; None if unknown.
        is_gem: bought clearly more often per visit than the others.
    """

    case: Case
    ruling: Ruling
    level: Evidence
    doubt: Doubt | None = None
    p_low: float | None = None
    beyond: float | None = None
    needed: int | None = None
    money_month: int | None = None
    is_gem: bool = False

    @property
    def missing_orders(self) -> float:
        """Orders that the usual rate would have brought on top."""
        return (self.case.expected or 0.0) - self.case.orders


def rule(cases: Sequence[Case], days: int) -> list[Ruled]:
    """What to do about each of the products that were looked at on one day.

    Args:
        cases: all products of the shop, or the only one that is known.
        days: how many days the counts are of.
    """
    first = [_plain(case) for case in cases]
    open_ones = [place for place, found in enumerate(first) if found is None]
    below, above = _beyond_chance([cases[place] for place in open_ones])
    sure = SURE_OF_MANY if len(open_ones) > MANY else KNOWN_FROM
    judged = {
        place: _judged(cases[place], sure, below.get(at, 0.0), above.get(at, 0.0))
        for at, place in enumerate(open_ones)
    }
    return [
        replace(ruled, money_month=_money(ruled, days))
        for ruled in (found or judged[place] for place, found in enumerate(first))
    ]


def worst(ruled: Iterable[tuple[int, Ruled]]) -> list[int]:
    """Which products come first: at most three that lose sales, the costliest first."""
    faulty = [(key, one) for key, one in ruled if one.ruling in FAULTY]
    faulty.sort(key=lambda pair: (-(pair[1].money_month or 0), -pair[1].missing_orders))
    return [key for key, _ in faulty[:AT_MOST]]


def _plain(case: Case) -> Ruled | None:
    """The ruling where nothing has to be computed; None where the counts decide."""
    early, expected = evidence_of(0.0, enough=False), case.expected
    doubt = case.obstacle
    if doubt is None and not expected:
        doubt = Doubt.NO_OTHERS
    if doubt is None and case.orders > case.visits:
        doubt = Doubt.MORE_ORDERS
    if doubt is not None or case.reference is None or expected is None:
        return Ruled(case, Ruling.TOO_EARLY, early, doubt)
    if expected >= LEAST_EXPECTED:
        return None
    needed = detail_page.visits_needed(case.reference)
    if case.is_new:
        return Ruled(case, Ruling.TOO_EARLY, early, Doubt.NEW, needed=needed)
    return Ruled(case, Ruling.BRING_VISITS, early, needed=needed)


def _beyond_chance(cases: Sequence[Case]) -> tuple[dict[int, float], dict[int, float]]:
    """How surely each product is bought less, and more, than by chance among all of them."""
    visits, orders, expected_of = _columns(cases)
    tails = (
        detail_page.chance_below(visits, orders, expected_of),
        detail_page.chance_above(visits, orders, expected_of),
    )
    below, above = (without_chance(dict(enumerate(map(float, tail)))) for tail in tails)
    return below, above


def _judged(case: Case, sure: float, below: float, above: float) -> Ruled:
    visits, orders, expected_of = _columns([case])
    low = float(detail_page.p_low(visits, orders, expected_of.rate)[0])
    high = float(detail_page.p_high(visits, orders, expected_of.rate)[0])
    if low >= sure and below >= BEYOND_CHANCE:
        dear = case.price and case.compared and case.price > DEARER * case.compared
        ruling = Ruling.CHECK_PRICE if dear else Ruling.FIX_PAGE
        level = evidence_of(min(low, below), enough=True)
        return Ruled(case, ruling, level, p_low=low, beyond=below)
    if low <= 1 - KNOWN_FROM:
        gem = high >= KNOWN_FROM and above >= BEYOND_CHANCE
        level = evidence_of(1 - low, enough=True)
        return Ruled(case, Ruling.KEEP, level, p_low=low, beyond=above, is_gem=gem)
    doubt = Doubt.CHANCE if low >= sure else Doubt.UNSURE
    needed = detail_page.visits_to_know(
        case.visits, case.orders, float(expected_of.rate[0]), KNOWN_FROM
    )
    level = evidence_of(low, enough=False)
    return Ruled(case, Ruling.TOO_EARLY, level, doubt, low, below, needed)


def _columns(
    cases: Sequence[Case],
) -> tuple[detail_page.Ints, detail_page.Ints, Usual]:
    visits = np.array([case.visits for case in cases], dtype=np.int64)
    orders = np.array([case.orders for case in cases], dtype=np.int64)
    rates = np.array([case.reference for case in cases], dtype=np.float64)
    below = np.array([case.spread for case in cases], dtype=np.float64)
    above = np.array([case.spread_above for case in cases], dtype=np.float64)
    return visits, orders, Usual(rates, below, above)


def _money(ruled: Ruled, days: int) -> int | None:
    value = ruled.case.order_value
    if ruled.ruling not in FAULTY or value is None:
        return None
    return round(ruled.missing_orders * value / max(days, 1) * DAYS_PER_MONTH)
