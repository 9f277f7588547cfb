"""Drafts of answers to reviews, and the mark 답했어요 with the way back."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from core.analysis.voice_replies import Risk, Text, Tone
from core.i18n import speaking
from core.services import (
    settings,
    voice_answered,
    voice_complaints,
    voice_replies,
    voice_reviews,
    voice_steps,
)
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.settings import ShopSettings
from core.services.voice_answered import Answer
from core.services.voice_limits import USUAL
from core.services.voice_steps import StepProblem, StepRefused
from core.store import voice_review_notes
from core.store import voice_reviews as store
from core.store.notes import NoteChanged
from core.store.voice_review_notes import CONTACT
from core.store.voice_tables import ComplaintRow
from core.terms import Mall
from core.terms.voice import ComplaintStatus
from tests.services.review_shops import NOW, orders, review, reviews

LATE = "배송이 너무 늦었어요. 열흘이나 걸렸어요."
BROKEN = "깨진 채로 왔어요."


def one(shop, number="1"):
    with shop.store.read() as session:
        return store.one(session, shop.id, Mall.SMARTSTORE, number)


def complaint(shop):
    with shop.store.read() as session:
        row = session.get(ComplaintRow, (shop.id, 1))
        return None if row is None or row.deleted_at else voice_complaints.read(row)


def furnish(shop):
    settings.save(shop, ShopSettings(name="단골상점"))
    with shop.store.write() as session:
        voice_review_notes.put_setting(session, shop.id, CONTACT, "톡톡", NOW)


def draft(shop, number="1", **more):
    return voice_replies.draft(voice_replies.books(shop, NOW), one(shop, number), **more)


def test_a_draft_apologises_names_the_problem_and_offers_something(shop):
    furnish(shop)
    orders(shop, 1)
    reviews(shop, [review("1", 1, text=LATE, line_no="L000000000")])

    found = draft(shop, offer="배송비 환불", place=0)

    assert (found.theme, found.tone) == ("delivery", Tone.LOW)
    assert found.words
    assert found.text == (
        "안녕하세요, 단골상점이에요. 배송이 늦어 오래 기다리시게 해서 죄송해요. "
        "배송비 환불로 바로 도와 드릴게요. 톡톡으로 알려 주시면 오늘 안에 답 드려요."
    )


def test_a_draft_is_korean_whatever_the_seller_reads(shop):
    furnish(shop)
    orders(shop, 1)
    reviews(shop, [review("1", 1, text=LATE, line_no="L000000000")])
    with speaking("en"):
        found = draft(shop, place=0)

    assert found == draft(shop, place=0)
    assert not re.search("[A-Za-z]", found.text)


def test_praise_is_thanked_for_and_a_fault_in_praise_is_not_passed_over(shop):
    reviews(shop, [review("1", 5, text="포장이 정성스러워요."), review("2", 5, text=BROKEN)])

    assert (draft(shop).tone, draft(shop).theme) == (Tone.HIGH, "packing")
    assert draft(shop, "2").tone is Tone.MIXED


def test_the_theme_the_seller_chose_is_the_theme(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    seen = replace(one(shop), theme="price")

    assert voice_replies.draft(voice_replies.books(shop, NOW), seen).theme == "price"


def test_a_review_without_words_gets_a_text_for_every_theme(shop):
    reviews(shop, [review("1", 1, text="")])

    assert draft(shop).theme == "general"
    assert draft(shop).text


def test_the_next_review_is_offered_another_text(shop):
    reviews(shop, [review(str(n), 1, text=LATE, hours=9 - n) for n in range(1, 5)])
    said = []
    for number in "1234":
        found = draft(shop, number)
        said.append(found.place)
        answer = Answer(found.text, found.values)
        voice_answered.answered(shop, one(shop, number), answer, NOW)

    assert sorted(said[:3]) == [0, 1, 2]
    assert said[3] == said[0]


def test_the_same_words_for_another_review_are_warned_of_but_not_for_this_one(shop):
    orders(shop, 2, product="mug")
    reviews(shop, [review(str(n), 1, text=LATE, line_no=f"L00000000{n}") for n in range(2)])
    text = draft(shop, "0", place=1)
    voice_answered.answered(shop, one(shop, "0"), Answer(text.text, text.values), NOW)
    books = voice_replies.books(shop, NOW)
    other = draft(shop, "1", place=1)

    assert voice_replies.check(books, one(shop, "1"), other.text, other.values).times == 1
    assert voice_replies.check(books, one(shop, "0"), text.text, text.values).times == 0
    fresh = draft(shop, "1", place=2)
    assert voice_replies.check(books, one(shop, "1"), fresh.text, fresh.values).times == 0


def test_words_of_her_own_count_as_the_same_as_well(shop):
    reviews(shop, [review("1", 1, text=LATE), review("2", 1, text=BROKEN)])
    voice_answered.answered(shop, one(shop), Answer("제가 쓴 글이에요. 죄송해요!"), NOW)
    books = voice_replies.books(shop, NOW)

    assert voice_replies.check(books, one(shop, "2"), "제가 쓴 글이에요, 죄송해요", {}).times == 1
    later = voice_replies.books(shop, NOW + timedelta(days=31))
    assert voice_replies.check(later, one(shop, "2"), "제가 쓴 글이에요, 죄송해요", {}).times == 0


def test_more_than_twenty_people_with_the_same_words_are_a_form_letter(shop):
    reviews(shop, [review(str(n), 1, text=LATE) for n in range(22)])
    told = []
    for number in range(21):
        voice_answered.answered(shop, one(shop, str(number)), Answer("같은 글이에요."), NOW)
        books = voice_replies.books(shop, NOW)
        told.append(voice_replies.check(books, one(shop, "21"), "같은 글이에요.", {}).is_form)

    assert told == [False] * 19 + [True] * 2


def test_what_is_better_not_said_is_told(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    books = voice_replies.books(shop, NOW)

    found = voice_replies.check(books, one(shop), "후기를 수정해 주시면 쿠폰을 드려요.", {})

    assert found.risks == (Risk.REWARD,)


def test_her_own_text_is_offered(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    with shop.store.write() as session:
        for number in (1, 2, 3):
            voice_review_notes.put_text(
                session, shop.id, ("delivery", "low", number), "제 글이에요." * (number == 1),
                at=NOW,
            )  # fmt: skip

    assert draft(shop).text == "제 글이에요."
    assert Text("delivery", Tone.LOW, 1, "제 글이에요.") in voice_replies.books(shop, NOW).texts


def test_a_review_that_was_answered_waits_no_more_and_can_be_taken_back(shop):
    reviews(shop, [review("1", 1, text=LATE)])

    done = voice_answered.answered(shop, one(shop), Answer("죄송해요."), NOW)
    assert voice_reviews.unanswered(shop, NOW) == []
    assert (one(shop).marked_at, one(shop).reply) == (NOW, "죄송해요.")

    voice_answered.undo(shop, done, NOW)
    assert len(voice_reviews.unanswered(shop, NOW)) == 1
    assert (one(shop).marked_at, one(shop).reply) == (None, "")


def test_no_telephone_number_is_kept_with_an_answer(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    text = "고객님, 010-1234-5678이나 shop@example.com으로 주세요. 주문 2026112460050530이에요."
    voice_answered.answered(shop, one(shop), Answer(text), NOW)

    assert one(shop).reply == "고객님, ***이나 ***으로 주세요. 주문 ***이에요."


def test_j18_a_bad_review_answered_without_an_offer_cannot_be_solved(shop):
    reviews(shop, [review("1", 1, text=LATE, hours=25)])

    voice_answered.answered(shop, one(shop), Answer("죄송해요.", is_complaint=True), NOW)

    made = complaint(shop)
    assert (made.status, made.first_reply_at) == (ComplaintStatus.DOING, NOW)
    assert made.due_at == NOW + USUAL.solve  # the solution is next, not the reply that is late
    assert (made.text, made.review_no) == (LATE, "1")
    with pytest.raises(StepRefused) as refused:
        voice_steps.solve(shop, made.id, NOW)
    assert refused.value.problem is StepProblem.NO_ALTERNATIVE
    voice_steps.solve(shop, made.id, NOW, alternative="환불")
    assert complaint(shop).status is ComplaintStatus.SOLVED


def test_what_was_offered_goes_to_the_complaint(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    answer = Answer("죄송해요.", theme="delivery", offer="배송비 환불", is_complaint=True)

    done = voice_answered.answered(shop, one(shop), answer, NOW)
    assert (complaint(shop).alternative, complaint(shop).theme) == ("배송비 환불", "delivery")

    voice_answered.undo(shop, done, NOW)
    assert complaint(shop) is None


def test_a_complaint_that_was_there_gets_its_first_reply_and_loses_it_again(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    about = voice_complaints.About(Mall.SMARTSTORE)
    voice_complaints.add(shop, voice_complaints.Complaint(LATE, about, review_no="1"), NOW)

    done = voice_answered.answered(shop, one(shop), Answer("죄송해요."), NOW)
    assert complaint(shop).status is ComplaintStatus.DOING

    voice_answered.undo(shop, done, NOW)
    assert complaint(shop).status is ComplaintStatus.RECEIVED
    assert complaint(shop).first_reply_at is None


def test_nothing_is_taken_back_after_the_complaint_went_on(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    answer = Answer("죄송해요.", offer="환불", is_complaint=True)
    done = voice_answered.answered(shop, one(shop), answer, NOW)
    voice_steps.solve(shop, 1, NOW)

    with pytest.raises(NoteChanged):
        voice_answered.undo(shop, done, NOW)
    assert one(shop).marked_at == NOW


def test_several_reviews_are_noted_as_answered_and_all_taken_back_or_none(shop):
    reviews(shop, [review(str(n), 1, text=LATE, hours=n + 1) for n in range(3)])
    waiting = [found.review for found in voice_reviews.unanswered(shop, NOW)]

    done = voice_answered.answered_all(shop, waiting, NOW)
    assert voice_reviews.unanswered(shop, NOW) == []
    assert one(shop).reply == ""
    with pytest.raises(NoteChanged):
        voice_answered.answered_all(shop, waiting, NOW)

    voice_answered.flag(shop, one(shop, "2"), NOW, is_negative=True)
    with pytest.raises(NoteChanged):
        voice_answered.undo_all(shop, done, NOW)
    assert voice_reviews.unanswered(shop, NOW) == []
    voice_answered.flag(shop, one(shop, "2"), NOW, is_negative=None)
    voice_answered.undo_all(shop, done, NOW)
    assert len(voice_reviews.unanswered(shop, NOW)) == 3


def test_two_windows_do_not_overwrite_each_other(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    seen = one(shop)
    voice_answered.answered(shop, seen, Answer("죄송해요."), NOW)

    with pytest.raises(NoteChanged):
        voice_answered.answered(shop, seen, Answer("다른 글이에요."), NOW)
    assert one(shop).reply == "죄송해요."


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer("가" * 2001), NoteProblem.TOO_LONG),
        (Answer(at=NOW + timedelta(hours=1)), NoteProblem.IN_FUTURE),
        (Answer(at=NOW - timedelta(hours=2)), NoteProblem.IN_FUTURE),
    ],
)
def test_an_impossible_answer_is_refused(shop, answer, problem):
    reviews(shop, [review("1", 1, text=LATE)])

    with pytest.raises(NoteRefused) as refused:
        voice_answered.answered(shop, one(shop), answer, NOW)
    assert refused.value.problem is problem


def test_a_mark_and_a_flag_can_be_taken_away(shop):
    reviews(shop, [review("1", 4, text=LATE)])
    voice_answered.flag(shop, one(shop), NOW, is_negative=True)
    assert len(voice_reviews.unanswered(shop, NOW)) == 1
    voice_answered.answered(shop, one(shop), Answer("죄송해요."), NOW)
    voice_answered.not_answered(shop, one(shop), NOW)
    assert len(voice_reviews.unanswered(shop, NOW)) == 1
    voice_answered.flag(shop, one(shop), NOW, is_negative=None)
    assert voice_reviews.unanswered(shop, NOW) == []


def test_a_mark_outlives_the_file_and_comes_back_with_it(shop):
    reviews(shop, [review("1", 1, text=LATE)])
    voice_answered.answered(shop, one(shop), Answer("죄송해요."), NOW)
    reviews(shop, [review("1", 1, text=LATE + "!")], age=3)

    assert one(shop).reply == "죄송해요."
    assert voice_reviews.unanswered(shop, NOW) == []
