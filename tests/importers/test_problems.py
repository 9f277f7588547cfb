"""What is told about a cell names nobody."""

import pytest

from core.importers.problems import SHOWN, excerpt, redacted


@pytest.mark.parametrize(
    "phone",
    [
        "010-1234-5678", "01012345678", "010.1234.5678", "010 1234 5678", "+82-10-1234-5678",
        "82 10 1234 5678", "02-123-4567", "031-1234-5678", "0505-123-4567", "0501-1234-5678",
        "０１０−１２３４−５６７８", "010–1234–5678", "010·1234·5678", "010  1234  5678",
        "010 - 1234 - 5678", "010/1234/5678", "０10１２３４5678",
    ],
)  # fmt: skip
def test_a_telephone_number_is_never_shown(phone):
    shown = redacted(f"문 앞에 두고 {phone} 로 전화")
    assert phone not in shown
    assert "***" in shown


def test_a_mail_address_and_a_name_are_never_shown():
    assert redacted("kim.cs+shop@naver.com 으로") == "*** 으로"
    assert redacted("김철수님 감사합니다") == "***님 감사합니다"
    assert "홍길동" not in redacted("홍길동 고객님 선물")


@pytest.mark.parametrize(
    "number", ["900101-1234567", "900101 - 2234567", "P123456789012", "kim＠example.org"]
)
def test_a_number_of_a_person_is_never_shown(number):
    assert redacted(f"통관번호는 {number} 입니다") == "통관번호는 *** 입니다"


@pytest.mark.parametrize(
    "where",
    [
        "123456-01-123456", "352-1234-5678-93", "3333-01-1234567", "1234-5678-9012-3456",
        "서울시 강남구 테헤란로 123", "경기도 성남시 분당구 정자일로 95", "101동 1001호",
        "부산 해운대구 우동 12-3",
    ],
)  # fmt: skip
def test_where_somebody_lives_or_is_paid_is_never_shown(where):
    assert redacted(f"환불은 {where} 으로 주세요") == "환불은 *** 으로 주세요"
    assert redacted("계좌번호: 3333011234567") == "계좌번호***"
    assert redacted("국민은행 12345678901234로") == "국민은행***로"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "운송장 6011-2345-6789",
        "주문번호 20261122-0000123",
        "2026-11-22-000123",
        "상품번호 1234567890",
        "가로 20 세로 30cm",
        "5호선 3동",
        "Mug",
        "머그컵 화이트 2개",
        "2026110812345671",
        "12,900원",
        "100000-20 2026-05-28",
        "0501_0510_2026",
    ],
)
def test_other_texts_are_shown_as_they_are(text):
    assert redacted(text) == text


def test_an_excerpt_is_short():
    assert excerpt("가" * 500) == "가" * SHOWN
    assert "5678" not in excerpt("x" * 75 + " 010-1234-5678")
