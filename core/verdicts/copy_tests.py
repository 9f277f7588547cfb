"""What a copy test says: the one place that turns a plan and counts into an answer."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from core.terms.copy_tests import Count, Design, Plan, Response
from core.verdicts.copy_tests_model import (
    Answer,
    Basis,
    Beside,
    Call,
    Look,
    Money,
    Range,
    Ruling,
    Said,
    Worth,
)

__all__ = [
    "Answer",
    "Basis",
    "Beside",
    "Call",
    "Look",
    "Money",
    "Range",
    "Ruling",
    "Said",
    "Worth",
    "judge",
    "once",
]

NOTHING_BESIDE: Final = Beside()


def judge(
    plan: Plan, counts: Iterable[Count], today: date, beside: Beside = NOTHING_BESIDE
) -> Ruling:
    """What a test says on a day.

    Args:
        plan: what was fixed before the first count.
        counts: all there are; of days, or of the test as a whole.
        today: the day in Seoul; it is not over, and what was counted of it is not looked at.
        beside: won, other events, and what the seller said about them.
    """
    raise NotImplementedError


def once(
    counts: Iterable[Count],
    control: str = "A",
    *,
    response: Response = Response.ORDERS,
    design: Design = Design.AD_PLATFORM,
    beside: Beside = NOTHING_BESIDE,
) -> Ruling:
    """What numbers say that are looked at a single time, without a plan.

    For a quick question and for results brought along. Right only if nobody looked before and
    stopped when it suited.
    """
    raise NotImplementedError
