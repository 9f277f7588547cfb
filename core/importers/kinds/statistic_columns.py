"""The columns of facts: days, what they are about, and what is counted, from those of a file."""

from collections.abc import Callable, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers import measures
from core.importers.cells import squeezed
from core.importers.format import Format
from core.importers.kinds import totals
from core.importers.kinds.kind import Columns, Context
from core.importers.problems import CellError
from core.importers.states import DEVICES
from core.terms import CustomerGroup, Gender, Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS, STATISTICS

Arrays = dict[str, pa.Array]

_TOTALS: Final = {totals.TOTAL: totals.TOTAL_CODE, "전체합산": totals.TOTAL_CODE}
_CODES: Final[Mapping[str, Mapping[str, int]]] = {
    "device": {**DEVICES, **_TOTALS},
    "customer_group": {
        "신규": CustomerGroup.NEW,
        "재구매": CustomerGroup.RETURNING,
        **_TOTALS,
    },
    "gender": {
        **dict.fromkeys(("여성", "여", "여자", "F", "FEMALE"), Gender.FEMALE),
        **dict.fromkeys(("남성", "남", "남자", "M", "MALE"), Gender.MALE),
        **_TOTALS,
    },
    "marketing_link": {"Y": 1, "N": 0, **_TOTALS},
}
"""The words of columns that are kept as codes."""
_PATHS: Final = {
    "category": ("category", "category_1", "category_2", "category_3", "category_4"),
    "region": ("region", "region_1", "region_2"),
}
PROFILES: Final = ("child_age", "marriage", "household")
SELLER: Final = ("seller_discount", "seller_discount_1", "seller_discount_2")
_MILLISECONDS: Final = 1000.0

_DIMENSIONS: Final = (*DIMENSIONS[Record.STATISTIC], "product_name")
_HEAD: Final = ("line", "report", "vocabulary", "subject", "level", "first_day", "last_day")
METRICS: Final = tuple(
    name for name in STATISTICS.names if name not in {*_HEAD, *_DIMENSIONS}
)  # fmt: skip
"""What is counted: the columns of numbers."""

MONEY: Final = frozenset(
    {
        "gross", "net", "refund_amount", "discount", "seller_discount", "shipping_fee",
        "gross_last", "gross_14d", "repurchase_gross",
    }
)  # fmt: skip
"""Money may be taken back, so it may fall below nought; nothing else may."""


def shape(read: Columns, lines: pa.Array, context: Context) -> Mapping[str, pa.Array]:
    """The columns of ``STATISTICS`` but for the level, which needs the whole file."""
    told: Arrays = {name: column.values for name, column in read.items()}
    told |= _days(told, len(lines), context)
    told |= _paths(told) | codes(told) | _numbers(told)
    told = {name: totals.spelt_alike(name, it) if pa.types.is_string(it.type) else it
            for name, it in told.items()}  # fmt: skip
    told["line"] = lines
    for name, value in _fixed(told, context.format).items():
        told[name] = pa.repeat(pa.scalar(value), len(lines))
    return {
        field.name: pc.cast(told[field.name], field.type)
        for field in STATISTICS
        if field.name in told
    }


def _fixed(told: Arrays, known: Format) -> dict[str, str | int]:
    return {
        "report": known.id,
        "vocabulary": int(known.fixed.get("vocabulary", Vocabulary.OTHER)),
        "subject": int(known.fixed.get("subject", subject_of(told))),
    }


def subject_of(told: Mapping[str, object]) -> Subject:
    """What the rows of a table are about whose columns the seller chooses."""
    if told.keys() & {"product_no", "product_name"}:
        return Subject.PRODUCT
    if "channel_group" in told:
        return Subject.CHANNEL
    return Subject.CATEGORY if "category" in told else Subject.SHOP


def _days(told: Arrays, size: int, context: Context) -> Arrays:
    if "first_day" in told:
        return {} if "last_day" in told else {"last_day": told["first_day"]}
    if context.period is None:
        return {}
    ends = {"first_day": context.period.first, "last_day": context.period.last}
    return {name: pa.repeat(pa.scalar(measures.number_of(day), pa.int32()), size)
            for name, day in ends.items()}  # fmt: skip


def _paths(told: Arrays) -> Arrays:
    """Categories and regions in one column each, largest first; profiles with what they are."""
    found = {
        name: _joined([told[part] for part in parts if part in told], totals.BETWEEN)
        for name, parts in _PATHS.items()
        if any(part in told for part in parts)
    }
    profiles = [_labelled(name, told[name]) for name in PROFILES if name in told]
    if profiles:
        found["profile"] = _joined(profiles, totals.BETWEEN)
    if "option_name" in told and "product_name" in told:
        found["product_name"] = _joined([told["product_name"], told["option_name"]], " / ")
    return found


def _labelled(name: str, words: pa.Array) -> pa.Array:
    """Words of a profile with what they tell: ``household > 3``; a sum stays as it is."""
    label = pa.scalar(name + totals.BETWEEN)
    alike = totals.spelt_alike("profile", words)
    labelled = pc.binary_join_element_wise(label, alike, "")
    return pc.if_else(pc.equal(alike, totals.TOTAL), alike, labelled)


def _joined(parts: list[pa.Array], between: str) -> pa.Array:
    """The words side by side as one, without those that are not there."""
    # Arrow loses rows in which all words are skipped, so one that is always there goes first.
    begun = pc.binary_join_element_wise(pa.scalar(""), *parts, between, null_handling="skip")
    joined = pc.utf8_slice_codeunits(begun, len(between))
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def codes(told: Arrays) -> Arrays:
    """The columns of words that are kept as codes; a word nobody knows is null."""
    return {
        name: _each(told[name], _reader_of(name))
        for name in (*_CODES, "hour")
        if name in told and pa.types.is_string(told[name].type)
    }


def _reader_of(name: str) -> Callable[[str], int | None]:
    if name == "hour":
        return _hour
    return lambda word: _CODES[name].get(squeezed(word).upper())


def _hour(word: str) -> int | None:
    if word == totals.TOTAL:
        return totals.TOTAL_CODE
    try:
        return measures.hour(word)
    except CellError:
        return None


def _each(words: pa.Array, value: Callable[[str], int | None]) -> pa.Array:
    """The code of every word; each different word is looked up once."""
    coded = pc.fill_null(words, "").dictionary_encode()
    values = pa.array([value(word) for word in coded.dictionary.to_pylist()], pa.int8())
    return values.take(coded.indices)


def _numbers(told: Arrays) -> Arrays:
    """Sums of columns that are one number for us; money in whole won."""
    found = {}
    parts = [told[name] for name in SELLER if name in told]
    if parts:
        found["seller_discount"] = _sum(parts)
    if "dwell_milliseconds" in told:
        found["dwell_seconds"] = pc.divide(told["dwell_milliseconds"], _MILLISECONDS)
    for name in MONEY & told.keys():
        if pa.types.is_floating(told[name].type):
            found[name] = pc.round(told[name], round_mode="half_towards_infinity")
    return found


def _sum(parts: list[pa.Array]) -> pa.Array:
    """The sum of columns; null only where all of them are."""
    total = parts[0]
    for part in parts[1:]:
        both = pc.add(pc.fill_null(total, 0), pc.fill_null(part, 0))
        neither = pc.and_(pc.is_null(total), pc.is_null(part))
        total = pc.if_else(neither, pa.scalar(None, both.type), both)
    return total
