"""The four numbers of 오늘, each with how it changed and its last weeks."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.analysis import levels
from core.analysis.journey import Step
from core.analysis.revenue import Sales
from core.services import today_known
from core.services.looking import SPARK_WEEKS, Answer
from core.services.order_book import Book
from core.services.today_traffic import Traffic
from core.services.today_view import Kpi, Origin, Overview
from core.stats.proportions import Rates
from core.stats.windows import Change
from core.terms import Evidence, evidence_of
from core.verdicts.choosing import without_chance
from core.verdicts.facts import LEAST_EVENTS, LEAST_ORDERS, Facts, doubted, is_uneven


def kpis(book: Book, answer: Answer, found: dict[str, float]) -> tuple[Kpi, ...]:
    """The four numbers of orders; ``found`` tells how probable each of their changes is."""
    sales, before, facts = answer.sales, answer.sales_before, answer.facts
    end = book.days.place(book.last) + 1
    net = levels.weekly(today_known.priced(book, book.column("net")), end, SPARK_WEEKS)
    orders = levels.weekly(book.column("orders"), end, SPARK_WEEKS)
    values = tuple(_per(a, b) for a, b in zip(net, orders, strict=True))
    share = tuple(_per(float(total - new), float(total)) for total, new in answer.week_buyers)
    enough = _enough(facts)
    was = (None, None, None) if before is None else (before.net, before.orders, _value(before))
    now = (float(sales.net), float(sales.orders), _value(sales))
    sparks = (tuple(net), tuple(orders), values)
    names = ("net_sales", "orders", "order_value")
    kpis = [
        Kpi(
            name,
            is_now,
            before_it,
            *_word(is_now, before_it, found.get(name), enough, uneven=facts.is_uneven),
            spark,
            name in found and enough,
        )
        for name, is_now, before_it, spark in zip(names, now, was, sparks, strict=True)
    ]
    return (*kpis, _share(answer, found, share))


def with_traffic(view: Overview, found: Traffic) -> Overview:
    """What orders tell, with visits, payment rate, split and stages where statistics tell them."""
    told = _along_the_way(view, found)
    net, orders, value, share = view.kpis
    split = found.split()
    other_days = found.period != view.period
    view = replace(
        view,
        kpis=(net, told.get("visits", orders), told.get("pay_rate", value), share),
        origins=view.origins + _origins(told, found),
        stages=found.stages(),
        has_others=found.reading.has_others,
        is_elsewhere=found.reading.is_elsewhere,
    )
    if split is None or found.is_typed:
        return view
    days = (found.period, found.way.before) if other_days else None
    return replace(view, split=split, split_days=days)


def of_traffic(view: Overview, found: Traffic) -> Overview:
    """What statistics alone tell: revenue, visits, payment rate and payments."""
    told = _along_the_way(view, found)
    orders = found.kpi("orders", Step.ORDERS)
    kpis = [_net(found), told.get("visits"), told.get("pay_rate"), orders]
    return replace(
        view,
        kpis=tuple(kpi for kpi in kpis if kpi is not None),
        origins=(
            ("net_sales", found.origin("joined_net")),
            ("orders", found.origin("joined")),
            *_origins(told, found),
        ),
        split=found.split(),
        stages=found.stages(),
    )


def _along_the_way(view: Overview, found: Traffic) -> dict[str, Kpi]:
    """Visits and payment rate, where they are known; of a few orders there is no rate."""
    named = [("visits", Step.VISITS)]
    if found.reading.orders_total >= LEAST_ORDERS:
        named.append(("pay_rate", Step.PAY_RATE))
    days = None if found.period == view.period else found.period
    told = {name: found.kpi(name, step) for name, step in named}
    return {name: replace(kpi, period=days) for name, kpi in told.items() if kpi is not None}


def _origins(told: Mapping[str, Kpi], found: Traffic) -> tuple[tuple[str, Origin], ...]:
    measures = {"visits": ("visits",), "pay_rate": ("visits", "joined")}
    return tuple((name, found.origin(*measures[name])) for name in told)


def _net(found: Traffic) -> Kpi | None:
    """Revenue as statistics tell it, judged as that of orders is."""
    now, before = found.way.sums("joined_net")
    if now is None:
        return None
    weeks = tuple(value for _, value in found.way.weekly("joined_net"))[-SPARK_WEEKS:]
    chance, enough = _net_chance(found)
    uneven = is_uneven(found.period, found.way.before)
    level, direction = _word(now, before, chance, enough, uneven=uneven)
    return Kpi(
        "net_sales", now, before, level, direction, weeks,
        is_judged=chance is not None and enough, is_typed=found.is_typed,
    )  # fmt: skip


def _net_chance(found: Traffic) -> tuple[float | None, bool]:
    joined = found.way.join("joined", "joined_net")
    if joined is None or found.reading.orders_total < LEAST_ORDERS:
        return None, False
    orders, net = joined.series
    changed = levels.levels(joined.compared, levels.Daily(orders, net, np.zeros_like(orders)))
    examined = {str(step): one.move.p for step, one in found.called.items()}
    examined["net_sales"] = changed.net.judgement.p if changed.net.judgement else None
    both = changed.orders.now + changed.orders.before
    return without_chance(examined).get("net_sales"), both / 2 >= LEAST_EVENTS


def _share(answer: Answer, found: dict[str, float], spark: tuple[float | None, ...]) -> Kpi:
    name, rates = "returning_share", answer.facts.returning
    if rates is None:
        # Where nobody can say who had bought before, the weeks cannot be told either.
        return Kpi(name, None, None, Evidence.NO_DATA, 0, ())
    now, before, enough = rates.now.rate, rates.before.rate, _both_known(rates)
    level, direction = _word(now, before, found.get(name), enough)
    judged = name in found and enough
    return Kpi(name, now, before, level, direction, spark, judged, rates.now.trials)


def _both_known(rates: Rates) -> bool:
    return min(rates.now.successes, rates.before.successes) >= LEAST_EVENTS


def _word(
    now: float | None,
    before: float | None,
    chance: float | None,
    enough: bool,  # noqa: FBT001
    *,
    uneven: bool = False,
) -> tuple[Evidence, int]:
    if now is None:
        return Evidence.NO_DATA, 0
    if before is None or chance is None:
        return Evidence.EARLY, 0
    level = doubted(evidence_of(chance, enough=enough), uneven=uneven)
    direction = (now > before) - (now < before)
    return level, direction if level is Evidence.KNOWN else 0


def _enough(facts: Facts) -> bool:
    orders = facts.levels.orders if facts.levels else Change(0, 0, None)
    return (orders.now + orders.before) / 2 >= LEAST_EVENTS


def _per(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _value(sales: Sales) -> float | None:
    return sales.net / sales.orders if sales.orders else None
