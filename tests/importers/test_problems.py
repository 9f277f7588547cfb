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
    "text",
    [
        "",
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
