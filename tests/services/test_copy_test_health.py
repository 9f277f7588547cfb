"""What may be wrong with a running test is told, and never which version is ahead."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import (
    copy_test_counts,
    copy_test_health,
    copy_test_lists,
    copy_test_using,
    copy_tests,
    events,
)
from core.services.actions import Said
from core.services.copy_test_health import Impossible, Missing, Sample
from core.services.copy_test_kept import Draft
from core.services.events import Event, EventKind
from core.terms import Period
from core.terms.copy_tests import Count, Design, Response, Version
from tests import shops

DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 3, tzinfo=UTC)
VERSIONS = (Version("A", "하나"), Version("B", "둘"))
ADS = Draft("광고", Design.AD_PLATFORM, Response.CLICKS, VERSIONS, days=7, visitors=100)


@pytest.fixture(scope="module")
def same(tmp_path_factory):
    """One shop for all tests that leave it as it is."""
    opened = shops.opened(tmp_path_factory.mktemp("same"))
    yield opened
    opened.close()


def day(number):
    return DAY + timedelta(days=number)


def running(shop, **more):
    return copy_tests.start(shop, copy_tests.add(shop, replace(ADS, **more), START).id, START)


def counted(days, shown=50, reacted=2):
    return tuple(Count(one, day(n), shown, reacted) for n in days for one in "AB")


def look(shop, test, counts, today):
    return copy_test_health.health(shop, test, counts, today)


def test_a_draft_has_neither_progress_nor_health(same):
    test = copy_tests.add(same, ADS, START)
    assert copy_test_health.progress(test, (), DAY) is None
    assert look(same, test, (), DAY) is None


@pytest.mark.parametrize(
    ("number", "wanted"), [(-1, (0, 0, False)), (0, (1, 0, False)), (3, (4, 3, False)),
                           (6, (7, 6, False)), (7, (7, 7, True)), (30, (7, 7, True))],
)  # fmt: skip
def test_days_of_the_plan_go_by(same, number, wanted):
    test = running(same)
    found = copy_test_health.progress(test, (), day(number))
    assert (found.day, found.whole_days, found.is_over) == wanted
    assert (found.days, found.last_day, found.planned, found.shown) == (7, day(6), 700, None)
    assert found.part == pytest.approx(wanted[1] / 7)


def test_the_plan_is_reached_by_those_who_were_shown_a_version(same):
    test = running(same)
    found = copy_test_health.progress(test, counted(range(3)), day(3))
    assert (found.shown, found.part) == (300, pytest.approx(300 / 700))
    assert copy_test_health.progress(test, counted(range(3), 500), day(3)).part == 1


def test_samples_are_held_against_the_shares(same):
    test = running(same, versions=(VERSIONS[0], replace(VERSIONS[1], share=3)))
    found = look(same, test, counted(range(2), 40), day(2))
    assert found.samples == (Sample("A", 80, 40.0, 175), Sample("B", 80, 120.0, 525))
    assert look(same, test, (), day(0)).samples == (
        Sample("A", None, None, 175), Sample("B", None, None, 525),
    )  # fmt: skip


def test_days_that_were_not_counted_are_named(same):
    test = running(same)
    counts = (*counted([0, 2]), Count("A", day(3), 50, 2), Count("B", day(4), 50, None))
    assert look(same, test, counts, day(5)).missing == (
        Missing(day(1), ("A", "B")), Missing(day(3), ("B",)), Missing(day(4), ("A", "B")),
    )  # fmt: skip
    assert look(same, test, (), day(0)).missing == ()
    assert len(look(same, test, (), day(2)).missing) == 2
    assert len(look(same, test, (), day(40)).missing) == 7
    whole = tuple(replace(one, day=None) for one in counted([0]))
    assert look(same, test, whole, day(5)).missing == ()


def test_of_a_list_a_day_lacks_counts_only_if_no_version_has_any(same):
    test = running(same, design=Design.LIST_SPLIT)
    counts = (Count("A", day(0), 90, 2), Count("B", day(1), 90, 2))
    assert look(same, test, counts, day(3)).missing == (Missing(day(2), ("A", "B")),)


def test_on_each_day_only_its_own_version_is_expected(same):
    test = running(same, design=Design.ALTERNATE_DAYS, days=14)
    turns = test.plan.days
    counts = tuple(Count(turns[day(n)], day(n), 100, 3) for n in range(3))
    wrong = "A" if turns[day(1)] == "B" else "B"
    counts += (Count(wrong, day(1), 10, 1), Count(wrong, day(2), 0, 0))
    found = look(same, test, counts, day(5))
    assert found.missing == (Missing(day(3), (turns[day(3)],)), Missing(day(4), (turns[day(4)],)))
    assert found.off_turn == ((day(1), wrong),)
    assert {one.expected for one in found.samples} == {None}


def test_a_comparison_of_before_and_after_expects_no_version_on_a_day(same):
    test = running(same, design=Design.BEFORE_AFTER)
    assert look(same, test, counted([0]), day(3)).missing == ()


def test_more_answers_than_messages_are_told_with_their_day(same):
    test = running(same, design=Design.LIST_SPLIT)
    counts = (
        Count("A", day(0), 10, 3), Count("A", day(1), 0, 6), Count("A", day(2), 0, 2),
        Count("B", day(0), 5, 5), Count("B", day(1), None, 3), Count("B", day(2), 4, 1),
    )  # fmt: skip
    assert look(same, test, counts, day(3)).impossible == (Impossible("A", day(2), 10, 11),)
    whole = (Count("A", None, 10, 3), Count("B", None, 10, 11))
    assert look(same, test, whole, day(3)).impossible == (Impossible("B", None, 10, 11),)


def test_what_else_happened_is_told_and_its_days_can_be_cut(shop):
    test = running(shop)
    events.add(shop, Event(EventKind.PROMOTION, Period(day(2), day(3)), "할인"), START)
    events.add(shop, Event(EventKind.STOCK_OUT, Period(day(6), day(9)), "품절"), START)
    events.add(shop, Event(EventKind.PRICE, Period(day(20), day(20)), "값"), START)
    counts = counted(range(7))
    early = look(shop, test, counts, day(4))
    assert [one.title for one in early.events if one.title] == ["할인"]
    found = look(shop, test, counts, day(8))
    assert [one.title for one in found.events if one.title] == ["할인", "품절"]
    assert {day(2), day(3), day(6)} <= set(found.mixed_days)
    left = copy_test_health.cut(counts, [day(2), day(3)])
    assert len(left) == 10
    whole = (Count("A", None, 1, 1),)
    assert copy_test_health.cut(whole, [DAY]) == whole


def test_the_use_of_its_own_version_disturbs_no_test(local):
    test = running(local)
    copy_tests.stop(local, test.id, {}, START)
    used = copy_test_using.apply(local, test.id, "B", Said("B로 바꿈"), START)
    assert "B로 바꿈" not in [one.title for one in look(local, used, (), day(3)).events]


def test_other_tests_of_the_same_people_and_the_same_place_are_told(local):
    one, other = running(local), running(local)
    running(local, product_id=4)
    running(local, first_day=day(20))
    running(local, design=Design.TWO_LINKS)
    assert look(local, one, (), day(1)).same_place == (other.id,)
    people = copy_test_lists.pasted(local, "01011112222\n01033334444\n")
    lists = []
    for _ in range(2):
        test = copy_tests.add(local, replace(ADS, design=Design.LIST_SPLIT), START)
        copy_test_lists.split(local, test.id, people)
        lists.append(copy_tests.start(local, test.id, START))
    found = look(local, lists[0], (), day(1))
    assert found.elsewhere == ((lists[1].id, 2),)
    assert found.same_place == ()


def test_nothing_in_health_says_which_version_is_ahead(local):
    test = running(local)
    test = copy_test_counts.enter(local, test.id, counted([0], 50, 2), START)
    ahead = (Count("A", day(0), 50, 2), Count("B", day(0), 50, 40))
    even = copy_tests.counts(local, [test.id])[test.id]
    assert look(local, test, ahead, day(1)) == look(local, test, even, day(1))


def test_counts_of_the_whole_test_are_told_as_such(local):
    test = running(local)
    assert not look(local, test, counted(range(2)), day(3)).at_once
    assert look(local, test, (Count("A", None, 9, 1), Count("B", None, 9, 1)), day(3)).at_once
