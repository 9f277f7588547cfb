"""The products that bring most."""

from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from core.store.moments import day_number
from core.store.sales import Malls, among
from core.terms import Period


class BestSellers(NamedTuple):
    """Numbers of products with their net won, the most first, and the net won of all products."""

    products: list[tuple[int, int]]
    total: int


def best_sellers(
    session: Session, shop_id: int, period: Period, count: int, malls: Malls = None
) -> BestSellers:
    """The products with the most net revenue in the days of a period.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days.
        count: at most so many products.
        malls: the malls that are looked at; None for all.
    """
    of = f"FROM day_product WHERE shop_id = :shop AND day BETWEEN :first AND :last{among(malls)}"
    bound = {
        "shop": shop_id,
        "first": day_number(period.first),
        "last": day_number(period.last),
        "count": count,
    }
    rows = session.execute(
        text(
            f"SELECT product_id, CAST(sum(net) AS BIGINT) AS won {of} GROUP BY product_id "
            "HAVING sum(net) > 0 ORDER BY won DESC, product_id LIMIT :count"
        ),
        bound,
    )
    products = [(int(number), int(won)) for number, won in rows]
    bound.pop("count")
    total = session.execute(text(f"SELECT coalesce(CAST(sum(net) AS BIGINT), 0) {of}"), bound)
    return BestSellers(products, int(total.scalar_one()))
