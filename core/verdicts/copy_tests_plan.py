"""What a copy test can find out, told before it starts."""

from dataclasses import dataclass
from enum import StrEnum

from core.terms.copy_tests import ALPHA


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

    Raises:
        ValueError: fewer than two versions, no visitors or days, or a rate of nothing or all.
    """
    raise NotImplementedError
