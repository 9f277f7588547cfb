"""How far apart versions were on each day they could be judged, and how far they had to be.

Also how far the leader lies from each of the others, where there are more than two.
"""

from collections.abc import Iterable
from datetime import date
from math import comb
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from core.analysis.copy_tests import Counted, call
from core.services.copy_tests import CopyTest
from core.stats.ab.arms import Arm, arm
from core.stats.ab.group_sequential import boundaries
from core.stats.ab.score_intervals import difference_interval
from core.stats.ab.two_proportions import score_z
from core.terms import seoul_day
from core.terms.copy_tests import ALPHA, Count, Plan
from core.verdicts.copy_tests import Basis, Call, Range, Ruling, Said
from core.verdicts.copy_tests_counts import Looks, Table, gather, looks

TWO: Final = 2


class Step(NamedTuple):
    """A day: how many standard deviations a version lay from the control, and the line.

    ``apart`` is positive where the version was ahead; it had to reach ``line``, either way. Where
    several versions are held against the control, the farthest has the highest line to reach.
    """

    day: date
    apart: float
    line: float


class Pair(NamedTuple):
    """How much more often the leader was answered than another version, with bounds.

    ``known`` is whether it is called better.
    """

    leader: str
    other: str
    difference: Range
    known: bool


def paths(test: CopyTest, counts: Iterable[Count], ruling: Ruling) -> dict[str, tuple[Step, ...]]:
    """The days of a test that is over, by version; empty where days did not decide.

    Args:
        test: the test, with its plan and the day it ended.
        counts: what was counted.
        ruling: its result, for the days that were left out.
    """
    seen, table = _seen(test, counts, ruling)
    if seen is None or table is None or test.plan is None or table.days is None:
        return {}
    counted = table.until(seen.days, test.plan.design)
    known = np.all(counted.trials > 0, axis=1)
    told = _lines(test.plan, seen, counted)
    apart = score_z(counted.control, counted.variants)
    return {
        letter: tuple(
            Step(day, float(z), float(line))
            for day, z, line, is_known in zip(
                seen.days, apart[:, at], told[:, at], known, strict=True
            )
            if is_known and np.isfinite(line)
        )
        for at, letter in enumerate(table.letters[1:])
    }


def pairs(test: CopyTest, counts: Iterable[Count], ruling: Ruling) -> tuple[Pair, ...]:
    """The leader of a test that is over against each of the others, three versions or more.

    Against the control it is what the ruling says. The pairs without the control share the error
    of the plan once more (Bonferroni over all such pairs), because the leader is known only
    afterwards. Empty where days were compared, where nothing was judged, and where counts after
    the plan decided.
    """
    if ruling.basis not in {Basis.PLAN, Basis.BOUNDARY} or len(ruling.versions) <= TWO:
        return ()
    seen, _table = _seen(test, counts, ruling)
    if seen is None or test.plan is None:
        return ()
    ends = [(day - test.plan.period.first).days + 1 for day in seen.days]
    at = ends.index(ruling.look.days[0]) if ruling.look.days[0] in ends else -1
    share = test.plan.alpha / _pairs_without_control(ruling)
    told = boundaries(seen.assumed, alpha=share, last=seen.over)[-len(seen.days) :]
    return _pairs(ruling, float(told[at]))


def pairs_once(ruling: Ruling) -> tuple[Pair, ...]:
    """The same of numbers that are looked at a single time, without a plan."""
    if ruling.basis is not Basis.ONCE or len(ruling.versions) <= TWO:
        return ()
    share = ALPHA / _pairs_without_control(ruling)
    return _pairs(ruling, float(boundaries([1.0], alpha=share)[0]))


def _pairs_without_control(ruling: Ruling) -> int:
    return comb(len(ruling.versions) - 1, TWO)


def _pairs(ruling: Ruling, line: float) -> tuple[Pair, ...]:
    known = [one for one in ruling.versions if one.shown and one.reacted is not None]
    if len(known) <= TWO or not np.isfinite(line):
        return ()
    best = max(known, key=lambda one: one.rate or 0.0)
    leader = next((one for one in known if one.letter == ruling.chosen), best)
    return tuple(
        _against_control(leader, one)
        if ruling.control in {leader.letter, one.letter}
        else _against(leader, one, line)
        for one in known
        if one is not leader
    )


def _against_control(leader: Said, other: Said) -> Pair:
    """As the ruling says it; one of the two is the control."""
    if leader.call is Call.CONTROL:
        low, middle, high = other.difference or Range(-1.0, 0.0, 1.0)
        turned = Range(-high, -middle, -low)
        return Pair(leader.letter, other.letter, turned, other.call is Call.WORSE)
    told = leader.difference or Range(-1.0, 0.0, 1.0)
    return Pair(leader.letter, other.letter, told, leader.call is Call.BETTER)


def _against(leader: Said, other: Said, line: float) -> Pair:
    found = difference_interval(_arm(other), _arm(leader), line)
    low, high = float(found.lower[0]), float(found.upper[0])
    apart = (leader.rate or 0.0) - (other.rate or 0.0)
    return Pair(leader.letter, other.letter, Range(low, apart, high), low > 0)


def _arm(one: Said) -> Arm:
    return arm([one.reacted or 0], [one.shown or 0])


def _seen(
    test: CopyTest, counts: Iterable[Count], ruling: Ruling
) -> tuple[Looks | None, Table | None]:
    """The days a test that is over was looked at, and its counts; None where there are none."""
    plan, ended = test.plan, test.ended_at
    if plan is None or ended is None or not plan.design.divides:
        return None, None
    today = seoul_day(ended)
    table = gather(plan, counts, today, ruling.mixed if ruling.cut else ())
    seen = looks(plan, table, today)
    return (seen, table) if seen.days else (None, table)


def _lines(plan: Plan, seen: Looks, counted: Counted) -> npt.NDArray[np.floating[Any]]:
    """The line of each version on each day: that of its place in Holm's steps."""
    others = counted.trials.shape[1] - 1
    return call(counted, seen.lines(others, plan.alpha)).line
