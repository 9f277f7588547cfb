"""Revenue of a visitor where only the won of each day are known, not those of each buyer."""

from datetime import date
from typing import Final

import numpy as np

from core.stats.ab.arms import Floats
from core.stats.ab.switchback import by_pair
from core.terms.copy_tests import Design
from core.verdicts import copy_tests_said as said
from core.verdicts.copy_tests_case import Case
from core.verdicts.copy_tests_counts import WEEK
from core.verdicts.copy_tests_model import Money


def by_days(
    case: Case, letters: tuple[str, ...], end: date | None, alpha: float
) -> tuple[Money, ...]:
    """Won of a visitor of each version against the control, day against the same day.

    Only of versions that are shown side by side each day: what a day does to all its visitors is
    the same for both and falls out. Student's t over the days; see ``switchback.by_pair``. Nothing
    with fewer than seven days, or where the won of a day with buyers are unknown.

    Args:
        case: the test.
        letters: its versions, the control first.
        end: the last day that is looked at; None for all of them.
        alpha: 1 less the confidence of the intervals.
    """
    days = [day for day in case.table.days or () if end is None or day <= end]
    if case.plan.design is not Design.AD_PLATFORM or len(days) < FEWEST:
        return ()
    daily = [_won(case, letter, days) for letter in letters]
    control, told = daily[0], []
    for letter, mine in zip(letters[1:], daily[1:], strict=True):
        if control is None or mine is None:
            continue
        test = by_pair(control, mine, 1 - alpha)
        if test.freedom > 0:
            means = float(np.mean(control)), float(np.mean(mine))
            told.append(said.money_of(letter, means, test))
    return tuple(told)


FEWEST: Final = WEEK
"""Days below which their spread says too little of itself."""


def _won(case: Case, letter: str, days: list[date]) -> Floats | None:
    """Won of a visitor on each day; None as soon as those of one day are unknown."""
    there = {one.day: one for one in case.counts if one.letter == letter}
    mine = [there[day] for day in days]
    if any((one.won is None and one.reacted != 0) or not one.shown for one in mine):
        return None
    return np.array([(one.won or 0) / (one.shown or 1) for one in mine], dtype=np.float64)
