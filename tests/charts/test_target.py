"""Pairs of points, the hatched side of which no file tells, and the error month by month."""

from datetime import date
from typing import Any

import pytest

from core.charts import target as charts
from core.charts.target import Month, Pair, Words
from core.charts.theme import Look

WORDS = Words("In mind", "There", "No data")


def values(chart: Any) -> list[dict[str, Any]]:
    """All rows that the layers of a chart draw."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


@pytest.mark.parametrize("look", [Look("ko"), Look("en", dark=True)])
def test_each_value_has_its_two_points(look):
    drawn = charts.pairs([Pair("20s", 0.5, 0.22, "t"), Pair("30s", 0.5, 0.78, "t")], WORDS, look)
    rows = {row["name"]: row for row in values(drawn)}
    assert (rows["20s"]["meant"], rows["20s"]["there"]) == (0.5, 0.22)
    assert "No data" not in str(drawn.to_dict())


def test_a_side_nobody_tells_of_is_hatched_and_named_and_no_nought():
    drawn = charts.pairs([Pair("20s", 0.5, None, "t"), Pair("30s", 0.5, None, "t")], WORDS, Look())
    rows = values(drawn)
    assert [row["there"] for row in rows if "there" in row] == [None, None]
    assert {"text": "No data"} in rows
    assert sum("x2" in row for row in rows) > 10


def test_names_stand_there_before_anything_is_known():
    drawn = charts.pairs([Pair("20s", None, None, "t")], WORDS, Look()).to_dict()
    assert "['20s']" in str(drawn)


def test_months_of_few_leave_a_hole():
    months = [
        Month(date(2026, 10, 1), 0.3, 0.05, "t"),
        Month(date(2026, 11, 1), None, None, "t"),
    ]
    rows = [row for row in values(charts.months(months, 0.2, Look())) if "value" in row]
    assert [row["value"] for row in rows] == [0.3, None]
    assert {"most": 0.2} in values(charts.months(months, 0.2, Look()))
