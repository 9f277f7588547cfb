"""The numbers of each step over one stretch of days and the one it is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import journey as analysis
from core.analysis import levels, repurchase, returns
from core.analysis.journey import Move, Revenue, Step
from core.services.journey_reading import Joined, Known, join, total
from core.services.looking import Question
from core.stats.proportions import Tally
from core.terms import Period

WEEK: Final = 7
WEEKS: Final = 13
"""So many weeks are drawn."""

Points = tuple[tuple[date, float | None], ...]

CHAINS: Final = (
    (Step.VISITS, "visits"),
    (Step.LOOK_RATE, "views"),
    (Step.BUY_RATE, "joined"),
    (Step.ORDER_VALUE, "joined_net"),
)
"""The counts that end in revenue, each with the step that leads to it."""


OF_ORDERS: Final = frozenset({"orders", "lines"})
"""Measures that are there from the first order on."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of each day, by name, and which days are looked at.

    The names: ``visits``, ``views``, ``orders`` of the malls that are looked at, ``joined`` and
    ``joined_net``, the orders and revenue of the mall whose visits these are, ``lines`` that
    count and ``all_lines`` with those that were cancelled or returned.
    """

    history: Period
    question: Question
    known: Mapping[str, Known]
    compares: bool = True
    """Whether anything is compared with earlier days."""

    @property
    def before(self) -> Period:
        """The days compared with."""
        period, back = self.question.period, timedelta(days=self.question.shift)
        return Period(period.first - back, period.last - back)

    @property
    def settled(self) -> Period:
        """The newest days whose cancellations and returns are in."""
        period = self.question.period
        return Period.ending(period.last - timedelta(days=returns.SETTLED_AFTER), period.days)

    def join(self, *names: str, period: Period | None = None) -> Joined | None:
        """Some measures over the days on which all are known, now and before."""
        some = [self.known[name] for name in names if name in self.known]
        if len(some) < len(names) or not self.compares:
            return None
        return join(some, self.history, period or self.question.period, self.question.shift)

    def total(self, name: str, period: Period | None = None) -> int | None:
        """A measure over a period; None where a day of it is unknown."""
        if name not in self.known:
            return None
        found = total(self.known[name], self.history, period or self.question.period)
        return None if found is None else round(found)

    def sums(self, name: str, period: Period | None = None) -> tuple[int | None, int | None]:
        """A measure now and before."""
        joined = self.join(name, period=period)
        if joined is None:
            return self._so_far(name, period or self.question.period), None
        now, before = joined.sums()[0]
        return round(now), round(before)

    def _so_far(self, name: str, period: Period) -> int | None:
        """A measure over a period; of orders, over the part of it since the first one."""
        known = self.known.get(name)
        if name not in OF_ORDERS or known is None:
            return self.total(name, period)
        first = self.history.first + timedelta(days=int((~np.isnan(known.days)).argmax()))
        if period.last < first:
            return None
        return self.total(name, Period(max(period.first, first), period.last))

    def told(self, name: str, period: Period) -> float:
        """The sum of those days of a period that are known."""
        known = self.known.get(name)
        if known is None:
            return 0.0
        place = (period.first - self.history.first).days
        return float(np.nansum(known.days[max(0, place) : max(0, place + period.days)]))

    def moves(self) -> list[Move]:
        """How each step up to what is kept changed, of those that are known."""
        found = (
            self._count(Step.VISITS, "visits"),
            self._share(Step.LOOK_RATE, "views", "visits"),
            self._share(Step.BUY_RATE, "joined", "views"),
            self._share(Step.PAY_RATE, "joined", "visits"),
            self._count(Step.ORDERS, "orders"),
            self._share(Step.KEPT_RATE, "lines", "all_lines", self.settled),
        )
        return [move for move in found if move is not None]

    def _count(self, step: Step, name: str) -> Move | None:
        joined = self.join(name)
        if joined is not None:
            return analysis.count(step, joined.compared, joined.series[0])
        now = self._so_far(name, self.question.period)
        return None if now is None else Move(step, (now, None), None)

    def _share(
        self, step: Step, part: str, whole: str, period: Period | None = None
    ) -> Move | None:
        joined = self.join(part, whole, period=period)
        if joined is not None:
            return analysis.share(step, joined.compared, *joined.series)
        now = self.total(part, period), self.total(whole, period)
        if now[0] is None or not now[1]:
            return None
        return Move(step, (now[0], now[1]), None, is_relative=now[0] > now[1])

    def weeks(self, part: str, whole: str, last: date) -> list[Tally]:
        """How many of how many in each of the last weeks that are known."""
        end = last + timedelta(days=1)
        sides = zip(self._weeks(part, end), self._weeks(whole, end), strict=True)
        return [
            Tally(round(a), round(b))
            for a, b in sides
            if a is not None and b is not None and 0 <= a <= b
        ]

    def revenue(self, judged: frozenset[Step]) -> tuple[Revenue | None, int]:
        """How revenue changed along the way, and over how many days; views if they are judged."""
        for names in self._chains(judged):
            joined = self.join(*(name for _, name in names))
            if joined is not None:
                counts = [
                    (step, float(round(now)), float(round(before)))
                    for (step, _), (now, before) in zip(names, joined.sums(), strict=True)
                ]
                return analysis.revenue(counts), int(joined.compared.pair.usable.sum())
        return None, 0

    @staticmethod
    def _chains(judged: frozenset[Step]) -> list[list[tuple[Step, str]]]:
        visits, _, _, net = CHAINS
        found = [
            [visits, (Step.PAY_RATE, "joined"), net],
            [(Step.ORDERS, "joined"), net],
        ]
        if {Step.LOOK_RATE, Step.BUY_RATE} <= judged:
            found.insert(0, list(CHAINS))
        return found

    def weekly(self, part: str, whole: str | None = None, last: date | None = None) -> Points:
        """A count, or a share of another, of each of the last weeks; None where unknown."""
        end = (last or self.question.period.last) + timedelta(days=1)
        starts = [end - timedelta(days=WEEK * back) for back in range(WEEKS, 0, -1)]
        counts = self._weeks(part, end)
        if whole is None:
            return tuple(zip(starts, counts, strict=True))
        shares = [
            a / b if a is not None and b else None
            for a, b in zip(counts, self._weeks(whole, end), strict=True)
        ]
        return tuple(zip(starts, shares, strict=True))

    def _weeks(self, name: str, end: date) -> list[float | None]:
        known = self.known.get(name)
        place = (end - self.history.first).days
        if known is None or not known.cuts[max(0, place - WEEK * WEEKS) : place + 1].all():
            return [None] * WEEKS
        return levels.weekly(known.days, place, WEEKS)

    def stretches(self, part: str, whole: str) -> Points:
        """A share of each whole period up to this one, where weeks are not known."""
        found = []
        for back in range(WEEKS):
            period = self.question.period
            shift = timedelta(days=back * period.days)
            earlier = Period(period.first - shift, period.last - shift)
            a, b = self.total(part, earlier), self.total(whole, earlier)
            found.append((earlier.first, a / b if a is not None and b else None))
        return tuple(reversed(found))


def seconds(frame: pd.DataFrame, last: date) -> Points:
    """Of each week of first purchases up to ``last``, the part that bought again soon."""
    weeks = 2 * WEEKS - 2
    start = last - timedelta(days=WEEK * weeks - 1)
    buyers, again = [0] * weeks, [0] * weeks
    for day, came, returned in zip(frame.index, frame["buyers"], frame["again"], strict=True):
        week = (day - start).days // WEEK
        if 0 <= week < weeks:
            buyers[week] += int(came)
            again[week] += int(returned)
    return tuple(
        (start + timedelta(days=WEEK * week), again[week] / buyers[week] if buyers[week] else None)
        for week in range(weeks)
    )


def mature(last: date, first: date, new_buyers: Mapping[date, int]) -> Period | None:
    """First days of the newest buyers that had time to come back; None if nobody had."""
    stretches = repurchase.cohorts(last, first, new_buyers)
    if stretches is not None:
        return stretches[1]
    end = last - timedelta(days=repurchase.SECOND_WITHIN)
    if end < first:
        return None
    return Period(max(first, end - timedelta(days=repurchase.COHORT - 1)), end)
