"""Lay the orders beside the statistics of the same days, and beside what was settled.

Each mall is compared with its own statistics only: SmartStore orders with the statistics of
SmartStore and BizAdvisor, Coupang orders with Coupang's. Orders of other malls are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import reconciling as analysis
from core.services.covering import tells_orders
from core.services.opening import OpenShop
from core.services.reconciled import Comparison, Files, gap, periods, summed
from core.store import reconciling as store
from core.store import uploads
from core.store.moments import day_number, day_of, joined
from core.store.reconciling import Payout
from core.store.uploads import UploadEntry
from core.terms import SEOUL, Mall, Period, Vocabulary, seoul_day

LATE_HOUR: Final = 23
"""A file made at this hour or later has the whole day; an earlier one only a part of it."""

LOOKED_AT: Final = 20_000
"""Order lines whose shipping fees and discounts are looked up, on the newest days that differ;
of earlier days only those count that the statistics tell. It keeps the answer under a second."""

REFUND_WITHIN: Final = 180
"""Days after payment within which a refund comes: claims are rarely open for half a year."""

NAVER: Final = frozenset({Vocabulary.SMARTSTORE, Vocabulary.BIZADVISOR})
STATISTICS: Final[Mapping[Mall, frozenset[Vocabulary]]] = {
    Mall.SMARTSTORE: NAVER,
    Mall.COUPANG: frozenset({Vocabulary.COUPANG}),
}
"""Whose statistics tell of the orders of which mall."""

ORDER_FILES: Final[Mapping[Mall, str]] = {
    Mall.SMARTSTORE: "smartstore_dispatch",
    Mall.COUPANG: "coupang_orders",
}
STATISTIC_FILES: Final[Mapping[Mall, str]] = {
    Mall.SMARTSTORE: "smartstore_sales",
    Mall.COUPANG: "coupang_insights",
}
"""The files that make a comparison possible."""

CLAIM_FILES: Final = ("smartstore_cancel", "smartstore_return")
"""Only both together tell all that was taken back."""


_EXTRAS: Final = ("fee", "bundles", "discount", "seller_discount")


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All there is to compare, and what is there or lacking where there is nothing."""

    comparisons: tuple[Comparison, ...]
    payout: Payout | None
    has_orders: bool
    has_statistics: bool


def compare(shop: OpenShop, today: date) -> Reconciliation:
    """The orders of each mall beside its statistics, and beside what was settled.

    Args:
        shop: whose.
        today: the reader's day; it is not over and not compared.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        files = [it for it in uploads.history(session, shop.id) if it.undone_at is None]
        found = []
        for mall in STATISTICS:
            asked = _Asked(session, shop.id, mall, files, today)
            found += [one for one in (asked.comparison(),) if one is not None]
        orders = any(tells_orders(it) for it in files)
        told = [
            store.statistic_span(session, shop.id, words) is not None
            for words in STATISTICS.values()
        ]
        return Reconciliation(
            tuple(found), store.payout(session, shop.id, Mall.SMARTSTORE), orders, any(told)
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question about one mall."""

    session: Session
    shop_id: int
    mall: Mall
    files: list[UploadEntry]
    today: date

    def comparison(self) -> Comparison | None:
        """The days both tell of; None without one."""
        words = STATISTICS[self.mall]
        span = store.statistic_span(self.session, self.shop_id, words)
        if span is None or span.first >= self.today:
            return None
        span = Period(span.first, min(span.last, self.today - timedelta(days=1)))
        told = store.statistic_days(self.session, self.shop_id, words, span)
        told = told.drop(self._begun(), errors="ignore")
        sold = store.order_days(self.session, self.shop_id, self.mall, span)
        covered = self._covered(sold)
        both = told.index.intersection(covered)
        if both.empty:
            return None
        frame = self._looked_into(self._frame(told.loc[both], sold))
        files = self._named(frame["report"])
        answer = summed(self.mall, frame, analysis.explain(frame), files)
        within = covered[(covered >= told.index.min()) & (covered <= told.index.max())]
        others = store.other_malls(self.session, self.shop_id, answer.period)
        return replace(
            answer,
            missing=gap(told.loc[told.index.difference(covered)]),
            unmatched=periods(within.difference(told.index)),
            others=tuple((it, *sums) for it, sums in others.items() if it is not self.mall),
        )

    def _telling(self) -> list[UploadEntry]:
        """The order files of the mall; those without amounts do not tell what was sold."""
        return [
            it
            for it in self.files
            if tells_orders(it) and it.net is not None and it.mall is self.mall
        ]

    def _begun(self) -> list[int]:
        """The day on which the newest order file was made, if it was not over."""
        made = max((it.as_of for it in self._telling() if it.as_of is not None), default=None)
        if made is None or made.astimezone(SEOUL).hour >= LATE_HOUR:
            return []
        return [day_number(seoul_day(made))]

    def _covered(self, sold: pd.DataFrame) -> "pd.Index[Any]":
        """The days that order files hold."""
        spans = [it.period for it in self._telling() if it.period]
        days = set(sold.index[sold["lines"] > 0])
        for span in joined(spans):
            days.update(range(day_number(span.first), day_number(span.last) + 1))
        ordered: pd.Index[Any] = pd.Index(sorted(days), dtype="int64")
        return ordered

    def _frame(self, told: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
        """Both accounts side by side, one row per day; see ``analysis.COLUMNS``."""
        days = told.index
        # A day within the files that has no line is a day without a sale.
        frame = sold.reindex(days).fillna(0)
        for name in ("gross", "back"):
            frame[name] = frame[name].mask(frame["unknown"] > 0)
        refunds = told["refund_amount"].fillna(told["gross"] - told["net"])
        covered = [self._claims_covered(int(day)) for day in days]
        return frame.assign(
            payments=told["payments"], told_gross=told["gross"], told_refunds=refunds,
            told_fee=told["shipping_fee"], told_discount=told["discount"],
            told_seller_discount=told["seller_discount"], claims_covered=covered,
            by_order=(told["vocabulary"] != Vocabulary.SMARTSTORE.value).astype("int64"),
            report=told["report"],
        )  # fmt: skip

    def _claims_covered(self, number: int) -> bool:
        day = day_of(number)
        return all(
            any(it.format_id == form and it.period and day in it.period for it in self.files)
            for form in CLAIM_FILES
        )

    def _looked_into(self, frame: pd.DataFrame) -> pd.DataFrame:
        """With what only single lines tell, for days that differ; the others are not looked up."""
        bare = frame.assign(**dict.fromkeys((*_EXTRAS, "refunded"), np.nan))
        seen = analysis.apart(bare)
        off = seen.index[seen["gross_apart"].abs() > seen["slack"]]
        newest = frame.loc[off[::-1], "lines"].cumsum()
        some = [int(day) for day in newest.index[newest <= LOOKED_AT]]
        found = store.extras(self.session, self.shop_id, self.mall, some)
        back = seen.index[seen["refunds_apart"].abs() > seen["slack"]]
        return self._refunded(frame, back).join(found, how="left")

    def _refunded(self, frame: pd.DataFrame, off: "pd.Index[Any]") -> pd.DataFrame:
        if off.empty:
            return frame.assign(refunded=np.nan)
        period = Period(day_of(off[0] - REFUND_WITHIN), day_of(off[-1]))
        back = store.refund_days(self.session, self.shop_id, self.mall, period)
        won = back.groupby("refunded")["won"].sum().reindex(frame.index).fillna(0)
        lacking = back.groupby("day")["unknown"].sum().reindex(frame.index).fillna(0) > 0
        known = frame.assign(refunded=won.where(won.index >= off[0]))
        for name in ("gross", "back"):
            known[name] = known[name].mask(lacking)
        return known

    def _named(self, reports: "pd.Series[str]") -> Files:
        """The files the numbers are from: of the orders, and of the statistics used."""
        used = set(reports)
        return Files(
            tuple(it.name for it in self._telling()),
            tuple(it.name for it in self.files if it.format_id in used),
        )
