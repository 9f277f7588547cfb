"""The counts of a copy test as tables that can be judged: looks by versions, or days by version."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from core.analysis.copy_tests import Counted, lines
from core.stats.ab.arms import Floats
from core.terms.copy_tests import Count, Design, Plan

WEEK: Final = 7
"""Whole days before which nothing is told, because days of the week differ."""


QUIET: Final = 0.8
"""From this part of the plan on nobody looks until its end."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What was counted until yesterday; versions lie along the last axis, the control first.

    Attributes:
        letters: the versions.
        days: the days counted; None where the test was counted as a whole.
        shown: of each day how many were shown each version; one row for the test as a whole.
        reacted: the same of those who did what was hoped for.
        shown_ever: how many were shown each version, also on days that cannot be compared.
        money: won and the squares of won of each buyer, by letter; None where unknown.
    """

    letters: tuple[str, ...]
    days: tuple[date, ...] | None
    shown: Floats
    reacted: Floats
    shown_ever: tuple[int | None, ...]
    money: Mapping[str, tuple[int, int] | None]

    @property
    def impossible(self) -> bool:
        """Whether more reacted than were shown a version."""
        shown, reacted = np.sum(self.shown, axis=0), np.sum(self.reacted, axis=0)
        return bool(np.any(reacted > shown))

    @property
    def whole(self) -> Counted:
        """All of it together."""
        return Counted(np.sum(self.reacted, axis=0), np.sum(self.shown, axis=0))

    def until(self, days: Iterable[date], design: Design) -> Counted:
        """What was counted up to each of some days; of a list all were shown it at once."""
        rows = [np.array([day <= end for day in self.days or ()], dtype=np.float64) for end in days]
        upto = np.array(rows).reshape(len(rows), len(self.shown))
        trials = upto @ self.shown
        if design is Design.LIST_SPLIT:
            trials = np.broadcast_to(np.sum(self.shown, axis=0), trials.shape)
        return Counted(np.minimum(upto @ self.reacted, trials), trials)


def ordered(plan: Plan) -> tuple[str, ...]:
    """The letters of the versions, the control first."""
    return (plan.control, *(letter for letter in plan.letters if letter != plan.control))


def gather(
    plan: Plan, counts: Iterable[Count], today: date, without: Collection[date] = ()
) -> Table:
    """The counts of a test until yesterday, in tables.

    Of other designs than lists and turns a day is compared only if all versions were counted on
    it: a day that one of them lacks would be held against other days.

    Args:
        plan: of the test.
        counts: all there are.
        today: a day that is not over.
        without: days that are left out; of a list only those who reacted on them.
    """
    letters = ordered(plan)
    kept = [
        one for one in counts
        if one.letter in letters and _is_of(plan, one, today)
        and (plan.design is Design.LIST_SPLIT or one.day not in without)
    ]  # fmt: skip
    dated = {one.day for one in kept if one.day is not None}
    whole = any(one.day is None for one in kept)
    days = None if whole else tuple(sorted(dated))
    cells = {(one.letter, one.day): one for one in kept}
    if days is None:
        rows = [{letter: _added(kept, letter) for letter in letters}]
    else:
        rows = [{letter: cells.get((letter, day)) for letter in letters} for day in days]
    told = _Read(plan, letters, without)
    shown, reacted, used = told.read(rows, days)
    ever = tuple(_known(one.shown for one in kept if one.letter == it) for it in letters)
    if plan.design is Design.LIST_SPLIT:
        shown, ever = told.listed(shown, ever)
    money = {it: _money([one for one in kept if one.letter == it], used) for it in letters}
    return Table(letters, None if days is None else used, shown, reacted, ever, money)


def _is_of(plan: Plan, one: Count, today: date) -> bool:
    """Whether a count is of the plan or later, and of a day that is over."""
    if one.day is None:
        return True
    turn = plan.days is None or plan.days.get(one.day) == one.letter
    return plan.period.first <= one.day < today and turn


@dataclass(frozen=True, slots=True)
class _Read:
    """How counts are read."""

    plan: Plan
    letters: tuple[str, ...]
    without: Collection[date]

    def read(
        self, rows: list[dict[str, Count | None]], days: tuple[date, ...] | None
    ) -> tuple[Floats, Floats, tuple[date, ...]]:
        """Who was shown a version and who reacted, row by row, and the days that were used."""
        used = [at for at, row in enumerate(rows) if self._counts(row)]
        shown, reacted = (
            np.array([[self._value(rows[at].get(it), name) for it in self.letters] for at in used])
            for name in ("shown", "reacted")
        )
        empty = (len(used), len(self.letters))
        chosen = () if days is None else tuple(days[at] for at in used)
        return shown.reshape(empty), reacted.reshape(empty), chosen

    def _counts(self, row: dict[str, Count | None]) -> bool:
        """Whether a day can be compared."""
        known = [one is not None and None not in {one.shown, one.reacted} for one in row.values()]
        if self.plan.design is Design.LIST_SPLIT:
            return any(one is not None and one.is_told for one in row.values())
        return any(known) if self.plan.design.by_day else all(known)

    def _value(self, one: Count | None, name: str) -> float:
        if one is None:
            return 0.0
        if name == "reacted" and one.day is not None and one.day in self.without:
            return 0.0
        return float(getattr(one, name) or 0)

    def listed(
        self, shown: Floats, ever: tuple[int | None, ...]
    ) -> tuple[Floats, tuple[int | None, ...]]:
        """The recipients of a list: as counted, else as many as were divided."""
        planned = {one.letter: one.planned for one in self.plan.versions}
        if any(ever) or not len(shown) or None in planned.values():
            return shown, ever
        filled = shown.copy()
        filled[0] = [float(planned[it] or 0) for it in self.letters]
        return filled, tuple(planned[it] for it in self.letters)


def _added(counts: Iterable[Count], letter: str) -> Count | None:
    """The counts of a version that was counted as a whole."""
    mine = [one for one in counts if one.letter == letter]
    if not mine:
        return None
    shown, reacted = (_known(getattr(one, it) for one in mine) for it in ("shown", "reacted"))
    return Count(letter, None, shown, reacted)


def _known(values: Iterable[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _money(counts: list[Count], used: Collection[date]) -> tuple[int, int] | None:
    """Won and squares of won; None as soon as those of one day with buyers are unknown."""
    won = squares = 0
    for one in counts:
        if one.day is not None and one.day not in used:
            continue
        if None in {one.won, one.won_squares}:
            if one.reacted != 0:
                return None
            continue
        won, squares = won + (one.won or 0), squares + (one.won_squares or 0)
    return (won, squares) if counts else None


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """The days after which a test is looked at, and the part of the plan that was reached.

    ``over`` tells whether the last of them ends the plan. ``assumed`` are parts at which somebody
    may have looked although only the last ones, as many as ``days``, can be judged; ``known`` is
    what was known at each of them, in any unit.
    """

    days: tuple[date, ...]
    parts: Floats
    over: bool
    assumed: Floats
    known: Floats

    def lines(self, others: int, alpha: float) -> Floats:
        """How far versions must lie from the control at each look; see ``core.analysis``."""
        told = lines(self.assumed, others, alpha, last=self.over, information=self.known)
        return told[len(self.assumed) - len(self.days) :]


def looks(plan: Plan, table: Table, today: date) -> Looks:
    """When a test may be judged: after whole days from the seventh on, until the plan is over.

    The part of the plan is that of its visitors; of its days where visitors are not planned, and
    of lists, whose recipients are all there on the first day. Between four fifths of the plan and
    its end there is no look: it would save a day or two at the price of power at the end. Where
    nobody counted by day looks are assumed as if visitors came alike.
    """
    period, past = plan.period, today > plan.period.last
    last = min(period.last, today - timedelta(days=1))
    over_days = max(0, (last - period.first).days + 1)
    places = np.arange(min(WEEK, period.days), over_days + 1)
    ends = tuple(period.first + timedelta(days=int(at) - 1) for at in places)
    if not ends:
        return Looks((), np.zeros(0), past, np.zeros(0), np.zeros(0))
    by_days = plan.design is Design.LIST_SPLIT or not plan.planned
    if table.days is None:
        reached = 1.0 if by_days else float(np.sum(table.shown)) / float(plan.planned or 1)
        parts = places / period.days if by_days else reached * places / over_days
        known = parts
    else:
        known = _information(plan, table, ends)
        parts = places / period.days if by_days else known / float(plan.planned or 1)
    found = _taken(ends, np.minimum(parts, 1.0), known, past=past)
    if table.days is not None:
        return found
    # One total is one look; that of a day without a look cannot be judged.
    asked = found.over or found.days[-1:] == ends[-1:]
    return replace(found, days=found.days[-1:] if asked else (), parts=found.parts[-1:])


def _information(plan: Plan, table: Table, ends: tuple[date, ...]) -> Floats:
    """What was known after each day: visitors; of a list the odds of having reacted.

    Of a list the same people are looked at again, and the scores of two looks hang together as the
    roots of these odds, whatever the pace at which people react.
    """
    seen = table.until(ends, plan.design)
    if plan.design is not Design.LIST_SPLIT:
        return np.asarray(np.sum(seen.trials, axis=-1))
    some, of = np.sum(seen.successes, axis=-1), np.sum(seen.trials, axis=-1)
    return np.asarray(np.maximum(some, 0.5) / np.maximum(of - some, 0.5))


def _taken(ends: tuple[date, ...], parts: Floats, known: Floats, *, past: bool) -> Looks:
    """The looks that are taken: those at which more was known, and the end of the plan."""
    new = (np.diff(parts, prepend=0.0) > 0) & (known > 0)
    kept = new & ((parts <= QUIET) | (parts >= 1))
    done = bool(parts[-1] >= 1)
    if past and not np.any(kept & (parts >= 1)):
        # The plan is over: what is left of the error is spent on all there is.
        kept[-1], done = known[-1] > 0, True
    at = np.flatnonzero(kept)
    assumed = parts[at]
    if done and len(at):
        assumed[-1] = 1.0
    days = tuple(ends[place] for place in at)
    return Looks(days, parts[at], done, assumed, known[at])


def shares(plan: Plan) -> tuple[int, ...] | None:
    """The planned shares, the control first; None where nobody divides people."""
    if not plan.design.divides:
        return None
    given: Mapping[str, int] = {one.letter: one.share for one in plan.versions}
    return tuple(given[letter] for letter in ordered(plan))
