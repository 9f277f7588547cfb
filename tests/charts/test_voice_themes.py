"""Bars of themes and the weeks of one."""

from datetime import date, timedelta
from typing import Any

from core.charts import voice_themes as charts
from core.charts.marks import Mark
from core.charts.theme import Look
from core.charts.voice_themes import Theme, Week

LOOK = Look("en")
MONDAY = date(2026, 10, 5)


def values(chart: Any) -> list[dict[str, Any]]:
    """All rows that the layers of a chart draw."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_a_bar_without_a_complaint_has_no_range():
    drawn = charts.bars(
        [Theme("Size", 4, 0, 0.0, 2.0, "t", "0"), Theme("Price", 9, 5, 2.0, 8.0, "t", "5")],
        "texts", LOOK,
    )  # fmt: skip

    rows = {row["name"]: row for row in values(drawn)}
    assert (rows["Size"]["low"], rows["Size"]["high"]) == (None, None)
    assert (rows["Price"]["low"], rows["Price"]["high"]) == (2.0, 8.0)
    assert rows["Size"]["end"] == 4
    assert rows["Price"]["end"] == 9


def test_counts_alone_have_no_range_at_all():
    drawn = charts.bars([Theme("Price", 9, 5, None, None, "t")], "texts", LOOK)

    assert len(drawn.to_dict()["layer"]) == 3


def test_weeks_stand_with_what_else_happened():
    weeks = [Week(MONDAY + timedelta(days=7 * n), n, 0.0, n + 2.0, "t") for n in range(4)]
    sale = Mark(MONDAY + timedelta(days=8), MONDAY + timedelta(days=9), "sale")

    plain = charts.weeks(weeks, "complaints", LOOK).to_dict()
    marked = charts.weeks(weeks, "complaints", LOOK, [sale]).to_dict()

    assert len(marked["layer"]) > len(plain["layer"])
    assert [row["rate"] for row in values(charts.weeks(weeks, "complaints", LOOK))] == [0, 1, 2, 3]
