"""One look at the way from a visit to a regular: every stage, what it costs, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from core.analysis import journey as analysis
from core.analysis import repurchase
from core.analysis.journey import Move, Revenue, Stage, Step
from core.services import journey_way, looking
from core.services.journey_book import Reading
from core.services.journey_only import NEEDS, By
from core.services.journey_splits import Buyers, Found, Splitting
from core.services.journey_view import FILES, Journey, StageView
from core.services.journey_way import Points, Way
from core.stats import windows
from core.stats.proportions import Tally
from core.store import totals
from core.terms import OrderState, Period
from core.terms.orders import NO_SALE
from core.verdicts import journey as verdicts
from core.verdicts import journey_targets
from core.verdicts.facts import LEAST_ORDERS, is_uneven
from core.verdicts.journey import Called, Ground, Loss, Worth


@dataclass(frozen=True, slots=True)
class Second:
    """Who of the new customers came back: judged, drawn, and those too young to tell."""

    move: Move | None = None
    period: Period | None = None
    trend: Points = ()
    waiting: int = 0
    knows_buyers: bool = True


@dataclass(frozen=True, slots=True)
class Looking:
    """One look at a shop: what was read, and what is known of its days."""

    reading: Reading
    way: Way
    targets: Mapping[Step, float] = field(default_factory=dict)
    """The shares the seller wants."""

    def view(self) -> Journey:
        """Everything that is shown."""
        reading, way = self.reading, self.way
        second = self.second()
        called = verdicts.call(
            self._moves(second), uneven=is_uneven(way.question.period, way.before)
        )
        judged = frozenset(step for step, one in called.items() if one.probability is not None)
        split, days = way.revenue(judged)
        money = verdicts.monthly(called, split, days, self._worth())
        losses = verdicts.with_targets(verdicts.losses(called, money), self._missed(called))
        losses = () if reading.orders_total < LEAST_ORDERS else losses
        joined = way.join("joined")
        finds = self._finds(split, second)
        conclusion = verdicts.conclude(self._ground(), called, losses)
        if any(one.is_returning for one in finds):
            conclusion = verdicts.because_returning(conclusion)
        return Journey(
            conclusion=conclusion,
            stages=self._stages(called, second),
            losses=losses,
            split=split,
            finds=finds,
            period=way.question.period,
            before=way.before if joined or way.join("visits") else None,
            days_left_out=joined.compared.pair.left_out if joined else 0,
            days_old=(reading.today - reading.newest).days,
            orders_total=reading.orders_total,
            joined=way.total("joined") if reading.has_others else None,
            is_elsewhere=reading.is_elsewhere,
            is_behind=reading.book is not None and reading.last < reading.book.last,
            shown=self._shown(),
            part=reading.part,
            is_gross=reading.is_gross,
            counts_products=reading.counts_products,
        )

    def _moves(self, second: Second) -> list[Move]:
        moves = [*self.way.moves(), *([second.move] if second.move else [])]
        if self.reading.orders_total >= LEAST_ORDERS:
            return moves
        return [replace(move, p=None, low=None, high=None) for move in moves]

    def _missed(self, called: Mapping[Step, Called]) -> tuple[Loss, ...]:
        """What lies below the shares the seller wants."""
        way, period = self.way, self.way.question.period
        weeks = {
            Step.PAY_RATE: way.weeks("joined", "visits", period.last),
            Step.KEPT_RATE: way.weeks("lines", "all_lines", way.settled.last),
        }
        found = []
        for step, share in self.targets.items():
            part, whole = called[step].move.now if step in called else (0, None)
            if whole and part <= whole:
                tally = Tally(round(part), round(whole))
                found.append(journey_targets.missed(step, tally, weeks.get(step, []), share))
        revenue = way.told("joined_net", period) / period.days
        return journey_targets.losses(found, called, revenue, self._worth())

    def _ground(self) -> Ground:
        reading, way = self.reading, self.way
        return Ground(
            orders_total=reading.orders_total,
            days_old=(reading.today - reading.newest).days,
            history_days=way.history.days,
            is_compared=way.compares,
            history_needed=windows.history_needed(way.question.period.days, way.question.shift),
        )

    def _worth(self) -> Worth:
        way, book = self.way, self.reading.book
        period = way.question.period
        net, orders, lines = (way.told(name, period) for name in ("net", "orders", "lines"))
        new = book.new_buyers if book else {}
        return Worth(
            order_value=net / orders if orders else 0.0,
            line_value=net / lines if lines else 0.0,
            new_per_day=sum(count for day, count in new.items() if day in period) / period.days,
            lines_per_day=way.told("all_lines", way.settled) / period.days,
        )

    def _stages(self, called: Mapping[Step, Called], second: Second) -> tuple[StageView, ...]:
        found = (
            self._reach(called), self._look(called), self._buy(called), self._after(called),
            self._loyal(called, second),
        )  # fmt: skip
        return tuple(self._missing(one) for one in found)

    def _missing(self, one: StageView) -> StageView:
        """The stage with what would fill it, where nothing is known of it."""
        if one.count is not None or one.waiting:
            return one
        part = self.reading.part
        if part is None:
            return replace(one, needs=FILES[one.stage])
        needs = NEEDS[part.only.by].get(one.stage)
        return replace(one, needs=needs, is_apart=needs is None)

    def _shown(self) -> int | None:
        """How often advertisements were shown, of all of them."""
        reading = self.reading
        if reading.is_elsewhere or reading.part is not None:
            return None
        return reading.shown(self.way.question.period)

    def _reach(self, called: Mapping[Step, Called]) -> StageView:
        count, before = self.way.sums("visits")
        return StageView(
            Stage.REACH, "visits", count, before, change=called.get(Step.VISITS),
            period=self.way.question.period, files=self.reading.named("visits"),
            trend=self.way.weekly("visits"),
        )  # fmt: skip

    def _look(self, called: Mapping[Step, Called]) -> StageView:
        count, before = self.way.sums("views")
        weekly = self.way.weekly("views", "visits")
        known = any(value is not None for _, value in weekly)
        return StageView(
            Stage.LOOK, "times", count, before, called.get(Step.LOOK_RATE),
            period=self.way.question.period, files=self.reading.named("views"),
            trend=weekly if known else self.way.stretches("views", "visits"),
        )  # fmt: skip

    def _buy(self, called: Mapping[Step, Called]) -> StageView:
        count, before = self.way.sums("orders")
        first = called.get(Step.PAY_RATE)
        period = self.way.question.period
        return StageView(
            Stage.BUY, "orders", count, before, called.get(Step.BUY_RATE), first,
            called.get(Step.ORDERS), period=period,
            files=self.reading.order_files(period) + self.reading.named("joined"),
            trend=self.way.weekly("joined", "visits" if first else None),
        )  # fmt: skip

    def _after(self, called: Mapping[Step, Called]) -> StageView:
        settled, last = self.way.settled, self.way.question.period.last
        count, before = self.way.sums("lines", settled)
        fresh = self.way.told("lines", Period(settled.last + timedelta(days=1), last))
        return StageView(
            Stage.AFTER, "order_lines", count, before, called.get(Step.KEPT_RATE),
            waiting=round(fresh), period=settled, files=self.reading.order_files(settled),
            trend=self.way.weekly("lines", "all_lines", settled.last),
        )  # fmt: skip

    def _loyal(self, called: Mapping[Step, Called], second: Second) -> StageView:
        move = second.move
        return StageView(
            Stage.LOYAL, "buyers",
            None if move is None else round(move.now[0]),
            None if move is None or move.before is None else round(move.before[0]),
            called.get(Step.SECOND_RATE), waiting=second.waiting, period=second.period,
            files=self.reading.order_files(second.period) if second.period else (),
            trend=second.trend,
        )  # fmt: skip

    def second(self) -> Second:
        """Of the new customers those who came back."""
        book, last = self.reading.book, self.way.history.last
        part = self.reading.part
        # A customer belongs to no device: she looks on one and buys on another.
        by_device = part is not None and part.only.by is By.DEVICE
        if book is None or by_device or not self._knows_buyers():
            return Second(knows_buyers=False)
        young = Period.ending(last, repurchase.SECOND_WITHIN)
        waiting = sum(count for day, count in book.new_buyers.items() if day in young)
        first = book.days.all.first
        now = journey_way.mature(last, first, book.new_buyers)
        if now is None:
            return Second(waiting=waiting)
        drawn = now.last - timedelta(days=2 * repurchase.COHORT - 1)
        frame = totals.second_purchases(
            self.reading.session, self.reading.shop_id, Period(max(first, drawn), now.last),
            book.malls, None if part is None else part.product,
        )  # fmt: skip
        frame = repurchase.seen(frame, Period(first, last), book.gaps)
        return Second(
            self._returned(frame, now), now, journey_way.seconds(frame, now.last), waiting
        )

    def _returned(self, frame: pd.DataFrame, now: Period) -> Move | None:
        stretches = repurchase.cohorts(self.way.history.last, self._first_order, self._new_buyers)
        if stretches is not None and self.way.compares:
            return analysis.rates(Step.SECOND_RATE, repurchase.second_rate(frame, *stretches))
        some = frame[np.array([day in now for day in frame.index], dtype=np.bool_)]
        sums = float(some["again"].sum()), float(some["buyers"].sum())
        return Move(Step.SECOND_RATE, sums, None, is_relative=False) if sums[1] else None

    @property
    def _first_order(self) -> date:
        return self.reading.book.days.all.first if self.reading.book else self.way.history.first

    @property
    def _new_buyers(self) -> Mapping[date, int]:
        return self.reading.book.new_buyers if self.reading.book else {}

    def _knows_buyers(self) -> bool:
        rows = totals.states(
            self.reading.session, self.reading.shop_id, self.way.question.period,
            self.reading.book.malls if self.reading.book else None,
        )  # fmt: skip
        told = [row for row in rows if OrderState(row.state) not in NO_SALE]
        count, unknown = sum(row.rows for row in told), sum(row.no_buyer for row in told)
        return bool(count) and 1 - unknown / count >= looking.KNOWN_BUYERS

    def _finds(self, split: Revenue | None, second: Second) -> tuple[Found, ...]:
        splitting = self.splitting(split)
        if splitting is None:
            return ()
        visits, reading = self.visits(), self.reading
        buyers = None
        if visits is not None and reading.book is not None and second.knows_buyers:
            orders = self.way.sums("joined")
            new = [self._new(period) for period in (self.way.question.period, self.way.before)]
            if orders[0] is not None and orders[1] is not None:
                buyers = Buyers(visits, (orders[0], orders[1]), (new[0], new[1]))
        return splitting.all(buyers)

    def splitting(self, split: Revenue | None) -> Splitting | None:
        """The two periods and what they brought, for those who split the payment rate."""
        reading, way = self.reading, self.way
        if reading.is_elsewhere or reading.part is not None:
            return None
        if split is None or reading.orders_total < LEAST_ORDERS:
            return None
        revenue = float(split.now), float(split.before)
        return Splitting(reading.session, reading.shop_id, way.question.period, way.before, revenue)

    def visits(self) -> tuple[int, int] | None:
        """The visits of both periods, where each day of them and its orders are known."""
        joined = self.way.join("visits", "joined")
        if joined is None or joined.compared.pair.left_out:
            return None
        now, before = joined.sums()[0]
        return round(now), round(before)

    def _new(self, period: Period) -> int:
        """Customers who came in a period for the first time."""
        return sum(count for day, count in self._new_buyers.items() if day in period)
