"""Of two files about the same days the one that was downloaded last counts."""

from datetime import date, timedelta

import pytest

from core.services.opening import OpenShop
from core.terms import AdPlatform
from tests.attacks.taking import TODAY, csv, spent, take

HEADINGS = "일별,캠페인,노출수,클릭수,총비용,총 전환수"
TITLE = '"보고서(2026.05.01.~2026.05.31.)",danexample'


def report(last: int, conversions: int) -> bytes:
    """The days of May up to one of them, with so many conversions each."""
    days = range(1, last + 1)
    lines = [f"2026.05.{day:02}.,머그,100,10,1000,{conversions}" for day in days]
    return csv(HEADINGS, *lines, above=[TITLE])


def conversions(shop: OpenShop) -> float:
    return spent(shop, names=["conversions"])[AdPlatform.NAVER_SEARCH][0]


def test_a_part_of_the_days_that_is_downloaded_again_later_replaces_them(books: OpenShop) -> None:
    take(books, "가.csv", report(20, 1), today=TODAY - timedelta(days=9))
    taken = take(books, "나.csv", report(10, 3))
    assert (taken.saved.changed, taken.saved.outdated) == (10, 0)
    assert conversions(books) == 10 * 3 + 10


@pytest.mark.parametrize("order", [(20, 10), (10, 20)])
def test_of_files_dropped_together_the_one_that_reaches_further_counts(books, order) -> None:
    for last in order:
        take(books, f"{last}.csv", report(last, last))
    assert conversions(books) == 20 * 20


def test_the_same_bytes_are_no_younger_when_they_come_again(books: OpenShop) -> None:
    take(books, "가.csv", report(10, 1), today=TODAY - timedelta(days=9))
    take(books, "나.csv", report(10, 3), today=TODAY - timedelta(days=5))
    again = take(books, "가 (1).csv", report(10, 1))
    assert (again.upload_id, again.saved.changed) == (1, 0)
    assert conversions(books) == 30


def test_an_export_whose_name_tells_its_moment_is_not_replaced_by_an_older_one(
    books: OpenShop,
) -> None:
    before = date(2026, 6, 2)
    take(books, "보고서_20260601_0900.csv", report(10, 3), today=before)
    older = take(books, "보고서_20260515_0900.csv", report(10, 1))
    assert (older.saved.changed, older.saved.outdated) == (0, 10)
    assert conversions(books) == 30
