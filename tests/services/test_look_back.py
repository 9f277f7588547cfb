"""The answers of a week are kept by week, and come back when they were overwritten."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import look_back
from core.services.look_back import Question
from core.store.notes import NoteChanged, NoteGone
from tests import shops

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def shop(tmp_path):
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def test_a_week_begins_on_its_monday():
    assert {look_back.week_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}


def test_answers_are_kept_by_week(shop):
    first = look_back.save(
        shop, MONDAY, {Question.DISCOMFORT: " 포장 ", Question.DELIGHT: "  "}, NOW, 0
    )
    assert (first.answers, first.version) == ({Question.DISCOMFORT: "포장"}, 1)
    assert first.sunday == MONDAY + timedelta(days=6)
    before = MONDAY - timedelta(days=7)
    look_back.save(shop, before, {Question.NEXT: "사진"}, NOW, 0)
    assert [one.monday for one in look_back.listed(shop)] == [MONDAY, before]


def test_overwritten_answers_come_back(shop):
    one = look_back.save(shop, MONDAY, {Question.NEXT: "사진"}, NOW, 0)
    look_back.save(shop, MONDAY, {Question.NEXT: "글"}, NOW, one.version)
    assert look_back.undo(shop, MONDAY).answers == {Question.NEXT: "사진"}
    with pytest.raises(NoteGone):
        look_back.undo(shop, MONDAY)


def test_what_another_window_wrote_meanwhile_is_not_taken_back(shop):
    look_back.save(shop, MONDAY, {Question.NEXT: "사진"}, NOW, 0)
    seen = look_back.save(shop, MONDAY, {Question.NEXT: "글"}, NOW, 1).version
    look_back.save(shop, MONDAY, {Question.NEXT: "다른 창"}, NOW, seen)
    with pytest.raises(NoteChanged):
        look_back.undo(shop, MONDAY, seen)
    assert look_back.listed(shop)[0].answers == {Question.NEXT: "다른 창"}


def test_another_window_is_not_overwritten(shop):
    look_back.save(shop, MONDAY, {Question.NEXT: "사진"}, NOW, 0)
    with pytest.raises(NoteChanged):
        look_back.save(shop, MONDAY, {Question.NEXT: "글"}, NOW, 0)
    with pytest.raises(NoteChanged):
        look_back.save(shop, MONDAY - timedelta(days=7), {Question.NEXT: "글"}, NOW, 3)


@pytest.mark.parametrize(("days", "due"), [(0, None), (16, None), (17, 11)])
def test_a_look_back_is_due_ten_days_after_the_last_week(days, due):
    assert look_back.days_overdue(MONDAY, MONDAY + timedelta(days=days)) == due


def test_who_never_looked_back_is_not_late():
    assert look_back.days_overdue(None, MONDAY) is None
