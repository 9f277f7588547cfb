"""The lines of visits: a gap stays a gap, and what was before is drawn apart."""

from datetime import date

import pytest

from core.charts import Look
from core.charts.channel_weeks import Drawn, Words, lines

LOOKS = [Look("ko"), Look("en", dark=True)]
WEEKS = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]


@pytest.mark.parametrize("look", LOOKS)
def test_an_unknown_week_is_a_gap_and_before_is_grey_and_dashed(look):
    drawn = [Drawn("now", [100, None, 90]), Drawn("before", [80, 85, 120], is_before=True)]
    chart = lines(WEEKS, drawn, Words("week", "visits"), look).to_dict()
    rows = [row for data in chart["datasets"].values() for row in data]
    assert [row["visits"] for row in rows] == [100, None, 90, 80, 85, 120]
    line = chart["layer"][0]["encoding"]
    assert line["color"]["scale"]["range"] == [look.palette.main, look.palette.previous]
    assert line["strokeDash"]["scale"]["range"] == [[1, 0], [4, 3]]
    assert line["y"]["scale"]["zero"] is True


def test_lines_beside_each_other_have_colours_of_their_own():
    drawn = [Drawn(name, [1, 2, 3]) for name in "abcd"]
    chart = lines(WEEKS, drawn, Words("week", "visits"), LOOKS[0]).to_dict()
    colours = chart["layer"][0]["encoding"]["color"]["scale"]["range"]
    assert len(set(colours)) == 4
