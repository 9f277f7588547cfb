"""What a copy test says: the one place that turns a plan and counts into an answer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.terms import Period
from core.terms.copy_tests import Count, Design, Plan, PlannedVersion, Response
from core.verdicts import copy_tests_people as people
from core.verdicts import copy_tests_turns as turns
from core.verdicts.copy_tests_case import Case
from core.verdicts.copy_tests_counts import gather
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

    A difference is told when the plan is reached or a boundary is crossed after a whole week,
    and stays told: the first look that decides is the one whose numbers are shown. Once the plan
    is over without a difference, only what is counted afterwards can still change the answer.

    Args:
        plan: what was fixed before the first count.
        counts: all there are; of days, or of the test as a whole.
        today: the day in Seoul; it is not over, and what was counted of it is not looked at.
        beside: won, other events, and what the seller said about them.
    """
    without = beside.mixed if beside.cut else ()
    told = tuple(counts)
    case = Case(plan, told, gather(plan, told, today, without), today, beside)
    if not plan.design.by_chance:
        return case.compared()
    fault = case.fault()
    if fault is not None:
        return case.ruling(fault)
    ruling = turns.judge(case) if plan.design.by_day else people.judge(case)
    waits = case.mixed and beside.cut is None and ruling.answer.is_result
    return case.ruling(Answer.MIXED) if waits else ruling


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
    stopped when it suited. Days, if there are any, are added up; how visitors were to be divided
    is unknown, so nothing is said about it; versions that were not divided by chance at the same
    time are compared only.

    Raises:
        ValueError: there are fewer than two versions, or none is the control.
    """
    kept = [replace(one, day=None) for one in counts]
    letters = sorted({one.letter for one in kept})
    if len(letters) < 2 or control not in letters:  # noqa: PLR2004
        raise ValueError("a version is held against another one")
    versions = tuple(PlannedVersion(letter, 1) for letter in letters)
    day = date.min + timedelta(days=1)
    plan = Plan(design, response, control, versions, Period(day, day))
    case = Case(plan, tuple(kept), gather(plan, kept, date.max), date.max, beside, planned=False)
    if not design.divides:
        return case.compared()
    fault = case.fault()
    return case.ruling(fault) if fault is not None else people.judge(case)
