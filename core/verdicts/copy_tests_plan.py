"""What a copy test can find out, told before it starts."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from core.stats.ab.arms import part
from core.stats.ab.planning import detectable_rate
from core.terms.copy_tests import ALPHA
from core.verdicts.copy_tests_model import USEFUL

LONGEST_USEFUL: Final = 28
"""Days; longer tests outlast seasons and promotions."""


class Way(StrEnum):
    """How a test could find out more."""

    CLICKS = "clicks"
    """Count something that happens more often."""
    BOLDER = "bolder"
    """Let the versions differ more."""
    LONGER = "longer"
    FEWER = "fewer"
    """Compare fewer versions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan that is being thought of.

    Attributes:
        per_day: visitors of each version a day, above 0.
        days: how many days.
        base: the rate of the control, 0 to 1, both excluded.
        versions: how many, the control included.
        base_clicks: the rate of clicks, for the way out; None where unknown.
        frequent: whether what is counted is the more frequent thing already.
        alpha: how often a winner may be called where there is none.
    """

    per_day: float
    days: int
    base: float
    versions: int = 2
    base_clicks: float | None = None
    frequent: bool = False
    alpha: float = ALPHA


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
        visitors: of each version over all days.
        rate: the least rate above the control's that is found; None if not even all reacting is.
        lift: the same as a part of the base rate: 0.69 is 69 % more.
        useful: whether a text can be hoped to change so much.
        alternatives: what else could be done, if it is not useful.
    """

    asked: Asked
    visitors: float
    rate: float | None
    lift: float | None
    useful: bool
    alternatives: tuple[Alternative, ...] = ()


def outlook(asked: Asked) -> Outlook:
    """What a plan can find out.

    One look at the end is counted with; looking daily costs two of the 80 finds at most.

    Raises:
        ValueError: fewer than two versions, no visitors or days, or a rate of nothing or all.
    """
    if asked.versions < 2 or asked.days < 1 or not asked.per_day > 0:  # noqa: PLR2004
        raise ValueError("a test has versions, days and visitors")
    part(asked.base, "rate")
    rate = _found(asked)
    lift = None if rate is None else rate / asked.base - 1
    useful = lift is not None and lift <= USEFUL
    visitors = asked.per_day * asked.days
    return Outlook(asked, visitors, rate, lift, useful, () if useful else _alternatives(asked))


def _found(asked: Asked) -> float | None:
    """The least better rate that is found in 80 of 100 tests; None if not even all reacting is."""
    alpha = asked.alpha / (asked.versions - 1)
    rate = float(detectable_rate(asked.base, asked.per_day * asked.days, alpha=alpha))
    return rate if rate < 1 else None


def _alternatives(asked: Asked) -> tuple[Alternative, ...]:
    """What else could be done."""
    days, versions, base = asked.days, asked.versions, asked.base
    ways = [Alternative(Way.BOLDER, days, versions)]
    if not asked.frequent:
        often = asked.base_clicks
        rate = None if often is None else _found(replace(asked, base=often))
        ways.insert(0, Alternative(Way.CLICKS, days, versions, often, rate))
    if days < LONGEST_USEFUL:
        rate = _found(replace(asked, days=LONGEST_USEFUL))
        ways.append(Alternative(Way.LONGER, LONGEST_USEFUL, versions, base, rate))
    if versions > 2:  # noqa: PLR2004
        two = replace(asked, versions=2, per_day=asked.per_day * versions / 2)
        ways.append(Alternative(Way.FEWER, days, 2, base, _found(two)))
    return tuple(ways)
