"""The division of visitors, held against scipy."""

import numpy as np
import pytest
from scipy import stats

from core.stats.ab.sample_ratio import exact_p, sample_ratio


def test_the_division_of_many_visitors_is_examined_as_by_scipy():
    expected = stats.chisquare([260, 250, 190, 300])
    found = sample_ratio([260, 250, 190, 300], [1, 1, 1, 1])
    assert (found.statistic, found.freedom, found.p) == pytest.approx(
        (expected.statistic, 3, expected.pvalue)
    )
    assert found.mismatch


@pytest.mark.parametrize(
    ("counts", "shares"), [([3, 12], [1, 1]), ([30, 4], [7, 3]), ([0, 20], [1, 2])]
)
def test_the_division_of_few_visitors_is_examined_exactly(counts, shares):
    share = shares[1] / sum(shares)
    expected = stats.binomtest(counts[1], sum(counts), share).pvalue
    assert sample_ratio(counts, shares).p == pytest.approx(expected)
    assert exact_p(counts[1], sum(counts), share) == pytest.approx(expected)


def test_days_are_examined_all_at_once_and_nothing_is_no_mismatch():
    found = sample_ratio([[0, 0], [600, 400], [30, 10]], [0.5, 0.5])
    assert found.mismatch.tolist() == [False, True, False]
    assert found.p[0] == 1
    assert found.statistic[0] == 0


def test_a_version_without_a_share_is_left_out_unless_it_had_visitors():
    assert sample_ratio([520, 480, 0], [0.5, 0.5, 0]).p == pytest.approx(0.205903210732)
    assert sample_ratio([520, 480, 1], [0.5, 0.5, 0]).p == 0


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ([5, 5], [1, 0]),
        ([5, 5], [1, -1, 1]),
        ([5, 5], [1, 1, 1]),
        ([5, 5], [[1, 1]]),
        ([5, -1], [1, 1]),
    ],
)
def test_an_impossible_division_is_refused(counts, shares):
    with pytest.raises(ValueError, match=r"version|counts"):
        sample_ratio(counts, shares)


@pytest.mark.parametrize(("x", "n", "share"), [(5, 4, 0.5), (1, 4, 1), (1.5, 4, 0.5)])
def test_the_exact_test_refuses_the_impossible(x, n, share):
    with pytest.raises(ValueError, match=r"share|counts"):
        exact_p(x, n, share)


def test_equal_shares_of_large_counts_are_symmetric():
    found = sample_ratio(np.array([[821588, 815482], [815482, 821588]]), [1, 1])
    assert found.p[0] == found.p[1]
