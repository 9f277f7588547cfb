"""A first guess by words, which says so where it cannot tell."""

import csv
import time

import pandas as pd
import pytest

from core.analysis.voice_guess import WORDS, found, guesses
from core.sample import words as sample

PLEASED = [
    "정말 마음에 들어요",
    "배송도 빠르고 친절해요",
    "나쁘지 않아요",
    "후회 없는 선택",
    "하자 하나 없이 잘 왔어요",
    "별로 안 비싸고 예뻐요",
    "냄새 안 나고 부드러워요",
    "두 번째 구매예요!",
]
DISPLEASED = [
    "실망했어요",
    "불친절해요",
    "별로예요 좋지 않아요",
    "안 좋아요",
    "별로 안 좋네요",
    "추천하지 않아요",
    "다시 사지는 않을 것 같아요",
    "깨진 채로 왔어요",
]
UNKNOWN = ["좋은데 배송이 늦어요", "스탠드 높이가 몇 cm인가요?", "있으면 좋겠어요", "", "ㅇㅇ"]


def guessed(text):
    found_one = guesses(pd.Series([text])).is_pleased.iloc[0]
    return None if found_one is pd.NA else bool(found_one)


@pytest.mark.parametrize("text", PLEASED)
def test_praise_is_taken_for_praise(text):
    assert guessed(text) is True


@pytest.mark.parametrize("text", DISPLEASED)
def test_blame_is_taken_for_blame(text):
    assert guessed(text) is False


@pytest.mark.parametrize("text", UNKNOWN, ids=lambda text: text or "empty")
def test_what_words_do_not_tell_is_not_guessed(text):
    assert guessed(text) is None


def test_the_words_behind_a_guess_are_handed_out():
    texts = pd.Series(["예쁘지만", "비싸지 않아요"], index=[9, 3])
    told = found(texts)
    assert told[["text", "word", "sign", "is_denied"]].to_numpy().tolist() == [
        [0, "예쁘", 1, False],
        [1, "비싸", 1, True],
    ]
    assert guesses(texts).index.tolist() == [9, 3]


def test_words_are_counted_on_both_sides():
    told = guesses(pd.Series(["예쁘고 튼튼한데 비싸요", None]))
    assert told[["good", "bad"]].to_numpy().tolist() == [[2, 1], [0, 0]]
    assert bool(told.is_pleased.iloc[0]) is True
    assert told.is_pleased.isna().tolist() == [False, True]


def test_reviews_of_the_sample_shop_are_seldom_guessed_wrong():
    told = {
        f"{opening} {detail}": stars
        for stars, openings in sample.OPENINGS.items()
        for opening in openings
        for detail in sample.DETAILS[stars]
        if stars != 3
    }
    frame = guesses(pd.Series(list(told)))
    is_told = frame.is_pleased.notna().to_numpy()
    right = [
        bool(guess) == (stars > 3)
        for guess, stars in zip(frame.is_pleased[is_told],
                                pd.Series(list(told.values()))[is_told], strict=True)
    ]  # fmt: skip
    assert is_told.mean() > 0.8
    assert sum(right) / len(right) > 0.9


def test_the_list_has_each_word_once_and_both_signs():
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["word"] for row in rows}) == len(rows)
    assert {row["sign"] for row in rows} == {"1", "-1", "0"}


def test_a_hundred_thousand_texts_take_seconds():
    texts = pd.Series((PLEASED + DISPLEASED + UNKNOWN) * 4_762)
    begun = time.perf_counter()
    told = guesses(texts)
    assert time.perf_counter() - begun < 20
    assert int(told.is_pleased.sum()) == len(PLEASED) * 4_762
