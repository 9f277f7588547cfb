"""What benefits brought: looked at once, when the days of a time are over and files reach there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from core.analysis import benefits as analysis
from core.analysis import message_effect
from core.analysis.benefits import WITHIN, Beside, Ints
from core.analysis.message_effect import Lift
from core.services import benefits, benefits_draws, benefits_people, covering
from core.services.benefits import Benefit
from core.services.benefits_draws import Draw
from core.services.covering import Told as Files
from core.services.customer_book import CustomerBook
from core.services.messages_result import Told
from core.services.opening import OpenShop
from core.stats.ab.several import holm
from core.stats.proportions import Tally
from core.store import benefits as store
from core.store.moments import day_number
from core.terms import Evidence, Period, evidence_of

__all__ = ["Beside", "Lift", "Told"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one time.

    Attributes:
        draw: the time.
        told: how far it can be told.
        days: the days whose purchases count.
        lift: what the benefit did, beside those who by lot got none; None where nobody was left
            out, or it is not told yet.
        beside: beside customers who bought alike; None where there are none, or it is not told.
        bought: how many of those given it bought; None while it is not told.
        won: what all of those given it spent, as far as amounts are known; None while it is not
            told, or where no amount of what they bought is known.
        unpriced: of how many lines of both sides the amount is unknown.
        overlaps: how many of both sides were in another time of the same days.
    """

    draw: Draw
    told: Told
    days: Period
    lift: Lift | None = None
    beside: Beside | None = None
    bought: Tally | None = None
    won: int | None = None
    unpriced: int = 0
    overlaps: int = 0

    @property
    def ready_on(self) -> date:
        """The first day on which it can be looked at."""
        return self.days.last + timedelta(days=1)

    @property
    def is_over(self) -> bool:
        """Whether it may be looked at."""
        return self.told is Told.READY

    @property
    def left_over(self) -> tuple[float, tuple[float, float]] | None:
        """Won a person that it brought more than it cost, and its bounds; None where unknown."""
        if self.lift is None or self.lift.money is None or self.draw.cost is None:
            return None
        low, high = self.lift.money.interval()
        cost = self.draw.cost
        return self.lift.money.value - cost, (low - cost, high - cost)

    @property
    def evidence(self) -> Evidence:
        """How sure it is that it did something; nothing chosen by hand is more than a hint."""
        if self.lift is not None:
            return self.lift.evidence
        return Evidence.EARLY


@dataclass(frozen=True, slots=True)
class Programme:
    """One benefit over all the times it was given.

    Attributes:
        benefit: which.
        circle: how many customers it is for now; None where it is for everybody, or unknown.
        members: how many different customers were given it.
        spent: won that all of it cost, as far as costs are known; None where none is.
        lacks_cost: whether one of the costs is unknown.
        again: how many of those given it bought again, of the times that may be looked at.
        others: the share of customers alike who bought in the same days; None where unknown.
    """

    benefit: Benefit
    circle: int | None
    members: int
    spent: int | None
    lacks_cost: bool
    again: Tally | None
    others: float | None


def outcomes(shop: OpenShop, book: CustomerBook | None, today: date) -> list[Outcome]:
    """What came of all times, the newest day first.

    Args:
        shop: whose.
        book: who bought when; None without order files.
        today: the reader's day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    some = benefits_draws.listed(shop)
    if not some:
        return []
    with shop.store.read() as session:
        files = covering.told(session, shop.id)
        people = store.everybody(session, shop.id)
    by_draw = {one.id: people[people["draw"] == one.id] for one in some}
    found = [
        _outcome(one, by_draw[one.id], _also(one, some, by_draw), book, files, today)
        for one in some
    ]  # fmt: skip
    return _adjusted([replace(one, overlaps=_overlaps(one, some, by_draw)) for one in found])


def programmes(
    shop: OpenShop, told: Sequence[Outcome], book: CustomerBook | None, today: date
) -> list[Programme]:
    """All benefits over all the times, the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        people = store.everybody(session, shop.id)
    given = people[people["is_given"]]
    found: list[Programme] = []
    for one in benefits.listed(shop):
        circle = None
        if one.is_exclusive and book is not None:
            circle = benefits_people.circle(shop, book, one, today)
        mine = [it for it in told if it.draw.benefit == one.number]
        found.append(_programme(one, None if circle is None else len(circle), mine, given))
    return found


def _programme(
    one: Benefit, circle: int | None, told: Sequence[Outcome], given: pd.DataFrame
) -> Programme:
    mine = given[given["draw"].isin([it.draw.id for it in told])]
    costs = [it.draw.spent for it in told]
    known = [cost for cost in costs if cost is not None]
    beside = [it.beside for it in told if it.beside is not None]
    people = sum(it.given.trials for it in beside)
    return Programme(
        one, circle, int(mine["buyer"].nunique()), sum(known) if known else None,
        len(known) < len(costs),
        sum((it.given for it in beside), Tally(0, 0)) if beside else None,
        sum(it.rate * it.given.trials for it in beside) / people if people else None,
    )  # fmt: skip


def _also(one: Draw, some: Sequence[Draw], people: Mapping[int, pd.DataFrame]) -> Ints:
    """Who was given the same at any time: they are not taken for others."""
    same = [people[it.id] for it in some if it.benefit == one.benefit]
    both = pd.concat(same)
    found: Ints = both.loc[both["is_given"], "buyer"].to_numpy(np.int64)
    return found


def _outcome(  # noqa: PLR0913, PLR0917  (which, who, who else, what is known, when)
    draw: Draw,
    people: pd.DataFrame,
    also: Ints,
    book: CustomerBook | None,
    files: Files,
    today: date,
) -> Outcome:
    days = Period(draw.day + timedelta(days=1), draw.day + timedelta(days=WITHIN))
    told = _told(days, files, today)
    if told is not Told.READY or book is None:
        return Outcome(draw, told, days)
    day = day_number(draw.day)
    after = analysis.bought_after(book.visits, day)
    both = after.reindex(people["buyer"].to_numpy())
    came = both["won"].notna().to_numpy()
    won = both["won"].fillna(0).to_numpy(np.float64)
    is_given = people["is_given"].to_numpy(np.bool_)
    everybody = people["buyer"].to_numpy(np.int64)
    beside = analysis.beside(book.visits, everybody[is_given], also, day)
    lift = message_effect.lift(won[is_given], won[~is_given]) if (~is_given).any() else None
    spent, missing = round(won[is_given].sum()), both["unpriced"].fillna(0).to_numpy(np.int64)
    return Outcome(
        draw, told, days, lift, beside, Tally(int(came[is_given].sum()), int(is_given.sum())),
        None if spent == 0 and missing[is_given].any() else spent, int(missing.sum()),
    )  # fmt: skip


def _told(days: Period, files: Files, today: date) -> Told:
    """Whether the days are over and files tell of all of them."""
    if today <= days.last:
        return Told.WAITING
    known_to = files.last_complete(today)
    coverage = files.coverage
    if known_to is None or coverage is None or known_to < days.last:
        return Told.NO_FILE
    is_cut = coverage.period.first > days.first or any(
        gap.first <= days.last and gap.last >= days.first for gap in coverage.gaps
    )
    return Told.GAP if is_cut else Told.READY


def _overlaps(one: Outcome, some: Sequence[Draw], people: Mapping[int, pd.DataFrame]) -> int:
    """How many were given something else in the same days, so that both may have worked."""
    mine = people[one.draw.id]
    near = [
        people[it.id] for it in some
        if it.id != one.draw.id and abs((it.day - one.draw.day).days) <= WITHIN
    ]  # fmt: skip
    if not near:
        return 0
    others = pd.concat(near)
    return int(mine["buyer"].isin(others.loc[others["is_given"], "buyer"]).sum())


def _adjusted(some: Sequence[Outcome]) -> list[Outcome]:
    """How sure each difference is, allowing for how many are looked at (Holm 1979)."""
    p_values = [one.lift.p for one in some if one.lift is not None]
    sure = iter(holm(p_values).tolist() if p_values else [])
    return [
        one if one.lift is None else replace(one, lift=replace(
            one.lift, evidence=evidence_of(1 - next(sure), enough=one.lift.is_enough)
        ))
        for one in some
    ]  # fmt: skip
