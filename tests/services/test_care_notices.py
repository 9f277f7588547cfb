"""What people worry about, which notice answers it, and the way back from each change."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.services import care_notices, care_rules
from core.services.care_notices import NOTICES, Place, Step, Worry, board, points, put
from core.services.kept_notes import NoteRefused
from core.store.notes import NoteChanged

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def worry(shop, code):
    found = board(shop)
    return {one.point: one for one in (*found.worries, *found.left_out)}[code]


def test_every_step_has_worries_and_every_notice_is_known():
    assert {point.step for point in points().values()} == set(Step)
    assert {point.notice for point in points().values()} <= {"", *NOTICES}
    assert all(point.text.endswith(("요.", "어요.", "요")) for point in points().values())


def test_a_new_shop_has_the_usual_worries_and_those_without_a_notice_are_counted(shop):
    found = board(shop)
    assert len(found.worries) == len(points())
    assert found.answered == sum(bool(point.notice) for point in points().values())
    assert [one.step for one in found.worries] == sorted(
        (one.step for one in found.worries), key=list(Step).index
    )


def test_an_assigned_notice_answers_and_is_taken_back(shop):
    before = worry(shop, "sold_out")
    now = put(shop, replace(before, notice=Place.TALK, text="알려 드릴게요."), NOW)
    assert board(shop).is_answered(worry(shop, "sold_out"))
    changed = put(shop, replace(now, notice=Place.CARD), NOW)
    care_notices.undo(shop, now, changed, NOW)
    assert worry(shop, "sold_out").notice == Place.TALK
    care_notices.undo(shop, before, worry(shop, "sold_out"), NOW)
    assert worry(shop, "sold_out") == before


def test_a_notice_whose_rule_is_off_answers_nothing(shop):
    answered = board(shop).answered
    rule = care_rules.rules(shop)[care_rules.Kind.TIP]
    care_rules.change(shop, replace(rule, is_on=False), NOW)
    found = board(shop)
    assert found.off == {"tip"}
    assert found.answered == answered - sum(p.notice == "tip" for p in points().values())


def test_a_worry_that_does_not_concern_the_shop_is_left_out_and_comes_back(shop):
    now = put(shop, replace(worry(shop, "how_to"), is_left_out=True), NOW)
    found = board(shop)
    assert [one.point for one in found.left_out] == ["how_to"]
    assert len(found.worries) == len(points()) - 1
    put(shop, replace(now, is_left_out=False), NOW)
    assert not board(shop).left_out


def test_an_own_worry_is_added_changed_thrown_away_and_brought_back(shop):
    mine = put(shop, Worry(Step.USING, name="식기세척기에 넣어도 될까요?"), NOW)
    assert board(shop).at(Step.USING)[-1] == mine
    put(shop, replace(mine, notice="card"), NOW)
    mine = board(shop).at(Step.USING)[-1]
    care_notices.delete(shop, mine, NOW)
    assert mine.name not in {one.name for one in board(shop).worries}
    (gone,) = care_notices.deleted(shop)
    care_notices.bring_back(shop, gone)
    assert board(shop).at(Step.USING)[-1].notice == "card"


def test_two_windows_do_not_overwrite_each_other(shop):
    first = second = worry(shop, "broken")
    put(shop, replace(first, notice="card"), NOW)
    with pytest.raises(NoteChanged):
        put(shop, replace(second, notice="page"), NOW)
    seen = worry(shop, "broken")
    put(shop, replace(seen, notice="talk"), NOW)
    with pytest.raises(NoteChanged):
        put(shop, replace(seen, notice="page"), NOW)
    assert worry(shop, "broken").notice == "talk"


@pytest.mark.parametrize("name", ["", "   ", "ㄱ" * 121])
def test_a_worry_without_words_or_with_too_many_is_refused(local, name):
    with pytest.raises(NoteRefused):
        put(local, Worry(Step.SENT, name=name), NOW)


def test_an_unknown_notice_is_impossible(local):
    with pytest.raises(ValueError, match="no worry"):
        put(local, Worry(Step.SENT, name="a", notice="pigeon"), NOW)
