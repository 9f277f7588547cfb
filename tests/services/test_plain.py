"""Results of services can be written as JSON."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.services.plain import plain
from core.terms import OrderState, Period, RowReason


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[object, ...]


def test_a_result_loses_its_types_only():
    thing = Thing("a", (1, 2.5, None, True, RowReason.BAD_DATE, OrderState.PAID, Path("x")))

    assert plain(thing) == {"name": "a", "parts": [1, 2.5, None, True, "bad_date", 2, "x"]}


def test_days_and_moments_are_iso_texts():
    assert plain(Period(date(2026, 1, 1), date(2026, 1, 2))) == {
        "first": "2026-01-01",
        "last": "2026-01-02",
    }
    assert plain([datetime(2026, 1, 1, tzinfo=UTC)]) == ["2026-01-01T00:00:00+00:00"]


def test_what_nobody_can_write_is_a_defect():
    with pytest.raises(TypeError):
        plain(object())
