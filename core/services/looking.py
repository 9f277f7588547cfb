"""Answer the questions of the page 오늘 from the orders of a shop."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from core.analysis import levels, products, repurchase, returns, revenue
from core.analysis.revenue import Sales
from core.services.order_book import Book
from core.stats import windows
from core.stats.proportions import Rates
from core.stats.windows import Comparison, Days, Pair
from core.store import totals
from core.terms import Period
from core.verdicts.facts import LEAST_ORDERS, Facts

PRODUCTS: Final = 20
"""How many products are examined: more questions would only drown the answers in chance."""

SPARK_WEEKS: Final = 8

KNOWN_BUYERS: Final = 0.95
"""The part of order lines that must name a buyer before buyers are counted."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which days are looked at, and which ones they are compared with, ``shift`` days earlier."""

    period: Period
    shift: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures of a look, and the buyers behind them."""

    facts: Facts
    pair: Pair | None
    sales: Sales
    sales_before: Sales | None
    week_buyers: tuple[tuple[int, int], ...]
    """Different buyers and new ones of each of the last weeks, oldest first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One look at a shop: everything its questions share."""

    session: Session
    shop_id: int
    book: Book
    question: Question

    @property
    def pair(self) -> Pair | None:
        """The two stretches of days, or None when history is too short for a second one."""
        return windows.pair(self.book.days, self.question.period, self.question.shift)

    def left_out(self, pair: Pair) -> tuple[frozenset[date], frozenset[date]]:
        """The days of both stretches that are not compared."""
        period, before = self.question.period, self._before()
        missing = [number for number in range(pair.days) if not pair.usable[number]]
        return (
            frozenset(period.first + timedelta(days=number) for number in missing),
            frozenset(before.first + timedelta(days=number) for number in missing),
        )

    def _before(self) -> Period:
        period, back = self.question.period, timedelta(days=self.question.shift)
        return Period(period.first - back, period.last - back)

    def answer(self, now: datetime, today: date, *, knows_buyers: bool) -> Answer:
        """Answer all questions of the page."""
        pair, before = self.pair, self._before()
        tiny = self.book.orders_total < LEAST_ORDERS
        daily = self._daily()
        sales, sales_before = self._sales(pair, knows_buyers=knows_buyers)
        weeks = self._weeks() if knows_buyers else ()
        compared = None if pair is None else windows.comparison(self.book.days, pair)
        found = None if compared is None else levels.levels(compared, daily)
        ask = compared is not None and not tiny
        moved = self._products(compared, daily.orders) if compared and not tiny else []
        facts = Facts(
            now=now,
            today=today,
            last_day=self.book.last,
            orders_total=self.book.orders_total,
            history_days=self.book.days.all.days,
            history_needed=windows.history_needed(self.question.period.days, self.question.shift),
            period=self.question.period,
            before=before if pair else None,
            days_compared=int(pair.usable.sum()) if pair else self.question.period.days,
            gaps=tuple(gap for gap in self.book.gaps if _meets(gap, self.question, before)),
            sales=sales,
            levels=found,
            split=None if sales_before is None else revenue.split(sales_before, sales),
            claims=self._claims() if ask else None,
            second=self._second() if ask and knows_buyers else None,
            returning=self._returning(found, sales, sales_before, weeks) if found else None,
            products=tuple(moved),
            product_names=totals.product_names(
                self.session, self.shop_id, [one.product for one in moved]
            ),
            new_per_day=self._new_per_day(),
        )
        return Answer(facts, pair, sales, sales_before, weeks)

    def _daily(self) -> levels.Daily:
        come = self.book.new_buyers
        new = self.book.days.series(list(come), list(come.values()))
        return levels.Daily(self.book.column("orders"), self.book.column("net"), new)

    def _sales(self, pair: Pair | None, *, knows_buyers: bool) -> tuple[Sales, Sales | None]:
        period = self.question.period
        if pair is None:
            place = self.book.days.place(period.first)
            end = place + period.days
            sums = [self.book.column(name)[max(0, place) : end] for name in ("net", "orders")]
            net, orders = (int(values[values == values].sum()) for values in sums)  # noqa: PLR0124
            return Sales(net, orders, self._buyers(period, (), known=knows_buyers)), None
        nets, orders_of = (pair.sums(self.book.column(name)) for name in ("net", "orders"))
        stretches = zip((period, self._before()), self.left_out(pair), strict=True)
        people = [self._buyers(one, out, known=knows_buyers) for one, out in stretches]
        now, before = (
            Sales(int(net), int(orders), buyers)
            for net, orders, buyers in zip(nets, orders_of, people, strict=True)
        )
        return now, before

    def _buyers(self, period: Period, without: Collection[date], *, known: bool) -> int | None:
        return (
            totals.buyers(self.session, self.shop_id, period, without, malls=self.book.malls)
            if known
            else None
        )

    def _weeks(self) -> tuple[tuple[int, int], ...]:
        span = Period.ending(self.question.period.last, SPARK_WEEKS * windows.STEP)
        counts = totals.weekly_buyers(self.session, self.shop_id, span, self.book.malls)
        new = [0] * SPARK_WEEKS
        for day, count in self.book.new_buyers.items():
            if day in span:
                new[(day - span.first).days // windows.STEP] += count
        return tuple(zip(counts, new, strict=True))

    def _returning(
        self,
        found: levels.Levels,
        sales: Sales,
        sales_before: Sales | None,
        weeks: Sequence[tuple[int, int]],
    ) -> Rates | None:
        if sales_before is None or None in {sales.buyers, sales_before.buyers}:
            return None
        new = found.new_buyers
        # In the first months of the files everybody looks new, and ever fewer do.
        long_enough = self.book.days.place(self._before().first) >= repurchase.LEARNT_AFTER
        weeks = weeks if long_enough else ()
        return repurchase.returning_share(
            (sales.buyers or 0, sales_before.buyers or 0), (int(new.now), int(new.before)), weeks
        )

    def _claims(self) -> Rates | None:
        period = self.question.period
        settled = Period.ending(period.last - timedelta(days=returns.SETTLED_AFTER), period.days)
        pair = windows.pair(self.book.days, settled, self.question.shift)
        if pair is None:
            return None
        ended = self.book.column("cancelled_lines") + self.book.column("returned_lines")
        return returns.rate(
            windows.comparison(self.book.days, pair), self.book.column("lines"), ended
        )

    def _second(self) -> Rates | None:
        history = self.book.days.all
        stretches = repurchase.cohorts(history.last, history.first, self.book.new_buyers)
        if stretches is None:
            return None
        before, now = stretches
        frame = totals.second_purchases(
            self.session, self.shop_id, Period(before.first, now.last), self.book.malls
        )
        return repurchase.second_rate(
            repurchase.seen(frame, history, self.book.gaps), before, now
        )  # fmt: skip

    def _products(self, compared: Comparison, shop_orders: Days) -> list[products.ProductChange]:
        periods = (self.question.period, self._before())
        top = totals.top_products(self.session, self.shop_id, periods, PRODUCTS, self.book.malls)
        days, number, orders, net = totals.product_days(
            self.session, self.shop_id, top, self.book.malls
        )
        series = {}
        for product in top:
            rows = number == product
            series[product] = (
                self.book.days.series(days[rows], orders[rows]),
                self.book.days.series(days[rows], net[rows]),
            )
        return products.changes(compared, shop_orders, series)

    def _new_per_day(self) -> float:
        period = self.question.period
        come = sum(count for day, count in self.book.new_buyers.items() if day in period)
        return come / period.days


def _meets(gap: Period, question: Question, before: Period) -> bool:
    """Whether a gap lies in the days that are looked at or compared with."""
    return any(
        gap.first <= stretch.last and stretch.first <= gap.last
        for stretch in (question.period, before)
    )
