"""Which promises of a shop its orders keep: how soon they leave and arrive, and how whole."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import pandas as pd

from core.analysis import care_rates
from core.analysis.care_rates import SENT_AFTER, WEEK
from core.services import care_claims, care_files
from core.services.care_claims import Claims
from core.services.kept_notes import NoteProblem, refuse
from core.services.opening import OpenShop
from core.stats import spreads
from core.stats.proportions import Tally
from core.store import care_promises as store
from core.store import turns
from core.store.moments import day_number, day_of
from core.terms import Period
from core.verdicts import care_promises as verdicts
from core.verdicts.care_promises import Standing, Trend

WEEKS: Final = 8
"""So many whole weeks are looked at."""

WEEKS_OF_MANY: Final = 4
MANY: Final = 30_000
"""A shop with more lines in all those weeks has enough in half of them."""

WITHIN: Final = 0.1
"""A promise of days is kept if no more than this share takes longer."""

USUAL_ARRIVAL: Final = 3
"""Days from dispatch to arrival that count while the seller has not said another number."""

TOLD: Final = 0.5
"""The part of orders whose days must be told before anything is said of them."""

MOST_DAYS: Final = 60
MOST_SHARE: Final = 0.99


class Aim(StrEnum):
    """What a seller can aim at."""

    DISPATCH = "dispatch_days"
    LATE = "late_share"
    ARRIVAL = "arrival_days"
    FAULT = "fault_share"

    @property
    def is_days(self) -> bool:
        """Whether it is a number of days, and not a share."""
        return self in {Aim.DISPATCH, Aim.ARRIVAL}


class Lacking(StrEnum):
    """Why nothing is known of a promise."""

    SENT = "sent"
    """No file tells when orders left."""
    DUE = "due"
    """No file tells by when they should."""
    ARRIVED = "arrived"
    CLAIMS = "claims"
    """No file of returns tells why."""
    REASONS = "reasons"
    """There is one, but too many returns and exchanges lack a reason."""
    NONE_OLD = "none_old"


@dataclass(frozen=True, slots=True)
class PromiseWeek:
    """One whole week, by the first of its days: how many broken, and the days in the middle."""

    first: date
    tally: Tally
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, and how well it is kept.

    Attributes:
        aim: which.
        target: what the seller aims at; None while nothing was said.
        lacking: why nothing is known; None where something is.
        broken: how many broke it, of those old enough; None without a number of days to keep.
        bounds: of that share, at 95 %, as wide as its weeks scatter.
        waiting: orders too young to count.
        period: the days that the counted ones are of.
        median: days in the middle; None for a share, or where fewer than half are over.
        median_bounds: of that.
        weeks: whole ones, the oldest first.
        standing: whether the target is met; None without one.
        trend: whether it got better or worse.
    """

    aim: Aim
    target: float | None
    lacking: Lacking | None = None
    broken: Tally | None = None
    bounds: tuple[float, float] | None = None
    waiting: int = 0
    period: Period | None = None
    median: float | None = None
    median_bounds: tuple[float, float] | None = None
    weeks: tuple[PromiseWeek, ...] = ()
    standing: Standing | None = None
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The tab 기본 약속.

    Attributes:
        asof: the day of the newest order file: what happened later nobody knows. None without one.
        promises: all four.
        claims: what came back and why.
        untold: orders that left, and no file tells when.
        unseen: orders that had not left in an older file, and the newest says nothing of them.
    """

    asof: date | None
    promises: tuple[Promise, ...] = ()
    claims: Claims = field(default_factory=Claims)
    untold: int = 0
    unseen: int = 0

    def promise(self, aim: Aim) -> Promise:
        """One of them."""
        return {one.aim: one for one in self.promises}[aim]


def view(shop: OpenShop, today: date) -> View:
    """How well the promises are kept.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        files = care_files.read(session, shop.id, today)
        if files is None:
            return View(None)
        aims = store.targets(session, shop.id)
        paid = files.last(SENT_AFTER + WEEK * WEEKS)
        if store.lines(session, shop.id, paid) > MANY:
            paid = files.last(SENT_AFTER + WEEK * WEEKS_OF_MANY)
        found = files.shifted(store.parts(session, shop.id, paid))
        claims = care_claims.read(session, shop.id, files)
    day = day_number(files.asof)
    sent, untold, unseen = _sent(found, day)
    targets = {aim: aims.get(aim.value) for aim in Aim}
    promises = (
        _dispatch(sent, day, targets[Aim.DISPATCH]),
        _late(sent, day, targets[Aim.LATE]),
        _arrival(found, day, targets[Aim.ARRIVAL]),
        _fault(claims, targets[Aim.FAULT]),
    )
    return View(files.asof, promises, claims, untold, unseen)


def set_target(shop: OpenShop, aim: Aim, value: float | None, now: datetime) -> float | None:
    """Keep what the seller aims at, or forget it; what it was before.

    Raises:
        core.services.kept_notes.NoteRefused: it is impossible; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    if value is not None:
        is_whole = not aim.is_days or value == int(value)
        most = MOST_DAYS if aim.is_days else MOST_SHARE
        refuse({NoteProblem.NUMBER: not (0 <= value <= most and is_whole)})
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        return store.put_target(session, shop.id, aim.value, value, now)


def _sent(days: pd.DataFrame, day: int) -> tuple[pd.DataFrame, int, int]:
    """The parts of orders whose dispatch is known, and how many are of either other sort.

    What had not left when its file was made may have left since. It counts where the newest file
    says so, or where it was late and old already.
    """
    is_untold = days["is_untold"] == 1
    seen = days["seen"]
    is_late = (days["due"] < seen) | days["due"].isna()
    is_old = days["paid"] <= seen - SENT_AFTER
    is_certain = seen.isna() | (seen >= day) | (is_late & is_old)
    is_unseen = days["sent"].isna() & ~is_certain & ~is_untold
    kept = days[~is_untold & ~is_unseen]
    told = kept.rename(columns={"sent": "dispatched", "due": "ship_due"})
    return told, int(is_untold.sum()), int(is_unseen.sum())


def _dispatch(sent: pd.DataFrame, day: int, target: float | None) -> Promise:
    promise = Promise(Aim.DISPATCH, target)
    if sent.empty:
        return replace(promise, lacking=Lacking.SENT)
    return _of_days(promise, sent, day, None if target is None else int(target))


def _late(sent: pd.DataFrame, day: int, target: float | None) -> Promise:
    promise = Promise(Aim.LATE, target)
    if sent.empty:
        return replace(promise, lacking=Lacking.SENT)
    told = sent[sent["ship_due"].notna()]
    if len(told) < TOLD * len(sent):
        return replace(promise, lacking=Lacking.DUE)
    old = told[told["paid"] <= day - SENT_AFTER]
    late = care_rates.dispatch(old, day).late
    weeks = tuple(
        PromiseWeek(first, care_rates.dispatch(part, day).late.tally)
        for first, part in _weeks(old, day)
    )
    known = replace(
        promise, waiting=len(told) - late.tally.trials, period=_period(old), weeks=weeks
    )
    return judged(known, late.tally, target)


def _arrival(days: pd.DataFrame, day: int, target: float | None) -> Promise:
    promise = Promise(Aim.ARRIVAL, target)
    sent = days[days["sent"].notna()]
    # Where no file tells arrivals, all orders would seem to be under way for ever.
    told = sent[sent["is_arrival_untold"] == 0]
    if sent.empty or int(told["arrived"].notna().sum()) < TOLD * len(sent):
        return replace(promise, lacking=Lacking.ARRIVED)
    told = told[told["arrived"].notna() | (told["seen"] >= day)]
    frame = pd.DataFrame({"paid": told["sent"], "dispatched": told["arrived"]})
    return _of_days(promise, frame, day, USUAL_ARRIVAL if target is None else int(target))


def _of_days(promise: Promise, frame: pd.DataFrame, day: int, within: int | None) -> Promise:
    """A promise of so many days from one to the other, if any number is promised."""
    frame = frame.assign(ship_due=float("nan"))
    old = frame[frame["paid"] <= day - SENT_AFTER]
    whole = care_rates.dispatch(old, day, within)
    weeks = []
    for first, part in _weeks(old, day):
        one = care_rates.dispatch(part, day, within)
        tally = Tally(0, one.orders) if within is None else one.late.tally
        weeks.append(PromiseWeek(first, tally, one.median))
    took = (old["dispatched"] - old["paid"]).fillna(float("inf")).to_numpy(dtype=float)
    known = replace(
        promise,
        waiting=len(frame) - whole.orders,
        period=_period(old),
        median=whole.median,
        median_bounds=spreads.median_bounds(took),
        weeks=tuple(weeks),
    )
    if within is None and whole.orders:
        return known
    return judged(known, whole.late.tally, None if promise.target is None else WITHIN)


def _fault(claims: Claims, target: float | None) -> Promise:
    promise = Promise(Aim.FAULT, target)
    if claims.period is None:
        return replace(promise, lacking=Lacking.CLAIMS)
    if not claims.tells_reasons:
        return replace(promise, lacking=Lacking.REASONS)
    weeks = tuple(PromiseWeek(first, tally) for first, tally in claims.weeks)
    known = replace(promise, waiting=claims.waiting, period=claims.period, weeks=weeks)
    return judged(known, claims.faults, target)


def judged(promise: Promise, broken: Tally, aim: float | None) -> Promise:
    """The promise with how many broke it, and how that stands to the share that may."""
    if not broken.trials:
        return replace(promise, lacking=Lacking.NONE_OLD)
    tallies = [week.tally for week in promise.weeks]
    scale = spreads.spread(tallies)
    return replace(
        promise,
        broken=broken,
        bounds=spreads.bounds(broken, scale),
        standing=None if aim is None else verdicts.standing(broken, aim, scale),
        trend=verdicts.trend(tallies),
    )


def _weeks(old: pd.DataFrame, day: int) -> list[tuple[date, pd.DataFrame]]:
    """Whole weeks that end with the last day that is old enough, the oldest first."""
    last = day - SENT_AFTER
    back = (last - old["paid"]) // WEEK
    most = 0 if old.empty else min(WEEKS, int(back.max()) + 1)
    return [
        (day_of(last - WEEK * (place + 1) + 1), old[back == place])
        for place in reversed(range(most))
    ]


def _period(old: pd.DataFrame) -> Period | None:
    if old.empty:
        return None
    return Period(day_of(int(old["paid"].min())), day_of(int(old["paid"].max())))
