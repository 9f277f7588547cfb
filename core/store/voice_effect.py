"""Whom the shop looked after or answered, and who ordered again."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.frames import frame_of
from core.terms.orders import NO_SALE

_NO_SALE: Final = ", ".join(str(state.value) for state in sorted(NO_SALE))
_ORDER: Final = "coalesce(l.order_no, l.line_no)"

_CUSTOMER: Final = (
    "LEFT JOIN buyer own ON own.shop_id = c.shop_id AND own.key = c.buyer_key "
    "LEFT JOIN buyer one ON one.shop_id = own.shop_id AND one.id = own.same_as"
)
"""SQL: the customer ``one`` by whose key the buyer of a complaint ``c`` goes, if not by his own."""

_COMPLAINTS: Final = {
    "buyer": pa.string(), "opened": pa.int64(), "replied": pa.int64(), "solved": pa.int64()
}  # fmt: skip
_ARRIVED: Final = {
    "buyer": pa.int64(), "mall": pa.int64(), "order": pa.string(), "day": pa.int64(),
    "arrived": pa.int64(), "touched": pa.int64(), "is_ended": pa.int64(),
}  # fmt: skip


def complaints(session: Session, shop_id: int) -> pd.DataFrame:
    """The complaints of known customers: ``buyer`` (key), ``opened``, ``replied``, ``solved``.

    Moments are seconds since 1970; NA where it has not happened.
    """
    rows = session.execute(
        text(
            "SELECT coalesce(one.key, c.buyer_key), c.opened_at, c.first_reply_at, c.resolved_at "
            f"FROM complaint c {_CUSTOMER} "
            "WHERE c.shop_id = :shop AND c.deleted_at IS NULL AND c.buyer_key IS NOT NULL "
            "ORDER BY c.opened_at, c.id"
        ),
        {"shop": shop_id},
    ).all()
    return frame_of(rows, _COMPLAINTS)


def orders_of_complainers(session: Session, shop_id: int) -> pd.DataFrame:
    """The days on which buyers with a complaint ordered: ``buyer`` (key), ``day``."""
    rows = session.execute(
        text(
            # In this order: from few complaints to their lines, never through all lines.
            "SELECT DISTINCT b.key, l.day FROM (SELECT DISTINCT coalesce(one.key, c.buyer_key) "
            f"AS buyer_key FROM complaint c {_CUSTOMER} "
            "WHERE c.shop_id = :shop AND c.deleted_at IS NULL AND c.buyer_key IS NOT NULL) c "
            "CROSS JOIN buyer b CROSS JOIN order_line l WHERE b.shop_id = :shop "
            "AND b.key = c.buyer_key AND l.shop_id = b.shop_id AND l.buyer_id = b.id "
            f"AND l.day IS NOT NULL AND l.state NOT IN ({_NO_SALE})"
        ),
        {"shop": shop_id},
    ).all()
    return frame_of(rows, {"buyer": pa.string(), "day": pa.int64()})


def until(session: Session, shop_id: int) -> int | None:
    """The last day of which orders are known; None without any."""
    found = session.execute(
        text("SELECT max(day) FROM day_total WHERE shop_id = :shop AND lines > 0"),
        {"shop": shop_id},
    ).scalar()
    return None if found is None else int(found)


def first_contact(session: Session, shop_id: int, kinds: Sequence[str]) -> int | None:
    """The day on which somebody was contacted after an order for the first time."""
    asked = text(
        "SELECT min(day) FROM care_touch WHERE shop_id = :shop AND is_done = 1 AND kind IN :kinds"
    ).bindparams(bindparam("kinds", expanding=True))
    found = session.execute(asked, {"shop": shop_id, "kinds": list(kinds)}).scalar()
    return None if found is None else int(found)


def arrived(session: Session, shop_id: int, since: int, kinds: Sequence[str]) -> pd.DataFrame:
    """The orders of known buyers placed since a day: one row each.

    Returns:
        ``buyer`` (number), ``mall``, ``order``, the ``day`` it was placed, the day it ``arrived``
        (two days after the dispatch where nobody told), the first day it was ``touched`` by a
        contact, and whether it ``is_ended``: cancelled or returned in part or as a whole.
    """
    day = "({} + 32400) / 86400"
    rows = session.execute(
        text(
            f"SELECT min(l.buyer_id), l.mall, {_ORDER}, min(l.day), "
            f"coalesce(max({day.format('l.delivered_at')}), "
            f"max({day.format('l.dispatched_at')}) + 2), min(t.day), "
            f"max(CASE WHEN l.state IN ({_NO_SALE}) THEN 1 ELSE 0 END) "
            "FROM order_line l LEFT JOIN (SELECT mall, order_no, min(day) AS day FROM care_touch "
            "WHERE shop_id = :shop AND is_done = 1 AND kind IN :kinds "
            f"GROUP BY mall, order_no) t ON t.mall = l.mall AND t.order_no = {_ORDER} "
            "WHERE l.shop_id = :shop AND l.day >= :since AND l.buyer_id IS NOT NULL "
            f"GROUP BY l.mall, {_ORDER}"
        ).bindparams(bindparam("kinds", expanding=True)),
        {"shop": shop_id, "since": since, "kinds": list(kinds)},
    ).all()
    return frame_of(rows, _ARRIVED)


def first_days(session: Session, shop_id: int, since: int) -> pd.DataFrame:
    """The first order of each buyer who ordered since a day: ``buyer`` (number), ``first``."""
    rows: list[Any] = list(
        session.execute(
            text(
                "SELECT id, first_day, key FROM buyer WHERE shop_id = :shop AND last_day >= :since"
            ),
            {"shop": shop_id, "since": since},
        ).all()
    )
    return frame_of(rows, {"buyer": pa.int64(), "first": pa.int64(), "key": pa.string()})
