"""The charts of states, moves and second purchases show what they are given."""

import colorsys
from itertools import combinations

import pytest

from core.charts import customers_second, customers_states
from core.charts.customers_second import Point
from core.charts.customers_states import Bar, Column
from core.charts.theme import Look

LOOKS = [Look(), Look("en", dark=True)]


@pytest.mark.parametrize("look", LOOKS)
def test_each_state_has_a_bar_and_its_words(look):
    told = customers_states.bars([Bar("첫 구매", 3, "3명"), Bar("단골", 0, "0명")], look).to_dict()
    rows = next(iter(told["datasets"].values()))
    assert [row["customers"] for row in rows] == [3, 0]
    kinds = [layer["mark"]["type"] for layer in told["layer"]]
    assert kinds == ["bar", "text"]


def test_nobody_makes_no_error():
    told = customers_states.bars([Bar("첫 구매", 0, "0명")], Look()).to_dict()
    assert told["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > 0


@pytest.mark.parametrize("look", LOOKS)
def test_months_stand_in_order_also_those_in_which_nobody_moved(look):
    parts = [Column("26.11", "왔어요", 4, "4명", is_open=True),
             Column("26.09", "떠났어요", -2, "2명", is_open=False)]  # fmt: skip
    told = customers_states.moves(
        parts, ["26.09", "26.10", "26.11"], ["왔어요", "올라갔어요", "떠났어요"], look
    ).to_dict()
    bars = told["layer"][0]["encoding"]
    assert bars["x"]["scale"]["domain"] == ["26.09", "26.10", "26.11"]
    assert bars["color"]["scale"]["domain"] == ["왔어요", "떠났어요"]
    assert bars["color"]["scale"]["range"][1] != bars["color"]["scale"]["range"][0]


@pytest.mark.parametrize("look", LOOKS)
def test_resting_and_leaving_are_not_alike_in_colour(look):
    order = ["왔어요", "올라갔어요", "돌아왔어요", "내려갔어요", "쉬어요", "떠났어요"]
    parts = [Column("26.11", name, -1, "1명", is_open=False) for name in order]
    told = customers_states.moves(parts, ["26.11"], order, look).to_dict()
    colours = told["layer"][0]["encoding"]["color"]["scale"]["range"][3:]
    hues = [
        360 * colorsys.rgb_to_hsv(*(int(one[at : at + 2], 16) for at in (1, 3, 5)))[0]
        for one in colours
    ]
    apart = [abs(one - other) for one, other in combinations(hues, 2)]
    assert min(min(one, 360 - one) for one in apart) > 35


@pytest.mark.parametrize("has_line", [True, False])
def test_shares_have_ranges_and_unknown_ones_leave_a_hole(*, has_line):
    points = [
        Point("26.09", 0.12, (0.09, 0.16), "12%"),
        Point("26.10", None, None, "–", is_open=True),
    ]
    told = customers_second.shares(points, Look(), has_line=has_line).to_dict()
    rows = next(iter(told["datasets"].values()))
    assert (rows[0]["low"], rows[0]["high"]) == (0.09, 0.16)
    assert rows[1]["value"] is None
    assert len(told["layer"]) == 2 + has_line
