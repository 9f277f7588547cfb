"""What is said of reviews and answers, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.analysis.care_rates import Share
from core.analysis.voice_replies import Risk
from core.i18n import speaking
from core.services.voice_replies import Checked
from core.services.voice_reply_texts import TextProblem, TextRefused
from core.services.voice_review_numbers import Few, FewReviews, Rates, Replies, Speed
from core.services.voice_review_trend import Change, Point, Stars, Trend
from core.services.voice_reviews import Review, Waiting
from core.stats.proportions import Tally
from core.terms import Evidence, Mall, Period, ReviewKind
from core.wording import voice_replies, voice_review_numbers, voice_reviews
from tests.wording.copy_rules import faults_on_screen

NONE = Stars(0, None)
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))


def speed(reviews=9, answered=6, median=None, median_answered=None, untimed=0):
    return Speed(reviews, answered, Tally(answered, reviews), median, median_answered, untimed)


def trend(level=Evidence.EARLY, now=3.0, step=7, later=NONE, left_out=0):
    change = Change(Stars(20, now), Stars(60, 4.0), -1.0, 1.0, level)
    points = (Point(WEEK, 2, 4.0, 3.0, 5.0, is_enough=False),)
    return Trend(points, step, Stars(80, 3.9), later, change, left_out)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (speed(3, 1), "3개뿐이라 아직 말하기 일러요."),
        (speed(), "아직 절반도 답하지 못했어요."),
        (speed(median_answered=20.0), "답한 리뷰는 보통 20시간 걸렸어요."),
        (speed(median=5.0), "최근 90일 리뷰 9개"),
    ],
)
def test_the_first_reply_is_told_with_what_it_rests_on(found, said):
    assert said in voice_review_numbers.speed_note(found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (trend(Evidence.KNOWN), "별점이 내려갔어요. 전에는 4.0점, 최근 4주는 3.0점이에요."),
        (trend(Evidence.KNOWN, 4.8), "별점이 올라갔어요. 전에는 4.0점, 최근 4주는 4.8점이에요."),
        (
            trend(Evidence.HINT),
            "별점이 내려가는 것 같아요. 전에는 4.0점, 최근 4주는 3.0점이에요. "
            "아직 확실하지 않아요.",
        ),
        (
            trend(Evidence.HINT, 4.8),
            "별점이 올라가는 것 같아요. 전에는 4.0점, 최근 4주는 4.8점이에요. "
            "아직 확실하지 않아요.",
        ),
        (
            trend(Evidence.EARLY),
            "별점이 뚜렷하게 바뀌지 않았어요. 전에는 4.0점, 최근 4주는 3.0점이에요.",
        ),
        (replace(trend(), change=None), "리뷰가 16주 쌓이면 별점이 바뀌는지 볼 수 있어요."),
    ],
)
def test_a_change_of_stars_is_told_as_surely_as_it_is_known(found, said):
    assert voice_review_numbers.trend_title(found) == said


def test_a_chart_tells_what_it_leaves_out():
    told = voice_review_numbers.trend_note(trend(step=28, later=Stars(4, 2.5), left_out=3))

    assert any("4주씩 묶었어요" in one for one in told)
    assert any("3개는 뺐어요" in one for one in told)
    assert any("두 번 세지 않았어요" in one for one in told)
    assert voice_review_numbers.point(trend().points[0])["stars"] == "–"


def test_shares_of_few_are_counts_and_of_none_a_dash():
    assert voice_review_numbers.share_of(Tally(0, 0)) == "–"
    assert voice_review_numbers.share_of(Tally(3, 12)) == "12개 중 3개"
    assert voice_review_numbers.share_of(Tally(30, 120)) == "25%"
    assert voice_review_numbers.rate(Share(Tally(30, 120), 0)) == "25% (18%~33%)"


def test_times_are_hours_and_from_three_days_on_days():
    assert [voice_reviews.hours(one) for one in (0.4, 25.9, 71.9, 80)] == [
        "0시간", "25시간", "71시간", "3일",
    ]  # fmt: skip


def rates(tally, waiting=0):
    return Rates(WEEK, WEEK.last, Share(tally, waiting), ())


@pytest.mark.parametrize(
    ("found", "title", "note"),
    [
        (rates(Tally(0, 0)), "구매확정", "2026.11.16(월)~11.22(일)"),
        (rates(Tally(30, 120), 3), "25%", "아직 지켜보는 주문 3건은 뺐어요."),
    ],
)
def test_how_many_write_a_review_is_told_of_orders_that_are_old_enough(found, title, note):
    assert title in voice_review_numbers.rate_title(found)
    assert note in voice_review_numbers.rate_note(found)
    assert ("아직 지켜보는" in voice_review_numbers.rate_note(found)) is bool(found.share.waiting)


def test_a_product_is_a_row_and_what_it_lacks_a_dash_or_empty():
    row = voice_review_numbers.rate_row("머그컵", Share(Tally(0, 0), 3))
    assert list(row.values()) == ["머그컵", "–", "0건", "0개", "3건"]
    assert voice_review_numbers.rate_row("컵", Share(Tally(30, 120), 0))["rate"] == "25% (18%~33%)"
    few = Few(1, "머그컵", 0, None, 30)
    assert list(voice_review_numbers.few_row(few).values()) == ["머그컵", 0, "", 30]
    assert voice_review_numbers.few(few) == "0개 · 30건"
    assert "머그컵" in voice_review_numbers.few_todo(few)
    assert "97%" in voice_review_numbers.few_help()


def test_a_month_is_a_row_of_how_soon_its_reviews_were_answered():
    told = voice_review_numbers.month(date(2026, 11, 1), speed(median=5.0))
    assert list(told.values()) == ["2026년 11월", "9개", "6개", "9개 중 6개", "5시간"]
    unknown = voice_review_numbers.month(date(2026, 11, 1), speed())
    assert unknown["median"] == "–"


def test_a_point_with_enough_reviews_has_stars_and_their_range():
    known = voice_review_numbers.point(Point(WEEK, 30, 4.2, 3.9, 4.5, is_enough=True))
    assert (known["stars"], known["range"]) == ("4.2점", "3.9~4.5점")


def test_numbers_that_leave_nothing_out_say_no_more():
    assert voice_review_numbers.replies_note(Replies(24, speed(), (), 0)).count(".") == 1
    assert len(voice_review_numbers.trend_note(trend())) == 2
    assert len(set(voice_review_numbers.chart_words())) == 3


def test_without_bounds_nothing_is_said_of_a_change():
    told = replace(trend(), change=Change(NONE, Stars(60, 4.0), None, None, Evidence.EARLY))
    assert "리뷰가 적어" in voice_review_numbers.trend_title(told)
    assert voice_review_numbers.change_level(None) is Evidence.EARLY


REVIEW = Review(
    mall=Mall.SMARTSTORE, review_no="R1", stars=2, text="금이 갔어요",
    written_at=datetime(2026, 11, 20, 1, tzinfo=UTC), kind=None, related_no=None, is_shown=True,
    has_reply=False, replied_at=None, marked_at=None, reply="", theme=None, is_negative=None,
    line_no="L1", order_no="O1", confirmed_at=None, product_id=1, product="머그컵",
    buyer_key="b", buyer="김*수",
)  # fmt: skip


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        ([], "답을 기다리는 낮은 별점 리뷰가 없어요."),
        ([Waiting(REVIEW, 5, 24, is_flagged=False)], "19시간"),
        ([Waiting(REVIEW, 30, 24, is_flagged=False)] * 2, "24시간"),
    ],
)
def test_what_waits_is_told_with_the_time_that_is_left_or_over(waiting, said):
    assert said in voice_reviews.headline(waiting)


def test_the_clock_of_a_review_runs_down_and_then_up():
    assert "남" in voice_reviews.clock(Waiting(REVIEW, 5, 24, is_flagged=False))
    assert "기다려요" in voice_reviews.clock(Waiting(REVIEW, 30, 24, is_flagged=False))


def test_a_review_tells_whose_it_is_and_leaves_out_what_nobody_knows():
    assert voice_reviews.line(REVIEW) == "2점 · 2026.11.20(금) · 머그컵 · 김*수"
    bare = replace(REVIEW, stars=None, written_at=None, product=None, buyer=None, order_no=None)
    assert voice_reviews.line(bare) == "–"
    assert voice_reviews.origin(REVIEW).startswith("스마트스토어 · ")
    assert voice_reviews.origin(REVIEW).endswith("O1")
    assert "O1" not in voice_reviews.origin(bare)
    assert list(voice_reviews.row(bare).values())[:7] == [
        "스마트스토어", "R1", "", "", "", "금이 갔어요", "",
    ]  # fmt: skip
    assert voice_reviews.row(REVIEW)["별점"] == 2


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"kind": ReviewKind.MONTH, "related_no": "R0"}, "한달사용"),
        ({"is_shown": False}, "감춰진 리뷰"),
        ({"is_negative": True}, "나쁘다고 적음"),
        ({"is_negative": False}, "나쁘지 않다고 적음"),
        ({"has_reply": True}, "답"),
        ({"has_reply": None}, "답글 여부 모름"),
    ],
)
def test_a_review_is_marked_with_what_else_is_known(changes, mark):
    assert voice_reviews.marks(REVIEW) == []
    (said,) = voice_reviews.marks(replace(REVIEW, **changes))
    assert mark in said
    assert voice_reviews.marks(REVIEW, is_flagged=True) == voice_reviews.marks(
        replace(REVIEW, is_negative=True)
    )


def told_everywhere():
    few = FewReviews(5, 9, 2, (Few(1, "머그컵", 2, 4.5, 30),))
    replies = Replies(24, speed(untimed=2), (), 3)
    return [
        voice_review_numbers.few_title(few),
        voice_review_numbers.few_title(FewReviews(5, 9, 0, ())),
        voice_review_numbers.few_title(FewReviews(5, 0, 0, ())),
        voice_review_numbers.few(few.products[0]),
        voice_review_numbers.few_why(few.products[0], 5),
        voice_review_numbers.replies_note(replies),
        voice_reviews.older(3),
        *[one.text for one in voice_replies.warnings(Checked(3, tuple(Risk)))],
        *[one.text for one in voice_replies.warnings(Checked(25, ()))],
        *[
            voice_replies.refused(TextRefused(problem, ("reward",))).text
            for problem in TextProblem
            if problem is not TextProblem.UNFILLABLE
        ],
        *[voice_replies.done(one) for one in (True, False)],
        voice_replies.done_all(4),
        voice_replies.taken_away(),
        *[voice_replies.flagged(is_negative=one) for one in (True, False, None)],
    ]


def test_korean_keeps_the_rules():
    with speaking("ko"):
        assert [fault for one in told_everywhere() for fault in faults_on_screen(one)] == []


def test_english_is_english():
    with speaking("en"):
        told = [one.replace("머그컵", "") for one in told_everywhere()]
    assert [one for one in told if any("가" <= sign <= "힣" for sign in one)] == []
