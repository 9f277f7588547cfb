"""Complaints go from 접수 to 다시 확인, each step with its time and its way back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import (
    voice_complaint_list,
    voice_complaints,
    voice_feedback,
    voice_limits,
    voice_steps,
)
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.voice_complaint_list import Again
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.services.voice_steps import StepProblem, StepRefused
from core.store import notes
from core.store import voice_complaints as store
from core.store.notes import NoteChanged, NoteGone
from core.store.voice_tables import ComplaintRow
from core.terms import Mall
from core.terms.voice import ComplaintStatus
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BROKEN = Complaint("손잡이가 깨졌어요")
KIM, LEE = f"{'kim':0>32}", f"{'lee':0>32}"


def now_of(shop, number):
    with shop.store.read() as session:
        return voice_complaints.read(notes.find(session, ComplaintRow, shop.id, number))


def open_orders(shop):
    with shop.store.read() as session:
        return store.open_complaint_orders(session, shop.id)


def open_buyers(shop):
    with shop.store.read() as session:
        return store.open_complaint_buyers(session, shop.id)


def test_a_complaint_goes_its_way(shop):
    one = voice_complaints.add(shop, BROKEN, NOW)
    assert (one.status, one.opened_at, one.due_at) == (ComplaintStatus.RECEIVED, NOW, NOW + DAY)
    voice_steps.reply(shop, one.id, NOW + HOUR)
    doing = now_of(shop, one.id)
    assert (doing.status, doing.first_reply_at) == (ComplaintStatus.DOING, NOW + HOUR)
    assert doing.due_at == NOW + HOUR + 3 * DAY
    voice_steps.solve(shop, one.id, NOW + 2 * DAY, alternative="새것으로 바꿔 드림", cost=12_000)
    solved = now_of(shop, one.id)
    assert (solved.status, solved.alternative) == (ComplaintStatus.SOLVED, "새것으로 바꿔 드림")
    assert (solved.cost, solved.resolved_at) == (12_000, NOW + 2 * DAY)
    assert solved.due_at == NOW + 9 * DAY
    voice_steps.checked(shop, one.id, NOW + 9 * DAY)
    ended = now_of(shop, one.id)
    assert (ended.status, ended.checked_at) == (ComplaintStatus.CHECKED, NOW + 9 * DAY)
    assert ended.first_reply_at == NOW + HOUR


def test_each_step_is_taken_back(shop):
    one = voice_complaints.add(shop, BROKEN, NOW)
    voice_steps.reply(shop, one.id, NOW + HOUR)
    voice_steps.solve(shop, one.id, NOW + DAY, alternative="환불")
    voice_steps.checked(shop, one.id, NOW + 8 * DAY)
    for before in (ComplaintStatus.SOLVED, ComplaintStatus.DOING, ComplaintStatus.RECEIVED):
        voice_complaints.undo(shop, one.id)
        assert now_of(shop, one.id).status is before
    back = now_of(shop, one.id)
    assert (back.first_reply_at, back.due_at, back.alternative) == (None, NOW + DAY, "")
    with pytest.raises(NoteGone):
        voice_complaints.undo(shop, one.id)


@pytest.mark.parametrize("offered", [None, "", "   "])
def test_nothing_is_solved_without_an_alternative(shop, offered):
    one = voice_complaints.add(shop, BROKEN, NOW)
    voice_steps.reply(shop, one.id, NOW)
    with pytest.raises(StepRefused) as caught:
        voice_steps.solve(shop, one.id, NOW, alternative=offered)
    assert caught.value.problem is StepProblem.NO_ALTERNATIVE
    assert now_of(shop, one.id).status is ComplaintStatus.DOING
    voice_complaints.edit(shop, replace(now_of(shop, one.id), alternative="부분 환불"), NOW)
    voice_steps.solve(shop, one.id, NOW)
    assert now_of(shop, one.id).alternative == "부분 환불"


def test_a_solution_is_a_first_reply_too(local):
    one = voice_complaints.add(local, BROKEN, NOW)
    voice_steps.solve(local, one.id, NOW + HOUR, alternative="환불")
    assert now_of(local, one.id).first_reply_at == NOW + HOUR


def test_somebody_who_is_not_content_after_all_is_looked_after_again(local):
    one = voice_complaints.add(local, BROKEN, NOW)
    voice_steps.solve(local, one.id, NOW, alternative="환불", cost=3_000)
    voice_steps.reopen(local, one.id, NOW + 8 * DAY)
    again = now_of(local, one.id)
    assert (again.status, again.resolved_at) == (ComplaintStatus.DOING, None)
    assert (again.due_at, again.first_reply_at, again.cost) == (NOW + 11 * DAY, NOW, 3_000)


def test_a_step_begins_only_where_it_can(local):
    one = voice_complaints.add(local, BROKEN, NOW)
    for step in (voice_steps.checked, voice_steps.reopen):
        with pytest.raises(StepRefused):
            step(local, one.id, NOW)
    voice_steps.reply(local, one.id, NOW)
    with pytest.raises(StepRefused):
        voice_steps.reply(local, one.id, NOW)
    voice_complaints.delete(local, one.id, NOW)
    with pytest.raises(StepRefused) as caught:
        voice_steps.solve(local, one.id, NOW, alternative="환불")
    assert caught.value.problem is StepProblem.NOT_NOW


def test_of_two_windows_the_second_one_changes_nothing(shop):
    one = voice_complaints.add(shop, BROKEN, NOW)
    voice_steps.reply(shop, one.id, NOW, one.version)
    with pytest.raises(NoteChanged):
        voice_steps.reply(shop, one.id, NOW, one.version)
    with pytest.raises(NoteChanged):
        voice_complaints.edit(shop, replace(one, text="낡은 창"), NOW)
    assert now_of(shop, one.id).text == BROKEN.text


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": " "}, NoteProblem.NOTHING_SAID),
        ({"text": "x" * 4001}, NoteProblem.TOO_LONG),
        ({"alternative": "x" * 2001}, NoteProblem.TOO_LONG),
        ({"theme": "x" * 41}, NoteProblem.TOO_LONG),
        ({"cost": -1}, NoteProblem.NUMBER),
        ({"opened_at": NOW + HOUR}, NoteProblem.IN_FUTURE),
    ],
)
def test_an_impossible_complaint_is_refused(local, wrong, problem):
    with pytest.raises(NoteRefused) as caught:
        voice_complaints.add(local, replace(BROKEN, **wrong), NOW)
    assert caught.value.problem is problem


def test_the_words_of_a_complaint_are_cleaned(local):
    said = replace(
        BROKEN, text="010-1234-5678로 화냄", note="김철수님", alternative="a@b.kr로 보냄"
    )
    one = voice_complaints.add(local, said, NOW)
    assert "1234" not in one.text
    assert "철수" not in one.note
    assert "@" not in one.alternative


def test_a_remark_becomes_one_complaint_however_often_it_is_asked(shop):
    remark = voice_feedback.add(shop, Remark("깨졌어요", TODAY), NOW, complains=True)
    made = voice_feedback.complain(shop, remark.id, NOW + HOUR)
    assert (made.feedback_id, made.text, made.opened_at) == (remark.id, "깨졌어요", NOW)
    assert len(voice_complaint_list.listed(shop, TODAY)) == 1
    voice_complaints.delete(shop, made.id, NOW)
    assert voice_feedback.complain(shop, remark.id, NOW).id != made.id


def test_a_complaint_of_an_earlier_day_came_in_by_its_end_at_the_latest(local):
    said = Remark("깨졌어요", date(2026, 11, 22))
    remark = voice_feedback.add(local, said, NOW, complains=True)
    made = voice_feedback.complain(local, remark.id, NOW)
    assert made.opened_at == datetime(2026, 11, 22, 15, tzinfo=UTC)  # midnight in Seoul
    assert made.is_overdue(NOW)


def test_a_review_becomes_one_complaint(shop):
    of_review = replace(BROKEN, about=About(Mall.COUPANG, "O1"), review_no="R7")
    one = voice_complaints.add(shop, of_review, NOW)
    assert voice_complaints.add(shop, replace(of_review, text="다시"), NOW).id == one.id
    other = replace(of_review, about=About(Mall.SMARTSTORE, "O1"))
    assert voice_complaints.add(shop, other, NOW).id != one.id


def test_the_people_and_orders_with_an_open_complaint_are_told(shop):
    about = About(Mall.SMARTSTORE, "O1", None, KIM)
    one = voice_complaints.add(shop, replace(BROKEN, about=about), NOW)
    voice_complaints.add(shop, BROKEN, NOW)
    assert (open_buyers(shop), open_orders(shop)) == ({KIM}, {(1, "O1")})
    voice_steps.solve(shop, one.id, NOW, alternative="환불")
    assert (open_buyers(shop), open_orders(shop)) == (frozenset(), frozenset())
    voice_complaints.undo(shop, one.id)
    assert open_buyers(shop) == {KIM}
    voice_complaints.delete(shop, one.id, NOW)
    assert open_orders(shop) == frozenset()


def test_how_long_an_answer_may_take_is_the_sellers_to_set(shop):
    voice_limits.change(shop, "answer_hours", 48, NOW)
    voice_limits.change(shop, "solve_days", 5, NOW)
    one = voice_complaints.add(shop, BROKEN, NOW)
    assert one.due_at == NOW + 2 * DAY
    voice_steps.reply(shop, one.id, NOW)
    assert now_of(shop, one.id).due_at == NOW + 5 * DAY
    voice_limits.change(shop, "answer_hours", None, NOW)
    assert voice_limits.limits(shop).answer_hours == 24
    with pytest.raises(NoteRefused):
        voice_limits.change(shop, "answer_hours", 0, NOW)


def test_overdue_is_what_should_have_been_done_by_now(shop):
    late = voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - 25 * HOUR), NOW)
    voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - 23 * HOUR), NOW)
    told = voice_complaint_list.figures(shop, NOW)
    assert (told.open, told.overdue, told.first_reply, told.replied) == (2, 1, None, 0)
    voice_steps.reply(shop, late.id, NOW)
    assert voice_complaint_list.figures(shop, NOW).overdue == 0


def test_the_median_of_first_replies_is_told_from_five_on(shop):
    for hours in (1, 2, 3, 50):
        one = voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - 100 * HOUR), NOW)
        voice_steps.reply(shop, one.id, NOW - (100 - hours) * HOUR)
    assert voice_complaint_list.figures(shop, NOW).first_reply is None
    one = voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - 100 * HOUR), NOW)
    voice_steps.reply(shop, one.id, NOW - 96 * HOUR)
    told = voice_complaint_list.figures(shop, NOW)
    assert (told.first_reply, told.replied) == (pytest.approx(3), 5)
    # What nobody replied to in time is longer than all, and what still has time is left out.
    voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - HOUR), NOW)
    assert voice_complaint_list.figures(shop, NOW).first_reply == pytest.approx(3)
    for _ in range(4):
        voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - 60 * HOUR), NOW)
    told = voice_complaint_list.figures(shop, NOW)
    assert (told.first_reply, told.unreplied) == (pytest.approx(50), 4)
    for _ in range(2):
        voice_complaints.add(shop, replace(BROKEN, opened_at=NOW - 60 * HOUR), NOW)
    assert voice_complaint_list.figures(shop, NOW).first_reply is None


def test_what_it_cost_is_added_up_where_it_was_said(shop):
    assert voice_complaint_list.figures(shop, NOW).cost is None
    for cost in (12_000, 0, None):
        one = voice_complaints.add(shop, BROKEN, NOW)
        voice_steps.solve(shop, one.id, NOW, alternative="환불", cost=cost)
    assert voice_complaint_list.figures(shop, NOW).cost == 12_000


def bought(shop, *days, buyer="kim", name="orders.xlsx"):
    shops.take(shop, [Line(day, buyer, order=f"{buyer}{day}") for day in days], name=name)


def complained(shop, day, buyer=KIM):
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    about = About(Mall.SMARTSTORE, "O1", None, buyer)
    return voice_complaints.add(shop, replace(BROKEN, about=about, opened_at=at), NOW)


FIRST = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("later", "again"),
    [(0, Again.NO), (1, Again.YES), (90, Again.YES), (91, Again.NO)],
)
def test_buying_again_counts_from_the_day_after_to_the_ninetieth(shop, later, again):
    complained(shop, FIRST)
    bought(shop, FIRST - 5 * DAY, FIRST + later * DAY, date(2026, 11, 22))
    (entry,) = voice_complaint_list.listed(shop, TODAY)
    assert entry.again is again
    assert entry.again_on == (FIRST + later * DAY if again is Again.YES else None)


def test_nothing_is_said_before_the_days_are_over_or_where_no_file_tells(shop):
    complained(shop, date(2026, 11, 1))
    complained(shop, FIRST, LEE)
    voice_complaints.add(shop, BROKEN, NOW)
    bought(shop, date(2026, 6, 1), date(2026, 9, 28))  # the ninetieth day of the second is 29 Sep
    told = [it.again for it in voice_complaint_list.listed(shop, TODAY)]
    assert told == [Again.UNKNOWN, Again.EARLY, Again.EARLY]
    figures = voice_complaint_list.figures(shop, NOW)
    assert (figures.buyers, figures.again, figures.waiting) == (0, 0, 2)


def test_those_who_bought_again_are_counted_by_person(shop):
    for number in range(6):
        complained(shop, FIRST, f"{f'b{number}':0>32}")
    complained(shop, FIRST + DAY, f"{'b0':0>32}")
    shops.take(
        shop,
        [Line(FIRST + 9 * DAY, f"b{number}") for number in range(2)]
        + [Line(date(2026, 11, 22), "somebody")],
    )
    told = voice_complaint_list.figures(shop, NOW)
    assert (told.buyers, told.again, told.waiting, told.tells_again) == (6, 2, 0, True)


def test_a_moment_that_is_typed_in_is_one_of_seoul_and_one_left_alone_stays():
    told = replace(BROKEN, due_at=NOW + timedelta(seconds=30))
    shown = voice_complaints.due_here(told)
    assert shown == datetime(2026, 11, 25, 12, 0)  # noqa: DTZ001  (as a clock on a wall)
    assert voice_complaints.due_of(told, shown) == told.due_at
    assert voice_complaints.due_of(told, None) == told.due_at
    assert voice_complaints.due_of(told, shown.replace(hour=9)) == NOW - 3 * HOUR
    assert voice_complaints.due_here(BROKEN) is None


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": " "}, NoteProblem.NOTHING_SAID),
        ({"theme": "가" * 41}, NoteProblem.TOO_LONG),
        ({"opened_at": NOW + DAY}, NoteProblem.IN_FUTURE),
        ({"note": "가" * 2001}, NoteProblem.TOO_LONG),
        ({"cost": -1}, NoteProblem.NUMBER),
    ],
)
def test_an_impossible_complaint_is_neither_kept_nor_changed_into(local, wrong, problem):
    one = voice_complaints.add(local, BROKEN, NOW)
    with pytest.raises(NoteRefused) as refused:
        voice_complaints.add(local, replace(BROKEN, **wrong), NOW)
    assert refused.value.problem is problem
    with pytest.raises(NoteRefused):
        voice_complaints.edit(local, replace(one, **wrong), NOW)
    assert now_of(local, one.id).text == BROKEN.text
    with local.store.read() as session:
        assert len(notes.listed(session, ComplaintRow, local.id)) == 1
