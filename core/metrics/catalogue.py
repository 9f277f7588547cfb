"""Every number that is shown, once. docs/metrics.md has a heading for each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """In what a number is counted."""

    WON = "won"
    ORDERS = "orders"
    BUYERS = "buyers"
    RATE = "rate"
    PER_BUYER = "per_buyer"
    VISITS = "visits"
    TIMES = "times"
    PER_HUNDRED = "per_hundred"


class Better(StrEnum):
    """Which direction is good news."""

    HIGHER = "higher"
    LOWER = "lower"


class Need(StrEnum):
    """What a file has to carry."""

    ORDERS = "orders"
    AMOUNTS = "amounts"
    BUYERS = "buyers"
    VISITS = "visits"
    VIEWS = "views"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Metric:
    """A number: what it is counted in, which direction is better, what it needs."""

    id: str
    unit: Unit
    better: Better
    needs: frozenset[Need]


_MONEY = frozenset({Need.ORDERS, Need.AMOUNTS})
_PEOPLE = frozenset({Need.ORDERS, Need.BUYERS})

METRICS: Final = (
    Metric("net_sales", Unit.WON, Better.HIGHER, _MONEY),
    Metric("orders", Unit.ORDERS, Better.HIGHER, frozenset({Need.ORDERS})),
    Metric("order_value", Unit.WON, Better.HIGHER, _MONEY),
    Metric("returning_share", Unit.RATE, Better.HIGHER, _PEOPLE),
    Metric("buyers", Unit.BUYERS, Better.HIGHER, _PEOPLE),
    Metric("new_buyers", Unit.BUYERS, Better.HIGHER, _PEOPLE),
    Metric("orders_per_buyer", Unit.PER_BUYER, Better.HIGHER, _PEOPLE),
    Metric("second_rate", Unit.RATE, Better.HIGHER, _PEOPLE),
    Metric("product_orders", Unit.ORDERS, Better.HIGHER, frozenset({Need.ORDERS})),
    Metric("product_net", Unit.WON, Better.HIGHER, _MONEY),
    Metric("claim_rate", Unit.RATE, Better.LOWER, frozenset({Need.ORDERS})),
    Metric("visits", Unit.VISITS, Better.HIGHER, frozenset({Need.VISITS})),
    Metric("detail_views", Unit.TIMES, Better.HIGHER, frozenset({Need.VIEWS})),
    Metric("look_rate", Unit.RATE, Better.HIGHER, frozenset({Need.VISITS, Need.VIEWS})),
    Metric("buy_rate", Unit.RATE, Better.HIGHER, frozenset({Need.ORDERS, Need.VIEWS})),
    Metric("pay_rate", Unit.RATE, Better.HIGHER, frozenset({Need.ORDERS, Need.VISITS})),
    Metric("kept_rate", Unit.RATE, Better.HIGHER, frozenset({Need.ORDERS})),
    Metric("product_visits", Unit.VISITS, Better.HIGHER, frozenset({Need.VISITS})),
    Metric("product_rate", Unit.RATE, Better.HIGHER, frozenset({Need.ORDERS, Need.VISITS})),
    Metric("channel_visits", Unit.VISITS, Better.HIGHER, frozenset({Need.VISITS})),
    Metric("channel_rate", Unit.RATE, Better.HIGHER, frozenset({Need.VISITS})),
    Metric("regular_share", Unit.RATE, Better.HIGHER, _PEOPLE | _MONEY),
    Metric("once_share", Unit.RATE, Better.LOWER, _PEOPLE),
    Metric("repeat_orders", Unit.RATE, Better.HIGHER, _PEOPLE),
    Metric("repeat_customers", Unit.RATE, Better.HIGHER, _PEOPLE),
    Metric("spent_to_date", Unit.WON, Better.HIGHER, _PEOPLE | _MONEY),
    Metric("top_share", Unit.RATE, Better.LOWER, _PEOPLE | _MONEY),
    Metric("complaint_rate", Unit.PER_HUNDRED, Better.LOWER, frozenset({Need.ORDERS, Need.TEXTS})),
)
"""All of them, in the order of the page."""

_BY_ID = {entry.id: entry for entry in METRICS}


def metric(name: str) -> Metric:
    """The entry called ``name``.

    Raises:
        KeyError: there is none.
    """
    return _BY_ID[name]
