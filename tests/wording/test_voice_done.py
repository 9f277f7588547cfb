"""What is said of decisions about themes, and what customers are told of them."""

from dataclasses import replace
from datetime import date

import pytest

from core.i18n import speaking
from core.services.voice_done import Answer, Answered, Line
from core.services.voice_themes import Bar
from core.terms import Period
from core.wording import voice_done

DAY = date(2026, 11, 23)
ANSWER = Answer("delivery", Answered.DONE, "송장을 먼저 알려요", DAY)
LINE = Line(
    "delivery", Bar("delivery", 9, 4, 2.5, 1.0, 5.2), (), None, None, Period.ending(DAY, 91)
)


@pytest.mark.parametrize(
    ("which", "korean", "english"),
    [
        (Answered.DONE, "반영함", "Done about it"),
        (Answered.LOOKING, "살펴보는 중", "Looking into it"),
        (Answered.DECLINED, "안 하기로", "Decided against it"),
    ],
)
def test_a_decision_has_a_name_and_a_day(which, korean, english):
    one = replace(ANSWER, answer=which)
    with speaking("ko"):
        assert voice_done.decided(one) == f"2026.11.23(월) · {korean}"
    with speaking("en"):
        assert voice_done.decided(one) == f"Mon 23 Nov 2026 · {english}"


def test_a_theme_tells_how_often_and_over_which_days():
    assert voice_done.often(LINE) == (
        "2026.08.25(화)~11.23(월): 주문 100건당 2.5건(1.0~5.2건) · 불만 4건 · 언급 9건"
    )


@pytest.mark.parametrize("bar", [None, Bar("delivery", 0, 0)])
def test_of_a_theme_nobody_speaks_of_there_is_no_count(bar):
    assert voice_done.often(replace(LINE, bar=bar)) == "최근에는 이야기한 손님이 없어요."


@pytest.mark.parametrize(
    ("what", "line"),
    [(" 바꿨어요 ", "바꿨어요."), ("바꿨어요.", "바꿨어요."), ("바꿨어요!", "바꿨어요!"),
     ("어때요?", "어때요?")],
)  # fmt: skip
def test_customers_are_told_what_was_done_with_one_full_stop(what, line):
    with speaking("ko"):
        told = voice_done.told(replace(ANSWER, what=what), "단골상점")
    assert told.splitlines() == [
        "말씀해 주신 배송 이야기를 듣고 이렇게 바꿨어요.",
        line,
        "말씀해 주셔서 고마워요. 앞으로도 편하게 들려주세요. — 단골상점",
    ]


def test_without_a_name_of_the_shop_nobody_signs():
    with speaking("en"):
        assert voice_done.told(replace(ANSWER, what="We pack better"), "").splitlines() == [
            "You told us about this: Delivery. This is what we changed.",
            "We pack better.",
            "Thank you for telling us. Please go on telling us.",
        ]


def test_a_theme_is_a_row_of_a_file_and_what_is_not_known_is_empty():
    assert voice_done.row(LINE) == {
        "주제": "배송", "불만": 4, "주문 100건당 불만": 2.5, "반영": "", "한 일": "",
        "정한 날": "", "결과": "",
    }  # fmt: skip
    decided = voice_done.row(replace(LINE, bar=None, answers=(ANSWER,)))
    assert list(decided.values()) == [
        "배송", None, None, "반영함", "송장을 먼저 알려요", "2026-11-23", "",
    ]  # fmt: skip
