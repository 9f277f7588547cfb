"""Small shops whose products are looked at and bought as a test says."""

from collections.abc import Mapping
from datetime import timedelta

from core.services.opening import OpenShop
from core.terms import Period, Record, Subject, Vocabulary
from tests import shops
from tests.shops import Line
from tests.store.facts import fact, put

LAST = shops.LAST
WINDOW = Period.ending(LAST, 28)
NUMBER = {"smartstore_sales": Vocabulary.SMARTSTORE, "coupang_insights": Vocabulary.COUPANG}

Counts = Mapping[str, tuple[int, int]]
"""Of each product its visits and its orders in the window."""


def orders(counts: Counts, *, period: Period = WINDOW, amount: int = 10_000) -> list[Line]:
    """The orders, spread evenly over the days."""
    return [
        Line(period.first + timedelta(days=number % period.days), f"{product}{number}", amount,
             product=product)
        for product, (_, bought) in counts.items()
        for number in range(bought)
    ]  # fmt: skip


def visits(
    counts: Counts, *, period: Period = WINDOW, report: str = "smartstore_sales", **more: object
) -> list[dict[str, object]]:
    """The visits, spread evenly over the days; a day without a visit has no row."""
    rows = []
    for product, (looked, _) in counts.items():
        for place in range(period.days):
            day = (period.first + timedelta(days=place)).toordinal() - 719163
            count = looked // period.days + (place < looked % period.days)
            if count:
                rows.append(row(product, day, visits=count, report=report, **more))
    return rows


def row(product: str, first: int, last: int | None = None, **more: object) -> dict[str, object]:
    """One row of product statistics."""
    report = str(more.get("report", "smartstore_sales"))
    fixed = {
        "subject": Subject.PRODUCT.value,
        "vocabulary": NUMBER.get(report, Vocabulary.BIZADVISOR).value,
        "level": 256,
        "product_no": product,
        "product_name": product,
        "report": report,
    }
    return fact(first, last, **{**fixed, **more})


def fill(shop: OpenShop, counts: Counts, *, period: Period = WINDOW) -> None:
    """Take orders and daily visits in."""
    shops.take(shop, orders(counts, period=period))
    put(shop.store, Record.STATISTIC, visits(counts, period=period))
