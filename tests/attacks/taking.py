"""Take texts in as a seller would, and add up what counts of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text

from core.services import importing
from core.services.importing import How, Receipt, Source
from core.services.opening import OpenShop
from core.store import statistics
from core.terms import AdPlatform, Period

TODAY = date(2026, 11, 25)
MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
IS_ALONE = True
"""Whether nobody else takes files in, so that a preview comes true."""
_PLAIN = How()


def csv(headings: str, *rows: str, above: Iterable[str] = ()) -> bytes:
    """A file of these lines."""
    return ("\r\n".join([*above, headings, *rows]) + "\r\n").encode("utf-8-sig")


def take(
    shop: OpenShop, name: str, content: bytes, *, today: date = TODAY, how: How = _PLAIN
) -> Receipt:
    """Look into a file and take it, on a day."""
    seen = importing.preview(shop, Source(name, content), how, today=today)
    noon = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    taken = importing.accept(shop, seen, now=noon)
    assert taken.saved == seen.draft or not IS_ALONE
    return taken


def back(shop: OpenShop, upload_id: int) -> None:
    """Take a file back with all that depend on it."""
    plan = importing.undo_plan(shop, upload_id)
    importing.undo(shop, plan, now=datetime(2026, 11, 26, tzinfo=UTC))


def rows(shop: OpenShop, query: str) -> list[tuple[Any, ...]]:
    """The rows of a question."""
    with shop.store.read() as session:
        return [tuple(row) for row in session.execute(text(query))]


def spent(
    shop: OpenShop, period: Period = MAY, names: Sequence[str] = ("cost",)
) -> dict[AdPlatform, list[float]]:
    """What each platform cost in a period, and whatever else is asked for."""
    with shop.store.read() as session:
        found = statistics.ad_facts(session, shop.id, period)
    return {it: [float(one.rows[name].sum()) for name in names] for it, one in found.items()}
