"""What a copy test can find out, told before it starts.

Rates are told in tenths of a person of a hundred, a thousand or ten thousand. The least rate is
rounded away from the control's, so that what is promised holds for the numbers that are read.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Final

from core.stats.ab.arms import part
from core.stats.ab.planning import (
    POWER,
    days_needed,
    detectable_by_day,
    detectable_rate,
    sample_size,
)
from core.terms.copy_tests import ALPHA, FEWEST_TURNS, Design
from core.verdicts.copy_tests_model import USEFUL

LONGEST_USEFUL: Final = 28
"""Days; longer tests outlast seasons and promotions."""

BASES: Final = (100, 1000, 10_000)
"""Of so many people rates are told, so that the smallest is one of them at least."""

TINY: Final = 1e-9

LAST_LOOK: Final = 0.82
"""The part of the error that looks on the way leave to the one at the end, whatever the days."""

FEW, SMALL = 1.0, 40
"""With fewer expected reactions of the control, or visitors of a version, the normal approximation
promises too much."""

POWER_OF_FEW: Final = 0.9

SWING: Final = 0.2
"""How far the rates of days are taken to lie apart beyond chance: one standard deviation.

Between the calm shop (.15 by day, .1 by week) and the lively one (.25, .2) of ``benchmarks.ab``.
"""

POWER_OF_DAYS: Final = 0.82
"""What is planned for where days are compared: their rates are less even than Student has it."""


class Way(StrEnum):
    """How a test could find out more."""

    CLICKS = "clicks"
    """Count something that happens more often."""
    BOLDER = "bolder"
    """Let the versions differ more."""
    LONGER = "longer"
    MORE = "more"
    """Send to more people."""
    FEWER = "fewer"
    """Compare fewer versions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan that is being thought of.

    Attributes:
        per_day: visitors of each version a day, above 0; of a list all of its recipients, once.
        days: how many days.
        base: the rate of the control, 0 to 1, both excluded.
        versions: how many, the control included.
        base_clicks: the rate of clicks, for the way out; None where unknown.
        frequent: whether what is counted is the more frequent thing already.
        alpha: how often a winner may be called where there is none.
        design: how versions are shown; one that ``by_chance`` decides.
    """

    per_day: float
    days: int
    base: float
    versions: int = 2
    base_clicks: float | None = None
    frequent: bool = False
    alpha: float = ALPHA
    design: Design = Design.AD_PLATFORM

    @property
    def visitors(self) -> float:
        """Of each version in all; the recipients of a list do not grow by the day."""
        return self.per_day if self.design is Design.LIST_SPLIT else self.per_day * self.days

    @property
    def level(self) -> float:
        """How often the last look may call two equal versions different."""
        looks = 1.0 if self.design is Design.ALTERNATE_DAYS else LAST_LOOK
        return looks * self.alpha / (self.versions - 1)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way to find out more; ``base`` and ``rate`` are None where nobody can say."""

    way: Way
    days: int
    versions: int
    base: float | None = None
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan finds in 80 of 100 tests.

    Attributes:
        asked: the plan.
        base: the rate of the control, as it is told.
        visitors: of each version over all days.
        rate: the least rate above it that is found, as it is told; None if not even all reacting
            is, or if there are too few days for any.
        lift: the same as a part of the base rate: 0.69 is 69 % more.
        useful: whether a text can be hoped to change so much.
        alternatives: what else could be done, if it is not useful.
    """

    asked: Asked
    base: float
    visitors: float
    rate: float | None
    lift: float | None
    useful: bool
    alternatives: tuple[Alternative, ...] = ()

    @property
    def too_short(self) -> bool:
        """Whether versions take turns for too few days to be judged at all."""
        return too_short(self.asked.design, self.asked.days)


def too_short(design: Design, days: int) -> bool:
    """Whether not every weekday meets two versions that take turns."""
    return design is Design.ALTERNATE_DAYS and days < FEWEST_TURNS


@dataclass(frozen=True, slots=True)
class Needed:
    """What it takes to find a difference in 80 of 100 tests: visitors of each version, and days."""

    visitors: int
    days: int


def outlook(asked: Asked) -> Outlook:
    """What a plan can find out.

    Counted with is the last look, which needs more than a single one would because the ones on the
    way may err too; finds on the way come on top.

    Raises:
        ValueError: fewer than two versions, no visitors or days, or a rate of nothing or all.
    """
    if asked.versions < 2 or asked.days < 1 or not asked.per_day > 0:  # noqa: PLR2004
        raise ValueError("a test has versions, days and visitors")
    part(asked.base, "rate")
    base, rate = _told(asked)
    lift = None if rate is None else rate / base - 1
    useful = lift is not None and lift <= USEFUL
    ways = () if useful else _alternatives(asked)
    return Outlook(asked, base, asked.visitors, rate, lift, useful, ways)


def needed(asked: Asked, rate: float) -> Needed:
    """What it takes to find a rate; the days are whole weeks. ``asked.days`` is not looked at.

    Raises:
        ValueError: as of ``outlook``, or the rate is the control's, nothing or all.
    """
    part(rate, "rate")
    level = asked.level
    few = min(asked.base, rate)
    each = float(sample_size(asked.base, rate, alpha=level))
    if few * each < FEW or each < SMALL:
        each = float(sample_size(asked.base, rate, alpha=level, power=POWER_OF_FEW))
    daily = asked.per_day * asked.versions
    return Needed(ceil(each), days_needed(each, asked.versions, daily))


def least(base: float, visitors: float, versions: int, alpha: float) -> float | None:
    """The least better rate that so many visitors of each version find, as it is told."""
    asked = Asked(visitors, 1, base, versions, alpha=alpha)
    return _told(asked)[1]


def of_people(rate: float) -> int:
    """Of how many people a rate is told."""
    return next((of for of in BASES if rate * of >= 1 - TINY), BASES[-1])


def _told(asked: Asked) -> tuple[float, float | None]:
    """The control's rate and the least better one that is found in 80 of 100 tests, as told."""
    step = 10 * of_people(asked.base)
    base = min(max(round(asked.base * step), 1), step - 1) / step
    rate = _found(replace(asked, base=base))
    if rate is None or (place := ceil(rate * step - TINY)) > step:
        return base, None
    return base, place / step


def _found(asked: Asked) -> float | None:
    if too_short(asked.design, asked.days):
        return None
    if asked.design is Design.ALTERNATE_DAYS:
        rate = detectable_by_day(
            asked.base, asked.per_day * asked.versions, asked.days // asked.versions,
            swing=SWING, alpha=asked.level, power=POWER_OF_DAYS,
        )  # fmt: skip
    else:
        few = asked.base * asked.visitors < FEW or asked.visitors < SMALL
        power = POWER_OF_FEW if few else POWER
        rate = float(detectable_rate(asked.base, asked.visitors, alpha=asked.level, power=power))
    return rate if rate < 1 else None


def _alternatives(asked: Asked) -> tuple[Alternative, ...]:
    """What else could be done."""
    days, versions = asked.days, asked.versions
    ways = [Alternative(Way.BOLDER, days, versions)]
    if not asked.frequent:
        often = asked.base_clicks
        clicks = Alternative(Way.CLICKS, days, versions)
        if often is not None:
            clicks = _way(Way.CLICKS, replace(asked, base=often))
        ways.insert(0, clicks)
    if asked.design is Design.LIST_SPLIT:
        ways.append(Alternative(Way.MORE, days, versions))
    elif days < LONGEST_USEFUL:
        longer = FEWEST_TURNS if too_short(asked.design, days) else LONGEST_USEFUL
        ways.append(_way(Way.LONGER, replace(asked, days=longer)))
    if versions > 2:  # noqa: PLR2004
        two = replace(asked, versions=2, per_day=asked.per_day * versions / 2)
        ways.append(_way(Way.FEWER, two))
    return tuple(ways)


def _way(way: Way, asked: Asked) -> Alternative:
    base, rate = _told(asked)
    return Alternative(way, asked.days, asked.versions, base, rate)
