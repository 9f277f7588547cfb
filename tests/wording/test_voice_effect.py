"""What is said of questions that wait and of what answers go along with, in both languages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.analysis.voice_scores import Gap
from core.i18n import speaking
from core.services.voice_effect import Answered, Before, Beside, Effects, Side
from core.services.voice_inquiries import Inquiries, Waiting
from core.stats.proportions import Tally
from core.stats.scores import Score
from core.terms import Evidence, Period
from core.wording import voice_effect
from tests.services.voice_texts import NOW
from tests.wording.copy_rules import faults_on_screen


@pytest.mark.parametrize(
    ("hours", "korean", "english"),
    [
        (0.5, "방금 들어왔어요", "came in just now"),
        (1.5, "1시간째 기다려요", "waiting for 1 hour"),
        (47.9, "47시간째 기다려요", "waiting for 47 hours"),
        (65, "3일째 기다려요", "waiting, day 3"),
        (273 * 24 + 1, "274일째 기다려요", "waiting, day 274"),
    ],
)
def test_a_question_waits_for_whole_hours_or_since_a_day(hours, korean, english):
    one = Waiting("k", NOW - timedelta(hours=hours), "언제 와요?", "mug")
    with speaking("ko"):
        assert voice_effect.waits(one, NOW) == f"{korean} · mug · 언제 와요?"
    with speaking("en"):
        assert voice_effect.waits(one, NOW) == f"{english} · mug · 언제 와요?"


def asked(hours: float | None, timed: int, late: int, untold: int = 0) -> Inquiries:
    days = Period.ending(NOW.date(), 84)
    return Inquiries(days, timed + untold, hours, timed, late, untold, 0, (), (), NOW)


@pytest.mark.parametrize(
    ("hours", "within"), [(0.2, "1시간"), (19.3, "20시간"), (47.5, "48시간"), (50.0, "3일")]
)
def test_half_are_answered_within_whole_hours_or_days(hours, within):
    with speaking("ko"):
        assert voice_effect.inquiries(asked(hours, 9, 2)) == f"문의 절반은 {within} 안에 답했어요."


def test_questions_over_a_day_are_told_of_those_whose_time_is_known():
    with speaking("ko"):
        assert voice_effect.details(asked(2.0, 9, 2))[1:] == [
            "걸린 시간을 아는 문의 9건 가운데 2건이 하루를 넘겼어요"
        ]
        assert voice_effect.details(asked(None, 1, 0, 2))[1] == (
            "걸린 시간을 아는 문의 1건 가운데 하루를 넘긴 것은 없어요"
        )
        assert len(voice_effect.details(asked(None, 0, 0, 2))) == 2


def test_questions_are_counted_where_it_is_too_early_for_a_middle():
    with speaking("ko"):
        assert voice_effect.inquiries(asked(None, 2, 0)) == (
            "문의가 2건 있어요. 얼마 만에 답하는지 말하기엔 일러요."
        )
        assert voice_effect.as_of(asked(2.0, 9, 0)).startswith("2026.11.23(월) 10:00 파일 기준")
        assert voice_effect.waiting(replace(asked(2.0, 9, 0), waiting=3)) == (
            "답을 기다리는 문의 3건"
        )
        assert voice_effect.asked_about("머그", 3) == "머그 · 3건"


def test_one_hour_and_one_day_are_one_in_english():
    with speaking("en"):
        assert [voice_effect.took(hours) for hours in (0.2, 1.5, 48.0, 49.0)] == [
            "1 hour", "2 hours", "2 days", "3 days",
        ]  # fmt: skip


SIDE = Side(Tally(12, 40), 0)
BESIDE = Beside(SIDE, SIDE, 0.1, (0.02, 0.18), 0.01, Evidence.HINT)
BEFORE = Before(date(2026, 11, 23), 12, Score(20, 0.8, 0.6, 0.9), None, None)


def test_a_side_is_told_with_its_bounds_and_with_those_who_are_watched():
    with speaking("ko"):
        assert (
            voice_effect.side("빨리", SIDE) == "빨리: 40명 중 12명이 다시 샀어요 (100명 중 18~45명)"
        )
        assert voice_effect.side("빨리", Side(Tally(0, 0), 3)) == (
            "빨리: 충분히 지난 분이 아직 없어요 · 아직 지켜보는 3명"
        )


@pytest.mark.parametrize(
    ("found", "korean", "english"),
    [
        (
            BESIDE,
            "100명 중 10명 더 다시 샀어요(2~18명). 다른 이유일 수도 있어요.",
            "10 more in 100 bought again (2–18). It may have other causes.",
        ),
        (
            replace(BESIDE, difference=-0.1, bounds=(-0.18, -0.02)),
            "100명 중 10명 덜 다시 샀어요(2~18명). 다른 이유일 수도 있어요.",
            "10 fewer in 100 bought again (2–18). It may have other causes.",
        ),
        (
            replace(BESIDE, difference=None),
            "양쪽에 비슷한 분이 모자라 견줄 수 없어요.",
            "There are not enough alike on both sides to compare.",
        ),
        (
            replace(BESIDE, bounds=None),
            "양쪽에 비슷한 분이 모자라 견줄 수 없어요.",
            "There are not enough alike on both sides to compare.",
        ),
        (
            replace(BESIDE, p=None),
            "둘이 뚜렷하게 다르지 않아요. 아직 판단하기 일러요.",
            "The two do not differ clearly. It is too early to tell.",
        ),
        (
            replace(BESIDE, evidence=Evidence.EARLY),
            "둘이 뚜렷하게 다르지 않아요. 아직 판단하기 일러요.",
            "The two do not differ clearly. It is too early to tell.",
        ),
    ],
)
def test_two_sides_are_told_apart_only_as_a_hint(found, korean, english):
    with speaking("ko"):
        assert voice_effect.beside(found) == korean
    with speaking("en"):
        assert voice_effect.beside(found) == english


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (None, "한쪽의 답이 적어 견줄 수 없어요."),
        (Gap(0.1, None, Evidence.EARLY), "한쪽의 답이 적어 견줄 수 없어요."),
        (
            Gap(0.1, 0.01, Evidence.KNOWN),
            "전보다 나아진 것 같아요. 같은 때 다른 일이 있었는지도 봐 주세요.",
        ),
        (
            Gap(-0.1, 0.01, Evidence.HINT),
            "전보다 못해진 것 같아요. 같은 때 다른 일이 있었는지도 봐 주세요.",
        ),
        (Gap(0.1, 0.4, Evidence.EARLY), "뚜렷하게 달라지지 않았어요."),
    ],
)
def test_satisfaction_is_called_changed_only_where_it_is(gap, said):
    with speaking("ko"):
        assert voice_effect.change(replace(BEFORE, gap=gap)) == said


def test_satisfaction_is_told_before_and_after_with_a_dash_for_too_few():
    with speaking("ko"):
        assert voice_effect.before_after(BEFORE) == (
            "2026.11.23(월)부터 연락했고, 앞뒤 12주씩 봤어요. "
            "만족한 분은 전에 80% (60~90%), 뒤에 –이에요."
        )


def every_sentence():
    known = Effects({}, BESIDE, BESIDE, None, None, date(2026, 11, 23))
    return [
        *[voice_effect.answered(one) for one in Answered],
        voice_effect.about(),
        *voice_effect.fairness(),
        voice_effect.until(known),
        *voice_effect.details(asked(2.0, 9, 2, 1)),
    ]


def test_korean_keeps_the_rules_and_english_is_english():
    with speaking("ko"):
        assert [fault for one in every_sentence() for fault in faults_on_screen(one)] == []
        assert len(set(every_sentence())) == len(every_sentence())
    with speaking("en"):
        told = every_sentence()
    assert [one for one in told if any("가" <= sign <= "힣" for sign in one)] == []
