"""Texts with places are filled so that nobody sees the places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.i18n.filling import Unfillable, check, fill, places


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("{이름?고객} 님, 고마워요.", {"이름": "김*수"}, "김*수 님, 고마워요."),
        ("{이름?고객} 님, 고마워요.", {}, "고객 님, 고마워요."),
        ("{상품}{을/를} 보내요.", {"상품": "머그컵"}, "머그컵을 보내요."),
        ("{상품}{을/를} 보내요.", {"상품": "접시"}, "접시를 보내요."),
        ("{상품}{은/는} 좋아요.", {"상품": "Kitchen"}, "Kitchen은 좋아요."),
        ("‘{상품}’{이/가} 왔어요.", {"상품": "머그컵"}, "‘머그컵’이 왔어요."),
        ("「{상품}」{으로/로} 바꿔요.", {"상품": "서울"}, "「서울」로 바꿔요."),
        ("{상품}{을/를} 드려요.", {"상품": "리필 300ml"}, "리필 300ml를 드려요."),
        ("{상품}{을/를} 드려요.", {"상품": "비누 200g"}, "비누 200g을 드려요."),
        ("{상품}{이에요/예요}.", {"상품": "세트 3"}, "세트 3이에요."),
        ("{상품}{을/를} 써요.", {"상품": "머그컵 ★"}, "머그컵 ★을 써요."),
        ("고마워요. {연락}으로 알려 주세요. 또 봬요.", {"연락": ""}, "고마워요. 또 봬요."),
        ("고마워요.\n— {가게}", {}, "고마워요."),
        ("고마워요.\n\n{대안}{을/를} 드려요.\n\n또 봬요.", {}, "고마워요.\n\n또 봬요."),
        ("{가게}", {"가게": " 단골\n상점  "}, "단골 상점"),
        ("{가게}", {}, ""),
    ],
)
def test_a_text_is_filled(text, values, said):
    assert fill(text, values) == said


def test_the_names_of_values_are_told_once():
    assert places("{이름?고객} 님, {상품}{을/를} {상품}") == ["이름", "상품"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("{상품} {색깔}", ("색깔",)), ("{상품", ("{",)), ("상품}", ("}",)), ("{}", ("",))],
)
def test_places_nobody_can_fill_are_named(text, wrong):
    with pytest.raises(Unfillable) as found:
        check(text, ("상품",))

    assert found.value.names == wrong


def test_a_text_of_known_places_is_fine():
    check("{이름?고객} 님, {상품}{을/를}", ("이름", "상품"))


@given(st.dictionaries(st.sampled_from(["이름", "상품", "가게"]), st.text(max_size=20)))
def test_no_place_and_no_double_blank_is_left(values):
    values = {name: value.replace("{", "").replace("}", "") for name, value in values.items()}

    said = fill("{이름?고객} 님, {상품}{을/를} 보내요. 고마워요.\n— {가게}", values)

    assert "{" not in said
    assert "}" not in said
    assert "  " not in said
    assert "고마워요." in said
