"""Facts that overlap are never added, and every number says where it is from."""

import itertools
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.store import Store, statistics
from core.store.covers import Slice, cover
from core.store.moments import day_number
from core.terms import (
    AdPlatform,
    Mall,
    Period,
    Record,
    SettledItem,
    SettlementReport,
    SettlementState,
    Subject,
    Vocabulary,
)
from tests.store import books, facts
from tests.store.books import Line
from tests.store.facts import fact

FIRST = date(2026, 5, 1)
DAY = day_number(FIRST)
WEEK = Period(FIRST, date(2026, 5, 7))


def days(first: int, last: int) -> Period:
    """Days of May."""
    return Period(date(2026, 5, first), date(2026, 5, last))


def a_slice(
    first: int, last: int, upload: int = 1, report: str = "a", vocabulary: int = 1
) -> Slice:
    return Slice(report, 0, days(first, last), vocabulary, upload, 1)


def test_as_many_days_are_told_as_can_be() -> None:
    month, week, day = a_slice(1, 31), a_slice(8, 14), a_slice(3, 3)
    chosen = cover([month, week, day], days(1, 31))
    assert (chosen.used, chosen.left_out, chosen.days) == ((month,), (day, week), 31)
    assert cover([week, day], days(1, 31)).used == (day, week)


def test_of_choices_that_tell_as_many_days_the_finer_one_is_used() -> None:
    week, singles = a_slice(8, 14, 9), [a_slice(day, day) for day in range(8, 15)]
    halves = [a_slice(8, 10), a_slice(11, 14)]
    assert cover([week, *singles, *halves], days(1, 31)).used == tuple(singles)
    assert cover([week, *halves], days(1, 31)).used == tuple(halves)


def test_files_of_two_vocabularies_are_not_added() -> None:
    old = [a_slice(day, day, 9, vocabulary=2) for day in range(1, 11)]
    new = [a_slice(day, day, 1) for day in range(8, 31)]
    typed = a_slice(1, 7, 3, "typed_week", vocabulary=8)
    chosen = cover([*old, *new, typed], days(1, 31))
    assert chosen.used == (typed, *new)
    assert chosen.left_out == tuple(old)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 5)), max_size=9))
def test_no_choice_tells_more_days_without_telling_one_twice(drawn: list[tuple[int, int]]) -> None:
    there = [
        a_slice(first, min(first + more, 12), 1 + at) for at, (first, more) in enumerate(drawn)
    ]
    most = 0
    for some in itertools.chain.from_iterable(
        itertools.combinations(there, size) for size in range(len(there) + 1)
    ):
        told = [day for one in some for day in range(one.period.first.day, one.period.last.day + 1)]
        most = max(most, len(told) if len(told) == len(set(told)) else 0)
    chosen = cover(there, days(1, 12))
    told = [
        day for one in chosen.used for day in range(one.period.first.day, one.period.last.day + 1)
    ]
    assert len(told) == len(set(told)) == chosen.days == most
    assert len(chosen.used) + len(chosen.left_out) == len(there)


def test_the_newest_of_two_exports_of_one_day_is_used() -> None:
    old, new = a_slice(3, 3, 1, "a"), a_slice(3, 3, 2, "b")
    chosen = cover([old, new], days(1, 31))
    assert (chosen.used, chosen.left_out) == ((new,), (old,))


def test_what_reaches_beyond_the_period_is_named_but_not_used() -> None:
    inside, across, elsewhere = a_slice(2, 3), a_slice(7, 9), a_slice(20, 21)
    chosen = cover([inside, across, elsewhere], days(1, 7))
    assert (chosen.used, chosen.left_out, chosen.beyond) == ((inside,), (), (across,))


def test_facts_of_a_period_come_from_slices_that_do_not_overlap(store: Store) -> None:
    facts.put(store, Record.STATISTIC, [fact(DAY, DAY + 1, visits=100)])
    facts.put(store, Record.STATISTIC, [fact(DAY, visits=10), fact(DAY + 1, visits=20)])
    by_device = [fact(DAY, level=2, device=n, visits=5 + n) for n in (1, 2)]
    facts.put(store, Record.STATISTIC, by_device)
    with store.read() as session:
        assert len(statistics.slices(session, 1, Subject.SHOP)) == 4
        found = statistics.facts(session, 1, Subject.SHOP, WEEK)
        assert statistics.facts(session, 1, Subject.PAGE, WEEK).rows.empty
    assert list(found.rows["visits"]) == [6, 7, 20]
    assert [(s.period.days, s.level, s.rows) for s in found.cover.used] == [(1, 2, 2), (1, 0, 1)]
    assert [(s.period.days, s.level) for s in found.cover.left_out] == [(1, 0), (2, 0)]
    assert found.rows["first_day"].iloc[0] == pd.Timestamp(FIRST)
    assert found.rows["gross"].isna().all()


def test_longer_periods_are_used_where_no_day_is_known(store: Store) -> None:
    facts.put(store, Record.STATISTIC, [fact(DAY, DAY + 6, visits=100)])
    facts.put(store, Record.STATISTIC, [fact(DAY + 7, DAY + 13, visits=200)])
    with store.read() as session:
        found = statistics.facts(session, 1, Subject.SHOP, days(1, 14))
        narrow = statistics.facts(session, 1, Subject.SHOP, days(1, 10))
    assert list(found.rows["visits"]) == [100, 200]
    assert list(narrow.rows["visits"]) == [100]
    assert [s.period for s in narrow.cover.beyond] == [days(8, 14)]


def test_only_slices_that_tell_what_is_asked_for_take_part(store: Store) -> None:
    facts.put(store, Record.STATISTIC, [fact(DAY, report="a", visits=10)])
    facts.put(store, Record.STATISTIC, [fact(DAY, report="b", gross=9000)])
    facts.put(store, Record.STATISTIC, [fact(DAY, report="c", level=2, device=1, gross=1)])
    with store.read() as session:

        def used(**which: object) -> list[str]:
            found = statistics.facts(session, 1, Subject.SHOP, WEEK, **which)  # type: ignore[arg-type]
            return [some.report for some in found.cover.used]

        assert used(reports=["b"]) == ["b"]
        assert used(tells=["visits"]) == ["a"]
        assert used(tells=["device"]) == ["c"]
        assert used(tells=["device", "visits"]) == []


def ad(day: int, platform: AdPlatform, cost: int, **values: object) -> dict[str, object]:
    told = {"report": "x", "platform": platform.value, "level": 0, "cost": cost}
    return {**told, "first_day": day, "last_day": day, **values}


def test_each_platform_of_advertisements_has_a_cover_of_its_own(store: Store) -> None:
    naver, meta = AdPlatform.NAVER_SEARCH, AdPlatform.META
    facts.put(store, Record.AD_RESULT, [ad(DAY, naver, 100), ad(DAY, meta, 7)])
    by_keyword = [ad(DAY, naver, 60, level=16, keyword="컵", conversions=1.5)]
    facts.put(store, Record.AD_RESULT, by_keyword)
    with store.read() as session:
        found = statistics.ad_facts(session, 1, WEEK)
        whole = statistics.ad_facts(session, 1, WEEK, reports=["y"])
    assert {who: list(some.rows["cost"]) for who, some in found.items()} == {naver: [60], meta: [7]}
    assert list(found[naver].rows["conversions"]) == [1.5]
    assert all(some.rows.empty for some in whole.values())


def about(subject: Subject, report: str, **values: object) -> dict[str, object]:
    return fact(DAY, report=report, subject=subject.value, **values)


def test_a_day_of_the_shop_is_told_by_the_best_there_is(store: Store) -> None:
    product = {"subject": Subject.PRODUCT, "report": "products", "level": 256}
    facts.put(
        store,
        Record.STATISTIC,
        [
            about(product_no="1", gross=500, payments=2, **product),
            about(product_no="2", gross=700, payments=3, **product),
        ],
    )
    channel = {"subject": Subject.CHANNEL, "report": "channels", "level": 8}
    facts.put(
        store,
        Record.STATISTIC,
        [about(channel_name=n, visits=v, **channel) for n, v in (("a", 4), ("b", 5))],
    )
    facts.put(store, Record.STATISTIC, [about(Subject.SHOP, "sales", payments=4, visits=None)])
    with store.read() as session:
        frame = statistics.shop_days(session, 1, days(1, 2))
    first = frame.loc[FIRST]
    assert (first["payments"], first["payments_report"]) == (4, "sales")
    assert (first["gross"], first["gross_report"]) == (1200, "products")
    assert (first["visits"], first["visits_report"]) == (9, "channels")
    assert pd.isna(first["net"])
    assert pd.isna(first["net_report"])
    assert frame.loc[date(2026, 5, 2)].isna().all()


def test_a_sum_of_which_a_part_is_unknown_is_unknown(store: Store) -> None:
    rows = [fact(DAY, level=2, device=1, visits=3), fact(DAY, level=2, device=2, visits=None)]
    facts.put(store, Record.STATISTIC, rows)
    with store.read() as session:
        frame = statistics.shop_days(session, 1, WEEK)
    assert frame["visits"].isna().all()


def test_the_newer_of_two_files_of_one_day_tells_the_day_of_the_shop(store: Store) -> None:
    facts.put(store, Record.STATISTIC, [fact(DAY, report="a", visits=10, gross=5)])
    facts.put(store, Record.STATISTIC, [fact(DAY, report="b", visits=11)])
    with store.read() as session:
        first = statistics.shop_days(session, 1, WEEK).loc[FIRST]
    assert (first["visits"], first["visits_report"]) == (11, "b")
    assert (first["gross"], first["gross_report"]) == (5, "a")


def row(state: SettlementState | None, fee: int | None, **values: object) -> dict[str, object]:
    return {
        "mall": Mall.SMARTSTORE.value,
        "report": SettlementReport.CASE.value,
        "line_no": "2026050100000001",
        "item": SettledItem.ORDER.value,
        "state": None if state is None else state.value,
        "basis_day": DAY + 3,
        "amount": 10_000,
        "payment_fee": fee,
        "expected": 9_000,
        **values,
    }


def test_what_is_settled_of_a_line_adds_up_without_what_never_was(store: Store) -> None:
    books.put(store, [Line(1)])
    rows = [
        row(SettlementState.QUICK, -300),
        row(SettlementState.QUICK_RECALLED, 300, amount=-10_000, expected=-9_000),
        row(SettlementState.CANCELLED_BEFORE, -1),
        row(None, -310, expected=9_001),
        row(None, -310, expected=9_002, basis_day=DAY + 60),
        row(None, -99, report=SettlementReport.VAT.value),
        row(None, None, line_no="unknown", basis_day=None, paid_at=(DAY + 1) * 86_400),
    ]
    facts.put(store, Record.SETTLEMENT, rows)
    with store.read() as session:
        frame = statistics.settled(session, 1, WEEK)
    assert list(frame["line_no"]) == ["2026050100000001", "unknown"]
    known, strange = frame.iloc[0], frame.iloc[1]
    assert (known["rows"], known["amount"], known["payment_fee"]) == (3, 10_000, -310)
    assert known["expected"] == 9_001
    assert known["order_day"] == pd.Timestamp(FIRST)
    assert known["product_id"] == 1
    assert pd.isna(strange["payment_fee"])
    assert pd.isna(strange["order_day"])
    assert strange["basis_day"] == pd.Timestamp(2026, 5, 2)


@pytest.mark.parametrize("vocabulary", [Vocabulary.COUPANG, Vocabulary.SMARTSTORE])
def test_a_number_of_another_mall_is_another_product(store: Store, vocabulary: Vocabulary) -> None:
    books.put(store, [Line(1)])
    some = about(
        Subject.PRODUCT, "x", level=256, product_no="1", visits=1, vocabulary=vocabulary.value
    )
    facts.put(store, Record.STATISTIC, [some])
    with store.read() as session:
        found = statistics.facts(session, 1, Subject.PRODUCT, WEEK, vocabularies={vocabulary})
    assert (found.rows["product_id"].iloc[0] == 1) == (vocabulary is Vocabulary.SMARTSTORE)
