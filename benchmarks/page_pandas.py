"""The same pages, judgements and all, with everything they read gathered by pandas in memory.

Every function of the store that reads order lines or statistics, or what is kept added up of
them, is replaced; what is judged of the series is judged by the very same functions. Uploads,
notes and settings, a few rows each, come from the store on both sides.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import wraps
from pathlib import Path
from time import process_time
from typing import Any, Final

import numpy as np
import pandas as pd
from page_facts import FactReading
from page_rows import Frame, Look, Rows, is_new, orders
from page_service import Service

from core.store import fact_sums, journeys, note_facts, product_sums, slicing, statistics, totals
from core.store import orders as store_orders
from core.store.moments import day_number, day_of
from core.store.totals import SECOND_WITHIN, WEEK, ProductDays, StateRows
from core.terms import Device, Mall, Period

_OF_TOTALS: Final = ("daily", "new_buyers", "buyers", "weekly_buyers", "states", "top_products",
                     "product_days", "product_names", "second_purchases")  # fmt: skip


class Reading(FactReading):
    """The functions of the store; of a session and a shop they want to know nothing."""

    def daily(self, *_: object) -> Frame:
        """The sums of each day."""
        return _dated(self.look.daily)

    def new_buyers(self, *_: object) -> dict[date, int]:
        """First purchases by day."""
        return _by_date(self.look.first["day"].value_counts().sort_index())

    def buyers(
        self, _session: object, _shop: object, period: Period, without: Collection[date] = (),
        malls: object = None,
    ) -> int:  # fmt: skip
        """Different buyers of a period."""
        del malls
        rows = self.look.within(*_ends(period))
        if without:
            rows = rows[~rows["day"].isin([day_number(day) for day in without])]
        return int(rows["buyer_id"].nunique())

    def weekly_buyers(self, _s: object, _shop: object, period: Period, *_: object) -> list[int]:
        """Different buyers of each week."""
        weeks = period.days // WEEK
        first, last = _ends(Period.ending(period.last, weeks * WEEK))
        rows = self.look.within(first, last)
        counts = rows.groupby((last - rows["day"]) // WEEK)["buyer_id"].nunique()
        return [int(counts.get(week, 0)) for week in reversed(range(weeks))]

    def states(self, _s: object, _shop: object, period: Period, *_: object) -> list[StateRows]:
        """Lines by state."""
        rows = self.look.within(*_ends(period), self.look.rows.lines)
        unknown = Frame({
            "state": rows["state"], "rows": 1, "no_amount": rows["amount"].isna(),
            "no_buyer": rows["buyer_id"] < 0,
        })  # fmt: skip
        found = unknown.groupby("state").sum()
        return [StateRows(*map(int, row)) for row in found.itertuples()]

    def top_products(
        self, _s: object, _shop: object, periods: Sequence[Period], count: int, *_: object
    ) -> list[int]:
        """The products with most orders, those of each day counted."""
        parts = [self.look.within(*_ends(period)) for period in periods]
        counts = orders(pd.concat(parts), ["day", "product_id"]).groupby("product_id").sum()
        ranked = counts.sort_index().sort_values(ascending=False, kind="stable")
        return [int(number) for number in ranked.index[:count]]

    def product_days(
        self, _s: object, _shop: object, products: Sequence[int], *_: object
    ) -> ProductDays:
        """Orders and revenue of some products on all days."""
        sales = self.look.sales
        rows = sales[sales["product_id"].isin(list(products))]
        keys = ["day", "product_id"]
        found = Frame({"orders": orders(rows, keys), "net": rows.groupby(keys)["amount"].sum()})
        days = found.index.get_level_values(0).to_numpy().astype("int64").astype("datetime64[D]")
        product = found.index.get_level_values(1).to_numpy().astype("int64")
        return ProductDays(days, product, *(found[n].to_numpy("int64") for n in found))

    def product_names(self, _s: object, _shop: object, products: Sequence[int]) -> dict[int, str]:
        """Names by number."""
        return {number: self.look.rows.names[number] for number in sorted(products)}

    def second_purchases(
        self, _s: object, _shop: object, first_days: Period, _malls: object = None,
        product: int | None = None,
    ) -> Frame:  # fmt: skip
        """Of the buyers of each first day, how many came again soon."""
        start, end = _ends(first_days)
        first = self.look.first
        first = first[first["day"].between(start, end)]
        later = self.look.within(start, end + SECOND_WITHIN)
        if product is not None:
            mine = later.loc[later["product_id"] == product, ["buyer_id", "day"]]
            first = first.merge(mine.drop_duplicates(), on=["buyer_id", "day"])
        came = later[["buyer_id", "day"]].merge(first, on="buyer_id", suffixes=("", "_first"))
        gap = came["day"] - came["day_first"]
        again = came.loc[(gap > 0) & (gap <= SECOND_WITHIN), "buyer_id"]
        is_again = first["buyer_id"].isin(again)
        found = Frame({"day": first["day"], "buyers": 1, "again": is_again}).groupby("day").sum()
        return _dated(found.astype("int64"))

    def days_with_orders(self, *_: object) -> list[date]:
        """Days on which anything was sold."""
        daily = self.look.daily
        some = daily[daily["lines"] > 0]
        told = some[some["lines"] > some["unknown_amount_lines"]]
        return [day_of(day) for day in (told if len(told) else some).index]

    def malls(self, *_: object) -> list[Mall]:
        """The malls of the lines."""
        return [Mall(int(one)) for one in sorted(self.look.rows.lines["mall"].unique())]

    def device_days(self, _s: object, _shop: object, device: Device, *_: object) -> Frame:
        """The sums of each day of what was paid on a device."""
        return self._of("device", device.value)

    def days_without_device(self, *_: object) -> list[date]:
        """Days with a line that does not tell its device."""
        lines = self.look.rows.lines
        return [day_of(day) for day in lines.loc[lines["device"] == 0, "day"].unique()]

    def devices(self, *_: object) -> list[Device]:
        """The devices, that with most orders first."""
        sales = self.look.sales
        parts = sales.loc[sales["device"] > 0, ["device", "day", "order"]].groupby("device")
        counts = pd.Series({device: is_new(part).sum() for device, part in parts})
        ranked = counts.sort_values(ascending=False, kind="stable")
        return [Device(int(one)) for one in ranked.index]

    def days_of_product(self, _s: object, _shop: object, product: int, *_: object) -> Frame:
        """The sums of each day of the orders with a product."""
        return self._of("product_id", product)

    def _of(self, name: str, value: int) -> Frame:
        lines, sales = self.look.rows.lines, self.look.sales
        some = ["day", "order", "state", "quantity", "amount"]
        found = self.look.by_day(
            lines.loc[lines[name] == value, some], sales.loc[sales[name] == value, some]
        )
        return _dated(found[list(journeys.SUMS)])

    def new_buyers_of(
        self, _s: object, _shop: object, product: int, days: Period, *_: object
    ) -> dict[date, int]:
        """First purchases with a product among them, by day."""
        rows = self.look.within(*_ends(days))
        mine = rows.loc[rows["product_id"] == product, ["buyer_id", "day"]].drop_duplicates()
        new = mine.merge(self.look.first, on=["buyer_id", "day"])
        return _by_date(new["day"].value_counts().sort_index())

    def sold(self, _s: object, _shop: object, stretches: Sequence[Period], *_: object) -> Frame:
        """Orders and won of each product."""
        rows = pd.concat([self.look.within(*_ends(some)) for some in stretches])
        counts = orders(rows, ["day", "product_id"]).groupby("product_id").sum()
        net = rows.groupby("product_id")["amount"].sum()
        found = Frame({"orders": counts, "net": net}).reset_index()
        return found.astype("Int64")

    def prices(
        self, _s: object, _shop: object, period: Period, *_: object
    ) -> list[tuple[int, int, int, date, date]]:
        """Each price of each product, in the mall with most of its lines."""
        rows = self.look.within(*_ends(period))
        rows = rows[rows["unit_price"] > 0]
        keys = ["product_id", "mall", "unit_price"]
        seen = rows.groupby(keys)["day"].agg(["size", "nunique", "min", "max"]).reset_index()
        sides = seen.groupby(["product_id", "mall"])["size"].sum().sort_values(ascending=False)
        best = sides.reset_index().drop_duplicates("product_id")[["product_id", "mall"]]
        seen = seen.merge(best).sort_values(["product_id", "unit_price"])
        told = seen[["product_id", "unit_price", "nunique", "min", "max"]]
        return [
            (int(one), int(price), int(days), day_of(first), day_of(last))
            for one, price, days, first, last in told.itertuples(index=False)
        ]

    def buyer_days(self, _s: object, _shop: object, period: Period) -> tuple[list[date], list[int]]:
        """Different buyers of each day."""
        rows = self.look.within(*_ends(period))
        found = _by_date(rows[["day", "buyer_id"]].drop_duplicates().groupby("day").size())
        return list(found), list(found.values())


READERS: Final[tuple[tuple[Any, str, str], ...]] = (
    *((totals, name, name) for name in _OF_TOTALS),
    *((store_orders, name, name) for name in ("days_with_orders", "malls")),
    *((journeys, name, name)
      for name in ("device_days", "days_without_device", "devices", "new_buyers_of")),
    (journeys, "product_days", "days_of_product"),
    *((product_sums, name, name) for name in ("sold", "prices", "told_until")),
    (note_facts, "buyer_days", "buyer_days"),
    (slicing, "slices_of", "slices_of"),
    (statistics, "slices_of", "slices_of"),
    (statistics, "_day_sums", "day_sums"),
    (fact_sums, "_sums", "sums"),
)  # fmt: skip
"""The module and name of every function of the store that reads rows, and its name in Reading."""


class Spent:
    """Processor time inside the functions that read rows, of the outermost calls alone."""

    def __init__(self) -> None:
        """Nothing spent yet."""
        self.cpu = 0.0
        self._depth = 0

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, and how long it takes added up."""

        @wraps(function)
        def watched(*args: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever it takes)
            self._depth += 1
            start = process_time()
            try:
                return function(*args, **named)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.cpu += process_time() - start

        return watched


class Store(Service):
    """The pages, fed by the store, with the time it takes to read."""

    def __init__(self, folder: Path) -> None:
        """Watch the functions of the store where they stand."""
        super().__init__(folder)
        self.spent = Spent()
        for module, name, _ in READERS:
            setattr(module, name, self.spent.watch(getattr(module, name)))


class Pandas(Service):
    """The pages, fed by pandas, with the time it takes to gather."""

    def __init__(self, folder: Path) -> None:
        """Load the rows and put the functions in the place of those of the store."""
        self._reading = Reading(Look(Rows(folder)))
        self.spent = Spent()
        for module, name, own in READERS:
            setattr(module, name, self.spent.watch(getattr(self._reading, own)))
        super().__init__(folder)

    def begin(self) -> None:
        """Forget what the question before made of the rows."""
        self._reading.look = Look(self._reading.look.rows)


def _ends(period: Period) -> tuple[int, int]:
    return day_number(period.first), day_number(period.last)


def _dates(days: Any) -> "pd.Index[Any]":  # noqa: ANN401  (an index of numbers)
    first = date(1970, 1, 1)
    return pd.Index([first + timedelta(days=n) for n in np.asarray(days).tolist()], name="day",
                    dtype="object")  # fmt: skip


def _dated(frame: Frame) -> Frame:
    return frame.set_index(_dates(frame.index))


def _by_date(counts: "pd.Series[Any]") -> dict[date, int]:
    return dict(zip(_dates(counts.index), counts.tolist(), strict=True))
