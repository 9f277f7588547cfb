"""A small shop for the journeys after the purchase: orders that arrived, and a bad review."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import text

from core.terms import Mall, OrderState, Record, seoul_day
from tests import shops
from tests.shops import Line
from tests.store import facts

ARRIVED: Final = 12
"""Orders that arrived three days ago: each buyer is to be asked how it is."""

OLDER: Final = 40
"""Orders that arrived long ago: nothing is due of them."""

REVIEW: Final = "4100000001"
WAITS: Final = 25
"""Hours since the bad review was written."""


def made(folder: Path) -> None:
    """The shop in a folder, as of this moment."""
    now = datetime.now(UTC)
    today = seoul_day(now)
    shop = shops.opened(folder)
    day, old = today - timedelta(days=12), today - timedelta(days=70)
    lines = [Line(day, f"buyer{n}", order=f"2026{n:010d}") for n in range(ARRIVED)]
    lines += [Line(old, f"older{n}", order=f"2025{n:010d}") for n in range(OLDER)]
    waits = Line(today - timedelta(days=1), "waits", order="20269999999999", state=OrderState.PAID)
    shops.take(shop, [*lines, waits], as_of=now)
    with shop.store.write() as session:
        for prefix, days in (("2026", 3), ("2025", 60)):
            at = int((now - timedelta(days=days)).timestamp())
            session.execute(
                text(
                    "UPDATE order_line SET dispatched_at = :sent, delivered_at = :at "
                    "WHERE order_no LIKE :some AND order_no <> '20269999999999'"
                ),
                {"sent": at - 8 * 86_400, "at": at, "some": f"{prefix}%"},
            )
    written = int((now - timedelta(hours=WAITS)).timestamp())
    review = {
        "mall": Mall.SMARTSTORE.value, "review_no": REVIEW, "rating": 1, "has_reply": 0,
        "text": "배송이 늦고 포장이 찢어져서 왔어요", "written_at": written,
    }  # fmt: skip
    facts.put(shop.store, Record.REVIEW, [review])
    shop.close()
