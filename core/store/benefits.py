"""Who was given a benefit and who by lot was not, and when each customer last heard of the shop."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store import message_tired
from core.store.bulk import append
from core.store.moments import day_number
from core.store.programme_tables import BenefitPersonRow
from core.terms import seoul_day

_LIVE: Final = (
    "FROM benefit_person p JOIN benefit_draw d ON d.shop_id = p.shop_id AND d.id = p.draw_id "
    "AND d.deleted_at IS NULL JOIN benefit f ON f.shop_id = d.shop_id AND f.id = d.benefit_id "
    "AND f.deleted_at IS NULL "
)


def put(session: Session, shop_id: int, draw: int, people: Iterable[tuple[str, bool]]) -> None:
    """Keep who was given a benefit at one time, and who was left without, by durable keys."""
    rows = [(key, int(is_given)) for key, is_given in people]
    append(
        session, str(BenefitPersonRow.__tablename__), ("buyer_key", "is_given"), rows,
        {"shop_id": shop_id, "draw_id": draw},
    )  # fmt: skip


def people(session: Session, shop_id: int, draw: int) -> dict[str, bool]:
    """Everybody of one time by the durable keys: whether they were given it."""
    rows = session.execute(
        text(
            "SELECT buyer_key, is_given FROM benefit_person WHERE shop_id = :shop "
            "AND draw_id = :draw ORDER BY buyer_key"
        ),
        {"shop": shop_id, "draw": draw},
    )
    return {str(key): bool(given) for key, given in rows}


def counts(session: Session, shop_id: int) -> Mapping[int, tuple[int, int]]:
    """How many were given it and how many were left without, by the numbers of the times."""
    rows = session.execute(
        text(
            "SELECT draw_id, sum(is_given), count(*) FROM benefit_person WHERE shop_id = :shop "
            "GROUP BY draw_id"
        ),
        {"shop": shop_id},
    )
    return {int(draw): (int(given), int(both) - int(given)) for draw, given, both in rows}


def everybody(session: Session, shop_id: int) -> pd.DataFrame:
    """Everybody of all times that hold: ``draw``, ``buyer`` (the customer) and ``is_given``.

    Two keys that have turned out to be one customer tell nothing where only one was given it.
    """
    rows = session.execute(
        text(
            "SELECT p.draw_id, coalesce(b.same_as, b.id), min(p.is_given) "
            f"{_LIVE} JOIN buyer b ON b.shop_id = p.shop_id AND b.key = p.buyer_key "
            "WHERE p.shop_id = :shop GROUP BY p.draw_id, coalesce(b.same_as, b.id) "
            "HAVING count(DISTINCT p.is_given) = 1"
        ),
        {"shop": shop_id},
    ).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=["draw", "buyer", "is_given"])
    return frame.astype({"draw": np.int64, "buyer": np.int64, "is_given": bool})


def last_contacts(session: Session, shop_id: int, now: datetime) -> "pd.Series[int]":
    """On which day each customer was last in touch with the shop, by the number; days since 1970.

    Messages that went out, contacts that were noted, and benefits that were given count.
    """
    rows = session.execute(
        text(
            "SELECT coalesce(b.same_as, b.id), max(c.day) FROM ("
            "SELECT buyer_key, day FROM customer_contact WHERE shop_id = :shop AND is_done = 1 "
            "UNION ALL SELECT buyer_key, day FROM contact WHERE shop_id = :shop "
            "AND buyer_key IS NOT NULL AND deleted_at IS NULL "
            f"UNION ALL SELECT p.buyer_key, d.day {_LIVE} WHERE p.shop_id = :shop "
            "AND p.is_given = 1) c JOIN buyer b ON b.shop_id = :shop AND b.key = c.buyer_key "
            "WHERE c.day <= :until GROUP BY coalesce(b.same_as, b.id)"
        ),
        {"shop": shop_id, "until": day_number(seoul_day(now))},
    ).all()
    noted = pd.DataFrame([tuple(row) for row in rows], columns=["buyer", "day"])
    sent = message_tired.sent(session, shop_id, now)[["buyer", "day"]]
    both = pd.concat([noted, sent], ignore_index=True).astype(np.int64)
    return both.groupby("buyer")["day"].max()
