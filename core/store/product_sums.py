"""What was sold of each product, what it costs, and what people say and ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.store.sales import COUNTS, Malls, among, days_of_each
from core.terms import Period, Subject


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
                    "SELECT p.id, CAST(sum(d.orders) AS BIGINT), CAST(sum(d.net) AS BIGINT) "
                    f"FROM {days_of_each(stretches)} AND d.lines > 0{among(malls, 'd.')} "
                    "GROUP BY p.id ORDER BY p.id"
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
    within = f"shop_id = :shop AND day BETWEEN :first AND :last{among(malls)}"
    several = f"FROM day_product WHERE {within} AND lowest_price < highest_price"
    found = session.execute(
        text(
            # Where a product had one price on a day, its sum tells it; else its lines do.
            "WITH piece AS (SELECT product_id, mall, lowest_price AS price, priced_lines AS lines, "
            f"day FROM day_product WHERE {within} AND lowest_price = highest_price UNION ALL "
            "SELECT product_id, mall, unit_price, count(*), day FROM order_line "
            f"WHERE EXISTS (SELECT 1 {several}) AND {within} AND {COUNTS} AND unit_price > 0 "
            f"AND (product_id, mall, day) IN (SELECT product_id, mall, day {several}) "
            "GROUP BY product_id, mall, unit_price, day), "
            "seen AS (SELECT product_id, mall, price, sum(lines) AS lines, count(*) AS days, "
            "min(day) AS first, max(day) AS last FROM piece GROUP BY product_id, mall, price), "
            "sides AS (SELECT product_id, mall, row_number() OVER (PARTITION BY product_id "
            "ORDER BY sum(lines) DESC, mall) AS place FROM seen GROUP BY product_id, mall) "
            "SELECT s.product_id, s.price, s.days, s.first, s.last FROM seen s "
            "JOIN sides m ON m.product_id = s.product_id AND m.mall = s.mall AND m.place = 1 "
            "ORDER BY s.product_id, s.price"
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
    """What customers asked about a product, the newest first: its key, and title and text.

    A title that is only the beginning of the text is not told twice.
    """
    found = session.execute(
        text(
            "SELECT key, coalesce(title, ''), coalesce(text, '') FROM inquiry "
            "WHERE shop_id = :shop AND current = 1 AND product_id = :product "
            "ORDER BY asked_at DESC, inquiry_no LIMIT :most"
        ),
        {"shop": shop_id, "product": product, "most": most},
    )
    told = ((str(row[0]), str(row[1]).strip(), str(row[2]).strip()) for row in found)
    return [
        (key, asked if asked.startswith(title) else f"{title}\n{asked}".strip())
        for key, title, asked in told
    ]


def _ends(period: Period) -> dict[str, int]:
    return {"first": day_number(period.first), "last": day_number(period.last)}
