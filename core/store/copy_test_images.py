"""Copy tests as rows of the database, and as the images from which a change is taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping
from sqlalchemy.engine.default import DefaultDialect

from core.store.copy_test_tables import WHOLE, CopyTestRow
from core.store.moments import Day, Instant, day_number, day_of
from core.store.tables import table_of
from core.terms.copy_tests import Count, CountSource, Version

_NO_DIALECT: Final = DefaultDialect()
_FIXED: Final = frozenset({"shop_id", "id", "version", "seed", "created_at", "planned"})
"""What undo leaves alone; what is planned of a list follows from who was divided."""

_TESTS = table_of(CopyTestRow)
_NAMES: Final = ("letter", "text", "label", "need", "tone", "share")
"""The columns of a version, in the order of its fields."""


def version_in(row: RowMapping) -> Version:
    """The version that a row keeps."""
    return Version(*(row[name] for name in _NAMES))


def version_row(test: CopyTestRow, one: Version) -> dict[str, Any]:
    """The row of a version."""
    return {"shop_id": test.shop_id, "test_id": test.id} | {
        name: getattr(one, name) for name in _NAMES
    }


def count_row(test: CopyTestRow, one: Count) -> dict[str, Any]:
    """The row of a count."""
    return {
        "shop_id": test.shop_id, "test_id": test.id, "letter": one.letter,
        "day": WHOLE if one.day is None else one.day, "shown": one.shown,
        "reacted": one.reacted, "won": one.won,
        "won_squares": None if one.won_squares is None else str(one.won_squares),
        "source": one.source.value,
    }  # fmt: skip


def count_in(row: RowMapping) -> Count:
    """The count that a row keeps."""
    squares = row["won_squares"]
    return Count(
        row["letter"], _day(row["day"]), row["shown"], row["reacted"], row["won"],
        None if squares is None else int(squares), CountSource(row["source"]),
    )  # fmt: skip


def _day(day: date) -> date | None:
    return None if day == WHOLE else day


def image_of(
    test: CopyTestRow, versions: Iterable[Version], counts: Iterable[Count]
) -> dict[str, Any]:
    """A test as the database keeps it, as values that JSON knows."""
    return {
        "test": {
            column.name: _kept(column.type, getattr(test, column.name))
            for column in _TESTS.columns
            if column.name not in _FIXED
        },
        "versions": [
            (one.letter, one.text, one.label, one.need, one.tone, one.share)
            for one in versions
        ],
        "counts": [
            (one.letter, None if one.day is None else day_number(one.day), one.shown, one.reacted,
             one.won, one.won_squares, one.source.value)
            for one in counts
        ],
    }  # fmt: skip


def count_of(image: Sequence[Any]) -> Count:
    """The count of an image."""
    letter, day, shown, reacted, won, squares, source = image
    told = Count(letter, None, shown, reacted, won, squares, CountSource(source))
    return told if day is None else replace(told, day=day_of(day))


def columns_of(image: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an image."""
    columns = _TESTS.columns
    return {
        name: _read(columns[name].type, value) for name, value in image.items() if name in columns
    }


def _kept(kind: Any, value: Any) -> Any:  # noqa: ANN401
    return kind.process_bind_param(value, _NO_DIALECT) if isinstance(kind, Day | Instant) else value


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401
    if isinstance(kind, Day | Instant):
        return kind.process_result_value(value, _NO_DIALECT)
    return value
