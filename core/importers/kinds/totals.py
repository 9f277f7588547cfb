"""Rows that sum up others of the same file: 전체, 전체합산, 합계, Grand total.

A sum is left out where the file holds what it sums up, and kept where it does not. Columns of
a whole table are looked at, level by level: under each product its channel groups, under each
group its channels, and so on.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from core.terms import Subject

TOTAL: Final = "전체"
"""What stands for a sum in columns of words."""
TOTAL_CODE: Final = -1
"""What stands for a sum in columns of codes."""
BETWEEN: Final = " > "
"""Stands between the levels of a region or a category."""

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]

_WORDS: Final = (
    r"(?i)^\s*(?:전체|전체\s*합산|합\s*계|총\s*계|소\s*계|총\s*합\s*계|grand\s*total|total)\s*$"
)
_SPELT: Final = (
    "product_no", "product_name", "category", "channel_group", "channel_name", "channel_detail",
    "gender", "age_band", "region", "profile",
)  # fmt: skip
_CODES: Final = ("marketing_link", "customer_group", "gender", "hour", "device")
_PERIOD: Final = ("first_day", "last_day")
_PATH: Final = ("channel_group", "channel_name", "channel_detail", "marketing_link", "keyword")
_LINK: Final = ("channel_name", "channel_detail", "channel_group", "keyword")
_REST: Final = (
    "customer_group", "gender", "age_band", "profile", "region_1", "region_2", "page", "hour",
)  # fmt: skip


def spelt_alike(name: str, words: pa.Array) -> pa.Array:
    """The column ``name`` with one word for all sums."""
    if name not in _SPELT:
        return words
    return pc.replace_substring_regex(words, _WORDS, TOTAL)


def without_sums(table: pa.Table) -> tuple[pa.Table, list[int]]:
    """The rows without sums of other rows, and the lines on which those stand.

    A sum that is kept loses its word: a dimension that is null is not told. The sum of all
    channels is the shop.
    """
    frame = _frame(table)
    kept = _kept(frame, _chain(table))
    dropped = table["line"].to_numpy()[~kept].tolist()
    return _plain(table.filter(pa.array(kept)), frame[kept]), dropped


def _chain(table: pa.Table) -> tuple[str, ...]:
    subjects = set(pc.unique(table["subject"]).to_pylist())
    path = _LINK if subjects == {Subject.LINK} else _PATH
    return ("product", "category", *path, *_REST)


def _frame(table: pa.Table) -> pd.DataFrame:
    """The period and the dimensions that a sum may stand in, side by side."""
    names = [name for name in (*_PERIOD, *_SPELT, *_CODES, "keyword", "page")
             if name in table.column_names]  # fmt: skip
    frame: pd.DataFrame = table.select(list(dict.fromkeys(names))).to_pandas()
    products = [frame[name] for name in ("product_no", "product_name") if name in frame]
    if products:
        frame["product"] = products[0] if len(products) == 1 else products[0].fillna(products[1])
    if "region" in frame and pc.any(pc.is_valid(table["region"])).as_py():
        parts = frame["region"].str.split(BETWEEN, n=1, expand=True).reindex(columns=[0, 1])
        frame["region_1"], frame["region_2"] = parts[0], parts[1]
    return frame


def _kept(frame: pd.DataFrame, chain: Sequence[str]) -> Mask:
    """Which rows are no sums of others."""
    kept = np.ones(len(frame), np.bool_)
    above = list(_PERIOD)
    for name in chain:
        if name in frame:
            kept &= ~_summed_up(frame, name, above, kept)
            above.append(name)
    if "device" in frame:
        # PC and 모바일 together are all: one of the two levels is kept of a period.
        kept &= ~_summed_up(frame, "device", list(_PERIOD), kept)
    return kept


def _summed_up(frame: pd.DataFrame, name: str, above: list[str], kept: Mask) -> Mask:
    """Which rows are sums in one column of rows that are alike in the columns above it."""
    total = _is_total(frame, name)
    if not (total & kept).any():
        return np.zeros(len(frame), np.bool_)
    finer = pd.Series(~total & kept, index=frame.index)
    groups = finer.groupby([frame[column] for column in above], dropna=False)
    summed: Mask = total & groups.transform("any").to_numpy(np.bool_)
    return summed


def _is_total(frame: pd.DataFrame, name: str) -> Mask:
    total = TOTAL_CODE if name in _CODES else TOTAL
    found: Mask = (frame[name] == total).fillna(value=False).to_numpy(np.bool_)
    return found


def _plain(table: pa.Table, frame: pd.DataFrame) -> pa.Table:
    """The rows with nulls in place of the words for sums."""
    before = table
    for name in table.column_names:
        if name in frame and name not in _PERIOD:
            told = _told(table, frame, name)
            place = table.column_names.index(name)
            table = table.set_column(place, table.field(name), told)
    return _shops(before, table)


def _told(table: pa.Table, frame: pd.DataFrame, name: str) -> pa.ChunkedArray:
    column = table[name]
    if name == "region":
        column = pc.replace_substring_regex(column, f"{BETWEEN}{TOTAL}$", "")
    total = pa.scalar(TOTAL_CODE if name in _CODES else TOTAL, column.type)
    sums = pc.fill_null(pc.equal(column, total), False)  # noqa: FBT003
    if name == "product_name":
        # A product may be called 전체.
        sums = pc.and_(sums, pa.array(_is_total(frame, "product")))
    return pc.if_else(sums, pa.scalar(None, column.type), column)


def _shops(before: pa.Table, table: pa.Table) -> pa.Table:
    """Rows of channels that sum up all of them are rows of the shop."""
    names = [name for name in _PATH[:3] if name in table.column_names]
    if not names:
        return table
    sums = pc.equal(table["subject"], int(Subject.CHANNEL))
    for name in names:
        sums = pc.and_(sums, pc.is_null(table[name]))
    said = pc.fill_null(pc.equal(before[names[0]], TOTAL), False)  # noqa: FBT003
    sums = pc.and_(sums, said)
    shop = pa.scalar(int(Subject.SHOP), table["subject"].type)
    place = table.column_names.index("subject")
    changed = pc.if_else(sums, shop, table["subject"])
    return table.set_column(place, table.field("subject"), changed)
