"""The charts of 상품 진단."""

from datetime import date, timedelta

import pandas as pd
import pytest

from core.charts import products as charts
from core.charts.theme import Look

WORDS = charts.Words(
    "visits", "rate", "orders", "verdict", "range", "all",
    {"many_low": "mend", "many_high": "keep", "few_low": "bring", "few_high": "gem"},
)  # fmt: skip


def frame(*rows):
    columns = ["id", "name", "visits", "orders", "rate", "low", "high", "kind", "verdict"]
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(
        label=made["name"], rate_text="", range_text="", notable=charts.notable(made, (3,))
    )


ROWS = [
    (number, f"p{number}", 100 * number, number, 0.01 * number, 0.0, 0.02 * number, "keep", "x")
    for number in range(1, 12)
]


def texts(spec):
    return str(spec)


@pytest.mark.parametrize("look", [Look("ko"), Look("en", dark=True)])
def test_the_four_corners_are_named(look):
    spec = charts.corners(frame(*ROWS), 0.03, 400.0, WORDS, look).to_dict()
    assert all(name in texts(spec) for name in WORDS.corners.values())
    assert "log" in texts(spec)


def test_first_conclusions_and_extremes_are_named():
    chosen = frame(*ROWS).query("notable")["id"]
    assert 3 in set(chosen)
    assert {11, 10, 1, 2} <= set(chosen)
    assert len(chosen) <= 6


def test_products_without_a_rate_are_left_out():
    lost = (12, "none", 5, 9, None, None, None, "too_early", "x")
    spec = charts.corners(frame(*ROWS, lost), 0.03, 400.0, WORDS, Look()).to_dict()
    assert "none" not in texts(
        [row.get("name") for rows in spec["datasets"].values() for row in rows]
    )


@pytest.mark.parametrize(("top", "ticks"), [(0.083, 5), (0.012, 7), (0.5, 6), (0.99, 5)])
def test_the_axis_has_a_few_round_shares(top, ticks):
    found = charts._ticks(top)
    assert found[0] == 0
    assert found[-1] <= top
    assert len(found) == ticks


def test_weeks_without_files_are_outlined():
    weeks = pd.DataFrame(
        {
            "week": [date(2026, 11, 2) + timedelta(days=7 * n) for n in range(3)],
            "visits": [100, None, 200],
            "orders": [1, None, 2],
            "rate": [0.01, None, 0.02],
            "low": [0.0, None, 0.01],
            "high": [0.03, None, 0.04],
        }
    )
    for usual in (0.03, None):
        spec = charts.weeks(weeks, usual, "rate", "no file", Look()).to_dict()
        assert "no file" in texts(spec)
        assert len(spec["layer"]) == (4 if usual else 3)
