"""The picture of what texts have in common says what its rows say."""

import pytest

from core.charts.copy_library import WIDEST, Times, times
from core.charts.theme import DARK, LIGHT, Look

ROWS = [
    Times("숫자", 1.2, 1.1, 1.3, "1.10~1.30 · 더 통해요", sure=True),
    Times("물음", 0.9, 0.5, 1.6, "0.50~1.60 · 아직 몰라요"),
]


def drawn(rows=ROWS, look=None):
    chart = times(rows, "몇 배", look or Look()).to_dict()
    data = {
        row["name"]: row
        for some in chart["datasets"].values()
        for row in some
        if "name" in row
    }  # fmt: skip
    return chart, data


def test_each_row_is_drawn_with_its_span_in_the_order_given():
    chart, data = drawn()
    assert (data["숫자"]["low"], data["숫자"]["ratio"], data["숫자"]["high"]) == (1.1, 1.2, 1.3)
    assert data["물음"]["sure"] is False
    spans = chart["layer"][1]["encoding"]
    assert spans["y"]["sort"] == ["숫자", "물음"]
    assert spans["x"]["scale"]["type"] == "log"
    assert spans["x"]["title"] == "몇 배"


def test_the_line_of_no_difference_is_always_in_the_picture():
    chart, _ = drawn([Times("하나", 3.0, 2.0, 4.0, "")])
    low, high = chart["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert low < 1 < high
    assert 1 in chart["layer"][1]["encoding"]["x"]["axis"]["values"]


def test_a_span_without_end_is_drawn_to_the_edge():
    _, data = drawn([Times("하나", 40.0, 1e-9, 1e12, "")])
    assert data["하나"]["low"] == pytest.approx(1 / WIDEST)
    assert data["하나"]["high"] == data["하나"]["ratio"] == WIDEST


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)])
def test_what_is_not_sure_is_hollow(dark, palette):
    chart, _ = drawn(look=Look("ko", dark))
    fill = chart["layer"][2]["encoding"]["fill"]
    assert fill["condition"]["value"] == palette.main
    assert fill["value"] == palette.ground
