"""Small shops with reviews, for tests."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from core.services.opening import OpenShop
from core.terms import SEOUL, Mall, Record, ReviewKind
from tests import shops
from tests.shops import LAST, Line
from tests.store import facts

NOW = datetime(2026, 11, 23, 12, tzinfo=SEOUL)
"""Monday noon, the day after the last one of the shop."""


def ago(**before: float) -> int:
    """A moment before ``NOW`` in seconds since 1970."""
    return int((NOW - timedelta(**before)).timestamp())


def review(number: str, stars: int, *, hours: float = 1, **more: Any) -> dict[str, Any]:
    """One review, so many hours before ``NOW``."""
    return {
        "mall": Mall.SMARTSTORE.value,
        "review_no": number,
        "rating": stars,
        "text": f"text {number}",
        "written_at": ago(hours=hours),
        "has_reply": 0,
        **more,
    }


def again(number: str, stars: int, first: str, *, hours: float = 1, **more: Any) -> dict[str, Any]:
    """A review after a month of use that belongs to a first one."""
    return review(number, stars, hours=hours, kind=ReviewKind.MONTH.value, related_no=first, **more)


def reviews(shop: OpenShop, rows: Sequence[Mapping[str, Any]], age: int = 0) -> None:
    """Take a file of reviews in."""
    facts.put(shop.store, Record.REVIEW, rows, age)


def orders(shop: OpenShop, count: int, **more: Any) -> None:
    """Order lines L000000000 to so many, each of a buyer and an order of its own."""
    lines = [Line(LAST - timedelta(days=20), f"b{n}", order=f"O{n}", **more) for n in range(count)]
    shops.take(shop, lines)
