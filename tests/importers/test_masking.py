"""Cells of an unknown table are shown so that nobody is told by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importers.masking import is_personal, shown


@pytest.mark.parametrize(
    "heading",
    ["주문자", "받는 분 성함", "연락처", "휴대폰번호", "배송지", "이메일", "고객명", "구매자 ID",
     "Buyer name", "phone", "수취인", "배송메시지", "예금주", "생년월일"],
)  # fmt: skip
def test_headings_about_people_are_known(heading):
    assert is_personal(heading)


@pytest.mark.parametrize(
    "heading",
    ["상품 이름", "상품명", "옵션", "채널", "주문번호", "금액", "주문일시", "캠페인 이름", "상품ID",
     "고객 수량", "Product name"],
)  # fmt: skip
def test_headings_about_things_are_known(heading):
    assert not is_personal(heading)


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("주문자", "김철수", "김*수"),
        ("성함", "이영", "이*"),
        ("연락처", "01012345678", "01***78"),
        ("연락처", "없음", "없*"),
        ("배송지", "서울시 강남구 1", "서울***1"),
        ("메모", "전화 010-1234-5678로 주세요", "전화 ***로 주세요"),
        ("비고", "a@b.co.kr", "***"),
        ("비고", "900101-1234567", "***"),
        ("뭔지 모를 칸", "김철수", "김***수"),
        ("뭔지 모를 칸", "머그컵", "머그컵"),
        ("금액", "12,900", "12,900"),
        ("비고", "서울시 강남구 테헤란로 12", "***"),
        ("비고", "경비실에 맡겨 주세요", "경비실에 맡겨 주세요"),
    ],
)
def test_a_cell_is_shown_without_whom_it_is_about(heading, cell, said):
    assert shown(heading, cell, is_known=False) == said


def test_a_word_below_a_known_heading_is_no_name():
    assert shown("상품명", "이어폰", is_known=True) == "이어폰"


def test_a_name_with_a_surname_between_blanks_is_masked_too():
    assert "Smith" not in shown("Buyer name", "John Smith", is_known=True)


@given(
    st.text(max_size=60),
    st.sampled_from(["010-1234-5678", "01012345678", "02-123-4567", "a.b@shop.co.kr"]),
    st.sampled_from(["비고", "연락처", "상품명", "메모"]),
    st.booleans(),
)
def test_a_number_or_an_address_never_stands_there_wherever_the_cell_is_cut(
    before, secret, heading, known
):
    said = shown(heading, f"{before} {secret}", is_known=known)

    assert secret not in said
    assert secret[:8] not in said.removeprefix(before[:40])


def test_long_cells_are_cut():
    assert len(shown("내용", "가" * 500, is_known=True)) == 40
