"""What asking for reviews seems to bring, and how reliably notices go out."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import care_rates
from core.analysis.care_queue import BEGINS, TRANSPORT, Kind
from core.analysis.care_rates import WEEK, Share
from core.services import care_files, care_rules
from core.services.opening import OpenShop
from core.stats.ab.arms import arm
from core.stats.ab.score_intervals import difference_interval
from core.stats.ab.two_proportions import score_z, two_sided
from core.stats.proportions import Tally
from core.store import care_rates as touches
from core.store import care_requests as store
from core.store import orders, uploads
from core.store.moments import day_number
from core.terms import DataSet, Evidence, Mall, Period, evidence_of

WITHIN: Final = 30
"""Days after its confirmation within which a review counts, on both sides alike.

People are asked some 17 days after the arrival, so fourteen would miss what asking brings.
"""

WEEKS: Final = 8
"""At most so many weeks on either side."""

ANSWERED_WITHIN: Final = 28
"""Days from the day of asking within which a review counts as an answer."""

LEAST: Final = 30
"""Lines it takes on either side."""

LEAST_EXPECTED: Final = 5
NOTICE_DAYS: Final = 28


class Wanting(StrEnum):
    """Why nothing can be compared."""

    NEVER_ASKED = "never_asked"
    NO_REVIEWS = "no_reviews"
    """No file of reviews."""
    TOO_SOON = "too_soon"
    """No line is old enough on one of the sides, or no file reaches that far."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two shares of reviews. Chance did not decide who is on which side: a hint at most.

    Attributes:
        with_it: how many were reviewed after requests began, or of those that were asked.
        without: how many before, or of those that were not.
        difference: of the two shares.
        bounds: of that, at 95 % (Miettinen and Nurminen 1985).
        evidence: how sure it is that they differ; never more than a hint.
    """

    with_it: Tally
    without: Tally
    difference: float
    bounds: tuple[float, float]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Requests:
    """What asking for reviews seems to bring.

    Attributes:
        since: the day from which people are asked; None before that.
        wanting: why before and after cannot be compared; None where they can.
        compared: after and before.
        before: the days of confirmation before.
        after: those after.
        asked: orders after it that were asked, beside others that had no review by then either.
    """

    since: date | None
    wanting: Wanting | None = None
    compared: Compared | None = None
    before: Period | None = None
    after: Period | None = None
    asked: Compared | None = None


@dataclass(frozen=True, slots=True)
class NoticeRate:
    """How reliably one kind of notice goes out.

    Attributes:
        kind: 주문 확인 or 발송 안내.
        is_on: whether its rule is.
        share: how many orders got it; None before anything was noted.
        median: days in the middle from the first moment it could be sent.
        period: the days on which it could be.
    """

    kind: Kind
    is_on: bool
    share: Share | None = None
    median: float | None = None
    period: Period | None = None


def notices(shop: OpenShop, today: date) -> tuple[NoticeRate, ...]:
    """How reliably 주문 확인 and 발송 안내 go out, of the last weeks since anything was noted.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        since = touches.begun(session, shop.id)
        rules = care_rules.read(session, shop.id)
        malls = _malls(session, shop)
        told = []
        for kind in (Kind.CONFIRM, Kind.DISPATCH):
            rule = rules[kind]
            if since is None or since > today:
                told.append(NoticeRate(kind, rule.is_on))
                continue
            notice = store.Notice(kind.value, BEGINS[kind])
            period = Period(max(since, today - timedelta(days=NOTICE_DAYS - 1)), today)
            found = store.notices(session, shop.id, notice, period, malls)
            if kind is Kind.CONFIRM:
                found = found[_was_due(found, rule.days)]
            begun = found["begun"] + rule.days
            one = care_rates.notices(begun, found["done"], day_number(today))
            told.append(NoticeRate(kind, rule.is_on, one.share, one.median, period))
    return tuple(told)


def _was_due(found: pd.DataFrame, days: int) -> "pd.Series[bool]":
    """Which orders could be confirmed: not those that had left on the day that it was due.

    Whoever sends on the day of the order need not say that it came in, as the list of today has it.
    """
    return found["done"].notna() | ~(found["left"] <= found["begun"] + days)


def read(shop: OpenShop, today: date) -> Requests:
    """Reviews before and after people were asked, and of those asked beside the others.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rule = care_rules.read(session, shop.id)[Kind.REVIEW]
        first = store.first_done(session, shop.id, Kind.REVIEW)
        since = rule.since if rule.since is not None and first is not None else first
        if since is None:
            return Requests(None, Wanting.NEVER_ASKED)
        covered = _covered(session, shop.id)
        if covered is None:
            return Requests(since, Wanting.NO_REVIEWS)
        before, after = sides(since, covered, today)
        asked = _asked(session, shop, since, covered, today, rule.days)
        if before is None or after is None:
            return Requests(since, Wanting.TOO_SOON, before=before, after=after, asked=asked)
        with_it, without = (
            Tally(*store.reviewed(session, shop.id, some, WITHIN)) for some in (after, before)
        )
    compared = compare(with_it, without)
    wanting = Wanting.TOO_SOON if compared is None else None
    return Requests(since, wanting, compared, before, after, asked)


def sides(since: date, covered: Period, today: date) -> tuple[Period | None, Period | None]:
    """The days of confirmation before and after requests began whose reviews are all told.

    Before: those whose reviews counted before anybody was asked. What lies between belongs to
    neither side.
    """
    ripe = min(covered.last, today) - timedelta(days=WITHIN)
    length = timedelta(days=WEEK * WEEKS - 1)
    ended = since - timedelta(days=WITHIN + 1)
    return (
        _stretch(max(covered.first, ended - length), min(ended, ripe)),
        _stretch(max(since, ripe - length), ripe),
    )


def _stretch(first: date, last: date) -> Period | None:
    return Period(first, last) if first <= last else None


def compare(with_it: Tally, without: Tally) -> Compared | None:
    """Two shares side by side; None where one has nothing."""
    if with_it.rate is None or without.rate is None:
        return None
    one, other = (arm(side.successes, side.trials) for side in (without, with_it))
    interval = difference_interval(one, other)
    p = float(two_sided(score_z(one, other)))
    both = with_it + without
    fewest = min(both.successes, both.trials - both.successes) / both.trials
    trials = min(with_it.trials, without.trials)
    enough = trials >= LEAST and fewest * trials >= LEAST_EXPECTED
    found = evidence_of(0.0 if np.isnan(p) else 1 - p, enough=enough)
    return Compared(
        with_it,
        without,
        with_it.rate - without.rate,
        (float(interval.lower), float(interval.upper)),
        Evidence.HINT if found is Evidence.KNOWN else found,
    )


def _asked(  # noqa: PLR0913, PLR0917  (whose, since when, and how far files and rules reach)
    session: Session, shop: OpenShop, since: date, covered: Period, today: date, days: int
) -> Compared | None:
    """Orders that were asked beside those that were not, all without a review on the day of asking.

    Who has written already is not asked: to set those who were asked beside all others would set
    them beside everybody who wrote at once.
    """
    last = min(covered.last, today) - timedelta(days=ANSWERED_WITHIN + days)
    first = max(
        covered.first, since - timedelta(days=days), last - timedelta(days=WEEK * WEEKS // 2 - 1)
    )
    if first > last:
        return None
    malls = _malls(session, shop)
    arrivals = store.Arrivals(Period(first, last), TRANSPORT)
    found = store.asked(session, shop.id, Kind.REVIEW, arrivals, malls)
    begin = found["arrived"] + days
    is_there = found["wrote"].isna() | (found["wrote"] >= begin)
    there, begin = found[is_there], begin[is_there]
    start = there["asked"].where(there["asked"] >= begin, begin)
    answered = there["wrote"].between(begin, start + ANSWERED_WITHIN)
    is_asked = there["asked"].notna() & (there["asked"] <= begin + ANSWERED_WITHIN)
    with_it, without = (_tally(there[side], answered[side]) for side in (is_asked, ~is_asked))
    return compare(with_it, without)


def _tally(some: pd.DataFrame, answered: "pd.Series[bool]") -> Tally:
    return Tally(int(some.loc[answered, "orders"].sum()), int(some["orders"].sum()))


def _malls(session: Session, shop: OpenShop) -> set[Mall]:
    return set(orders.malls(session, shop.id)) - care_rules.malls_off(session, shop.id)


def _covered(session: Session, shop_id: int) -> Period | None:
    """The last stretch without a break of which files of reviews tell."""
    files = [
        one
        for one in uploads.history(session, shop_id)
        if one.undone_at is None and one.data_set is DataSet.REVIEWS
    ]
    return care_files.covered(files)
