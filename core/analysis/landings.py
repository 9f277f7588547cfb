"""How many of the visitors of a page sign up: by week, in all, and before and after a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from core.stats.ab.arms import arm
from core.stats.ab.comparison import compare
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence, evidence_of

WEEK: Final = 7
LEAST_WEEKS: Final = 2
"""So many weeks are needed on either side of a change: one alone may be a holiday."""


class Source(StrEnum):
    """Where the visits of a week are from."""

    TYPED = "typed"
    LINK = "link"
    """Those who came by the shop's own link."""
    PAGE = "page"
    """How often the page was looked at: one visitor may look twice."""


class Lacking(StrEnum):
    """Why before and after are not compared."""

    NO_CHANGE = "no_change"
    WEEKS = "weeks"
    """Too few weeks on a side of which both numbers are known."""
    SOURCES = "sources"
    """Visits before and after are counted in different ways."""
    CASES = "cases"
    """Chance alone would put fewer than five into a cell (Cochran 1954)."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week that begins on a Monday of Seoul.

    Attributes:
        monday: its first day.
        visits: None while unknown.
        contacts: how many signed up; None while unknown.
        source: where the visits are from; None while unknown.
    """

    monday: date
    visits: int | None = None
    contacts: int | None = None
    source: Source | None = None

    @property
    def is_impossible(self) -> bool:
        """Whether more signed up than came."""
        return self.visits is not None and self.contacts is not None and self.contacts > self.visits

    @property
    def tally(self) -> Tally | None:
        """Contacts of visits; None where either is unknown, or both cannot be true."""
        if self.visits is None or self.contacts is None or self.is_impossible:
            return None
        return Tally(self.contacts, self.visits)


@dataclass(frozen=True, slots=True)
class Rate:
    """A sign-up rate: contacts ÷ visits of the weeks of which both are known.

    Attributes:
        tally: how many of how many.
        weeks: so many weeks are in it.
    """

    tally: Tally
    weeks: int

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Between which the rate lies, 95 % (Wilson 1927); None of no visits."""
        return wilson(self.tally)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after the last change.

    Attributes:
        before: the weeks since the change before it; None where none is known.
        after: the weeks since.
        lacking: why nothing can be said; None where it can.
        p: two-sided, of the score test, with few cases of the exact one; None where lacking.
        evidence: how sure it is that the rates differ.
    """

    before: Rate | None
    after: Rate | None
    lacking: Lacking | None
    p: float | None = None
    evidence: Evidence = Evidence.NO_DATA


def rate(weeks: Sequence[Week]) -> Rate | None:
    """The rate over weeks; those of which a number is unknown are left out, never taken for 0."""
    known = [one.tally for one in weeks if one.tally is not None]
    return Rate(sum(known, Tally(0, 0)), len(known)) if known else None


def compared(weeks: Sequence[Week], changes: Sequence[date]) -> Comparison:
    """Compare whole weeks before and after the last change; the week of a change is in neither.

    The N - 1 chi-squared test (Campbell 2007), only where five are to be expected in each cell.
    """
    if not changes:
        return Comparison(None, None, Lacking.NO_CHANGE)
    days = sorted(set(changes))
    last, start = days[-1], days[-2] if len(days) > 1 else None
    left = [
        one for one in weeks
        if one.monday + timedelta(days=WEEK) <= last and (start is None or one.monday >= start)
    ]  # fmt: skip
    right = [one for one in weeks if one.monday >= last]
    before, after = rate(left), rate(right)
    sources = {one.source for one in (*left, *right) if one.tally is not None}
    if before is None or after is None or min(before.weeks, after.weeks) < LEAST_WEEKS:
        return Comparison(before, after, Lacking.WEEKS)
    if len(sources) > 1:
        return Comparison(before, after, Lacking.SOURCES)
    return _tested(before, after)


def _tested(before: Rate, after: Rate) -> Comparison:
    found = compare(
        arm(before.tally.successes, before.tally.trials),
        arm(after.tally.successes, after.tally.trials),
    )
    if bool(found.small):
        return Comparison(before, after, Lacking.CASES)
    p = float(found.p)
    return Comparison(before, after, None, p, evidence_of(1 - p, enough=True))
