"""Numbers before, during and after an event: visits, orders, revenue and rate, a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from core.analysis.around import NEAR, Around, around
from core.services import events
from core.services.actions_past import Past, Reading, Target
from core.services.events import Event
from core.services.opening import OpenShop
from core.terms import Period

OF_SHOP: Final = ("visits", "orders", "net_sales", "pay_rate")
OF_PRODUCT: Final = ("product_orders", "product_net", "product_rate")

FEW: Final = 5
"""Orders in the event below which chance alone may explain any difference."""


@dataclass(frozen=True, slots=True)
class Row:
    """A number around an event; ``told`` is None where no file tells it."""

    metric: str
    told: Around | None


@dataclass(frozen=True, slots=True)
class Table:
    """What is known around an event.

    Attributes:
        event: which.
        before: the days before it.
        after: the days after it, however many of them are still to come.
        rows: the numbers.
        is_running: it is not over yet.
        orders: orders of the event itself; None where not known.
        others: what else happened in the days before, during and after.
    """

    event: Event
    before: Period
    after: Period
    rows: tuple[Row, ...]
    is_running: bool
    orders: int | None
    others: tuple[Event, ...]


def table(shop: OpenShop, event: Event, today: date) -> Table:
    """The numbers around an event; of one about a product, those of the product.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    names = OF_SHOP if event.product_id is None else OF_PRODUCT
    one = timedelta(days=1)
    before = Period.ending(event.period.first - one, NEAR)
    after = Period.ending(event.period.last + timedelta(days=NEAR), NEAR)
    with shop.store.read() as session:
        reading = Reading(shop, session, today)
        told = {name: reading.past(Target(name, event.product_id)) for name in names}
    rows = tuple(Row(name, _around(past, event.period)) for name, past in told.items())
    others = events.within(shop, Period(before.first, after.last), event.product_id)
    return Table(
        event,
        before,
        after,
        rows,
        event.period.last >= today,
        _orders(told[names[1] if event.product_id is None else names[0]], event.period),
        tuple(one for one in others if one.disturbs and one.id != event.id),
    )


def _around(past: Past | None, period: Period) -> Around | None:
    if past is None:
        return None
    series = past.series
    return around(
        series.parts, series.wholes, past.place(period.first), period.days, past.place(past.last)
    )


def _orders(past: Past | None, period: Period) -> int | None:
    if past is None:
        return None
    first, end = max(0, past.place(period.first)), past.place(period.last) + 1
    inside = past.series.parts[first : max(first, end)]
    known = inside[np.isfinite(inside)]
    return int(known.sum()) if len(known) else None
