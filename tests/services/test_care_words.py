"""What is said to customers: filled in rightly, never with a hole, and never by accident an ad."""

import re

import pytest

from core.analysis.care_queue import Kind
from core.i18n import speaking
from core.services import care_letters, care_words
from core.services.care_words import CareProblem, CareRefused, Values

ALL = Values("김민수", "머그컵", "우리 가게", "11.25(수)", "우체국", "1234", "손으로 씻어요.", "3")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_text_of_ours_is_sound(kind):
    assert len(care_words.texts(kind)) == 3
    for text in care_words.texts(kind):
        care_words.check(kind, text)
        assert care_words.sales_words(text) == ()
        for values in (ALL, Values(product="접시"), Values(product="우리 세트(대)", shop="단골")):
            said = care_words.fill(text, values)
            assert "{" not in said
            assert "}" not in said
            assert "  " not in said


@pytest.mark.parametrize(
    ("name", "said"),
    [("머그컵", "머그컵이"), ("접시", "접시가"), ("컵(대)", "컵(대)이"), ("물통 1L", "물통 1L가")],
)
def test_the_particle_fits_what_was_bought(name, said):
    text = care_words.texts(Kind.DISPATCH)[0]

    assert care_words.fill(text, Values(product=name)).startswith(f"고객 님, {said} 출발했어요.")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_texts_and_letters_are_korean_whatever_the_seller_reads(language):
    with speaking(language):
        texts = [care_words.fill(one, ALL) for kind in Kind for one in care_words.texts(kind)]
        letters = [*care_letters.drafts("머그컵", "우리 가게"), care_letters.draft("20261130", "")]

    assert [said for said in [*texts, *letters] if re.search("[A-Za-z]", said)] == []


def test_what_nobody_knows_is_left_out_with_its_sentence():
    text = care_words.texts(Kind.DISPATCH)[0]

    assert care_words.fill(text, Values(product="접시")) == (
        "고객 님, 접시가 출발했어요. 보통 보낸 날부터 하루이틀 걸려요."
    )
    assert "우체국 1234예요." in care_words.fill(text, ALL)


def test_english_names_of_places_are_understood_as_well():
    assert care_words.unknown("{name?you}, {product}") == ()
    assert care_words.fill("{name?you}, {product}", ALL) == "김민수, 머그컵"
    assert care_words.asks_for("{invoice}", "invoice")
    assert care_words.asks_for("{송장번호}", "invoice")


def test_a_text_that_sells_is_advertising():
    assert care_words.sales_words("다음에 쓰실 쿠폰 드려요. 10% 할인!") == ("할인", "쿠폰")
    assert care_words.sales_words("A COUPON for you") == ("coupon",)
    assert care_words.sales_words("{상품명}{은/는} 잘 받으셨어요?") == ()


def test_a_request_for_a_review_promises_nothing():
    with pytest.raises(CareRefused) as refused:
        care_words.check(Kind.REVIEW, "후기 쓰고 기프티콘 받으세요")
    assert (refused.value.problem, refused.value.names) == (CareProblem.REWARD, ("기프티콘",))
    care_words.check(Kind.TIP, "기프티콘은 이렇게 써요")


def test_texts_are_the_same_if_only_what_is_filled_in_differs():
    one = care_words.fingerprint("{이름?고객} 님,  {상품명}{은/는} 어때요?")

    assert one == care_words.fingerprint("{name?you} 님, {product}{은/는} 어때요?")
    assert one != care_words.fingerprint("{이름?고객} 님, {상품명}{은/는} 어떠세요?")
    assert len(one) == 32
