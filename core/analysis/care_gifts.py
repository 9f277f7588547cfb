"""What small gifts and thank-you letters do, by giving them to half of the orders.

Orders that were picked by hand differ in more than the gift, and what came of them is only worth
looking at. Where chance decided, the difference is what the gift did, within its bounds. Days are
whole numbers, of the seller's calendar, from any beginning.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.ab.arms import Arm, arm
from core.stats.ab.score_intervals import difference_interval
from core.stats.ab.several import holm
from core.stats.ab.two_proportions import score_z, two_sided
from core.stats.proportions import Tally
from core.terms import Evidence
from core.terms.evidence import evidence_of

Flags = npt.NDArray[np.bool_]

AGAIN_WITHIN: Final = 90
"""Days within which another order counts, and after which an order is old enough to tell."""

REVIEWED_AFTER: Final = 14
"""Days after its confirmation (구매확정) from which on an order tells whether it is reviewed."""

LEAST_EXPECTED: Final = 5
"""So many who did and who did not, expected on each side, and a difference is spoken of."""


class Outcome(StrEnum):
    """What a gift is hoped to bring."""

    REVIEW = "review"
    AGAIN = "again"
    """Another order within 90 days."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of orders with a gift and without one, the first order of each buyer.

    Attributes:
        outcome: what was looked for.
        given: how many of the orders with a gift.
        without: how many of those without.
        waiting: orders too young to tell.
        difference: of the two shares; None where one side has no orders.
        bounds: of the difference, at 95 % (Miettinen and Nurminen 1985); None likewise.
        p: how often chance alone would tell them so far apart, adjusted over both outcomes.
        is_random: whether chance decided who got one: else the difference may have other causes.
        evidence: how sure that is; never more than a hint where chance did not decide.
    """

    outcome: Outcome
    given: Tally
    without: Tally
    waiting: int
    difference: float | None
    bounds: tuple[float, float] | None
    p: float | None
    is_random: bool
    evidence: Evidence


def drawn(orders: Iterable[str], seed: str, before: tuple[int, int] = (0, 0)) -> dict[str, bool]:
    """Which orders get a gift: half of them, and of an odd number now one more, now one fewer.

    Everybody draws a number that only the seed and the own name decide, and who draws a low one
    gets a gift; neither the order in which they come nor a second click changes it.

    Args:
        orders: a name for each, without those that have been drawn for.
        seed: hexadecimal digits, drawn once for the shop.
        before: how many orders were given one so far and how many were not, so that
            the halves stay equal over many days of one order each.
    """
    secret = bytes.fromhex(seed)
    lots = {one: hmac.digest(secret, one.encode("utf-8", "surrogatepass"), "sha256")
            for one in set(orders)}  # fmt: skip
    ranked = sorted(lots, key=lambda one: (lots[one], one))
    half, odd = divmod(len(ranked), 2)
    if odd:
        # Who is behind catches up; at a tie the lot of the one in the middle decides.
        ahead = before[0] - before[1]
        half += ahead < 0 or (ahead == 0 and lots[ranked[half]][-1] % 2 == 0)
    return {one: at < half for at, one in enumerate(ranked)}


def effects(orders: pd.DataFrame, today: int) -> list[Effect]:
    """What gifts did for reviews and for coming back.

    Where chance decided for any order, only such orders are looked at, each on the side it was
    drawn for, also if the gift was forgotten: whoever leaves those out compares careful days with
    hurried ones. Of each buyer the first of these orders counts, as later ones know of the gift.

    Args:
        orders: one row an order of the shop: ``order``, ``buyer`` (None where unknown), ``day`` it
            was placed, ``confirmed`` (nan where it is not), ``is_reviewed``, ``is_drawn`` (for a
            gift: True, for none: False, None where nobody drew) and ``is_given``.
        today: the day.
    """
    is_drawn = orders["is_drawn"].notna()
    is_random = bool(is_drawn.any())
    side = orders["is_drawn"].where(is_drawn, other=False) if is_random else orders["is_given"]
    begun = orders.assign(is_gift=side.astype(bool)).loc[is_drawn | (not is_random)]
    person = begun["buyer"].where(begun["buyer"].notna(), "order " + begun["order"].astype(str))
    first = begun.assign(person=person).sort_values(["day", "order"]).drop_duplicates("person")
    reviews = _sides(
        first, np.asarray(first["is_reviewed"].astype(bool)),
        np.asarray(first["confirmed"] <= today - REVIEWED_AFTER),
    )  # fmt: skip
    # Of a buyer nobody knows nobody knows whether he came back.
    known = first.loc[first["buyer"].notna()]
    again = _sides(
        known, _came_back(known, orders), np.asarray(known["day"] <= today - AGAIN_WITHIN)
    )
    return _judged({Outcome.REVIEW: reviews, Outcome.AGAIN: again}, is_random=is_random)


_Sides = tuple[Tally, Tally, int]


def _came_back(first: pd.DataFrame, orders: pd.DataFrame) -> Flags:
    """Whose buyer placed another order on a later day soon enough."""
    pairs = first[["order", "buyer", "day"]].merge(
        orders[["buyer", "day"]], on="buyer", suffixes=("", "_next")
    )
    days = pairs["day_next"] - pairs["day"]
    came = pairs.loc[(days > 0) & (days <= AGAIN_WITHIN), "order"]
    return np.asarray(first["order"].isin(came))


def _sides(orders: pd.DataFrame, did: Flags, is_old: Flags) -> _Sides:
    is_gift = np.asarray(orders["is_gift"], dtype=np.bool_)
    given, without = (
        Tally(int((did & is_old & some).sum()), int((is_old & some).sum()))
        for some in (is_gift, ~is_gift)
    )
    return given, without, int((~is_old).sum())


def _judged(found: dict[Outcome, _Sides], *, is_random: bool) -> list[Effect]:
    told = {one: sides for one, sides in found.items() if sides[0].trials and sides[1].trials}
    single = [float(two_sided(score_z(*_arms(sides)))) for sides in told.values()]
    adjusted = dict(zip(told, holm(single).tolist() if single else [], strict=True))
    return [_effect(one, sides, adjusted.get(one), is_random=is_random)
            for one, sides in found.items()]  # fmt: skip


def _effect(outcome: Outcome, sides: _Sides, p: float | None, *, is_random: bool) -> Effect:
    given, without, waiting = sides
    if p is None:
        sure = Evidence.NO_DATA if not (given + without).trials else Evidence.EARLY
        return Effect(outcome, *sides, None, None, None, is_random, sure)
    control, treated = _arms(sides)
    low, high = difference_interval(control, treated)
    both = given + without
    least = min(given.trials, without.trials) / both.trials
    enough = least * min(both.successes, both.trials - both.successes) >= LEAST_EXPECTED
    sure = evidence_of(1 - p, enough=enough)
    if sure is Evidence.KNOWN and not is_random:
        sure = Evidence.HINT
    apart = float(treated.rate - control.rate)
    bounds = float(low), float(high)
    return Effect(outcome, given, without, waiting, apart, bounds, p, is_random, sure)


def _arms(sides: _Sides) -> tuple[Arm, Arm]:
    """Those without a gift and those with one."""
    return arm(sides[1].successes, sides[1].trials), arm(sides[0].successes, sides[0].trials)
