"""Who came and who went, week by week."""

from datetime import date

from core.charts.subscribers import Bar, weeks
from core.charts.theme import DARK, LIGHT, Look

BARS = [
    Bar(date(2026, 11, 9), 9, 2, "첫째"), Bar(date(2026, 11, 16), None, None, "둘째"),
    Bar(date(2026, 11, 23), 4, None, "셋째"),
]  # fmt: skip


def test_who_went_stands_below_and_an_unknown_week_keeps_its_place():
    drawn = weeks(BARS, ("온 사람", "떠난 사람"), Look()).to_dict()
    rows = [row for data in drawn["datasets"].values() for row in data]
    told = {(row["week"], row["what"]): row["people"] for row in rows}
    assert told["2026-11-09", "온 사람"] == 9
    assert told["2026-11-09", "떠난 사람"] == -2
    assert told["2026-11-16", "온 사람"] is None
    assert told["2026-11-23", "떠난 사람"] is None
    assert drawn["encoding"]["x"]["scale"]["domain"] == ["2026-11-09", "2026-11-16", "2026-11-23"]


def test_the_colours_are_those_of_the_page():
    for is_dark, palette in ((False, LIGHT), (True, DARK)):
        drawn = weeks(BARS, ("온 사람", "떠난 사람"), Look(dark=is_dark)).to_dict()
        assert drawn["encoding"]["color"]["scale"]["range"] == [palette.main, palette.loss]
