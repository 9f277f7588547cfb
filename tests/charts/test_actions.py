"""A result of an improvement stands beside what is usual."""

from core.charts import Look, actions
from core.charts.actions import Words

LOOK = Look()


def test_a_result_stands_beside_its_usual_span():
    words = Words("보통", "바꾼 뒤", "120건", "보통 100건")
    chart = actions.effect((80.0, 100.0, 120.0), 150.0, words, LOOK).to_dict()
    scale = chart["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domain"][0] == 0
    assert scale["domain"][1] > 150
    data = next(iter(chart["datasets"].values()))[0]
    assert (data["low"], data["expected"], data["high"], data["now"]) == (80, 100, 120, 150)
