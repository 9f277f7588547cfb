"""Events are thin marks that fit on the chart; a result stands beside what is usual."""

from datetime import date, timedelta

import pandas as pd

from core.charts import Look, actions, trend
from core.charts.actions import MOST, Mark, Words

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 28)
LOOK = Look()
WORDS = trend.Words("이번 기간", "비교 기간", "날짜", "순매출")


def mark(day, label="할인", until=None):
    first = date(2026, 11, day)
    return Mark(first, date(2026, 11, until) if until else first, label)


def rows(layers):
    return pd.DataFrame(layers[0].data)


def test_without_events_a_chart_has_no_marks():
    assert actions.marks([], FIRST, LAST, LOOK) == []
    assert actions.marks([Mark(date(2026, 10, 1), date(2026, 10, 2), "x")], FIRST, LAST, LOOK) == []


def test_marks_are_numbered_by_day_and_cut_to_the_chart():
    long = Mark(date(2026, 10, 20), date(2026, 11, 3), "긴 행사")
    found = rows(actions.marks([mark(11), long, mark(27, "값", 28)], FIRST, LAST, LOOK))
    assert list(found["label"]) == ["긴 행사", "할인", "값"]
    assert list(found["number"]) == ["1", "2", "3"]
    assert found["day"].min() == pd.Timestamp(FIRST)
    assert found["until"].max() == pd.Timestamp(LAST)


def test_only_so_many_marks_are_drawn_the_most_important_ones():
    many = [mark(day) for day in range(20, 10, -1)]
    assert actions.drawn(many, FIRST, LAST) == sorted(many[:MOST], key=lambda one: one.first)


def test_the_marks_stand_on_the_trend():
    frame = pd.DataFrame(
        {
            "day": [FIRST + timedelta(days=n) for n in range(28)],
            "net": pd.array(range(28), dtype="Int64"),
            "previous_net": pd.array([1] * 28, dtype="Int64"),
        }
    )
    bare = trend.revenue(frame, WORDS, LOOK).to_dict()
    marked = trend.revenue(frame, WORDS, LOOK, [mark(11)]).to_dict()
    assert len(marked["layer"]) == len(bare["layer"]) + 4
    # The line keeps its own colours and axis.
    for mine, alone in zip(marked["layer"][-2:], bare["layer"], strict=True):
        assert (mine["mark"], mine["encoding"]) == (alone["mark"], alone["encoding"])


def test_a_result_stands_beside_its_usual_span():
    words = Words("보통", "바꾼 뒤", "120건", "보통 100건")
    chart = actions.effect((80.0, 100.0, 120.0), 150.0, words, LOOK).to_dict()
    scale = chart["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domain"][0] == 0
    assert scale["domain"][1] > 150
    data = next(iter(chart["datasets"].values()))[0]
    assert (data["low"], data["expected"], data["high"], data["now"]) == (80, 100, 120, 150)
