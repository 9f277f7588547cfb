"""How many visits are known, now and before the newest files."""

from datetime import date, timedelta

import pandas as pd

from core.store import Store, news
from core.store.moments import day_number
from core.terms import Period, Record, Subject
from tests.store import facts

DAYS = [date(2026, 11, 1) + timedelta(days=number) for number in range(10)]
SPAN = Period(DAYS[0], DAYS[-1])


def rows(visits: dict[int, int | None], **more: object) -> list[dict[str, object]]:
    """Visits by place of the day."""
    return [facts.fact(day_number(DAYS[at]), visits=n, **more) for at, n in visits.items()]


def put(store: Store, visits: dict[int, int | None], age: int, **more: object) -> None:
    facts.put(store, Record.STATISTIC, rows(visits, **more), age)


def known(store: Store, before: int | None = None) -> int | None:
    with store.read() as session:
        return news.visits(session, 1, SPAN, before)


def test_newer_files_count_and_can_be_looked_away_from(store: Store) -> None:
    old, new = {0: 100, 1: 110, 2: 120}, {2: 125, 3: 130}
    put(store, old, 1)
    put(store, new, 2)
    both = pd.Series(new).combine_first(pd.Series(old))
    assert known(store) == int(both.sum())
    assert known(store, 2) == sum(old.values())
    assert known(store, 1) is None


def test_an_older_file_that_comes_later_changes_nothing(store: Store) -> None:
    put(store, {0: 100}, 5)
    put(store, {0: 90}, 1)
    assert known(store) == known(store, 2) == 100


def test_channels_tell_where_the_shop_does_not(store: Store) -> None:
    put(store, {0: 100}, 1)
    for name, visits in (("search", {0: 70, 1: 60}), ("ads", {0: 20, 1: 15})):
        put(store, visits, 2, subject=Subject.CHANNEL.value, report=f"r_{name}", level=8,
            channel_name=name)  # fmt: skip
    assert known(store) == 100 + 15


def test_what_was_typed_gives_way_and_weeks_are_no_days(store: Store) -> None:
    put(store, {0: 100}, 1)
    put(store, {0: 7, 1: 8}, 2, report="typed_day")
    facts.put(
        store, Record.STATISTIC,
        [facts.fact(day_number(DAYS[2]), day_number(DAYS[8]), visits=900)], 3,
    )  # fmt: skip
    assert known(store) == 108


def test_a_day_of_which_a_part_is_unknown_is_unknown(store: Store) -> None:
    put(store, {0: None, 1: 50}, 1)
    assert known(store) == 50
