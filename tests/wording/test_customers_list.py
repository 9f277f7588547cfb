"""Lists of customers as files: what they are called, and how shares stand in them."""

from datetime import date

from core.analysis.customer_states import Rules, State
from core.services.customers_states_view import Standing, View
from core.wording import customers_list, customers_states

DAY = date(2026, 11, 22)


def test_files_of_lists_are_called_in_one_way_and_end_with_their_day():
    assert customers_list.file_name("resting.csv", DAY) == "resting_20261122"


def test_shares_stand_in_files_as_percents_and_not_as_parts_of_one():
    counts = zip(State, (1484, 8516, 0, 0, 0), strict=True)
    standings = tuple(Standing(one, count, count * 1_000) for one, count in counts)
    told = customers_states.rows(View(DAY, DAY, Rules(), Rules(), 0, 0, standings, ()))
    assert told.iloc[:2, 2].tolist() == told.iloc[:2, 4].tolist() == ["14.8%", "85.2%"]
    empty = tuple(Standing(one, 0, 0) for one in State)
    unknown = customers_states.rows(View(DAY, DAY, Rules(), Rules(), 0, 0, empty, ())).iloc[0]
    assert unknown.iloc[2] is None
