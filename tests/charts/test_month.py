"""A month is a sheet of days, each with its signs."""

from datetime import date

from core.charts import Look
from core.charts.month import SIGNS, Entry, cells, sheet
from core.terms import Period

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
WEEKDAYS = tuple("월화수목금토일")
TODAY = date(2026, 11, 25)


def entry(day, kind="planned", text="글"):
    return Entry(date(2026, 11, day), kind, text)


def test_every_day_stands_in_its_week_and_column():
    found = cells([], NOVEMBER, TODAY, WEEKDAYS)
    assert len(found) == 30
    # The first is a Sunday, the last a Monday five weeks later.
    assert tuple(found.loc[0, ["weekday", "week"]]) == ("일", 0)
    assert tuple(found.loc[29, ["weekday", "week"]]) == ("월", 5)
    assert list(found[found["today"]]["number"]) == [25]
    assert set(found["signs"]) == {""}


def test_signs_tell_what_is_late_first_and_do_not_run_over():
    entries = [entry(3, "published", "a"), entry(3, "overdue", "b"), *[entry(4)] * 5]
    found = cells(entries, NOVEMBER, TODAY, WEEKDAYS).set_index("number")
    assert tuple(found.loc[3, ["signs", "kind", "text"]]) == ("△●", "overdue", "a · b")
    assert found.loc[4, "signs"] == "○○○…"
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_the_sheet_is_as_high_as_its_weeks():
    chart = sheet([entry(3)], NOVEMBER, TODAY, WEEKDAYS, Look()).to_dict()
    assert chart["height"] == 60 * 6
    assert chart["layer"][0]["encoding"]["x"]["sort"] == list(WEEKDAYS)
