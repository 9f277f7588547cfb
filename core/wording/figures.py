"""What rows of a file say, in words: sums over a file, its first rows, names of columns."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from core.i18n import formats, language
from core.i18n import gettext as _
from core.services.receipts import Contents, Preview, Receipt
from core.terms import CustomerGroup, Record, SettledItem

_UNITS: Final[Mapping[Record, str]] = {
    Record.ORDER_LINE: "order_lines",
    Record.STATISTIC: "rows",
    Record.AD_RESULT: "rows",
    Record.REVIEW: "reviews",
    Record.INQUIRY: "questions",
    Record.SETTLEMENT: "rows",
}

_COUNTED: Final[Mapping[str, str]] = {
    "quantity": "products", "visits": "visits", "detail_views": "times", "payments": "orders",
    "payments_last": "orders", "impressions": "times", "clicks": "times", "purchases": "orders",
    "customers": "people", "subscribers": "people", "wishes": "times", "cart_adds": "times",
}  # fmt: skip
"""In what columns of counts are counted; English leaves it to the name of the column."""

WON: Final = frozenset(
    {
        "net", "amount", "gross", "gross_last", "gross_14d", "cost", "purchase_revenue",
        "payment_fee", "channel_fee", "installment_fee", "expected",
    }
)  # fmt: skip
"""Columns that are money."""


def unit(record: Record) -> str:
    """In what rows of a kind are counted, for ``formats.count``."""
    return _UNITS[record]


def column(name: str) -> str:
    """What a column is called."""
    return {**_things(), **_counts(), **_money()}[name]


def _things() -> dict[str, str]:
    return {
        "day": _("Day"),
        "product_name": _("Product"),
        "buyer_name": _("Buyer"),
        "channel_group": _("Channel group"),
        "channel_name": _("Channel"),
        "keyword": _("Search word"),
        "category": _("Category"),
        "customer_group": _("Customers"),
        "campaign": _("Campaign"),
        "ad_group": _("Ad group"),
        "rating": _("Stars"),
        "text": _("Text"),
        "title": _("Title"),
        "has_reply": _("Answered"),
        "is_answered": _("Answered"),
        "item": _("What for"),
    }


def _counts() -> dict[str, str]:
    return {
        "quantity": _("Quantity"),
        "visits": _("Visits"),
        "detail_views": _("Product views"),
        "payments": _("Payments"),
        "payments_last": _("Payments (last click)"),
        "impressions": _("Shown"),
        "clicks": _("Clicks"),
        "purchases": _("Purchases"),
        "customers": _("All customers"),
        "subscribers": _("Get news"),
        "wishes": _("Wishes"),
        "cart_adds": _("Put in the cart"),
    }


def _money() -> dict[str, str]:
    return {
        "net": _("Net revenue"),
        "amount": _("Amount"),
        "gross": _("Sales"),
        "gross_last": _("Sales (last click)"),
        "gross_14d": _("Sales (14-day estimate)"),
        "cost": _("Ad cost"),
        "purchase_revenue": _("Sales by ads"),
        "payment_fee": _("Payment fee"),
        "channel_fee": _("Sales fee"),
        "installment_fee": _("Instalment fee"),
        "expected": _("Paid out"),
    }


def sums(found: Contents | Receipt) -> list[tuple[str, str]]:
    """The sums over all rows of a file, each with its name."""
    return [(column(name), _sum(name, value)) for name, value in found.figures.items()]


def _sum(name: str, value: float) -> str:
    if name in _COUNTED and language() == "ko":
        return formats.count(int(value), _COUNTED[name])
    return _cell(name, value)


def sample(seen: Preview) -> pd.DataFrame:
    """The first rows of a file under headings and in formats for the reader."""
    shown = [name for name in seen.sample.columns if name in _CELLS or name in _known()]
    return pd.DataFrame(
        {column(name): [_cell(name, value) for value in seen.sample[name]] for name in shown}
    )


def _known() -> frozenset[str]:
    return frozenset({**_things(), **_counts(), **_money()})


def _cell(name: str, value: Any) -> str:  # noqa: ANN401
    if value is None or pd.isna(value):
        return formats.UNKNOWN
    if name in _CELLS:
        return _CELLS[name](value)
    if name in WON:
        return formats.won(value)
    return str(value) if isinstance(value, str) else formats.number(value)


def _yes(value: int) -> str:
    return _("Yes") if value else _("No")


def _group(value: int) -> str:
    return {
        CustomerGroup.NEW: _("New customers"),
        CustomerGroup.RETURNING: _("Customers who came again"),
    }[CustomerGroup(value)]


def _item(value: int) -> str:
    return {
        SettledItem.ORDER: _("Product"),
        SettledItem.SHIPPING: _("Shipping"),
        SettledItem.OTHER: _("Other"),
    }[SettledItem(value)]


_CELLS: Final[Mapping[str, Callable[[Any], str]]] = {
    "day": formats.day,
    "has_reply": _yes,
    "is_answered": _yes,
    "customer_group": _group,
    "item": _item,
}
