"""What waits for an answer stands in one list, wherever it was said, the longest overdue first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.services import (
    voice_answers,
    voice_batches,
    voice_complaints,
    voice_feedback,
    voice_limits,
    voice_listing,
    voice_steps,
    voice_themes,
)
from core.services.voice_answers import WaitKind
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_listing import Choice
from core.services.voice_orders import About
from core.services.voice_texts import Mood
from core.services.voice_themes import ToldBy
from core.terms import Mall
from core.terms.voice import AskedScale, VoiceSource
from tests.services import voice_texts
from tests.services.review_shops import NOW, review, reviews
from tests.services.voice_texts import Review

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = voice_feedback.seoul_day(NOW)
SAID = Remark("손잡이가 깨져서 왔어요", TODAY)


def told(shop, now=NOW):
    return [
        (one.kind, one.text, one.is_overdue(now)) for one in voice_answers.waiting(shop, now).items
    ]


def test_an_empty_shop_has_nothing_to_answer(shop):
    assert voice_answers.waiting(shop, NOW).items == ()
    assert voice_answers.waiting(shop, NOW).overdue == 0


def test_a_review_25_hours_old_comes_before_all_that_is_not_late(shop):
    reviews(shop, [review("1", 1, hours=25, text="깨졌어요"), review("2", 5, hours=30)])
    voice_feedback.add(shop, replace(SAID, source=VoiceSource.SOCIAL), NOW - HOUR)
    voice_complaints.add(shop, Complaint("늦어요", opened_at=NOW - 2 * HOUR), NOW)
    found = voice_answers.waiting(shop, NOW)
    assert told(shop) == [
        (WaitKind.REVIEW, "깨졌어요", True),
        (WaitKind.COMPLAINT, "늦어요", False),
        (WaitKind.REMARK, SAID.text, False),
    ]
    assert (found.overdue, found.oldest) == (1, found.items[0])
    assert round(found.items[0].hours(NOW)) == 25


def test_a_remark_waits_by_its_score_by_what_was_said_of_it_or_by_its_words(shop):
    for one in (
        replace(SAID, text="점수 2", scale=AskedScale.CSAT, score=2),
        replace(SAID, text="점수 3", scale=AskedScale.CSAT, score=3),
        replace(SAID, text="추천 6", scale=AskedScale.NPS, score=6),
        replace(SAID, text="추천 7", scale=AskedScale.NPS, score=7),
        replace(SAID, text="그냥 그래요", is_negative=True),
        replace(SAID, text="불량이에요", is_negative=False),
        replace(SAID, text="불량이에요 그래도 예뻐요"),
        replace(SAID, text="불량이에요 5점", scale=AskedScale.CSAT, score=5),
        SAID,
    ):
        voice_feedback.add(shop, one, NOW)
    assert {one.text: one.mood for one in voice_answers.waiting(shop, NOW).items} == {
        "점수 2": Mood.SCORE, "추천 6": Mood.SCORE, "그냥 그래요": Mood.SAID, SAID.text: Mood.GUESS,
    }  # fmt: skip


def test_what_is_answered_called_good_or_made_a_complaint_waits_no_more(shop):
    one, two, three, four = (
        voice_feedback.add(shop, replace(SAID, text=f"{number} 불량이에요"), NOW)
        for number in range(4)
    )
    voice_feedback.answered(shop, one.id, NOW, one.version)
    voice_feedback.call(shop, two.id, NOW, negative=False)
    complaint = voice_feedback.complain(shop, three.id, NOW)
    voice_feedback.merge(shop, four.id, three.id, NOW)
    assert told(shop) == [(WaitKind.COMPLAINT, "2 불량이에요", False)]
    voice_steps.solve(shop, complaint.id, NOW, alternative="환불")
    assert told(shop) == []
    voice_feedback.undo(shop, one.id)
    assert [text for _kind, text, _late in told(shop)] == ["0 불량이에요"]


def test_a_remark_of_an_earlier_day_waits_since_that_day_was_over(local):
    voice_feedback.add(local, replace(SAID, said_on=TODAY - 3 * DAY), NOW)
    (item,) = voice_answers.waiting(local, NOW).items
    midnight = datetime.combine(TODAY - 2 * DAY, datetime.min.time(), UTC) - 9 * HOUR
    assert (item.since, item.is_overdue(NOW)) == (midnight, True)


def test_old_remarks_are_let_go_and_old_complaints_are_not(local):
    long_ago = NOW - 100 * DAY
    voice_feedback.add(local, replace(SAID, said_on=TODAY - 100 * DAY), NOW)
    voice_complaints.add(local, Complaint("아직", opened_at=long_ago), NOW)
    assert told(local) == [(WaitKind.COMPLAINT, "아직", True)]


def test_a_review_with_a_complaint_is_that_complaint_until_it_is_thrown_away(shop):
    reviews(shop, [review("1", 1, hours=25, text="깨졌어요")])
    of_review = Complaint(
        "깨졌어요", About(Mall.SMARTSTORE), review_no="1", opened_at=NOW - 25 * HOUR
    )
    made = voice_complaints.add(shop, of_review, NOW)
    assert told(shop) == [(WaitKind.COMPLAINT, "깨졌어요", True)]
    voice_complaints.delete(shop, made.id, NOW)
    assert told(shop) == [(WaitKind.REVIEW, "깨졌어요", True)]


def test_the_second_look_comes_up_when_it_is_due_and_is_no_late_answer(shop):
    made = voice_complaints.add(shop, Complaint("깨졌어요"), NOW)
    voice_steps.solve(shop, made.id, NOW, alternative="환불")
    assert told(shop, NOW + 6 * DAY) == []
    found = voice_answers.waiting(shop, NOW + 8 * DAY)
    assert ([one.kind for one in found.items], found.overdue) == ([WaitKind.CHECK], 0)
    voice_steps.checked(shop, made.id, NOW + 8 * DAY)
    assert told(shop, NOW + 8 * DAY) == []


def test_the_clock_is_the_sellers_to_set(local):
    voice_feedback.add(local, replace(SAID, is_negative=True, said_on=TODAY - DAY), NOW - 30 * HOUR)
    assert voice_answers.waiting(local, NOW).overdue == 1
    voice_limits.change(local, "answer_hours", 48, NOW)
    assert voice_answers.waiting(local, NOW).overdue == 0


def test_of_ten_thousand_remarks_only_the_bad_ones_wait(local):
    some = [replace(SAID, text=f"{number} 잘 받았어요 좋아요") for number in range(9_990)]
    bad = [replace(SAID, text=f"{number} 불량이에요") for number in range(10)]
    voice_batches.add_many(local, [*some, *bad], NOW)
    found = voice_answers.waiting(local, NOW)
    assert (len(found.items), found.overdue) == (10, 0)


def test_a_guess_is_the_same_on_every_tab(shop):
    reviews = [Review(f"g{n}", f"또 사고 싶어요 {n}", 5) for n in range(280)]
    reviews += [Review(f"b{n}", f"별로예요 실망 {n}", 1) for n in range(60)]
    voice_texts.reviews(shop, reviews)
    for said in ("반품하고 싶어요", "또 사고 싶어요", "그냥요"):
        voice_texts.remark(shop, said)

    waits = {one.text: one.mood for one in voice_answers.waiting(shop, NOW).items if one.remark}
    listed = {
        one.remark.text: one.mood for one in voice_listing.listed(shop, Choice(), TODAY).entries
    }
    shown = {one.said: one.text.mood for one in voice_themes.unsure(shop, 9)}

    assert waits == {"반품하고 싶어요": Mood.GUESS}
    assert {said for said, mood in listed.items() if mood is Mood.GUESS} == set(waits)
    assert {said for said, mood in shown.items() if mood == -1} == set(waits)
    counts = voice_themes.sounds(shop)
    assert counts[ToldBy.GUESS, -1] == 1
    told = sum(number for (by, _), number in counts.items() if by is not ToldBy.STARS)
    assert told == len(shown) == 3
