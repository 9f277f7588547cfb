"""A copy test on the day it is judged, and what is said where nothing is judged."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any, Final

import numpy as np

from core.analysis.copy_tests import Counted
from core.stats.ab.arms import Arm
from core.stats.ab.sample_ratio import sample_ratio
from core.stats.ab.two_proportions import wilson_interval
from core.terms.copy_tests import METHOD, Count, Design, Plan, Response
from core.verdicts.copy_tests_counts import WEEK, Table, shares
from core.verdicts.copy_tests_model import Answer, Beside, Call, Look, Ruling, Said, Worth

CUTTABLE: Final = 0.5
"""More than this part of the days cannot be left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A test, its counts and the day; ``planned`` is False for numbers without a plan."""

    plan: Plan
    counts: tuple[Count, ...]
    table: Table
    today: date
    beside: Beside
    planned: bool = True

    @property
    def is_past(self) -> bool:
        """Whether the last day of the plan is over."""
        return self.today > self.plan.period.last

    @property
    def mixed(self) -> tuple[date, ...]:
        """The days of the test on which something else happened."""
        period = self.plan.period
        until = min(period.last, self.today - timedelta(days=1))
        return tuple(sorted(day for day in self.beside.mixed if period.first <= day <= until))

    @property
    def shares(self) -> tuple[int, ...] | None:
        """The planned shares, the control first; None where nobody planned to divide people."""
        return shares(self.plan) if self.planned else None

    @property
    def worth(self) -> Worth:
        """What makes won of a difference; of revenue what the buyers of the test paid."""
        worth, told = self.beside.worth, [one for one in self.table.money.values() if one]
        buyers = float(np.sum(self.table.reacted))
        if worth.value is not None or self.plan.response is not Response.REVENUE:
            return worth
        if len(told) < len(self.table.letters) or not buyers:
            return worth
        return replace(worth, value=sum(won for won, _ in told) / buyers)

    def fault(self) -> Answer | None:
        """What forbids to judge: counts that cannot be, or versions not shown as planned."""
        if self.table.impossible:
            return Answer.IMPOSSIBLE
        p = self.division_p
        return None if p is None or p >= LEAST_DIVISION else Answer.MISMATCH

    @property
    def division_p(self) -> float | None:
        """How often chance alone divides visitors so unlike the plan."""
        ever = self.table.shown_ever
        if self.shares is None or None in ever or not sum(one or 0 for one in ever):
            return None
        return float(sample_ratio([one or 0 for one in ever], self.shares).p)

    def expected(self, shown: int) -> dict[str, float]:
        """How many of so many visitors the plan gives each version."""
        if self.shares is None or not shown:
            return {}
        return {it: float(self.plan.part(it) * shown) for it in self.table.letters}

    def hidden(self) -> tuple[Said, ...]:
        """Every version without what it brought."""
        ever = dict(zip(self.table.letters, self.table.shown_ever, strict=True))
        expected = self.expected(sum(one or 0 for one in self.table.shown_ever))
        return tuple(Said(it, ever[it], expected.get(it)) for it in self.plan.letters)

    def look(self) -> Look:
        """How far the test is."""
        period, table = self.plan.period, self.table
        over = max(0, min(period.days, (self.today - period.first).days))
        part = over / period.days
        if self.plan.planned and self.plan.design is not Design.LIST_SPLIT:
            part = min(1.0, float(np.sum(table.shown)) / self.plan.planned)
        return Look((over, period.days), part)

    def soonest(self) -> date:
        """The day on which more can be said, if visitors go on to come as they did."""
        period, table = self.plan.period, self.table
        after = period.last + timedelta(days=1)
        over, shown = (self.today - period.first).days, float(np.sum(table.shown))
        lists = self.plan.design in {Design.LIST_SPLIT, Design.ALTERNATE_DAYS}
        if lists or not self.plan.planned or over < 1 or not shown:
            return max(after, self.today + timedelta(days=1))
        left = ceil(max(0.0, self.plan.planned - shown) * over / shown)
        week = period.first + timedelta(days=min(WEEK, period.days))
        day = max(min(self.today + timedelta(days=min(left, period.days)), after), week)
        return max(day, self.today + timedelta(days=1))

    def waiting(self) -> Ruling:
        """Too early; or, after the last day, without the numbers that are needed."""
        if self.is_past:
            return self.ruling(Answer.UNCOUNTED)
        return self.ruling(Answer.RUNNING, expected=self.soonest())

    def ruling(self, answer: Answer, **more: Any) -> Ruling:  # noqa: ANN401
        """An answer with what is the same in all of them; nothing of it tells who is ahead."""
        plan = self.plan
        told: dict[str, Any] = {
            "basis": None, "versions": self.hidden(), "look": self.look(), "worth": self.worth,
            "mixed": self.mixed, "cut": self.beside.cut if self.mixed else None,
            "cuttable": self.cuttable, "division_p": self.division_p,
        }  # fmt: skip
        return Ruling(
            answer=answer, control=plan.control, design=plan.design, response=plan.response,
            method=METHOD, **(told | more),
        )  # fmt: skip

    @property
    def cuttable(self) -> bool:
        """Whether the days on which something else happened can be left out."""
        counted = self.table.days is not None
        return counted and 0 < len(self.mixed) <= CUTTABLE * self.plan.period.days

    def compared(self) -> Ruling:
        """The numbers of versions that were shown one after the other, without judging them."""
        if self.table.impossible:
            return self.ruling(Answer.IMPOSSIBLE)
        whole = self.table.whole
        if not self.is_past or not whole.trials.all():
            return self.waiting()
        each = {it: _alone(it, whole, at) for at, it in enumerate(self.table.letters)}
        said = tuple(each[letter] for letter in self.plan.letters)
        return self.ruling(Answer.COMPARISON, versions=said)


LEAST_DIVISION: Final = 0.001
"""Below this probability versions were not shown as planned (Fabijan et al. 2019)."""


def _alone(letter: str, whole: Counted, at: int) -> Said:
    """A version with its own numbers and no word about another one."""
    x, n = whole.successes[at], whole.trials[at]
    own = wilson_interval(Arm(x, n))
    return Said(
        letter, int(n), None, Call.UNSURE, int(x), float(x / n),
        (float(own.lower), float(own.upper)),
    )  # fmt: skip
