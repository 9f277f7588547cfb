"""Journeys and mishaps after the purchase across services: files again, undone, old, none."""

from datetime import timedelta

import pytest

from core.services import (
    actions,
    care_gift_effects,
    care_gifts,
    care_queue,
    importing,
    reminders_people,
    todo,
    voice_answers,
    voice_complaints,
    voice_done,
    voice_steps,
)
from core.services.actions import Said
from core.services.care_gifts import Thing
from core.services.todo import TodoKind
from core.services.voice_complaints import Complaint
from core.services.voice_orders import About
from core.store.notes import NoteChanged
from core.terms import Evidence, OrderState, seoul_day
from tests import shops
from tests.services.review_shops import NOW
from tests.shops import Line

TODAY = seoul_day(NOW)


def kinds(shop, now=NOW):
    return [one.kind for one in todo.todo(shop, seoul_day(now), now)]


def take(shop, name, text):
    file = shop.folder / name
    file.write_bytes(text.encode("cp949"))
    return importing.take(shop, importing.Source(name, file), now=NOW)


def bad_review(shop, number="71"):
    rows = f"후기를 쓴 날,별점,후기 글,후기 번호\n2026-11-21,1,깨져서 왔어요,{number}\n"
    return take(shop, f"후기_{number}.csv", rows)


def test_a_file_of_reviews_that_is_undone_waits_for_nobody(local):
    receipt = bad_review(local)
    assert kinds(local)[0] is TodoKind.REVIEWS
    bad_review(local, "71")
    assert todo.todo(local, TODAY, NOW)[0].count == 1
    for upload in importing.history(local)[:2]:
        if upload.undone_at is None:
            importing.undo(local, importing.undo_plan(local, upload.id), now=NOW)
    assert receipt.saved.new == 1
    assert TodoKind.REVIEWS not in kinds(local)


def test_a_complaint_outlives_the_file_its_review_came_with(local):
    receipt = bad_review(local)
    (item,) = voice_answers.waiting(local, NOW).items
    about = About(item.review.mall)
    made = Complaint(item.text, about, review_no=item.review.review_no, opened_at=item.since)
    voice_complaints.add(local, made, NOW)
    assert kinds(local)[0] is TodoKind.COMPLAINTS
    importing.undo(local, importing.undo_plan(local, receipt.upload_id), now=NOW)
    assert kinds(local)[0] is TodoKind.COMPLAINTS
    (left,) = voice_answers.waiting(local, NOW).items
    assert left.text == "깨져서 왔어요"


def test_two_windows_do_not_solve_a_complaint_twice(shop):
    one = voice_complaints.add(shop, Complaint("깨져서 왔어요", opened_at=NOW), NOW)
    voice_steps.solve(shop, one.id, NOW, alternative="바꿔 드림", seen=one.version)
    with pytest.raises(NoteChanged):
        voice_steps.solve(shop, one.id, NOW, alternative="환불", seen=one.version)


def test_a_tiny_shop_is_told_whom_to_look_after_and_nothing_is_made_up(shop):
    lines = [Line(TODAY - timedelta(days=1), f"b{n}", order=f"O{n}", state=OrderState.PAID)
             for n in range(3)]  # fmt: skip
    shops.take(shop, lines, as_of=NOW)
    assert care_queue.due_today(shop, TODAY).total == 3
    assert TodoKind.CARE in kinds(shop)
    assert TodoKind.CARE_RATE not in kinds(shop)


def test_files_of_long_ago_ask_for_nobody(shop):
    day = TODAY - timedelta(days=200)
    lines = [Line(day, f"b{n}", order=f"O{n}", state=OrderState.PAID) for n in range(30)]
    shops.take(shop, lines, as_of=NOW - timedelta(days=200))
    found = reminders_people.reminders(shop, TODAY, NOW)
    assert found == ()
    assert kinds(shop)[0] is TodoKind.NEW_FILE


def test_a_complaint_becomes_an_improvement_measured_by_complaints_per_hundred_orders(local):
    lines = shops.steady(120, 9, seed=3)
    shops.take(local, lines, as_of=NOW)
    for day in range(60, 0, -3):
        at = NOW - timedelta(days=day)
        voice_complaints.add(local, Complaint("배송이 늦었어요", opened_at=at), at)
    proposal = voice_done.proposal("delivery", Said("배송을 앞당기기"))
    kept = actions.keep_proposal(local, proposal, NOW)
    assert kept.target.metric == "complaint_rate"
    assert kept.baseline.value is not None


def test_half_of_the_orders_are_drawn_once_and_their_effect_waits(local):
    lines = [Line(TODAY - timedelta(days=1), f"b{n}", order=f"O{n}", state=OrderState.PAID)
             for n in range(20)]  # fmt: skip
    shops.take(local, lines, as_of=NOW)
    there = care_gifts.waiting(local, Thing.LETTER, TODAY)
    assert len(there) == 20
    care_gifts.at_random(local, Thing.LETTER, [one.key for one in there], NOW)
    assert care_gifts.waiting(local, Thing.LETTER, TODAY) == []
    shops.take(local, lines, name="again.xlsx", as_of=NOW)
    assert care_gifts.waiting(local, Thing.LETTER, TODAY) == []
    answer = care_gift_effects.answer(local, Thing.LETTER, TODAY)
    assert all(one.evidence is not Evidence.KNOWN for one in answer.effects)
