"""The pictures of the way: unknown is an outline, and nothing lies outside."""

from datetime import date, timedelta

import pytest

from core.charts import Look, journey
from core.charts.journey import Bar, Part

LOOKS = [Look("ko"), Look("en", dark=True)]


def rows(chart):
    return next(iter(chart["datasets"].values()))


@pytest.mark.parametrize("look", LOOKS)
def test_an_unknown_stage_is_an_outline_of_full_length(look):
    chart = journey.panel([Bar("a", 1.0), Bar("b", None), Bar("c", 0.02)], look).to_dict()
    assert [row["known"] for row in rows(chart)] == [True, False, True]
    assert [row["size"] for row in rows(chart)] == [1.0, 1.0, 0.02]
    outline = chart["layer"][1]["mark"]
    assert outline["fillOpacity"] == 0
    assert outline["strokeDash"]


def test_bars_keep_within_the_picture_when_more_go_on_than_came():
    chart = journey.panel([Bar("a", 1.0), Bar("b", 1.45)], LOOKS[0]).to_dict()
    assert max(row["size"] for row in rows(chart)) == 1.0


def test_nothing_known_is_drawn_as_outlines():
    chart = journey.panel([Bar("a", None), Bar("b", None)], LOOKS[0]).to_dict()
    assert not any(row["known"] for row in rows(chart))


@pytest.mark.parametrize("won", [(-100, 30), (50, 20), (-5, -9), (0,), ()])
def test_parts_lie_inside_with_room_for_their_words(won):
    parts = [Part(f"p{n}", value, str(value)) for n, value in enumerate(won)]
    chart = journey.parts(parts, LOOKS[0]).to_dict()
    low, high = chart["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low <= min([0, *won])
    assert high >= max([0, *won])


def test_weeks_before_the_first_known_one_are_not_drawn():
    first = date(2026, 9, 7)
    points = [(first + timedelta(days=7 * n), None if n in {0, 1, 4} else n / 10) for n in range(6)]
    chart = journey.trend(points, LOOKS[1], ".0%").to_dict()
    values = [row["value"] for row in rows(chart)]
    assert values == [0.2, 0.3, None, 0.5]
