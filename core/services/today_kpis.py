"""The numbers of 오늘 that orders tell, each with how it changed and its last weeks."""

from core.analysis import levels
from core.analysis.revenue import Sales
from core.services.looking import SPARK_WEEKS, Answer, Book
from core.services.today_view import Kpi
from core.stats.proportions import Rates
from core.stats.windows import Change
from core.terms import Evidence, evidence_of
from core.verdicts.facts import LEAST_EVENTS, Facts


def kpis(book: Book, answer: Answer, found: dict[str, float]) -> tuple[Kpi, ...]:
    """The four numbers of orders; ``found`` tells how probable each of their changes is."""
    sales, before, facts = answer.sales, answer.sales_before, answer.facts
    end = book.days.place(book.last) + 1
    net = levels.weekly(book.column("net"), end, SPARK_WEEKS)
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
            *_word(is_now, before_it, found.get(name), enough),
            spark,
            name in found and enough,
        )
        for name, is_now, before_it, spark in zip(names, now, was, sparks, strict=True)
    ]
    return (*kpis, _share(answer, found, share))


def _share(answer: Answer, found: dict[str, float], spark: tuple[float | None, ...]) -> Kpi:
    name, rates = "returning_share", answer.facts.returning
    if rates is None:
        return Kpi(name, None, None, Evidence.NO_DATA, 0, spark)
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
) -> tuple[Evidence, int]:
    if now is None:
        return Evidence.NO_DATA, 0
    if before is None or chance is None:
        return Evidence.EARLY, 0
    level = evidence_of(chance, enough=enough)
    direction = (now > before) - (now < before)
    return level, direction if level is Evidence.KNOWN else 0


def _enough(facts: Facts) -> bool:
    orders = facts.levels.orders if facts.levels else Change(0, 0, None)
    return (orders.now + orders.before) / 2 >= LEAST_EVENTS


def _per(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _value(sales: Sales) -> float | None:
    return sales.net / sales.orders if sales.orders else None
