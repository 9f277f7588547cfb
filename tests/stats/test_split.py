"""Splitting a change: the reference vector, exactness, and zeros."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stats.split import log_mean, log_mean_parts, whole_parts

FACTORS = st.lists(st.floats(0.01, 5_000), min_size=3, max_size=3)


def test_the_reference_vector_is_split_as_published():
    # requirement D2: 4,000 x 3.0 % x 32,000 won became 3,400 x 2.6 % x 34,000 won
    parts = log_mean_parts([4000, 0.03, 32_000], [3400, 0.026, 34_000])
    assert whole_parts(parts, 3_005_600 - 3_840_000) == [-553_504, -487_370, 206_474]


def test_the_logarithmic_mean_of_equals_is_their_value():
    assert log_mean(3, 3) == 3
    assert log_mean(1, 2.718281828459045) == pytest.approx(1.718281828459045)


@given(FACTORS, FACTORS)
def test_the_parts_add_up(before, now):
    change = now[0] * now[1] * now[2] - before[0] * before[1] * before[2]
    size = max(now[0] * now[1] * now[2], before[0] * before[1] * before[2])
    assert sum(log_mean_parts(before, now)) == pytest.approx(change, abs=size * 1e-6)


@given(FACTORS, FACTORS)
def test_the_way_back_has_the_same_parts_with_the_other_sign(before, now):
    there, back = log_mean_parts(before, now), log_mean_parts(now, before)
    assert there == pytest.approx([-part for part in back])


@pytest.mark.parametrize(
    ("before", "now", "parts"),
    [
        ([10, 2, 5], [0, 0, 0], [-100, 0, 0]),
        ([0, 0, 0], [10, 2, 5], [100, 0, 0]),
        ([10, 2, 5], [8, 1, 0], [0, 0, -100]),
        ([0, 0, 0], [0, 0, 0], [0, 0, 0]),
    ],
)
def test_where_a_factor_is_zero_it_takes_the_whole_change(before, now, parts):
    assert log_mean_parts(before, now) == parts


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=6), st.integers(0, 99))
def test_whole_parts_add_up_to_the_total_and_stay_within_one_won(whole, shift):
    parts = [value + shift / 100 for value in whole]
    total = round(sum(parts))
    rounded = whole_parts(parts, total)
    assert sum(rounded) == total
    assert all(abs(a - b) < 1 + 1e-9 for a, b in zip(rounded, parts, strict=True))


def test_the_largest_remainder_gets_the_missing_won():
    assert whole_parts([1.2, 1.7, 1.1], 4) == [1, 2, 1]


def test_parts_of_another_total_are_refused():
    with pytest.raises(ValueError, match="add up"):
        whole_parts([1.0, 2.0], 9)


@pytest.mark.parametrize(("before", "now"), [([1, 2], [1]), ([1, -2], [1, 2])])
def test_impossible_factors_are_refused(before, now):
    with pytest.raises(ValueError, match="factors"):
        log_mean_parts(before, now)
