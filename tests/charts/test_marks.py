"""What happened stands on any chart of days or weeks, numbered, at its days."""

from datetime import date, timedelta

import pandas as pd

from core.charts import Look, marks, trend
from core.charts.marks import LINES, MOST, Mark
from core.terms import Period

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 28)
DAYS = Period(FIRST, LAST)
LOOK = Look()
WORDS = trend.Words("이번 기간", "비교 기간", "날짜", "순매출")


def mark(day, label="할인", until=None):
    first = date(2026, 11, day)
    return Mark(first, date(2026, 11, until) if until else first, label)


def rows(layers):
    return pd.DataFrame(layers[0].data)


def test_without_events_a_chart_has_no_marks():
    assert marks.layers([], DAYS, LOOK) == []
    assert marks.layers([Mark(date(2026, 10, 1), date(2026, 10, 2), "x")], DAYS, LOOK) == []


def test_marks_are_numbered_by_day_and_cut_to_the_chart():
    long = Mark(date(2026, 10, 20), date(2026, 11, 3), "긴 행사")
    found = rows(marks.layers([mark(11), long, mark(27, "값", 28)], DAYS, LOOK))
    assert list(found["label"]) == ["긴 행사", "할인", "값"]
    assert list(found["number"]) == ["1", "2", "3"]
    assert found["day"].min() == pd.Timestamp(FIRST)
    assert found["until"].max() == pd.Timestamp(LAST)


def test_only_so_many_marks_are_drawn_the_most_important_ones():
    many = [mark(day) for day in range(20, 10, -1)]
    assert marks.drawn(many, FIRST, LAST) == sorted(many[:MOST], key=lambda one: one.first)


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


def test_on_a_chart_of_weeks_a_mark_stands_at_the_point_of_its_week():
    found = rows(marks.layers([mark(11, "하루"), mark(13, "긴", 17)], DAYS, LOOK, step=7))
    # Points stand at the 1st, 8th, 15th and 22nd.
    assert list(found["day"]) == [pd.Timestamp(2026, 11, 8)] * 2
    assert list(found["until"]) == [pd.Timestamp(2026, 11, 8), pd.Timestamp(2026, 11, 15)]


def test_a_long_trend_shows_its_marks_by_the_week():
    days = [FIRST + timedelta(days=n) for n in range(70)]
    frame = pd.DataFrame(
        {
            "day": days,
            "net": pd.array(range(70), dtype="Int64"),
            "previous_net": pd.array([1] * 70, dtype="Int64"),
        }
    )
    chart = trend.revenue(frame, WORDS, LOOK, [mark(11)])
    assert rows(chart.layer)["day"].iloc[0] == pd.Timestamp(2026, 11, 8)


def test_numbers_of_neighbours_do_not_lie_on_each_other():
    crowd = [mark(day) for day in (10, 10, 11, 11, 25)]
    found = rows(marks.layers(crowd, DAYS, LOOK))
    assert list(found["line"]) == [0, 1, 2, LINES - 1, 0]
    drawn = marks.layers(crowd, DAYS, LOOK)
    # A veil, a line, and a dot with its number on each of three lines.
    assert len(drawn) == 2 + 2 * LINES


def test_what_was_changed_is_told_from_what_happened():
    found = rows(marks.layers([mark(3), Mark(LAST, LAST, "새 사진", is_change=True)], DAYS, LOOK))
    assert list(found["is_change"]) == [False, True]
    rule = marks.layers([mark(3)], DAYS, LOOK)[1].to_dict()["encoding"]["color"]
    assert rule["condition"]["value"] == LOOK.palette.main
    assert rule["value"] == LOOK.palette.muted
    # No scale: the colours of the chart below stay its own.
    assert "field" not in rule
