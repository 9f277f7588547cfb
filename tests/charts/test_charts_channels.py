"""Charts of channels: every row has its range, and what cannot be drawn is not left out."""

import pytest

from core.charts import Look
from core.charts.channels import LEAST_SHOWN, Axis, Dot, Two, ranges, two_ways

LOOKS = [Look("ko"), Look("en", dark=True)]
DOTS = [
    Dot("ads", 1.98, 1.19, 3.03, 700, "less", "bad"),
    Dot("insta", 0.0, 0.0, 0.49, 390, "less", "bad"),
    Dot("talk", 83.9, 33.7, 164.8, 3, "more", "good"),
]


def rows(chart):
    return [row for data in chart["datasets"].values() for row in data]


@pytest.mark.parametrize("look", LOOKS)
def test_each_row_has_its_range_its_dot_and_its_text(look):
    chart = ranges(DOTS[:2], Axis("rate"), look).to_dict()

    assert {row["name"] for row in rows(chart)} == {"ads", "insta"}
    assert [layer["mark"]["type"] for layer in chart["layer"]] == ["rule", "circle", "text"]
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["ads", "insta"]


def test_on_an_axis_of_multiples_nothing_lies_below_its_beginning():
    chart = ranges(DOTS, Axis("return", 3.33, by_times=True), LOOKS[0]).to_dict()
    told = [row for row in rows(chart) if "name" in row]

    assert min(row["low"] for row in told) == LEAST_SHOWN
    assert len(told) == len(DOTS)
    assert chart["layer"][0]["mark"]["strokeDash"]
    assert {"value": 3.33} in rows(chart)


def test_the_room_right_of_the_ranges_is_for_their_texts():
    chart = ranges(DOTS[:1], Axis("rate"), LOOKS[0]).to_dict()

    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > 3.03


@pytest.mark.parametrize("look", LOOKS)
def test_two_ways_of_counting_are_two_marks_per_row(look):
    chart = two_ways([Two("a", 10, 14, "10~14"), Two("b", 0, 0, "0")], ("x", "y"), look).to_dict()

    assert [layer["mark"]["type"] for layer in chart["layer"]] == [
        "rule", "point", "point", "text",
    ]  # fmt: skip
    assert [row["end"] for row in rows(chart)] == [14, 0]
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 14 * 1.75]


def test_nothing_at_all_can_be_drawn_as_well():
    assert two_ways([Two("a", 0, 0, "0")], ("x", "y"), LOOKS[0]).to_dict()
