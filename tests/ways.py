"""Shops with visits for tests: orders by ``tests.shops``, statistics of each day beside them."""

from datetime import date, timedelta

import numpy as np

from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import Record, Subject, Vocabulary
from tests.shops import LAST, days_ending
from tests.store import facts

CHANNELS = {"search": 0.7, "ads": 0.3}


def visits(  # noqa: PLR0913  (a shop has that many sides)
    shop: OpenShop,
    days: int = 400,
    level: float = 400,
    *,
    last: date = LAST,
    drop: float = 1.0,
    seed: int = 3,
    **values: object,
) -> dict[date, int]:
    """Statistics of the shop: visits that only scatter, fewer in the last 28 days by ``drop``."""
    random = np.random.default_rng(seed)
    since = last - timedelta(days=27)
    told = {
        day: int(random.poisson(level * (drop if day >= since else 1)))
        for day in days_ending(last, days)
    }
    facts.put(
        shop.store,
        Record.STATISTIC,
        [facts.fact(day_number(day), visits=count, **values) for day, count in told.items()],
    )
    return told


def sales(  # noqa: PLR0913
    shop: OpenShop,
    days: int = 400,
    rate: float = 0.03,
    *,
    drop: float = 1.0,
    last: date = LAST,
    level: float = 400,
) -> None:
    """Statistics of the shop with visits, payments and revenue."""
    random = np.random.default_rng(5)
    since = last - timedelta(days=27)
    rows = []
    for day in days_ending(last, days):
        came = int(random.poisson(level))
        paid = int(random.binomial(came, rate * (drop if day >= since else 1)))
        rows.append(
            facts.fact(day_number(day), visits=came, payments=paid, gross=paid * 20_000,
                       net=paid * 20_000)
        )  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)


def views(  # noqa: PLR0913
    shop: OpenShop,
    stretches: int = 8,
    days: int = 28,
    each: int = 15_000,
    *,
    last: date = LAST,
    now: int | None = None,
) -> None:
    """Files about several days each that tell how often products were looked at."""
    for back in range(stretches):
        end = day_number(last) - back * days
        count = now if now is not None and back == 0 else each + 37 * (back % 3)
        rows = [
            facts.fact(end - days + 1, end, report="bizadvisor_behavior", level=256,
                       vocabulary=Vocabulary.BIZADVISOR.value, subject=Subject.PRODUCT.value,
                       product_no=number, product_name=number, detail_views=part)
            for number, part in (("mug", count // 3), ("vase", count - count // 3))
        ]  # fmt: skip
        facts.put(shop.store, Record.STATISTIC, rows)


def channels(
    shop: OpenShop,
    days: int = 56,
    *,
    last: date = LAST,
    rates: tuple[float, float] = (0.05, 0.01),
    drop: float = 1.0,
) -> None:
    """Statistics by channel: the rate of the first falls by ``drop`` in the last 28 days."""
    since = last - timedelta(days=27)
    rows = []
    for day in days_ending(last, days):
        for (name, share), rate in zip(CHANNELS.items(), rates, strict=True):
            came = round(400 * share)
            own = rate * (drop if day >= since and name == "search" else 1)
            rows.append(
                facts.fact(day_number(day), report="smartstore_visits", level=28,
                           subject=Subject.CHANNEL.value, channel_group="-", channel_name=name,
                           channel_detail="-", visits=came, payments=round(came * own))
            )  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)
