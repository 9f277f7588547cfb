"""Today asks for what running tests need: which text, what to send, when to switch, counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.services import copy_test_counts, copy_tests, todo
from core.services.copy_test_days import schedule
from core.services.copy_test_kept import Draft
from core.services.todo import TodoKind
from core.terms.copy_tests import Count, Design, Response, Version

DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 3, tzinfo=UTC)
TEXTS = (Version("A", "하나"), Version("B", "둘"))
TURNS = Draft("머리말", Design.ALTERNATE_DAYS, Response.CLICKS, TEXTS, days=14)
COPY = {kind for kind in TodoKind if kind.value.startswith("copy_")}


def day(number):
    return DAY + timedelta(days=number)


def running(shop, draft):
    return copy_tests.start(shop, copy_tests.add(shop, draft, START).id, START)


def asked(shop, number):
    found = todo.todo(shop, day(number))
    return [(one.kind, one.letters, one.day) for one in found if one.kind in COPY]


def test_the_text_of_the_day_is_told_each_day(shop):
    test = running(shop, TURNS)
    for number in (0, 1):
        turn = test.plan.days[day(number)]
        found = asked(shop, number)
        assert found[0] == (TodoKind.COPY_TURN, (turn,), day(number))
    assert test.plan.days[day(0)] != test.plan.days[day(1)]
    assert schedule(test) == test.plan.days


def test_days_without_counts_are_asked_for_while_the_test_runs(shop):
    test = running(shop, TURNS)
    rows = [Count(test.plan.days[day(0)], day(0), 100, 3)]
    copy_test_counts.enter(shop, test.id, rows, START)
    assert TodoKind.COPY_MISSING not in [one[0] for one in asked(shop, 1)]
    kinds = {one[0]: one for one in asked(shop, 3)}
    assert kinds[TodoKind.COPY_MISSING][2] == day(1)
    (missing,) = [one for one in todo.todo(shop, day(3)) if one.kind is TodoKind.COPY_MISSING]
    assert (missing.count, missing.test, missing.name) == (2, test.id, "머리말")


def test_counts_of_a_test_that_is_over_are_asked_for_once(shop):
    running(shop, TURNS)
    assert [one[0] for one in asked(shop, 14)] == [TodoKind.COPY_COUNTS]


def test_a_finished_test_waits(shop):
    test = running(shop, replace(TURNS, design=Design.AD_PLATFORM))
    rows = [Count(one, day(n), 100, 5) for one in "AB" for n in range(14)]
    copy_test_counts.enter(shop, test.id, rows, START + timedelta(days=14))
    assert [one[0] for one in asked(shop, 14)] == [TodoKind.COPY_TESTS]


def test_the_day_to_switch_is_told(shop):
    test = running(shop, replace(TURNS, design=Design.BEFORE_AFTER, control="B"))
    assert asked(shop, 0) == [(TodoKind.COPY_SWITCH, ("B",), day(0))]
    assert TodoKind.COPY_SWITCH not in [one[0] for one in asked(shop, 6)]
    assert asked(shop, 7)[0] == (TodoKind.COPY_SWITCH, ("A",), day(7))
    days = schedule(test)
    assert (len(days), days[day(6)], days[day(7)], days[day(13)]) == (14, "B", "A", "A")


def test_the_lists_of_a_message_are_to_be_sent_on_the_first_day(shop):
    test = running(shop, replace(TURNS, design=Design.LIST_SPLIT))
    assert asked(shop, 0) == [(TodoKind.COPY_SEND, ("A", "B"), day(0))]
    assert TodoKind.COPY_SEND not in [one[0] for one in asked(shop, 1)]
    assert schedule(test) == {}


def test_what_cannot_wait_comes_first_and_is_ticked_by_itself(local):
    running(local, TURNS)
    running(local, replace(TURNS, title="다른 머리말", channel="naver"))
    found = todo.todo(local, DAY)
    assert [one.kind for one in found[:2]] == [TodoKind.COPY_TURN] * 2
    todo.tick(local, DAY, found[0].item, START)
    assert [one.is_done for one in todo.todo(local, DAY)[:2]] == [True, False]


def test_a_draft_and_a_test_that_was_stopped_ask_for_nothing(local):
    test = running(local, TURNS)
    copy_tests.add(local, TURNS, START)
    copy_tests.stop(local, test.id, {}, START)
    assert asked(local, 0) == []


def test_equally_many_days_for_three_texts_in_a_row(local):
    three = (*TEXTS, Version("C", "셋"))
    test = running(local, replace(TURNS, design=Design.BEFORE_AFTER, versions=three, days=8))
    assert "".join(schedule(test).values()) == "AABBBCCC"
