"""What stands between a visit and a payment: reviews, the way to the payment, discounts."""

from typing import Final, NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from core.store.moments import day_number
from core.store.sales import COUNTS, Malls, among
from core.store.voice_review_sums import begins
from core.store.voice_reviews import ANSWERED, FIRST_WORD, NOTES, SEEN
from core.terms import Device, OrderState, Period

_DAY: Final = 86_400
_NEVER_PAID: Final = f"{OrderState.UNPAID.value}, {OrderState.CANCELLED_UNPAID.value}"


class Written(NamedTuple):
    """Reviews of some days: how many, with stars, the sum of these, and without a reply."""

    reviews: int
    rated: int
    stars: int
    unanswered: int


class Placed(NamedTuple):
    """Orders that count, of some days.

    ``told`` is of how many the file says the delivery fee (a device, a discount), ``paid_fee`` how
    many paid one and ``fees`` their won; ``phone`` came by phone; ``reduced`` had a discount,
    ``priced`` are those whose amounts are known, ``given`` the won of it that the seller bears,
    ``listed`` what they would have cost; of ``shared`` ones no file says who bears it.
    """

    orders: int
    told_fee: int
    paid_fee: int
    fees: int
    told_device: int
    phone: int
    told_discount: int
    reduced: int
    priced: int
    given: int
    listed: int
    shared: int


def written(session: Session, shop_id: int, period: Period) -> Written:
    """The first reviews of some days that visitors see."""
    row = session.execute(
        text(
            "SELECT count(*), count(r.rating), coalesce(sum(r.rating), 0), "
            f"coalesce(sum(CASE WHEN {ANSWERED} THEN 0 ELSE 1 END), 0) FROM review r {NOTES}"
            "WHERE r.shop_id = :shop AND r.current = 1 AND r.written_at >= :first "
            f"AND r.written_at < :end AND {FIRST_WORD} AND {SEEN}"
        ),
        {"shop": shop_id, "first": begins(period.first), "end": begins(period.last) + _DAY},
    ).one()
    return Written(*(int(value) for value in row))


def unpaid(session: Session, shop_id: int, period: Period, malls: Malls = None) -> tuple[int, int]:
    """Order lines that were never paid, and all of the malls that tell of such in these days."""
    within = f"WHERE shop_id = :shop AND day BETWEEN :first AND :last{among(malls)}"
    row = session.execute(
        text(
            f"SELECT coalesce(sum(CASE WHEN state IN ({_NEVER_PAID}) THEN lines END), 0), "
            f"coalesce(sum(lines), 0) FROM day_state {within} AND mall IN "
            f"(SELECT mall FROM day_state {within} AND state IN ({_NEVER_PAID}) AND lines > 0)"
        ),
        {"shop": shop_id, **_ends(period)},
    ).one()
    return int(row[0]), int(row[1])


def placed(session: Session, shop_id: int, period: Period, malls: Malls = None) -> Placed:
    """The orders of some days: delivery fees, devices and discounts.

    A fee stands on each line of what is sent together, so the largest one counts. A discount is
    known of an order where one of its lines had one, or all of them tell that they had none.
    """
    row = session.execute(
        text(
            "WITH placed AS (SELECT max(shipping_fee) AS fee, max(device) AS device, "
            "sum(CASE WHEN discount > 0 OR seller_discount > 0 THEN 1 ELSE 0 END) AS reduced, "
            "min(CASE WHEN discount IS NULL AND seller_discount IS NULL THEN 0 ELSE 1 END) AS told,"
            " sum(coalesce(seller_discount, discount, 0)) AS own, "
            "sum(CASE WHEN coalesce(discount, 0) > coalesce(seller_discount, 0) "
            "THEN discount ELSE coalesce(seller_discount, 0) END) AS whole, "
            "max(CASE WHEN discount > 0 AND seller_discount IS NULL THEN 1 ELSE 0 END) AS shared, "
            "CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount FROM order_line "
            f"WHERE shop_id = :shop AND day BETWEEN :first AND :last AND {COUNTS}{among(malls)} "
            "GROUP BY mall, coalesce(order_no, line_no)) "
            "SELECT count(*), count(fee), coalesce(sum(CASE WHEN fee > 0 THEN 1 END), 0), "
            "coalesce(sum(CASE WHEN fee > 0 THEN fee END), 0), count(device), "
            f"coalesce(sum(CASE WHEN device = {Device.MOBILE.value} THEN 1 END), 0), "
            "coalesce(sum(CASE WHEN told = 1 OR reduced > 0 THEN 1 END), 0), "
            "coalesce(sum(CASE WHEN reduced > 0 THEN 1 END), 0), "
            "coalesce(sum(CASE WHEN reduced > 0 AND amount IS NOT NULL THEN 1 END), 0), "
            "coalesce(sum(CASE WHEN reduced > 0 AND amount IS NOT NULL THEN own END), 0), "
            "coalesce(sum(CASE WHEN reduced > 0 THEN amount + whole END), 0), "
            "coalesce(sum(CASE WHEN reduced > 0 AND amount IS NOT NULL THEN shared END), 0) "
            "FROM placed"
        ),
        {"shop": shop_id, **_ends(period)},
    ).one()
    return Placed(*(int(value) for value in row))


def _ends(period: Period) -> dict[str, int]:
    return {"first": day_number(period.first), "last": day_number(period.last)}
