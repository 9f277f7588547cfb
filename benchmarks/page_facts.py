"""Statistics in memory asked by pandas: which slices answer, and what they add up to."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from page_rows import SLICE, Frame, Look, between

from core.store import fact_sums, slicing
from core.store.covers import TYPED, Slice, cover
from core.store.fact_sums import Sums, Wish
from core.store.moments import day_number, day_of
from core.store.slicing import About, of_subject, telling
from core.store.statistics import SHOP_MEASURES
from core.terms import Period, Record, Subject
from core.terms.records import SCHEMAS

_TYPES: Final = {pa.string(): "string", pa.float64(): "Float64"}


class FactReading:
    """The functions of the store that read statistics; advertisements are left to the store."""

    def __init__(self, look: Look) -> None:
        """Keep the first look at the rows."""
        self.look = look
        self._slices_of: Callable[..., list[Slice]] = slicing.slices_of
        self._sums: Callable[..., Sums] = fact_sums._sums  # noqa: SLF001

    def slices_of(
        self, session: Any, about: About, measures: Sequence[str], period: Period | None = None,  # noqa: ANN401
    ) -> list[Slice]:  # fmt: skip
        """What there is to answer a question, in the order of the days."""
        if not _is_own(about):
            return self._slices_of(session, about, measures, period)
        subject = about.bound["subject"]
        if not len(self.look.current(subject)):
            return []
        some = self.look.slices(subject)
        if period is not None:
            first, last = day_number(period.first), day_number(period.last)
            some = some[(some["first_day"] <= last) & (some["last_day"] >= first)]
        for name in measures:
            if name == "product_id":
                continue
            some = some[some[name] > 0] if name in some else some[:0]
        some = some.sort_values(["first_day", "last_day", "report", "level"])
        names = ["report", "level", "first_day", "last_day", "vocabulary", "upload_id", "rows"]
        return [
            Slice(report, level, Period(day_of(first), day_of(last)), *rest)
            for report, level, first, last, *rest in zip(
                *(some[name].tolist() for name in names), strict=True
            )
        ]

    def sums(self, session: Any, about: About, wish: Wish) -> Sums:  # noqa: ANN401
        """The statistics added up, no day twice."""
        if not _is_own(about):
            return self._sums(session, about, wish)
        named_by = dict.fromkeys([*wish.by, *(name for one in wish.only or () for name in one)])
        products = ("product_no" if name == "product_id" else name for name in named_by)
        tells = [*wish.measures, *products]
        some = telling(session, about, wish.reports, tells, wish.period)
        if wish.daily:
            some = [one for one in some if one.period.days == 1]
        chosen = cover(some, wish.period)
        dimensions = [*wish.by, *(["first_day"] if wish.daily else [])]
        rows = self._rows(about.bound["subject"], chosen.used, wish)
        found = _typed(_added(rows, dimensions, wish.measures), daily=wish.daily)
        return Sums(found.rename(columns={"first_day": "day"}), chosen)

    def _rows(self, subject: int, used: Sequence[Slice], wish: Wish) -> Frame:
        """The rows of some slices that are wanted."""
        rows = self.look.current(subject)
        if not used:
            return rows[:0]
        first, last = used[0].period.first, max(one.period.last for one in used)
        rows = between(rows, "first_day", day_number(first), day_number(last))
        keys = pd.MultiIndex.from_tuples([
            (one.vocabulary, one.report, one.level, day_number(one.period.first),
             day_number(one.period.last)) for one in used
        ])  # fmt: skip
        kinds = self.look.slices(subject)
        numbers = kinds.index[pd.MultiIndex.from_frame(kinds[SLICE]).isin(keys)]
        rows = rows[rows["slice"].isin(numbers)]
        if wish.only is None:
            return rows
        wanted = pd.Series(data=False, index=rows.index)
        for one in wish.only:
            mine = pd.Series(data=True, index=rows.index)
            for name, value in one.items():
                told = rows[name] if name in rows else pd.Series(index=rows.index, dtype="object")
                mine &= told.isna() if value is None else told == value
            wanted |= mine
        return rows[wanted]

    def told_until(self, *_: object) -> date | None:
        """The last day that statistics about products tell of."""
        rows = self.look.current(Subject.PRODUCT.value)
        return day_of(int(rows["last_day"].iloc[-1])) if len(rows) else None

    def day_sums(
        self, _s: object, _shop: object, subject: Subject, period: Period, measures: Sequence[str]
    ) -> Frame:
        """The sums of each slice of one day, the newest first."""
        rows = self.look.current(subject.value)
        columns = ["day", "report", *SHOP_MEASURES]
        if not len(rows):
            return Frame(columns=columns)
        rows = between(rows, "first_day", day_number(period.first), day_number(period.last))
        rows = rows[rows["first_day"] == rows["last_day"]]
        sums = _added(rows, ["slice"], measures).set_index("slice")
        found = self.look.slices(subject.value)[[*SLICE, "upload_id"]].join(sums, how="inner")
        found["report"] = found["report"].astype("string")
        found["typed"] = found["report"].str.startswith(TYPED)
        found = found.sort_values(
            ["first_day", "typed", "upload_id", "report", "level"],
            ascending=[True, True, False, True, True],
        )
        found["day"] = [day_of(number) for number in found["first_day"]]
        kinds = dict.fromkeys(measures, "Int64")
        return found.astype(kinds).reindex(columns=columns).reset_index(drop=True)


def _is_own(about: About) -> bool:
    """Whether a question is about statistics of the shop itself, which are all there are here."""
    if about.record is not Record.STATISTIC:
        return False
    return about == of_subject(about.bound["shop"], Subject(about.bound["subject"]))


def _added(rows: Frame, dimensions: Sequence[str], measures: Sequence[str]) -> Frame:
    """Sums by some dimensions; unknown where any part is unknown."""
    there = rows.reindex(columns=[*dimensions, *measures])
    if not dimensions:
        return there.sum(skipna=False).to_frame().T if len(there) else there
    groups = there.groupby(list(dimensions), observed=True, dropna=False)[list(measures)]
    found = groups.sum()
    unknown = [name for name in measures if there[name].isna().any()]
    if unknown:
        complete = groups.count().eq(groups.size(), axis=0)
        found[unknown] = found[unknown].where(complete[unknown])
    return found.reset_index()


def _typed(found: Frame, *, daily: bool) -> Frame:
    schema = SCHEMAS[Record.STATISTIC]
    kinds = {
        name: "Int64" if name.endswith("_id") else _TYPES.get(schema.field(name).type, "Int64")
        for name in found.columns
    }  # fmt: skip
    found = found.astype(kinds)
    if daily:
        days = found["first_day"].to_numpy("int64")
        found["first_day"] = pd.to_datetime(days, unit="D").as_unit("s")
    return found
