"""Messages for one purchase, beside the aim of one."""

from core.charts.messages import AIM, Bar, per_purchase
from core.charts.theme import Look


def test_the_aim_is_drawn_beside_the_bars():
    bars = [Bar("안부", 8.5, "8.5건"), Bar("되돌리기", 120.0, "120건")]
    drawn = per_purchase(bars, "목표 1건", Look()).to_dict()
    values = [row for data in drawn["datasets"].values() for row in data]
    assert {"name": "안부", "value": 8.5, "text": "8.5건"} in values
    assert {"value": AIM, "text": "목표 1건"} in values
    assert [layer["mark"]["type"] for layer in drawn["layer"]] == ["bar", "text", "rule"]


def test_the_aim_is_in_sight_where_every_bar_is_shorter():
    drawn = per_purchase([Bar("안부", 0.5, "0.5건")], "목표 1건", Look()).to_dict()
    assert drawn["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > AIM
