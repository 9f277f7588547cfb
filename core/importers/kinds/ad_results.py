"""What advertisements were shown, cost and brought, by day or period, whatever they are told by.

A report may be told by more than we keep, such as the day of the week or the option that was
bought in the end. ``ad_rows`` adds its rows up over that.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.cells import squeezed
from core.importers.kinds import ad_rows, making
from core.importers.kinds.kind import Columns, Context, Kind, Remark
from core.importers.measures import number_of
from core.importers.states import DEVICES
from core.terms import Device, FileWarning, Gender, Record, RowReason

OF_PURCHASES: Final = "구매완료"
"""The type of conversion (전환 유형) that is a purchase."""

_KEPT: Final = (
    "first_day", "last_day", "campaign_type", "placement", "network", "product_no", "region",
    "age_band", "conversion_type", "hour", "impressions", "clicks", "reach", "conversions",
    "direct_conversions", "indirect_conversions", "purchases", "purchases_1d", "purchases_14d",
)  # fmt: skip
_MONEY: Final = (
    "cost", "conversion_revenue", "direct_revenue", "indirect_revenue", "purchase_revenue",
    "revenue_1d", "revenue_14d",
)  # fmt: skip
_NAMES: Final = {
    "campaign": ("campaign", "campaign_no"),
    "ad_group": ("ad_group", "ad_group_no"),
    "creative": ("creative", "creative_no"),
    "keyword": ("keyword", "query"),
}
"""Our column, and what tells it: the first one that says something."""
_FINER: Final = (
    "campaign_no", "ad_group_no", "creative_no", "keyword", "query", "weekday", "bought",
    "device", "gender",
)  # fmt: skip
"""What rows may be told by beside our dimensions, or more finely than by them."""
_COUNTED: Final = ("cost", "impressions", "clicks", "reach")
_PURCHASE: Final = re.compile("purchase|구매", re.IGNORECASE)
_DEVICES: Final[Mapping[str, int]] = {
    **DEVICES, "DESKTOP": Device.PC, "데스크톱": Device.PC, "데스크탑": Device.PC,
    "모바일기기": Device.MOBILE, "MOBILEAPP": Device.MOBILE, "MOBILEWEB": Device.MOBILE,
}  # fmt: skip
_GENDERS: Final[Mapping[str, int]] = {
    "여성": Gender.FEMALE, "여자": Gender.FEMALE, "여": Gender.FEMALE, "FEMALE": Gender.FEMALE,
    "남성": Gender.MALE, "남자": Gender.MALE, "남": Gender.MALE, "MALE": Gender.MALE,
}  # fmt: skip


def _shape(read: Columns, lines: pa.Array, context: Context) -> dict[str, pa.Array]:
    size = len(lines)
    columns = making.told(read, *_KEPT) | _named(read) | _groups(read) | _bought(read, size)
    for name in _MONEY:
        if name in read:
            columns[name] = pc.round(pc.cast(read[name].values, pa.float64()))
    if context.period is not None and "first_day" not in read:
        columns["first_day"] = _days(number_of(context.period.first), size)
        columns["last_day"] = _days(number_of(context.period.last), size)
    columns["report"] = making.always(context.format.id, size, pa.string())
    if "cost_with_vat" in read:
        columns["with_vat"] = making.always(1, size, pa.int8())
    finer = making.told(read, *_FINER)
    nothing = making.always("", size, pa.string())
    return {
        **making.fitted(columns, Record.AD_RESULT, context, lines),
        **{f"{name}_said": _word(read, name, nothing) for name in ("device", "gender")},
        ad_rows.FINER: making.joined(finer.values()) if finer else nothing,
    }


def _days(day: int, size: int) -> pa.Array:
    return making.always(day, size, pa.int32())


def _word(read: Columns, name: str, nothing: pa.Array) -> pa.Array:
    return read[name].values if name in read else nothing


def _named(read: Columns) -> dict[str, pa.Array]:
    """Campaigns, groups, creatives and keywords by their names, else by their numbers."""
    named = {}
    for name, sources in _NAMES.items():
        if told := making.told(read, *sources):
            named[name] = pc.coalesce(*told.values())
    return named


def _groups(read: Columns) -> dict[str, pa.Array]:
    groups = {}
    for name, codes in (("device", _DEVICES), ("gender", _GENDERS)):
        if name in read:
            groups[name] = making.by_word(read[name].values, _code(codes))
    return groups


def _code(codes: Mapping[str, int]) -> Callable[[str], int | None]:
    return lambda word: codes.get(squeezed(word).upper())


def _bought(read: Columns, size: int) -> dict[str, pa.Array]:
    """Purchases, where the conversions of a row are said to be purchases."""
    if "purchases" in read or "conversions" not in read:
        return {}
    if "indicator" in read:
        words = pc.fill_null(read["indicator"].values, "")
        is_purchase = pc.match_substring_regex(words, _PURCHASE.pattern, ignore_case=True)
    elif "conversion_type" in read:
        words = pc.replace_substring_regex(read["conversion_type"].values, r"\s", "")
        is_purchase = pc.fill_null(pc.equal(words, OF_PURCHASES), False)  # noqa: FBT003
    else:
        return {}
    bought = {"purchases": read["conversions"].values}
    if "conversion_revenue" in read:
        bought["purchase_revenue"] = pc.round(
            pc.cast(read["conversion_revenue"].values, pa.float64())
        )
    nothing = pa.nulls(size, pa.float64())
    return {
        name: pc.if_else(is_purchase, pc.cast(column, pa.float64()), nothing)
        for name, column in bought.items()
    }


def _faults(read: Columns, _context: Context) -> dict[int, tuple[str, RowReason]]:
    faults: dict[int, tuple[str, RowReason]] = {}
    for name in ("first_day", "last_day"):
        faults = making.outside(read, name, pc.is_null, RowReason.MISSING_VALUE) | faults
    for name in _COUNTED:
        faults |= making.outside(read, name, _below_nought, RowReason.NEGATIVE_VALUE)
    return faults | _foreign(read)


def _below_nought(column: pa.Array) -> pa.Array:
    return pc.less(column, 0)


def _foreign(read: Columns) -> dict[int, tuple[str, RowReason]]:
    """Rows whose cost is no won, or in nobody knows which currency."""
    if "foreign_cost" in read:
        size = len(read["foreign_cost"].values)
        return dict.fromkeys(range(size), ("cost", RowReason.FOREIGN_CURRENCY))
    if "bare_cost" not in read:
        return {}
    size = len(read["bare_cost"].values)
    currency = read["currency"].values if "currency" in read else pa.nulls(size, pa.string())
    in_won = pc.fill_null(pc.equal(pc.utf8_upper(currency), "KRW"), False)  # noqa: FBT003
    return dict.fromkeys(making.where(pc.invert(in_won)), ("cost", RowReason.FOREIGN_CURRENCY))


def _remarks(read: Columns, _context: Context) -> list[Remark]:
    found = []
    if {"clicks", "impressions"} <= read.keys():
        clicks = read["clicks"].values
        more = pc.greater(clicks, read["impressions"].values)
        found = [
            Remark(at, FileWarning.INCONSISTENT_COUNTS, "clicks", str(clicks[at].as_py()))
            for at in making.where(more)
        ]
    if "weekday" in read:
        found += _about_weekdays(read)
    return found


def _about_weekdays(read: Columns) -> list[Remark]:
    """That rows are added up over the days of the week, at the first row that is taken."""
    taken = pc.is_valid(read["cost"].values)
    words = read["weekday"].values
    return [
        Remark(at, FileWarning.UNKNOWN_COLUMNS, "weekday", words[at].as_py() or "")
        for at in making.where(taken)[:1]
    ]


KIND: Final = Kind(
    record=Record.AD_RESULT,
    key="first_day",
    strict=frozenset({"first_day", "last_day", "cost", "impressions", "clicks", "hour"}),
    told=("impressions", "clicks", "cost", "conversions", "conversion_revenue", "purchases",
          "purchase_revenue", "revenue_1d", "revenue_14d"),
    shape=_shape,
    faults=_faults,
    remarks=_remarks,
    settle=ad_rows.settle,
)  # fmt: skip
"""One row per day or period and whatever the report is told by."""
