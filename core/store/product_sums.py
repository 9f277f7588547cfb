"""What was sold of each product, what it costs, and what people say and ask about it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.store.rollups import COUNTS
from core.terms import Mall, Period, Subject

Malls = Collection[Mall] | None
"""Some malls, or all of them."""


@dataclass(frozen=True, slots=True)
class Stars:
    """The reviews of a product: how many, how many of them with stars, and the sum of these."""

    reviews: int
    rated: int
    stars: int


def told_until(session: Session, shop_id: int) -> date | None:
    """The last day that statistics about products tell of; None without any."""
    found = session.execute(
        text(
            "SELECT last_day FROM statistic_slice WHERE shop_id = :shop "
            "AND subject = :subject ORDER BY first_day DESC, last_day DESC LIMIT 1"
        ),
        {"shop": shop_id, "subject": Subject.PRODUCT.value},
    ).scalar()
    return None if found is None else day_of(int(found))


def sold(
    session: Session, shop_id: int, stretches: Sequence[Period], malls: Malls = None
) -> pd.DataFrame:
    """Of each product the orders that count and their won: ``product_id``, ``orders``, ``net``."""
    rows = []
    if stretches:
        rows = list(
            session.execute(
                text(
                    "SELECT product_id, CAST(sum(orders) AS BIGINT), CAST(sum(net) AS BIGINT) "
                    f"FROM day_product WHERE shop_id = :shop AND ({_within(stretches)})"
                    f"{_among(malls)} GROUP BY product_id ORDER BY product_id"
                ),
                {"shop": shop_id},
            )
        )
    return frame_of(rows, dict.fromkeys(("product_id", "orders", "net"), pa.int64()))


def price(session: Session, shop_id: int, product: int, period: Period) -> int | None:
    """The price that stands on most order lines of a product; None where no file tells."""
    found = session.execute(
        text(
            "SELECT unit_price FROM order_line WHERE shop_id = :shop "
            "AND day BETWEEN :first AND :last AND product_id = :product "
            f"AND {COUNTS} AND unit_price > 0 "
            "GROUP BY unit_price ORDER BY count(*) DESC, unit_price LIMIT 1"
        ),
        {
            "shop": shop_id,
            "product": product,
            **_ends(period),
        },
    ).scalar()
    return None if found is None else int(found)


def prices(
    session: Session, shop_id: int, period: Period, malls: Malls = None
) -> list[tuple[int, int, int, date, date]]:
    """Each price of each product on the order lines of a period.

    Product, price, on how many days, the first and the last of them; a product of several malls
    has the prices of the one with most of its lines.
    """
    found = session.execute(
        text(
            "WITH seen AS (SELECT product_id, mall, unit_price, count(*) AS lines, "
            "count(DISTINCT day) AS days, min(day) AS first, max(day) AS last FROM order_line "
            "WHERE shop_id = :shop AND day BETWEEN :first AND :last "
            f"AND {COUNTS} AND unit_price > 0 AND product_id IS NOT NULL{_among(malls)} "
            "GROUP BY product_id, mall, unit_price), "
            "sides AS (SELECT product_id, mall, row_number() OVER (PARTITION BY product_id "
            "ORDER BY sum(lines) DESC, mall) AS place FROM seen GROUP BY product_id, mall) "
            "SELECT s.product_id, s.unit_price, s.days, s.first, s.last FROM seen s "
            "JOIN sides m ON m.product_id = s.product_id AND m.mall = s.mall AND m.place = 1 "
            "ORDER BY s.product_id, s.unit_price"
        ),
        {"shop": shop_id, **_ends(period)},
    )
    return [
        (int(row[0]), int(row[1]), int(row[2]), day_of(int(row[3])), day_of(int(row[4])))
        for row in found
    ]


def stars(session: Session, shop_id: int, product: int) -> Stars:
    """The reviews of a product, added up."""
    found = session.execute(
        text(
            "SELECT count(*), count(rating), coalesce(sum(rating), 0) FROM review "
            "WHERE shop_id = :shop AND current = 1 AND product_id = :product"
        ),
        {"shop": shop_id, "product": product},
    ).one()
    return Stars(*(int(value) for value in found))


def questions(session: Session, shop_id: int, product: int, most: int) -> list[tuple[str, str]]:
    """What customers asked about a product, the newest first: its key, and title and text."""
    found = session.execute(
        text(
            "SELECT key, coalesce(title, ''), coalesce(text, '') FROM inquiry "
            "WHERE shop_id = :shop AND current = 1 AND product_id = :product "
            "ORDER BY asked_at DESC, inquiry_no LIMIT :most"
        ),
        {"shop": shop_id, "product": product, "most": most},
    )
    return [(str(row[0]), f"{row[1]}\n{row[2]}".strip()) for row in found]


def _ends(period: Period) -> dict[str, int]:
    return {"first": day_number(period.first), "last": day_number(period.last)}


def _within(stretches: Sequence[Period]) -> str:
    return " OR ".join(
        f"day BETWEEN {day_number(some.first)} AND {day_number(some.last)}" for some in stretches
    )


def _among(malls: Malls) -> str:
    if malls is None:
        return ""
    numbers = ", ".join(str(int(mall)) for mall in sorted(malls)) or "NULL"
    return f" AND mall IN ({numbers})"
