"""How satisfied customers say they are: CSAT, NPS and CES by week, product and channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import voice_scores as analysis
from core.analysis.voice_scores import WEEK, Gap, Name, counted, on_scale
from core.services.opening import OpenShop
from core.stats.scores import LEAST_ANSWERS, Score, Scores
from core.store import voice_scores as store
from core.terms import Period

__all__ = [
    "LEAST_ANSWERS",
    "By",
    "Gap",
    "Group",
    "Name",
    "Report",
    "Said",
    "Stars",
    "Weeks",
    "report",
]

Ints = npt.NDArray[np.int64]

TREND: Final = 26
"""Weeks of the picture over time, at least."""

MOST_GROUPS: Final = 12
"""Products or channels that are shown, those with the most answers."""

MONTH: Final = 28


class Weeks(StrEnum):
    """How many weeks are looked at."""

    FOUR = "4"
    TWELVE = "12"
    YEAR = "52"

    @property
    def days(self) -> int:
        """The same in days."""
        return int(self.value) * WEEK


class By(StrEnum):
    """What answers are told apart by."""

    PRODUCT = "product"
    ROUTE = "route"
    """By which the order came (유입경로)."""
    PLACE = "place"
    """Where the order was made (판매채널)."""
    SOURCE = "source"
    """Where the customer said it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one product or channel, or of everybody.

    Attributes:
        name: of the product or channel; a code of where it was said; empty for everybody.
        counts: how many chose each answer, the lowest first.
        score: None of fewer than ten answers.
        before: how many answered in as many days before.
        was: their score.
        change: how far both lie apart; None where one has too few answers.
    """

    name: str
    counts: tuple[int, ...]
    score: Score | None
    before: int
    was: Score | None
    change: Gap | None

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The answers of seven days, or of four weeks; no score of fewer than ten."""

    first: date
    answers: int
    score: Score | None


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered to one question.

    Attributes:
        name: CSAT, NPS or CES.
        whole: everybody.
        groups: by product and channel, those with the most answers first.
        trend: over time, the newest last.
        step: days of one point of it: seven, or 28 where most weeks have too few answers.
        mean: the mean answer, in points of the scale; None of fewer than ten.
    """

    name: Name
    whole: Group
    groups: Mapping[By, tuple[Group, ...]]
    trend: tuple[Stretch, ...]
    step: int
    mean: Score | None


@dataclass(frozen=True, slots=True)
class Stars:
    """Reviews of the same days, which are another thing: how many, and their mean."""

    reviews: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """All of it.

    Attributes:
        period: the days that are looked at.
        said: the questions that were answered, those with the most answers first.
        looked_at: how many groups were compared, for which changes are made less sure.
        stars: of reviews.
        ever: how many answers there are at all.
    """

    period: Period
    said: tuple[Said, ...]
    looked_at: int
    stars: Stars
    ever: int


def report(shop: OpenShop, today: date, weeks: Weeks = Weeks.TWELVE) -> Report:
    """What customers answered in the last weeks.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    period = Period.ending(today, weeks.days)
    back = max(2 * weeks.days, TREND * WEEK)
    with shop.store.read() as session:
        days = Period.ending(today, back)
        whole = store.counts(session, shop.id, days)
        by = {one: store.counts(session, shop.id, days, one.value) for one in By}
        stars = store.stars(session, shop.id, period)
        ever = store.ever(session, shop.id)
    told = [
        _Told(name, on_scale(whole, name), {one: on_scale(by[one], name) for one in By}, today,
              int(weeks.value))
        for name in Name
    ]  # fmt: skip
    told = [one for one in told if one.has_any]
    gaps = analysis.adjusted([gap for one in told for gap in one.gaps()])
    said = []
    for one in told:
        mine, gaps = gaps[: one.size], gaps[one.size :]
        said.append(one.said(mine))
    said.sort(key=lambda one: -one.whole.answers)
    looked_at = sum(one.looked_at for one in told)
    mean = stars[1] / stars[0] if stars[0] else None
    return Report(period, tuple(said), looked_at, Stars(stars[0], mean), ever)


class _Told:
    """The answers to one question, counted by week and group."""

    def __init__(
        self,
        name: Name,
        answers: pd.DataFrame,
        by: Mapping[By, pd.DataFrame],
        today: date,
        weeks: int,
    ) -> None:
        self.name, self.answers, self.weeks, self.today = name, answers, weeks, today
        self.groups: list[tuple[By | None, str, Ints, Ints]] = [(None, "", *self._weekly(answers))]
        for one, some in by.items():
            for group in self._largest(some):
                mine = some.loc[(some["name"] == group).fillna(value=False)]
                self.groups.append((one, group, *self._weekly(mine)))

    @property
    def has_any(self) -> bool:
        """Whether anybody answered in the weeks that are looked at, or in the picture."""
        return len(self.answers) > 0

    @property
    def size(self) -> int:
        """How many groups there are, everybody included."""
        return len(self.groups)

    def gaps(self) -> list[Gap | None]:
        """How far now and before lie apart in each group, not adjusted yet."""
        self._gaps = [analysis.gap(self.name, now, was) for _, _, now, was in self.groups]
        return self._gaps

    @property
    def looked_at(self) -> int:
        """How many of them could be compared."""
        return sum(one is not None and one.p is not None for one in self._gaps)

    def said(self, gaps: Sequence[Gap | None]) -> Said:
        """The answers in numbers, with gaps adjusted over everything that is looked at."""
        now = np.array([one[2].sum(axis=0) for one in self.groups])
        was = np.array([one[3].sum(axis=0) for one in self.groups])
        scores, earlier = (analysis.scored(self.name, some) for some in (now, was))
        found = [
            Group(name, tuple(map(int, now[at])), scores.told(at), int(was[at].sum()),
                  earlier.told(at), gaps[at])
            for at, (_, name, _, _) in enumerate(self.groups)
        ]  # fmt: skip
        kinds = [one[0] for one in self.groups]
        groups = {
            by: tuple(one for one, kind in zip(found, kinds, strict=True) if kind is by)
            for by in By
        }
        step, trend = self._trend()
        mean = analysis.mean_of(self.name, now[:1]).told(0)
        return Said(self.name, found[0], groups, trend, step, mean)

    def _weekly(self, answers: pd.DataFrame) -> tuple[Ints, Ints]:
        """Some answers week by week: of the weeks looked at, and of as many before."""
        week, size = answers["week"], 2 * self.weeks
        both = counted(self.name, answers, week.where(week < size, -1), size)
        return both[: self.weeks], both[self.weeks :]

    def _largest(self, answers: pd.DataFrame) -> list[str]:
        """The groups with the most answers in the weeks looked at."""
        now = answers.loc[(answers["week"] < self.weeks) & (answers["name"].fillna("") != "")]
        sums = now.groupby("name")["answers"].sum()
        return [str(one) for one in sums.nlargest(MOST_GROUPS).index]

    def _trend(self) -> tuple[int, tuple[Stretch, ...]]:
        """The score over time; four weeks a point where most weeks have too few answers."""
        size = max(self.weeks, TREND)
        week = self.answers["week"]
        weekly = counted(self.name, self.answers, week.where(week < size, -1), size)
        sums = weekly.sum(axis=1)
        some = sums[sums > 0]
        if not len(some):
            return WEEK, ()
        if (some >= LEAST_ANSWERS).mean() >= 0.5:  # noqa: PLR2004  (most of them)
            return WEEK, self._stretches(weekly, WEEK)
        usable = size // 4 * 4
        return MONTH, self._stretches(weekly[:usable].reshape(-1, 4, weekly.shape[1]).sum(axis=1),
                                      MONTH)  # fmt: skip

    def _stretches(self, table: Ints, step: int) -> tuple[Stretch, ...]:
        """From the first stretch with an answer to the newest one."""
        found: Scores = analysis.scored(self.name, table)
        sums = table.sum(axis=1)
        last = int(np.flatnonzero(sums).max())
        return tuple(
            Stretch(self.today - timedelta(days=(at + 1) * step - 1), int(sums[at]), found.told(at))
            for at in range(last, -1, -1)
        )
