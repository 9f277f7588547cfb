"""What statistics add to 오늘: every number as plain pandas works it out, on both databases."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import log

import numpy as np
import pandas as pd
import pytest

from core.analysis.journey import Stage as Way
from core.analysis.journey import Step
from core.services import order_book, today, today_traffic, typed
from core.services.journey import Choice as WayChoice
from core.services.journey import journey
from core.services.opening import OpenShop
from core.services.today import Compare, Overview, PeriodChoice, Stage
from core.services.today_traffic import Choice
from core.services.typed_rows import Stamp, WeekNumbers, weeks
from core.store.moments import day_number
from core.terms import Evidence, Mall, OrderState, Period, Record
from tests import shops
from tests.shops import LAST, Line
from tests.store import facts

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
WINDOW = Period.ending(LAST, 28)


def look(shop: OpenShop, on: date = TODAY, **choices: object) -> Overview:
    return today.overview(shop, today=on, now=NOW, **choices)


def visits(days: int, level: float, *, seed: int = 4, last: date = LAST) -> dict[date, int]:
    """Visits that only scatter."""
    counts = np.random.default_rng(seed).poisson(level, days)
    return dict(zip(shops.days_ending(last, days), map(int, counts), strict=True))


def fewer(counts: dict[date, int], part: float) -> dict[date, int]:
    """Only a part of them in the window."""
    return {day: round(n * part) if day in WINDOW else n for day, n in counts.items()}


def tell(shop: OpenShop, counts: dict[date, int], **measures: dict[date, int]) -> None:
    """Take daily statistics of the shop in."""
    rows = [
        facts.fact(
            day_number(day), visits=n, **{name: some[day] for name, some in measures.items()}
        )
        for day, n in counts.items()
    ]
    facts.put(shop.store, Record.STATISTIC, rows)


def in_pandas(lines: Sequence[Line], counts: dict[date, int], period: Period) -> pd.Series:
    """Visits, orders and won of a period."""
    frame = pd.DataFrame(
        [(line.day, number, line.amount) for number, line in enumerate(lines) if line.state.counts],
        columns=["day", "order", "won"],
    )
    within = frame[(frame["day"] >= period.first) & (frame["day"] <= period.last)]
    told = pd.Series(counts)
    told = told[(told.index >= period.first) & (told.index <= period.last)]
    return pd.Series(
        {
            "visits": int(told.sum()),
            "orders": int(within["order"].nunique()),
            "won": int(within["won"].sum()),
        }
    )


def three_parts(was: pd.Series, now: pd.Series) -> list[float]:
    """The change of revenue in three parts by logarithmic means, worked out from the formula."""

    def factors(side: pd.Series) -> list[float]:
        orders, looked = side["orders"], side["visits"]
        return [float(looked), orders / looked, side["won"] / orders]

    weight = (now["won"] - was["won"]) / log(now["won"] / was["won"])
    return [weight * log(b / a) for a, b in zip(factors(was), factors(now), strict=True)]


def test_the_numbers_and_parts_are_those_of_pandas(shop):
    lines = shops.without(shops.steady(300, 12, seed=3), 0.7, WINDOW.first)
    lines += [Line(LAST, "x", state=OrderState.CANCELLED), Line(LAST, "y", 5_000)]
    counts = fewer(visits(300, 400), 0.9)
    shops.take(shop, lines)
    tell(shop, counts)
    view = look(shop)
    now, was = (in_pandas(lines, counts, days) for days in (WINDOW, WINDOW.before()))
    kpis = {kpi.metric: kpi for kpi in view.kpis}
    assert list(kpis) == ["net_sales", "visits", "pay_rate", "returning_share"]
    assert (kpis["visits"].now, kpis["visits"].before) == (now["visits"], was["visits"])
    assert kpis["pay_rate"].now == now["orders"] / now["visits"]
    assert kpis["pay_rate"].before == was["orders"] / was["visits"]
    assert kpis["net_sales"].now == now["won"]
    assert kpis["visits"].period is None
    assert [part.part for part in view.split.parts] == ["visits", "pay_rate", "order_value"]
    assert sum(part.won for part in view.split.parts) == now["won"] - was["won"]
    for part, won in zip(view.split.parts, three_parts(was, now), strict=True):
        assert part.won == pytest.approx(won, abs=1)


def test_the_last_weeks_are_those_of_pandas(shop):
    lines, counts = shops.steady(120, 12, seed=3), visits(120, 400)
    shops.take(shop, lines)
    tell(shop, counts)
    kpis = {kpi.metric: kpi for kpi in look(shop).kpis}
    ends = [Period.ending(LAST - timedelta(days=7 * back), 7) for back in reversed(range(8))]
    told = [in_pandas(lines, counts, week) for week in ends]
    assert list(kpis["visits"].spark) == [week["visits"] for week in told]
    assert list(kpis["pay_rate"].spark) == [week["orders"] / week["visits"] for week in told]


def test_fewer_visits_are_a_change_and_a_steady_rate_is_none(local):
    shops.take(local, shops.without(shops.steady(500, 12, seed=11), 0.6, WINDOW.first))
    tell(local, fewer(visits(500, 400), 0.6))
    kpis = {kpi.metric: kpi for kpi in look(local).kpis}
    assert (kpis["visits"].direction, kpis["visits"].level) == (-1, Evidence.KNOWN)
    assert kpis["pay_rate"].direction == 0
    assert look(local).split.driver.part == "visits"


def test_the_five_stages_have_their_counts(local):
    shops.take(local, shops.steady(400, 12, seed=3))
    tell(local, visits(400, 400))
    stages = {one.stage: one for one in look(local).stages}
    settled = Period.ending(LAST - timedelta(days=14), 28)
    lines = [line for line in shops.steady(400, 12, seed=3) if line.day in settled]
    assert list(stages) == list(Way)
    assert stages[Way.LOOK].count is None
    assert stages[Way.LOOK].needs
    assert stages[Way.AFTER].count == len(lines)
    assert stages[Way.LOYAL].count > 0
    assert stages[Way.LOYAL].called.move.now[0] == stages[Way.LOYAL].count


@pytest.mark.parametrize(("days", "late"), [(260, 0), (500, 0), (500, 6), (100, 0)])
def test_the_five_stages_are_those_of_the_way(local, days, late):
    shops.take(local, shops.steady(days, 12, seed=3))
    tell(local, visits(days - late, 400, last=LAST - timedelta(days=late)))
    way = journey(local, TODAY, NOW, WayChoice())
    told = {one.stage: (one.count, one.needs) for one in look(local).stages}
    assert told == {one.stage: (one.count, one.needs) for one in way.stages}


def test_visits_that_end_earlier_are_told_with_their_own_days(local):
    shops.take(local, shops.steady(300, 12, seed=3))
    late = LAST - timedelta(days=3)
    tell(local, visits(297, 400, last=late))
    view = look(local)
    kpis = {kpi.metric: kpi for kpi in view.kpis}
    assert view.period == WINDOW
    assert kpis["visits"].period == kpis["pay_rate"].period == Period.ending(late, 28)
    assert kpis["net_sales"].period is None
    assert view.split_days == (Period.ending(late, 28), Period.ending(late, 28).before())


@pytest.mark.parametrize(("late", "shown"), [(28, True), (29, False)])
def test_visits_that_end_four_weeks_earlier_are_the_oldest_that_are_shown(local, late, shown):
    shops.take(local, shops.steady(120, 6, seed=3))
    tell(local, visits(60, 300, last=LAST - timedelta(days=late)))
    way = journey(local, TODAY, NOW, WayChoice())
    assert way.period.last == LAST - timedelta(days=late if shown else 0)
    assert way.is_behind is shown


def test_without_visits_orders_take_their_place(local):
    shops.take(local, shops.steady(300, 12, seed=3))
    view = look(local)
    names = ["net_sales", "orders", "order_value", "returning_share"]
    assert [kpi.metric for kpi in view.kpis] == names
    assert view.split.parts[0].part == "buyers"
    assert view.stages[0].needs


def test_a_tiny_shop_has_visits_but_no_rate(local):
    shops.take(local, [Line(LAST - timedelta(days=n), f"b{n}") for n in range(7)])
    tell(local, visits(60, 40))
    view = look(local)
    assert view.stage is Stage.TINY
    assert [kpi.metric for kpi in view.kpis][1:3] == ["visits", "order_value"]


def test_no_visits_at_all_give_no_rate(local):
    shops.take(local, shops.steady(120, 6, seed=3))
    tell(local, dict.fromkeys(shops.days_ending(LAST, 120), 0))
    kpis = {kpi.metric: kpi for kpi in look(local).kpis}
    assert kpis["visits"].now == 0
    assert "pay_rate" not in kpis


def test_a_mall_without_statistics_shows_its_orders_alone(local):
    shops.take(local, shops.steady(200, 6, seed=3))
    shops.take(local, shops.steady(200, 3, seed=5), mall=Mall.COUPANG, first_line=90_000)
    tell(local, visits(200, 300))
    there, both = look(local, mall=Mall.COUPANG), look(local)
    assert there.is_elsewhere
    assert [kpi.metric for kpi in there.kpis][1] == "orders"
    assert both.has_others
    own = look(local, mall=Mall.SMARTSTORE)
    assert both.kpis[2].now == own.kpis[2].now
    assert both.split.now == own.split.now < both.kpis[0].now


def test_statistics_alone_show_revenue_visits_rate_and_payments(shop):
    counts = visits(300, 400)
    paid = {day: n // 40 for day, n in counts.items()}
    won = {day: n * 20_000 for day, n in paid.items()}
    tell(shop, counts, payments=paid, net=won)
    view = look(shop)
    assert view.stage is Stage.NO_ORDERS
    assert view.verdicts == ()
    kpis = {kpi.metric: kpi for kpi in view.kpis}
    assert list(kpis) == ["net_sales", "visits", "pay_rate", "orders"]
    total = {
        name: sum(some[day] for day in counts if day in WINDOW)
        for name, some in (("visits", counts), ("orders", paid), ("net_sales", won))
    }
    assert {name: kpis[name].now for name in total} == total
    assert kpis["pay_rate"].now == total["orders"] / total["visits"]
    assert view.split.now == total["net_sales"]
    assert kpis["net_sales"].is_judged
    assert not any(kpi.is_typed for kpi in view.kpis)
    assert (view.last_day, view.days_old) == (LAST, 1)


def test_a_fall_of_revenue_in_statistics_is_known(local):
    counts = fewer(visits(500, 400), 0.5)
    paid = {day: n // 40 for day, n in counts.items()}
    tell(local, counts, payments=paid, net={day: n * 20_000 for day, n in paid.items()})
    net = look(local).kpis[0]
    assert (net.metric, net.direction, net.level) == ("net_sales", -1, Evidence.KNOWN)


@pytest.mark.parametrize(("part", "level"), [(0.9, Evidence.HINT), (0.82, Evidence.KNOWN)])
def test_a_fall_of_revenue_in_statistics_is_one_of_four_questions(local, part, level):
    """By itself revenue a tenth lower would be known: p is 0.06, among the four it is 0.23."""
    came = visits(460, 400)
    random = np.random.default_rng(7)
    paid = {day: int(random.binomial(n, 0.03)) for day, n in came.items()}
    won = {day: int(random.choice([12_000, 18_000, 24_000], n).sum()) for day, n in paid.items()}
    tell(local, came, payments=paid, net=fewer(won, part))
    net = look(local).kpis[0]
    assert (net.metric, net.is_judged, net.level) == ("net_sales", True, level)
    assert net.direction == (-1 if level is Evidence.KNOWN else 0)


def test_statistics_without_revenue_show_visits_alone(local):
    tell(local, visits(100, 400))
    view = look(local)
    assert [kpi.metric for kpi in view.kpis] == ["visits"]
    assert view.split is None


WEEKS = (WeekNumbers(4_000, 120, 3_840_000), WeekNumbers(3_400, 88, 3_005_600))


def test_six_typed_numbers_are_shown_and_called_typed(shop):
    typed.keep_weeks(shop, *WEEKS, Stamp(NOW, TODAY, "numbers"))
    view = look(shop)
    assert view.stage is Stage.NO_ORDERS
    assert view.period == weeks(TODAY)[1]
    kpis = {kpi.metric: kpi for kpi in view.kpis}
    assert {name: kpi.now for name, kpi in kpis.items()} == {
        "net_sales": 3_005_600, "visits": 3_400, "pay_rate": 88 / 3_400, "orders": 88,
    }  # fmt: skip
    assert all(kpi.is_typed for kpi in view.kpis)
    assert sum(part.won for part in view.split.parts) == -834_400
    assert min(view.split.parts, key=lambda part: part.won).part == "visits"


def test_a_typed_week_stands_where_no_file_tells_the_visits(local):
    shops.take(local, shops.steady(200, 6, seed=3))
    typed.keep_weeks(local, *WEEKS, Stamp(NOW, TODAY, "numbers"))
    view = look(local)
    kpis = {kpi.metric: kpi for kpi in view.kpis}
    week = weeks(TODAY)[1]
    assert (kpis["visits"].now, kpis["visits"].before) == (3_400, 4_000)
    assert (kpis["visits"].is_typed, kpis["visits"].period) == (True, week)
    assert not kpis["net_sales"].is_typed
    assert view.split.parts[0].part == "buyers"


def test_files_take_the_place_of_a_typed_week(local):
    shops.take(local, shops.steady(200, 6, seed=3))
    typed.keep_weeks(local, *WEEKS, Stamp(NOW, TODAY, "numbers"))
    counts = visits(200, 300)
    tell(local, counts)
    found = {kpi.metric: kpi for kpi in look(local).kpis}["visits"]
    assert found.now == sum(n for day, n in counts.items() if day in WINDOW)
    assert not found.is_typed


def test_a_typed_week_of_long_ago_is_not_shown(local):
    shops.take(local, shops.steady(200, 6, seed=3))
    early = LAST - timedelta(days=60)
    typed.keep_weeks(local, *WEEKS, Stamp(NOW, early, "numbers"))
    assert [kpi.metric for kpi in look(local).kpis][1] == "orders"


@pytest.mark.parametrize(("back", "shown"), [(28, "visits"), (29, "orders"), (35, "orders")])
def test_a_typed_week_four_weeks_old_is_the_oldest_that_is_shown(local, back, shown):
    """The orders end on a Sunday, or a day later."""
    last = LAST + timedelta(days=back % 7)
    shops.take(local, shops.steady(200, 6, seed=3, last=last))
    week = last - timedelta(days=back)
    typed.keep_weeks(local, *WEEKS, Stamp(NOW, week + timedelta(days=1), "numbers"))
    found = look(local, last + timedelta(days=1)).kpis[1]
    assert found.metric == shown
    if shown == "visits":
        assert (found.now, found.is_typed) == (3_400, True)


def test_a_typed_week_that_ends_after_the_orders_is_not_held_against_them(local):
    last = LAST - timedelta(days=3)
    shops.take(local, shops.steady(200, 6, seed=3, last=last))
    typed.keep_weeks(local, *WEEKS, Stamp(NOW, TODAY, "numbers"))
    assert look(local).kpis[1].metric == "orders"


@pytest.mark.parametrize("choice", list(PeriodChoice))
@pytest.mark.parametrize("compare", list(Compare))
def test_every_choice_is_answered(local, choice, compare):
    shops.take(local, shops.steady(460, 6, seed=3))
    tell(local, visits(460, 300))
    view = look(local, period=choice, compare=compare)
    assert view.kpis[1].metric == "visits"
    assert view.split is None or sum(part.won for part in view.split.parts) == view.split.change


def test_the_numbers_are_as_sure_as_among_all_that_was_examined(local):
    shops.take(local, shops.without(shops.steady(500, 12, seed=11), 0.6, WINDOW.first))
    tell(local, fewer(visits(500, 400), 0.6))
    with local.store.read() as session:
        book = order_book.book(session, local.id, TODAY)
        found = today_traffic.traffic(session, local.id, book, Choice(TODAY), None)
        assert found.kpi("visits", Step.VISITS).direction == -1
        doubted = found.judged({"step.visits": 0.8, "orders": 0.95})
        kpi = doubted.kpi("visits", Step.VISITS)
        assert (kpi.level, kpi.direction) == (Evidence.HINT, 0)
        assert doubted.called[Step.ORDERS].level is Evidence.KNOWN
        assert doubted.called[Step.PAY_RATE] == found.called[Step.PAY_RATE]
