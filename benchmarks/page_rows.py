"""The rows of the store, in memory: what a script in pandas has before the first question.

They are typed and sorted as suits it, and nothing is added up or left out: cancelled lines and
rows that newer files replaced are still there.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from core.store.fact_slices import MEASURES
from core.terms import OrderState, Subject
from core.terms.orders import NO_SALE

Frame = pd.DataFrame
LINES: Final = ("day", "mall", "state", "order_no", "buyer_id", "product_id", "quantity", "amount",
                "unit_price", "device")  # fmt: skip
SLICE: Final = ["vocabulary", "report", "level", "first_day", "last_day"]
"""What rows share that one export tells of one stretch of days."""
_TEXTS: Final = ("report", "channel_group", "channel_name", "channel_detail", "keyword")
_CODES: Final = ("state", "mall", "device")
_UNPAID: Final = (OrderState.UNPAID, OrderState.CANCELLED_UNPAID)


@dataclass(frozen=True, slots=True)
class Facts:
    """The statistics about a subject; ``slice`` numbers the rows of ``kinds``."""

    rows: Frame
    kinds: Frame


class Rows:
    """All rows of a shop."""

    def __init__(self, folder: Path) -> None:
        """Load them: lines in the order of days, statistics by subject in the order of days."""
        store = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
        self.lines = _lines(store)
        self.facts: Mapping[int, Facts] = {one.value: _facts(store, one) for one in Subject}
        names = pd.read_sql("SELECT id, name FROM product", store)
        self.names: dict[int, str] = dict(zip(names["id"], names["name"], strict=True))
        store.close()


def _lines(store: sqlite3.Connection) -> Frame:
    names = ", ".join(LINES)
    lines = pd.read_sql(f"SELECT {names} FROM order_line WHERE day IS NOT NULL", store)  # noqa: S608
    lines["order"] = pd.factorize(lines.pop("order_no"))[0]
    for name in ("buyer_id", "product_id"):
        lines[name] = lines[name].fillna(-1).astype("int32")
    lines["day"] = lines["day"].astype("int32")
    for name in _CODES:
        lines[name] = lines[name].fillna(0).astype("int8")
    return lines.sort_values(["day", "order"], ignore_index=True)


def _facts(store: sqlite3.Connection, subject: Subject) -> Facts:
    rows = pd.read_sql(
        "SELECT * FROM statistic WHERE subject = ? ORDER BY first_day, last_day",
        store, params=(subject.value,), dtype=dict.fromkeys(MEASURES, "float64"),
    )  # fmt: skip
    rows = rows.drop(columns=["key", "shop_id", "number", "rank"]).dropna(axis=1, how="all")
    if rows.empty:
        return Facts(rows, Frame(columns=SLICE))
    for name in rows.columns.difference(list(_TEXTS)):
        if rows[name].dtype == "float64" and rows[name].notna().all():
            rows[name] = rows[name].astype("int64")
    for name in rows.columns.intersection(list(_TEXTS)):
        rows[name] = rows[name].astype("category")
    groups = rows.groupby(SLICE, observed=True, sort=True)
    rows["slice"] = groups.ngroup()
    kinds = rows.drop_duplicates("slice").sort_values("slice")[SLICE].reset_index(drop=True)
    return Facts(rows, kinds)


class Look:
    """One question: what several of its parts need is made once, and forgotten afterwards."""

    def __init__(self, rows: Rows) -> None:
        """Begin with the rows alone."""
        self.rows = rows
        self._current: dict[int, Frame] = {}
        self._slices: dict[int, Frame] = {}

    @cached_property
    def sales(self) -> Frame:
        """The lines that are a sale."""
        lines = self.rows.lines
        return lines[~lines["state"].isin([state.value for state in NO_SALE])]

    @cached_property
    def first(self) -> Frame:
        """The first sale of each buyer."""
        return self.sales.drop_duplicates("buyer_id")[["buyer_id", "day"]]

    @cached_property
    def daily(self) -> Frame:
        """The sums of each day."""
        return self.by_day(self.rows.lines, self.sales)

    def within(self, first: int, last: int, frame: Frame | None = None) -> Frame:
        """The sales of some days, or other lines in their order."""
        frame = self.sales if frame is None else frame
        return between(frame, "day", first, last)

    def by_day(self, lines: Frame, sales: Frame) -> Frame:
        """The sums of some lines by day, of which some are sales."""
        days = sales.groupby("day")
        every = lines["day"]
        found = {
            "orders": is_new(sales).groupby(sales["day"]).sum(),
            "lines": days.size(),
            "units": days["quantity"].sum(),
            "gross": lines["amount"].where(~lines["state"].isin(_UNPAID)).groupby(every).sum(),
            "net": days["amount"].sum(),
            "cancelled_lines": _count(every, lines["state"] == OrderState.CANCELLED.value),
            "returned_lines": _count(every, lines["state"] == OrderState.RETURNED.value),
            "unknown_amount_lines": _count(sales["day"], sales["amount"].isna()),
        }
        return Frame(found).fillna(0).astype("int64")

    def current(self, subject: int) -> Frame:
        """The statistics about a subject that no newer file replaced."""
        if subject not in self._current:
            rows = self.rows.facts[subject].rows
            self._current[subject] = rows[rows["current"] == 1] if len(rows) else rows
        return self._current[subject]

    def slices(self, subject: int) -> Frame:
        """What there is of a subject: of each slice the newest file, rows, and rows that tell."""
        if subject not in self._slices:
            rows = self.current(subject)
            groups = rows.groupby("slice")
            there = Frame({"upload_id": groups["upload_id"].max(), "rows": groups.size()})
            told = groups[[name for name in MEASURES if name in rows]].count()
            kinds = self.rows.facts[subject].kinds
            self._slices[subject] = kinds.join(there, how="inner").join(told)
        return self._slices[subject]


def between(frame: Frame, name: str, first: int, last: int) -> Frame:
    """The rows of some days of a frame in the order of days."""
    days = frame[name].to_numpy()
    return frame.iloc[np.searchsorted(days, first) : np.searchsorted(days, last, "right")]


def is_new(sales: Frame) -> "pd.Series[bool]":
    """Whether another order begins, of lines in the order of days and orders."""
    day, order = sales["day"], sales["order"]
    return (order != order.shift()) | (day != day.shift())


def orders(sales: Frame, by: list[str]) -> "pd.Series[Any]":
    """How many different orders, by some columns."""
    return sales[[*by, "order"]].drop_duplicates().groupby(by).size()


def _count(days: "pd.Series[Any]", which: "pd.Series[bool]") -> "pd.Series[Any]":
    return days[which].value_counts()
