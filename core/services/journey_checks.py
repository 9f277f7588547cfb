"""What the shop's own files say of reviews, the way to the payment, support and discounts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from scipy.special import ndtri
from sqlmodel import Session

from core.services import covering, settings, voice_inquiries
from core.services.opening import OpenShop
from core.services.voice_inquiries import Inquiries
from core.stats.mix import newcombe
from core.stats.proportions import Tally
from core.store import buying_checks as store
from core.store import voice_inquiries as inquiry_rows
from core.store import voice_review_sums
from core.store.buying_checks import Placed, Written
from core.terms import Mall, Period, seoul_day

PAYABLE: Final = 7
"""Days after which an order that is not paid will not be any more."""

LEAST: Final = 30
"""Below so many of both periods nothing is said of a change."""

_Z: Final = float(ndtri(0.975))


@dataclass(frozen=True, slots=True)
class Shares:
    """A share of some days and of those before; None where no file tells.

    ``period`` are the days of ``now``.
    """

    now: Tally | None
    before: Tally | None
    period: Period

    @property
    def is_up(self) -> bool:
        """Whether it is larger than before by more than chance (95 %)."""
        if self.now is None or self.before is None:
            return False
        if min(self.now.trials, self.before.trials) < LEAST:
            return False
        bounds = newcombe(self.now, self.before, _Z)
        return bounds is not None and bounds[0] > 0


@dataclass(frozen=True, slots=True)
class Reviews:
    """Reviews that visitors see, of some days and of those before."""

    period: Period
    now: Written
    before: Written | None
    unanswered: Shares


@dataclass(frozen=True, slots=True)
class Support:
    """The questions of some days, and the hours to an answer of those before."""

    now: Inquiries
    hours_before: float | None


@dataclass(frozen=True, slots=True)
class Coupons:
    """Discounts of some days.

    Attributes:
        used: of the orders of which it is known those with a discount.
        before: the same of the days before.
        given: won that the seller gave away an order with one, in the mean.
        listed: what such an order would have cost without, in the mean.
        margin: the won of such an order that are left of the seller's margin; None without one.
        full_margin: the won that would be left without the discount.
        is_least: no file tells how much of some discounts the mall bears, so more may be left.
    """

    used: Shares
    given: float | None = None
    listed: float | None = None
    margin: float | None = None
    full_margin: float | None = None
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Checks:
    """The evidence beside what is to be checked before the payment.

    Reviews and support are None where no file tells of these days.
    """

    period: Period
    reviews: Reviews | None
    unpaid: Shares
    fees: Shares
    fee: float | None
    phones: Shares
    support: Support | None
    coupons: Coupons
    has_orders: bool


def checks(shop: OpenShop, period: Period, before: Period | None) -> Checks:
    """What is known of the whole shop, in some days and in those they are compared with.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    margin = settings.read(shop).margin_percent
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        malls = told.malls
        now = store.placed(session, shop.id, period, malls)
        then = store.placed(session, shop.id, before, malls) if before else None
        unpaid = [_unpaid(session, shop.id, some, malls) for some in (period, before)]
        reviews = _reviews(session, shop.id, period, before)
        asked = inquiry_rows.as_of(session, shop.id)
    back = timedelta(days=PAYABLE)
    settled = Period(period.first - back, period.last - back)
    return Checks(
        period=period,
        reviews=reviews,
        unpaid=Shares(unpaid[0], unpaid[1], settled),
        fees=_shares(now, then, period, ("paid_fee", "told_fee")),
        fee=now.fees / now.paid_fee if now.paid_fee else None,
        phones=_shares(now, then, period, ("phone", "told_device")),
        support=_support(shop, period, before, seoul_day(asked)) if asked else None,
        coupons=_coupons(now, then, period, margin),
        has_orders=now.orders > 0,
    )


def _shares(now: Placed, then: Placed | None, period: Period, of: tuple[str, str]) -> Shares:
    """Which part of the orders something holds of, and of how many it is known."""

    def tally(one: Placed | None) -> Tally | None:
        part, whole = (int(getattr(one, name, 0)) for name in of)
        return Tally(part, whole) if whole else None

    return Shares(tally(now), tally(then), period)


def _unpaid(
    session: Session, shop_id: int, period: Period | None, malls: frozenset[Mall] | None
) -> Tally | None:
    """Lines never paid, where the files of these days tell of any: else they may leave them out."""
    if period is None:
        return None
    back = timedelta(days=PAYABLE)
    shifted = Period(period.first - back, period.last - back)
    lost, every = store.unpaid(session, shop_id, shifted, malls)
    return Tally(lost, every) if lost else None


def _reviews(
    session: Session, shop_id: int, period: Period, before: Period | None
) -> Reviews | None:
    reach = voice_review_sums.told(session, shop_id)
    moved = _moved(period, reach.last) if reach else None
    if reach is None or moved is None:
        return None
    now = store.written(session, shop_id, moved)
    then = None
    if before is not None:
        gap = period.last - moved.last
        earlier = Period(before.first - gap, before.last - gap)
        if reach.first <= earlier.first:
            then = store.written(session, shop_id, earlier)
    open_now, open_then = (
        Tally(one.unanswered, one.reviews) if one and one.reviews else None for one in (now, then)
    )
    return Reviews(moved, now, then, Shares(open_now, open_then, moved))


def _moved(period: Period, last: date) -> Period | None:
    """As many days that a file tells of; None where it ends before the period begins."""
    if last < period.first:
        return None
    return Period.ending(min(last, period.last), period.days)


def _support(shop: OpenShop, period: Period, before: Period | None, last: date) -> Support | None:
    moved = _moved(period, last)
    if moved is None:
        return None
    now = voice_inquiries.inquiries(shop, moved.last, period.days)
    hours = None
    if before is not None:
        ended = before.last - (period.last - moved.last)
        hours = voice_inquiries.inquiries(shop, ended, before.days).hours
    return Support(now, hours)


def _coupons(now: Placed, then: Placed | None, period: Period, margin: int | None) -> Coupons:
    used = _shares(now, then, period, ("reduced", "told_discount"))
    if not now.priced:
        return Coupons(used)
    given, listed = now.given / now.priced, now.listed / now.priced
    full = None if margin is None else listed * margin / 100
    return Coupons(
        used, given, listed, None if full is None else full - given, full, now.shared > 0
    )
