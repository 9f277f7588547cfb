"""How many want to hear from a shop by one channel, week by week, from what was told of days.

A line tells how many there are at the end of a day, and how many came and went since the line
before. Who writes them down every Monday tells the week that has just ended, so that a line belongs
to the week in which most of its days lie. Weeks begin on Mondays of Seoul. What no line tells stays
unknown: a week without a line is no week without news.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from statistics import fmean, stdev
from typing import Final

from core.stats.placebo import two_sided
from core.terms import Evidence, Period, evidence_of

WEEK: Final = 7
LEAST_DAYS: Final = 6
MOST_DAYS: Final = 8
"""So many days the lines of a week may tell of together: a line a day late tells its week too."""

LONGEST: Final = 10
"""A line of more days than that tells of no week."""

LEAST_WEEKS: Final = 4
"""From fewer changes of a week nothing is said about where it leads."""

LOOKED_AT: Final = 8
"""So many of the last weeks tell where it leads."""


@dataclass(frozen=True, slots=True)
class Count:
    """What was told of one day.

    Attributes:
        day: at its end.
        total: how many there were.
        joined: how many came since the line before,
        left: and how many went; None of each where nobody told.
    """

    day: date
    total: int | None = None
    joined: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a channel; what nobody told is None.

    Attributes:
        first: its Monday.
        total: how many there were at the end of ``day``.
        joined, left: how many came and went within ``days``.
        net: how many more there were than a week before, give or take a day.
        days: the days of which ``joined`` and ``left`` tell.
    """

    first: date
    total: int | None = None
    day: date | None = None
    joined: int | None = None
    left: int | None = None
    net: int | None = None
    days: Period | None = None

    @property
    def is_gap(self) -> bool:
        """Whether nothing was told of it."""
        return self.total is None and self.joined is None and self.left is None

    @property
    def is_exact(self) -> bool:
        """Whether those who came and went did so from Monday to Sunday."""
        return self.days is None or self.days == Period(self.first, _sunday(self.first))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Numbers of one line that cannot be true together with those of the line before.

    Attributes:
        day: of the line.
        before: of the line before.
        expected: the total that those who came and went lead to; where one of both is unknown,
            the total beyond which it cannot lie.
        total: the total that was told.
    """

    day: date
    before: date
    expected: int
    total: int


@dataclass(frozen=True, slots=True)
class Course:
    """Where a channel leads.

    Attributes:
        per_week: how many more there are after a week, on average.
        weeks: of how many changes that is the average.
        p: how often chance alone leads so far, if nothing leads anywhere; None of too few weeks.
        evidence: how sure the direction is.
    """

    per_week: float
    weeks: int
    p: float | None
    evidence: Evidence


def weeks(counts: Iterable[Count], last: date, most: int) -> tuple[Week, ...]:
    """The weeks from the first that is told to the one before ``last``'s, the oldest first.

    Args:
        counts: at most one a day.
        last: the reader's day; its own week is not over and not among them.
        most: so many weeks are told at most.
    """
    lines = completed(counts)
    by_week = _by_week(lines)
    end = monday(last) - timedelta(days=WEEK)
    begin = min(by_week, default=end + timedelta(days=WEEK))
    begin = max(begin, end - timedelta(days=WEEK * (most - 1)))
    before = _week(begin - timedelta(days=WEEK), by_week)
    found: list[Week] = []
    while begin <= end:
        one = _with_net(before, _week(begin, by_week))
        found.append(one)
        before, begin = one, begin + timedelta(days=WEEK)
    return tuple(found)


def completed(counts: Iterable[Count]) -> list[Count]:
    """The lines in order; of three numbers that belong together the third follows from two."""
    lines = sorted(counts, key=lambda one: one.day)
    if not lines:
        return []
    return [lines[0], *(_with_third(before, one) for before, one in pairwise(lines))]


def contradictions(counts: Iterable[Count]) -> tuple[Contradiction, ...]:
    """Lines whose total does not follow from the one before, the newest first."""
    lines = sorted(counts, key=lambda one: one.day)
    found = [_wrong(before, one) for before, one in pairwise(lines)]
    return tuple(one for one in reversed(found) if one is not None)


def course(some: Sequence[Week]) -> Course | None:
    """Where the last weeks lead: Student's test of their changes; None where none is known.

    The changes of weeks are taken for independent of each other. Where all are alike, nothing but
    their number tells how sure that is, and the scale of one person is taken.
    """
    known = [one.net for one in some[-LOOKED_AT:] if one.net is not None]
    if not known:
        return None
    mean = fmean(known)
    if len(known) < LEAST_WEEKS:
        return Course(mean, len(known), None, Evidence.EARLY)
    spread = max(stdev(known), 1.0) / sqrt(len(known))
    p = two_sided(mean / spread, float(len(known) - 1))
    return Course(mean, len(known), p, evidence_of(1 - p, enough=True))


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def _sunday(first: date) -> date:
    return first + timedelta(days=WEEK - 1)


def _with_third(before: Count, one: Count) -> Count:
    if before.total is None or one.total is None:
        return one
    change = one.total - before.total
    if one.left is None and one.joined is not None and one.joined >= change:
        return replace(one, left=one.joined - change)
    if one.joined is None and one.left is not None and one.left + change >= 0:
        return replace(one, joined=one.left + change)
    return one


def _wrong(before: Count, one: Count) -> Contradiction | None:
    if before.total is None or one.total is None:
        return None
    expected = before.total + (one.joined or 0) - (one.left or 0)
    if one.joined is not None and one.left is not None:
        is_wrong = one.total != expected
    else:
        is_wrong = (one.joined is not None and one.total > expected) or (
            one.left is not None and one.total < expected
        )
    return Contradiction(one.day, before.day, expected, one.total) if is_wrong else None


@dataclass(frozen=True, slots=True)
class _Told:
    """A line with the days since the one before; None of the first and of one after a gap."""

    count: Count
    days: Period | None


def _by_week(lines: Sequence[Count]) -> dict[date, list[_Told]]:
    found: dict[date, list[_Told]] = {}
    for place, one in enumerate(lines):
        days = Period(lines[place - 1].day + timedelta(days=1), one.day) if place else None
        if days is not None and days.days > LONGEST:
            days = None
        # The middle day, and of two the earlier one, says in which week most of its days lie. Of a
        # line alone it is that of a week.
        back = (WEEK if days is None else days.days) // 2
        of_week = one.day - timedelta(days=back)
        found.setdefault(monday(of_week), []).append(_Told(one, days))
    return found


def _week(first: date, by_week: dict[date, list[_Told]]) -> Week:
    lines = by_week.get(first, [])
    totals = [one.count for one in lines if one.count.total is not None]
    spans = [one.days for one in lines if one.days is not None]
    days = None
    if spans and len(spans) == len(lines):
        days = Period(spans[0].first, spans[-1].last)
    whole = days is not None and LEAST_DAYS <= days.days <= MOST_DAYS
    joined = _sum(one.count.joined for one in lines) if whole else None
    left = _sum(one.count.left for one in lines) if whole else None
    is_told = joined is not None or left is not None
    return Week(
        first, totals[-1].total if totals else None, totals[-1].day if totals else None,
        joined, left, None, days if is_told else None,
    )  # fmt: skip


def _with_net(before: Week, one: Week) -> Week:
    """With the change since the week before, where both totals are about a week apart."""
    if before.total is None or one.total is None or before.day is None or one.day is None:
        return one
    if not LEAST_DAYS <= (one.day - before.day).days <= MOST_DAYS:
        return one
    return replace(one, net=one.total - before.total)


def _sum(some: Iterable[int | None]) -> int | None:
    known = list(some)
    return None if not known or None in known else sum(one or 0 for one in known)
