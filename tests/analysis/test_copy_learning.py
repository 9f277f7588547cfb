"""Patterns are found where there are some, and nearly never where there are none."""

from functools import cache

import numpy as np
import pytest
from scipy import stats

from core.analysis.copy_learning import ALPHA, Split, Versions, contrast, patterns
from core.stats.ab.arms import arm
from core.stats.ab.pooling import log_ratio, pool
from tests.copy_sets import FEATURES, made

THREE = Versions(
    np.array([0, 0, 0, 1, 1, 2]),
    np.array([100.0, 200, 300, 400, 500, 600]),
    np.array([10.0, 10, 9, 20, 40, 30]),
)
HAS = np.array([True, False, False, True, False, True])


def test_only_texts_of_one_test_are_held_against_each_other():
    found = contrast(THREE, Split(HAS, ~HAS))
    assert found.tests.tolist() == [0, 1]  # the third test has no text without it
    effects, variances = log_ratio(arm([19, 40], [500, 500]), arm([10, 20], [100, 400]))
    np.testing.assert_allclose(found.effects, effects)
    np.testing.assert_allclose(found.variances, variances)
    np.testing.assert_allclose(found.base, [19 / 500, 40 / 500])


def test_texts_of_which_nobody_knows_are_on_neither_side():
    lacks = np.array([False, True, False, False, True, False])
    found = contrast(THREE, Split(HAS, lacks))
    np.testing.assert_allclose(found.base, [10 / 200, 40 / 500])


def test_rates_of_different_tests_are_never_mixed():
    # With it only where much is clicked anyway: pooled rates would call that a great success.
    versions = Versions(
        np.repeat(np.arange(20), 2), np.full(40, 1000.0), np.repeat([100.0, 10], 20)
    )
    has = np.array([True, False] * 3 + [True, True] * 7 + [False, False] * 10)
    found = patterns(versions, {"it": Split(has, ~has)})[0]
    assert found.tests == 3
    assert found.ratio == pytest.approx(1, abs=0.01)
    assert not found.known


def test_one_test_alone_is_no_pattern():
    only = np.array([True, False, False, True, True, True])
    found = patterns(THREE, {"it": Split(only, ~only)})[0]
    assert (found.tests, found.versions) == (1, 4)
    assert (found.ratio, found.bounds, found.p, found.known) == (None, None, None, False)
    assert not found.helps
    assert not found.harms


def test_nothing_to_learn_from_nothing():
    none = np.array([], dtype=np.int64)
    versions = Versions(none, none.astype(float), none.astype(float))
    no = none.astype(bool)
    assert patterns(versions, {"it": Split(no, no)})[0].tests == 0
    assert patterns(THREE, {}) == []


def test_the_numbers_are_those_of_the_pool():
    versions, splits = made(5, {"two": 0.4})
    found = {one.name: one for one in patterns(versions, splits)}["two"]
    one = contrast(versions, splits["two"])
    pooled = pool(one.effects, one.variances, found.confidence)
    assert found.ratio == pytest.approx(np.exp(pooled.mean))
    assert found.bounds == pytest.approx(tuple(np.exp(pooled.interval)))
    assert found.chance == pytest.approx(pooled.higher)
    wide = pool(one.effects, one.variances)
    assert found.next == pytest.approx(tuple(np.exp(wide.prediction)))
    assert found.base == pytest.approx(np.median(one.base))


@pytest.mark.parametrize("effect", [0.5, -0.5])
def test_a_known_effect_is_found_within_its_interval(effect):
    found = [
        {one.name: one for one in patterns(*made(seed, {"two": effect}))}["two"]
        for seed in range(20)
    ]
    within = [one.bounds[0] <= np.exp(effect) <= one.bounds[1] for one in found]
    assert sum(within) >= 18
    assert sum(one.helps if effect > 0 else one.harms for one in found) >= 16


@cache
def without_effect():
    """Patterns of sets in which nothing matters."""
    return [patterns(*made(seed, tests=12)) for seed in range(60)]


def test_where_nothing_matters_nothing_is_called_in_19_of_20_sets():
    assert sum(any(one.known for one in each) for each in without_effect()) <= 3


def test_a_look_at_each_alone_would_call_far_more():
    # The same sets fail without control over all features, so the test above can fail.
    alone = [min(_two_sided(one) for one in each) <= ALPHA for each in without_effect()]
    assert sum(alone) > 3


def _two_sided(one):
    return 2 * min(one.chance, 1 - one.chance)


@pytest.mark.parametrize("seed", range(8))
def test_interval_and_call_say_the_same(seed):
    for one in patterns(*made(seed, {"two": 0.35, "five": -0.3}, tests=15)):
        low, high = one.bounds
        assert one.known == (not low <= 1 <= high)
        assert one.known == (one.p <= ALPHA)
        assert low < one.ratio < high
        assert one.next[0] < one.ratio < one.next[1]


def test_turning_a_feature_around_mirrors_everything():
    versions, splits = made(3, {"one": 0.3})
    turned = {name: Split(each.lacks, each.has) for name, each in splits.items()}
    for one, other in zip(patterns(versions, splits), patterns(versions, turned), strict=True):
        assert other.ratio == pytest.approx(1 / one.ratio)
        assert other.bounds == pytest.approx((1 / one.bounds[1], 1 / one.bounds[0]))
        assert other.p == pytest.approx(one.p)


def test_the_order_of_tests_does_not_matter():
    versions, splits = made(4)
    back = slice(None, None, -1)
    turned = Versions(
        (versions.tests.max() - versions.tests)[back], versions.shown[back], versions.reacted[back]
    )
    same = {name: Split(each.has[back], each.lacks[back]) for name, each in splits.items()}
    for one, other in zip(patterns(versions, splits), patterns(turned, same), strict=True):
        assert other.ratio == pytest.approx(one.ratio)
        assert other.p == pytest.approx(one.p)


def test_more_of_the_same_tests_say_more():
    versions, splits = made(6, {"two": 0.4}, tests=10)
    count = versions.tests.max() + 1
    twice = Versions(
        np.concatenate([versions.tests, versions.tests + count]),
        np.tile(versions.shown, 2), np.tile(versions.reacted, 2),
    )  # fmt: skip
    doubled = {name: Split(np.tile(it.has, 2), np.tile(it.lacks, 2)) for name, it in splits.items()}
    for one, more in zip(patterns(versions, splits), patterns(twice, doubled), strict=True):
        assert np.log(more.next[1] / more.next[0]) <= np.log(one.next[1] / one.next[0]) + 1e-9


def test_the_sets_have_the_effect_they_are_made_with():
    versions, splits = made(1, {"one": 0.5}, tests=4000, between=0.0)
    found = contrast(versions, splits["one"])
    mean = np.average(found.effects, weights=1 / (found.variances + 0.1))
    assert mean == pytest.approx(0.5, abs=0.03)
    assert set(splits) == set(FEATURES)
    assert stats.pearsonr(splits["one"].has, splits["two"].has).statistic < 0.05
