"""Each channel week by week, and where each leads: what files tell and what was written down."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.analysis import subscribers as analysis
from core.analysis.subscribers import Contradiction, Count, Course, Week
from core.services import subscribers
from core.services.opening import OpenShop
from core.services.subscribers import Channel
from core.stats.ab.several import holm
from core.store import fact_sums
from core.store.fact_sums import Wish
from core.terms import Evidence, Period, Subject, evidence_of

MOST_WEEKS: Final = 26
"""So many weeks are looked at."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One channel.

    Attributes:
        channel: which.
        counts: what was told, in order of days.
        weeks: the weeks that are over, the oldest first.
        contradictions: lines that cannot be true together, the newest first.
        course: where it leads; None where no change of a week is known.
    """

    channel: Channel
    counts: tuple[Count, ...]
    weeks: tuple[Week, ...]
    contradictions: tuple[Contradiction, ...]
    course: Course | None

    @property
    def latest(self) -> Count | None:
        """The newest line with a total."""
        return next((one for one in reversed(self.counts) if one.total is not None), None)

    @property
    def gaps(self) -> tuple[Week, ...]:
        """The weeks of which nothing was told."""
        return tuple(one for one in self.weeks if one.is_gap)


def standings(shop: OpenShop, today: date) -> tuple[Standing, ...]:
    """Every channel of which anything is known, in the order of ``Channel``.

    People may want to hear from the shop by several of them, so that channels are never added.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    told: dict[Channel, list[Count]] = {Channel.NEWS: _news(shop, today)}
    for line in subscribers.listed(shop):
        told.setdefault(line.channel, []).append(line.count)
    found = [_standing(one, told.get(one, []), today) for one in Channel if told.get(one)]
    return _adjusted(found)


def _news(shop: OpenShop, today: date) -> list[Count]:
    """알림고객수 of each day, from where the page of the journey has it too."""
    # A day more than the weeks, which the first change is counted from.
    span = Period.ending(today, (MOST_WEEKS + 2) * analysis.WEEK)
    wish = Wish(span, ("subscribers",), daily=True)
    with shop.store.read() as session:
        rows = fact_sums.sums(session, shop.id, Subject.SHOP, wish).rows.dropna()
    return [
        Count(day.date(), int(total))
        for day, total in zip(rows["day"], rows["subscribers"], strict=True)
    ]


def _standing(channel: Channel, counts: list[Count], today: date) -> Standing:
    ordered = tuple(sorted(counts, key=lambda one: one.day))
    weeks = analysis.weeks(ordered, today, MOST_WEEKS)
    return Standing(
        channel, ordered, weeks, analysis.contradictions(ordered), analysis.course(weeks)
    )


def _adjusted(found: list[Standing]) -> tuple[Standing, ...]:
    """How sure each direction is, allowing for how many channels are looked at (Holm 1979)."""
    known = [one.course.p for one in found if one.course is not None and one.course.p is not None]
    sure = iter(holm(known).tolist() if known else [])
    return tuple(_sure(one, sure) for one in found)


def _sure(one: Standing, sure: Iterator[float]) -> Standing:
    if one.course is None or one.course.p is None:
        return one
    evidence = evidence_of(1 - next(sure), enough=True)
    looked_at = one.weeks[-analysis.LOOKED_AT :]
    is_contradicted = any(it.day >= looked_at[0].first for it in one.contradictions)
    # Numbers that contradict each other lead nowhere that can be known.
    if is_contradicted and evidence is Evidence.KNOWN:
        evidence = Evidence.HINT
    return replace(one, course=replace(one.course, evidence=evidence))
