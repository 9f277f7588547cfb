"""Interests are words that several bought things share, the most specific ones."""

import pytest

from core.analysis.customers_interests import Taken, common, interests, phrases

SHOP = [
    "산악 러닝 조끼", "산악 러닝 양말 3켤레", "도심 러닝화", "면 양말", "머그컵 350ml (대)",
    "[무료배송] 하얀 머그컵", "접시", "찻잔",
]  # fmt: skip


def taken(*names: str, days: int = 1) -> list[Taken]:
    return [Taken(number, name, days) for number, name in enumerate(names)]


def words(*names: str) -> list[str]:
    return [one.word for one in interests(taken(*names), common(SHOP))]


def test_the_more_specific_of_two_words_is_told():
    assert words("산악 러닝 조끼", "산악 러닝 양말 3켤레") == ["산악 러닝", "양말"]


def test_both_are_told_where_one_reaches_farther():
    shop = [*SHOP, "도심 러닝 모자"]
    found = interests(taken("산악 러닝 조끼", "도심 러닝 모자"), common(shop))
    assert [one.word for one in found] == ["러닝", "산악 러닝", "도심"]


def test_a_word_of_one_product_is_no_interest():
    assert words("접시") == []


def test_what_every_product_is_called_tells_nothing():
    shop = [f"단골상점 {name}" for name in ("컵", "접시", "찻잔", "그릇", "머그컵 하나")]
    assert common(shop) == frozenset()


def test_in_a_small_shop_a_word_of_all_products_counts():
    assert common(["흰 머그컵", "파란 머그컵"]) == {"머그컵"}


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("[무료배송] 특가 1+1 하얀 머그컵 350ml 2개", ["하얀", "머그컵", "하얀 머그컵"]),
        ("머그컵(대) 500", ["머그컵"]),
        ("A 컵", []),
        ("NEW Travel Mug 16oz", ["Travel", "Mug", "Travel Mug"]),
        ("", []),
    ],
)
def test_sizes_brackets_and_advertising_are_left_out(name: str, left: list[str]):
    assert sorted(phrases(name)) == sorted(left)


def test_it_is_told_from_which_purchases_an_interest_is_known():
    bought = [Taken(1, "산악 러닝 조끼", 3), Taken(2, "도심 러닝화", 1), Taken(3, "면 양말", 2),
              Taken(4, "산악 러닝 양말 3켤레", 1)]  # fmt: skip
    first, second = interests(bought, common(SHOP))
    assert (first.word, first.products, first.days) == (
        "산악 러닝", ("산악 러닝 조끼", "산악 러닝 양말 3켤레"), 4
    )  # fmt: skip
    assert (second.word, second.days) == ("양말", 3)


def test_letters_large_and_small_are_one_word():
    shared = common(["Linen bag", "linen shirt", "cup", "plate"])
    assert [one.word for one in interests(taken("Linen bag", "linen shirt"), shared)] == ["Linen"]
