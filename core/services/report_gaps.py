"""Which days of a report no order file tells.

What nobody tells is unknown, and no 0 won: days without a file are added up nowhere and held
against nothing.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from core.services.order_book import Book
from core.services.today_view import Overview
from core.terms import Period
from core.verdicts import Claim

_ONE: Final = timedelta(days=1)

_COMPARING: Final = frozenset({
    Claim.GAP, Claim.TOO_EARLY, Claim.STEADY, Claim.NO_ORDERS, Claim.UNCOMPARED,
})  # fmt: skip
"""What is said of two stretches of days; of one alone it is wrong."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far order files tell of the days of a report.

    Attributes:
        days: of how many of its days.
        blank: its days, before the last one that is told, that are in no file.
        before: the same of the days it is compared with, as far as files reach back at all.
    """

    days: int
    blank: tuple[Period, ...] = ()
    before: tuple[Period, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether both stretches are told without a gap."""
        return not self.blank and not self.before


def told(book: Book, period: Period) -> Told:
    """How far the files of a book tell of some days and of as many before."""
    history = book.days.all
    blank = _within(book, Period(period.first, max(period.first, min(period.last, book.last))))
    if period.first < history.first:
        early = Period(period.first, min(period.last, history.first - _ONE))
        blank = (early, *blank)
    reached = (min(period.last, book.last) - period.first).days + 1
    days = max(0, reached - sum(one.days for one in blank))
    before = period.before()
    # Where files begin later nothing is compared anyway, and nothing is missing.
    lacking = _within(book, before) if before.first >= history.first else ()
    return Told(days, blank, lacking)


def out_of_reach(book: Book, period: Period) -> int:
    """A distance in days at which no file tells anything, so that nothing is compared."""
    return max(period.days, (period.last - book.days.all.first).days + 1)


def alone(view: Overview) -> Overview:
    """What can be said without comparing."""
    kept = tuple(one for one in view.verdicts if one.claim not in _COMPARING)
    return replace(view, verdicts=kept, split=None, before=None, gaps=(), days_left_out=0)


def _within(book: Book, period: Period) -> tuple[Period, ...]:
    """The parts of gaps that lie in some days."""
    met = (one for one in book.gaps if one.first <= period.last and period.first <= one.last)
    return tuple(Period(max(a.first, period.first), min(a.last, period.last)) for a in met)
