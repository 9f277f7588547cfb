"""Pasted lines are understood line by line, and those that cannot be are named."""

from datetime import date

import pytest

from core.importers import voice_paste
from core.importers.voice_paste import PasteProblem
from core.terms.voice import AskedScale, VoiceSource

TODAY = date(2026, 11, 25)
CSAT, NPS, CES = AskedScale.CSAT, AskedScale.NPS, AskedScale.CES


def one(line):
    (found,), bad = voice_paste.read(line, TODAY)
    assert bad == []
    return found


@pytest.mark.parametrize(
    ("line", "text", "scale", "score"),
    [
        ("포장이 예뻐요", "포장이 예뻐요", None, None),
        ("포장이 예뻐요 5점", "포장이 예뻐요", CSAT, 5),
        ("포장이 예뻐요, 5점.", "포장이 예뻐요", CSAT, 5),
        ("포장이 예뻐요 (5점)", "포장이 예뻐요", CSAT, 5),
        ("4점 포장이 예뻐요", "포장이 예뻐요", CSAT, 4),
        ("포장이 예뻐요 4/5", "포장이 예뻐요", CSAT, 4),
        ("친구에게도 사 줬어요 추천 9점", "친구에게도 사 줬어요", NPS, 9),
        ("친구에게도 사 줬어요 9/10", "친구에게도 사 줬어요", NPS, 9),
        ("추천 0점 다시는 안 사요", "다시는 안 사요", NPS, 0),
        ("주문이 쉬웠어요 쉬움 7점", "주문이 쉬웠어요", CES, 7),
        ("별로예요 ★☆☆☆☆", "별로예요", CSAT, 1),
        ("★★★★★ 최고", "최고", CSAT, 5),
        ("배송 5점", "배송", CSAT, 5),
        ("3점", "", CSAT, 3),
        ("5점 만점에 5점", "5점 만점에", CSAT, 5),
        ("100점 만점이라도 주고 싶어요", None, None, None),
        ("2호 색이 예뻐요 15번 샀어요", "2호 색이 예뻐요 15번 샀어요", None, None),
    ],
)
def test_a_score_is_read_at_the_end_or_at_the_beginning(line, text, scale, score):
    if text is None:
        assert voice_paste.read(line, TODAY)[1][0].problem is PasteProblem.OFF_SCALE
        return
    found = one(line)
    assert (found.text, found.scale, found.score) == (text, scale, score)


@pytest.mark.parametrize(
    ("line", "text", "source"),
    [
        ("톡톡: 언제 와요", "언제 와요", VoiceSource.TALK),
        ("[전화] 늦어요", "늦어요", VoiceSource.PHONE),
        ("인스타 - 예뻐요", "예뻐요", VoiceSource.SOCIAL),
        ("리뷰|예뻐요", "예뻐요", VoiceSource.REVIEW),
        ("문의: 언제 와요", "언제 와요", VoiceSource.TALK),
        ("방문: 색이 고와요", "색이 고와요", VoiceSource.OTHER),
        ("방문해 보니 예뻐요", "방문해 보니 예뻐요", None),
        ("머그컵: 예뻐요", "머그컵: 예뻐요", None),
        ("전화가 안 돼요", "전화가 안 돼요", None),
    ],
)
def test_a_place_is_read_at_the_beginning(line, text, source):
    found = one(line)
    assert (found.text, found.source) == (text, source)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2026-11-20 늦어요", date(2026, 11, 20)),
        ("2026.11.20. 늦어요", date(2026, 11, 20)),
        ("11.20 늦어요", date(2026, 11, 20)),
        ("12.24 늦어요", date(2025, 12, 24)),
        ("11월 20일 늦어요", date(2026, 11, 20)),
    ],
)
def test_a_day_is_read_at_the_beginning_and_is_never_to_come(line, day):
    assert (one(line).day, one(line).text) == (day, "늦어요")


def test_the_number_of_an_order_is_read_before_telephone_numbers_are_taken_away():
    found = one("11.20 톡톡: 손잡이가 헐거워요 010-1234-5678 주문 2026112012345671 2점")
    assert (found.order_no, found.score) == ("2026112012345671", 2)
    assert (found.source, found.text) == (VoiceSource.TALK, "손잡이가 헐거워요 ***")
    assert one("20261120-0001234 색이 달라요").order_no == "20261120-0001234"


def test_cells_of_a_spreadsheet_may_stand_in_any_order():
    found = one("2026-11-20\t4점\t전화\t포장이\t예뻐요\t주문번호 AB-12345")
    assert (found.day, found.score, found.source) == (date(2026, 11, 20), 4, VoiceSource.PHONE)
    assert (found.text, found.order_no) == ("포장이 예뻐요", "AB-12345")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("톡톡:", PasteProblem.NOTHING_SAID),
        ("2026-11-20", PasteProblem.NOTHING_SAID),
        ("좋아요 6점", PasteProblem.OFF_SCALE),
        ("좋아요 0점", PasteProblem.OFF_SCALE),
        ("추천 11점", PasteProblem.OFF_SCALE),
        ("2026-13-40 좋아요", PasteProblem.BAD_DAY),
        ("2026-11-26 좋아요", PasteProblem.IN_FUTURE),
        ("가" * 4001, PasteProblem.TOO_LONG),
    ],
)
def test_a_line_that_cannot_be_is_named_with_its_number(line, problem):
    found, bad = voice_paste.read(f"첫 줄\n\n{line}\r\n끝 줄", TODAY)
    assert [it.number for it in found] == [1, 4]
    assert [(it.number, it.problem, it.line) for it in bad] == [(3, problem, line)]
