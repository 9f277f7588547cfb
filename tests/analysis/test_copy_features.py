"""Rules find words anybody can check, in Korean and in English."""

import csv

import numpy as np
import pytest

from core.analysis.copy_features import WORDED, WORDS, Feature, flags, short, words

TEXTS = {
    "[이름]님, 오늘만 30% 할인! 놓치지 마세요": {
        Feature.NAME: ("[이름]",),
        Feature.NUMBER: ("30%",),
        Feature.EXCLAMATION: ("할인!",),
        Feature.BENEFIT: ("할인",),
        Feature.HURRY: ("오늘", "놓치"),
    },
    "이 컵을 쓰면 아침이 달라질까요": {Feature.QUESTION: ("달라질까요",)},
    "후기 1,204개, 걱정 없이 반품하세요 🙂": {
        Feature.NUMBER: ("1,204",),
        Feature.EMOJI: ("🙂",),
        Feature.PROOF: ("후기",),
        Feature.SAFETY: ("걱정", "반품"),
    },
    "{name}, 50% off today": {
        Feature.NAME: ("{name}",),
        Feature.NUMBER: ("50%",),
        Feature.BENEFIT: ("off",),
        Feature.HURRY: ("today",),
    },
    "Why you’ll never go back": {
        Feature.YOU: ("you'll",),
        Feature.CURIOUS: ("Why",),
        Feature.WARNING: ("never",),
    },
    "“정말 좋아요”": {Feature.QUOTE: ("“", "”")},
    "따뜻한 컵": {},
    "": {},
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text or "empty")
def test_a_text_is_told_with_the_words_that_were_found(text):
    assert words(text) == TEXTS[text]


def test_the_fast_way_finds_what_the_words_say():
    found = flags(list(TEXTS))
    assert found.shape == (len(TEXTS), len(WORDED))
    for row, text in zip(found, TEXTS, strict=True):
        assert {one for one, has in zip(WORDED, row, strict=True) if has} == set(words(text))


def test_no_text_at_all_has_no_features():
    assert flags([]).shape == (0, len(WORDED))


def test_an_english_word_is_found_only_as_a_whole():
    assert Feature.BENEFIT not in words("The freedom of the office")
    assert Feature.HURRY not in words("I know you are nowhere")


def test_each_word_is_said_once():
    assert words("무료 무료 무료")[Feature.BENEFIT] == ("무료",)


def test_an_apostrophe_is_no_quotation():
    assert Feature.QUOTE not in words("They're the seller's cups")
    assert Feature.QUOTE in words("She said 'best cup' twice")


def test_a_text_is_short_beside_the_longest_of_its_test():
    lengths, tests = np.array([10, 8, 9, 30, 24, 25]), np.array([0, 0, 0, 1, 1, 1])
    assert short(lengths, tests).tolist() == [False, True, False, False, True, False]
    assert short(np.array([], dtype=np.int64), np.array([], dtype=np.int64)).tolist() == []


def test_every_word_belongs_to_a_feature_and_stands_there_once():
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert {name for name, _, _ in rows} <= {one.value for one in Feature}
    assert {kind for _, kind, _ in rows} == {"en", "ko", "place", "ending"}
    assert len(rows) == len(set(rows))
    assert all(word == word.strip().lower() for _, _, word in rows)
