"""How far apart two versions were on each day they could be judged, and how far they had to be."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from core.analysis.copy_tests import lines
from core.services.copy_tests import CopyTest
from core.stats.ab.two_proportions import score_z
from core.terms import seoul_day
from core.terms.copy_tests import Count
from core.verdicts.copy_tests import Ruling
from core.verdicts.copy_tests_counts import gather, looks

TWO = 2


class Step(NamedTuple):
    """A day: how many standard deviations the other version lay from the control, and the line.

    ``apart`` is positive where the other version was ahead; it had to reach ``line``, either way.
    """

    day: date
    apart: float
    line: float


def path(test: CopyTest, counts: Iterable[Count], ruling: Ruling) -> tuple[Step, ...]:
    """The days of a test that is over; empty where days did not decide, or more than two versions.

    Args:
        test: the test, with its plan and the day it ended.
        counts: what was counted.
        ruling: its result, for the days that were left out.
    """
    plan, ended = test.plan, test.ended_at
    if plan is None or ended is None or plan.design.by_day or len(plan.versions) != TWO:
        return ()
    today = seoul_day(ended)
    table = gather(plan, counts, today, ruling.mixed if ruling.cut else ())
    if table.days is None:
        return ()
    seen = looks(plan, table, today)
    if not seen.days:
        return ()
    told = lines(seen.assumed, 1, plan.alpha, last=seen.over)[-len(seen.days) :, 0]
    counted = table.until(seen.days, plan.design)
    apart = score_z(counted.control, counted.variants)[:, 0]
    known = np.all(counted.trials > 0, axis=1) & np.isfinite(told)
    return tuple(
        Step(day, float(z), float(line))
        for day, z, line, is_known in zip(seen.days, apart, told, known, strict=True)
        if is_known
    )
