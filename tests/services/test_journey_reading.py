"""What statistics tell of each day, and the days over which measures may be compared."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from core.services import journey_reading
from core.services.journey_reading import Known, Told, join, spread, total
from core.store.moments import day_number
from core.terms import Period, Record, Subject, Vocabulary
from tests.shops import LAST
from tests.store import facts

DAYS = 28
HISTORY = Period.ending(LAST, 2 * DAYS)
NOW = Period.ending(LAST, DAYS)


def known(missing: int) -> Known:
    """A measure of 10 a day, without the last days of the first stretch."""
    days = np.full(2 * DAYS, 10.0)
    days[DAYS - missing : DAYS] = np.nan
    return Known(days, np.ones(2 * DAYS + 1, dtype=np.bool_))


@pytest.mark.parametrize(("missing", "compares"), [(0, True), (14, True), (15, False)])
def test_half_of_the_days_have_to_be_known_on_both_sides(missing, compares):
    joined = join([known(0), known(missing)], HISTORY, NOW, DAYS)
    assert (joined is not None) is compares
    if joined is not None:
        assert joined.sums() == [(10.0 * (DAYS - missing),) * 2] * 2


def tell(shop, vocabulary: Vocabulary, days: range, visits: int, report: str) -> None:
    rows = [
        facts.fact(day_number(LAST) - back, vocabulary=vocabulary.value, report=report,
                   visits=visits)
        for back in days
    ]  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)


def told(shop):
    with shop.store.read() as session:
        return journey_reading.told(
            session, shop.id, (Subject.SHOP, Subject.CHANNEL), "visits", Period.ending(LAST, 200)
        )


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ((Vocabulary.SMARTSTORE, "smartstore_sales"), (Vocabulary.BIZADVISOR, "bizadvisor_sales")),
        ((Vocabulary.BIZADVISOR, "bizadvisor_sales"), (Vocabulary.SMARTSTORE, "smartstore_sales")),
    ],
)
def test_of_two_vocabularies_only_the_one_of_the_newest_days_is_told(shop, new, old):
    """Visits of the one are not the visits of the other: a sum of both would mean nothing."""
    tell(shop, new[0], range(30), 100, new[1])
    tell(shop, old[0], range(30, 90), 7, old[1])
    found = told(shop)
    assert found.vocabulary is new[0]
    assert (found.first, found.last) == (LAST - timedelta(days=29), LAST)
    assert set(found.rows["value"]) == {100.0}


@pytest.mark.parametrize(
    ("days", "old_last", "is_new"),
    [(28, 28, True), (27, 27, False), (27, 28, False), (5, 29, True)],
)
def test_a_few_days_counted_another_way_do_not_take_the_place_of_years(
    local, days, old_last, is_new
):
    tell(local, Vocabulary.SMARTSTORE, range(days), 100, "smartstore_sales")
    tell(local, Vocabulary.BIZADVISOR, range(old_last, 150), 7, "bizadvisor_sales")
    found = told(local)
    assert (found.vocabulary is Vocabulary.SMARTSTORE) is is_new
    assert len(set(found.rows["value"])) == 1


def test_a_typed_week_after_the_files_is_told_alone_and_one_beside_them_not_at_all(local):
    """What the seller counted by hand is not added to what files count."""
    week = facts.fact(
        day_number(LAST) - 6, day_number(LAST), vocabulary=Vocabulary.TYPED.value,
        report="typed_week", visits=70,
    )  # fmt: skip
    tell(local, Vocabulary.SMARTSTORE, range(7, 60), 100, "smartstore_sales")
    facts.put(local.store, Record.STATISTIC, [week])
    found = told(local)
    assert (found.vocabulary, found.rows["value"].tolist()) == (Vocabulary.TYPED, [70.0])
    tell(local, Vocabulary.SMARTSTORE, range(7), 100, "smartstore_sales")
    found = told(local)
    assert (found.vocabulary, len(found.rows)) == (Vocabulary.SMARTSTORE, 60)


def test_what_no_file_of_the_smartstore_tells_is_not_told(shop):
    tell(shop, Vocabulary.COUPANG, range(30), 100, "coupang_insights")
    assert told(shop) is None


def test_a_file_of_several_days_has_its_even_part_and_cannot_be_cut():
    first = date(2026, 11, 1)
    history = Period(first, first + timedelta(days=9))
    rows = {"first": [day_number(first) + 2.0], "last": [day_number(first) + 5.0], "value": [40.0]}
    told_of = Told(pd.DataFrame(rows), frozenset(), Vocabulary.SMARTSTORE)
    found = spread(told_of, history)
    assert found.days[2:6].tolist() == [10.0] * 4
    assert np.isnan(found.days[[0, 1, 6, 7, 8, 9]]).all()
    begun, ended = first + timedelta(days=2), first + timedelta(days=5)
    assert total(found, history, Period(begun, ended)) == 40.0
    assert total(found, history, Period(begun, ended - timedelta(days=1))) is None
