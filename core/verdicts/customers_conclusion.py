"""What the page 고객과 단골 says first: the second purchase, or how much hangs on regulars."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.stats.proportions import Rates, Tally
from core.terms import Evidence
from core.verdicts.facts import LEAST_EVENTS, STALE_AFTER

LEAST_BUYERS: Final = 30
"""Buyers below which nothing is said of shares."""

LEAST_REGULARS: Final = 5
CONCENTRATED: Final = 0.5
"""From this share of revenue on the shop hangs on its regulars."""

LOOKS: Final = 10
"""Who looks for half a year sees the same days of first purchases again and again, a little moved.
By chance a fall shows at one of these looks about as often as at one of so many apart."""

FALSE_ALARM: Final = 0.05
"""Of shops in which nothing changes so many at most are told of a fall within half a year."""


class CustomerSay(StrEnum):
    """What is said."""

    NOBODY = "nobody"
    """Orders are there, and none of them names a buyer."""
    STALE = "stale"
    """The files are too old to say anything of now."""
    FEW = "few"
    """Too few buyers to speak of shares."""
    FELL = "fell"
    """Fewer of the new customers come again than before, beyond chance."""
    REGULARS = "regulars"
    """Regulars bring at least half of the revenue."""
    SECOND = "second"
    """How many of the new customers come again."""
    YOUNG = "young"
    """Nobody has had the time to come again yet, or hardly anybody."""


@dataclass(frozen=True, slots=True)
class CustomerCase:
    """What is known.

    Attributes:
        days_old: how many days ago the files end, whether or not anybody ordered at their end.
        buyers: how many different ones there are.
        second: how many of the new customers who had the time came again.
        change: the newest of them against those before; None where there are too few.
        regulars: how many regulars there are.
        net: won of all buyers,
        regular_net: and of the regulars.
        is_sure: whether those are left out of ``second`` who may be no new customers.
    """

    days_old: int
    buyers: int
    second: Tally
    change: Rates | None
    regulars: int
    net: int
    regular_net: int
    is_sure: bool = True

    @property
    def regular_share(self) -> float | None:
        """Which part of the revenue regulars bring; None of nothing."""
        return self.regular_net / self.net if self.net > 0 else None


@dataclass(frozen=True, slots=True)
class CustomerConclusion:
    """One thing to say. ``probability`` is one minus the p-value of a change, for ``LOOKS``."""

    say: CustomerSay
    level: Evidence
    probability: float | None = None


def conclude(case: CustomerCase) -> CustomerConclusion:
    """The one thing to say, the most pressing first."""
    return _lacking(case) or _fell(case) or _standing(case)


def _lacking(case: CustomerCase) -> CustomerConclusion | None:
    if not case.buyers:
        return CustomerConclusion(CustomerSay.NOBODY, Evidence.NO_DATA)
    if case.days_old > STALE_AFTER:
        return CustomerConclusion(CustomerSay.STALE, Evidence.KNOWN)
    if case.buyers < LEAST_BUYERS:
        return CustomerConclusion(CustomerSay.FEW, Evidence.EARLY)
    return None


def _fell(case: CustomerCase) -> CustomerConclusion | None:
    change = case.change
    if change is None or change.p is None or change.z is None or change.z >= 0:
        return None
    both = change.now + change.before
    expected = min(change.now.trials, change.before.trials) * both.successes / both.trials
    chance = min(1.0, change.p * LOOKS)
    if expected < LEAST_EVENTS or chance > FALSE_ALARM:
        return None
    return CustomerConclusion(CustomerSay.FELL, Evidence.KNOWN, 1 - chance)


def _standing(case: CustomerCase) -> CustomerConclusion:
    share = case.regular_share
    if share is not None and share >= CONCENTRATED and case.regulars >= LEAST_REGULARS:
        return CustomerConclusion(CustomerSay.REGULARS, Evidence.KNOWN)
    if case.second.trials >= LEAST_BUYERS:
        level = Evidence.KNOWN if case.is_sure else Evidence.HINT
        return CustomerConclusion(CustomerSay.SECOND, level)
    return CustomerConclusion(CustomerSay.YOUNG, Evidence.EARLY)
