"""Words that part few stars from many, held against a computation with plain loops."""

from collections import Counter
from math import erfc, log, sqrt

import numpy as np
import pandas as pd
import pytest

from core.analysis.voice_words import LEAST_REVIEWS, PRIOR_WORDS, keywords, words

LOW = [
    "배송이 늦어요 배송",
    "배송은 느려요 포장도",
    "배송 포장이 엉망",
    "포장까지 배송을",
    "배송 늦어요",
]
HIGH = [
    "가격이 좋아요",
    "가격도 좋아요 포장",
    "가격 좋아요 배송",
    "가격은 가격 좋아요",
    "가격 좋아요",
    "색감이 좋아요",
]
MIDDLE = ["포장 가격", "배송이 가격"]


def reviews():
    texts = pd.Series(LOW + HIGH + MIDDLE)
    stars = pd.Series([1] * 3 + [2] * 2 + [4] * 2 + [5] * 4 + [3] + [None])
    return texts, stars


def by_hand(texts, stars):
    """Monroe, Colaresi and Quinn 2008, word by word."""
    low, high, every = Counter(), Counter(), Counter()
    for text, star in zip(texts, stars, strict=True):
        plain = {stripped(word) for word in text.split()}
        every.update(plain)
        if star <= 2:
            low.update(plain)
        if star >= 4:
            high.update(plain)
    named = {word: count for word, count in every.items() if count >= LEAST_REVIEWS}
    n_low, n_high = sum(low[word] for word in named), sum(high[word] for word in named)
    found = {}
    for word, count in named.items():
        alpha = PRIOR_WORDS * count / sum(named.values())
        delta = log((low[word] + alpha) / (n_low + PRIOR_WORDS - low[word] - alpha)) - log(
            (high[word] + alpha) / (n_high + PRIOR_WORDS - high[word] - alpha)
        )
        z = delta / sqrt(1 / (low[word] + alpha) + 1 / (high[word] + alpha))
        found[word] = (low[word], high[word], delta, z)
    return found


def stripped(word):
    for particle in ("까지", "이", "은", "도", "을"):
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word.removesuffix(particle)
    return word


def test_the_numbers_are_those_of_a_plain_count():
    wanted = by_hand(*reviews())
    frame = keywords(*reviews())
    assert set(frame.word) == set(wanted) == {"배송", "포장", "가격", "좋아요"}
    for row in frame.itertuples():
        assert (row.low, row.high, row.log_odds, row.z) == pytest.approx(wanted[row.word])


def test_the_probabilities_allow_for_all_words():
    frame = keywords(*reviews())
    single = sorted(erfc(abs(z) / sqrt(2)) for z in frame.z)
    adjusted = [min(p * 4 / rank for rank, p in enumerate(single, 1) if rank > at)
                for at in range(4)]  # fmt: skip
    assert sorted(frame.p) == pytest.approx(adjusted)


def test_words_of_few_stars_come_first():
    frame = keywords(*reviews())
    assert frame.word.iloc[0] == "배송"
    assert frame.z.is_monotonic_decreasing
    assert set(frame.word.iloc[-2:]) == {"가격", "좋아요"}


def test_turning_the_stars_round_turns_the_words_round():
    texts, stars = reviews()
    one = keywords(texts, stars).set_index("word")
    other = keywords(texts, 6 - stars).set_index("word")
    assert other.z.reindex(one.index).to_numpy() == pytest.approx(-one.z.to_numpy())


def test_a_review_says_a_word_once_and_without_its_particle():
    told = words(pd.Series(["배송이 배송은 배송!", None, "Good\n굿 a 색 가격에서도 good"]))
    assert told.to_numpy().tolist() == [[0, "배송"], [2, "good"], [2, "가격"]]


@pytest.mark.parametrize("stars", [1, 5, 3, None])
def test_one_kind_of_reviews_alone_parts_nothing(stars):
    texts = pd.Series(["가격 좋아요"] * 20)
    frame = keywords(texts, pd.Series([stars] * 20, dtype="float64"))
    assert frame.empty
    assert frame.columns.tolist() == ["word", "low", "high", "log_odds", "z", "p"]


def test_no_reviews_have_no_words():
    assert keywords(pd.Series([], dtype=object), pd.Series([], dtype=float)).empty


def test_words_that_have_nothing_to_do_with_the_stars_are_seldom_called():
    random = np.random.default_rng(11)
    letters = list("가나다라마바사아자차")
    vocabulary = [a + b for a in letters for b in letters]
    called = 0
    for _ in range(40):
        texts = pd.Series([" ".join(random.choice(vocabulary, 6)) for _ in range(200)])
        called += bool((keywords(texts, pd.Series(random.choice([1, 5], 200))).p <= 0.1).any())
    assert called <= 6
