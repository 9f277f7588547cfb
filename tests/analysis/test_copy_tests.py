"""The rule by which versions are told apart, against its parts worked out one by one."""

import numpy as np
import pytest
from scipy import stats

from core.analysis.copy_tests import FEWEST, Counted, agreeing, bounds, call, lines
from core.stats.ab.arms import Arm, Interval
from core.stats.ab.comparison import differs
from core.stats.ab.group_sequential import boundaries
from core.stats.ab.several import holm
from core.stats.ab.two_proportions import score_z, two_sided

ONE_LOOK = [1.0]


def counted(*pairs, shares=None):
    x, n = zip(*pairs, strict=True)
    return Counted(np.array(x, float), np.array(n, float), shares)


def test_a_single_look_asks_holms_levels():
    found = lines(ONE_LOOK, 3, 0.05, last=True)
    assert found[0] == pytest.approx([stats.norm.isf(0.05 / 2 / left) for left in (3, 2, 1)])


def test_every_step_has_the_boundaries_of_its_own_level():
    times = np.arange(7, 15) / 14
    found = lines(times, 2, 0.05, last=True)
    for at, alpha in ((0, 0.025), (1, 0.05)):
        assert found[:, at] == pytest.approx(boundaries(times, alpha=alpha, last=True), rel=1e-9)


def test_what_is_called_is_what_holms_adjustment_calls():
    random = np.random.default_rng(4)
    x = random.binomial(1000, random.uniform(0.1, 0.16, (500, 5)))
    many = Counted(x.astype(float), np.full(x.shape, 1000.0))
    found = call(many, lines(ONE_LOOK, 4, 0.05, last=True)[0])
    z = score_z(many.control, many.variants)
    adjusted = holm(two_sided(z))
    assert np.array_equal(found.sign != 0, adjusted <= 0.05)
    assert np.array_equal(found.sign[found.sign != 0], np.sign(z)[found.sign != 0])


def test_a_version_that_fails_keeps_the_nearer_ones_from_being_asked():
    # D would pass alone at 5 %, but not behind C, which fails at 5/2 %.
    steps = lines(ONE_LOOK, 2, 0.05, last=True)[0]
    found = call(counted((100, 1000), (131, 1000), (131, 1000)), steps)
    assert differs(Arm(*map(np.array, (100.0, 1000.0))), Arm(*map(np.array, (131.0, 1000.0))))
    assert not found.sign.any()
    assert found.line == pytest.approx(steps[0])


def test_versions_that_lie_equally_far_have_one_line_whichever_comes_first():
    steps = lines(ONE_LOOK, 3, 0.05, last=True)[0]
    found = call(counted((60, 1000), (120, 1000), (120, 1000), (62, 1000)), steps)
    assert found.sign.tolist() == [1, 1, 0]
    assert found.line == pytest.approx([steps[0], steps[0], steps[2]])


def test_one_and_many_tests_are_judged_alike():
    random = np.random.default_rng(8)
    x = np.cumsum(random.binomial(40, 0.06, (50, 8, 3)), axis=1).astype(float)
    n = np.broadcast_to(40.0 * np.arange(1, 9)[:, None], x.shape)
    steps = lines(np.arange(7, 15) / 14, 2, 0.05, last=True)
    all_of_them = call(Counted(x, n), steps)
    for at in range(50):
        alone = call(Counted(x[at], n[at]), steps)
        assert np.array_equal(alone.sign, all_of_them.sign[at])
        assert np.array_equal(alone.line, all_of_them.line[at])


@pytest.mark.parametrize(("reacted", "told"), [(FEWEST - 1, 0), (FEWEST, 1)])
def test_nothing_is_called_of_fewer_than_six(reacted, told):
    found = call(counted((0, 60), (reacted, 60)), np.array([1.0]))
    assert found.sign == told


def test_nothing_is_called_where_visitors_were_not_divided_as_planned():
    pair = ((30, 1000), (90, 700))
    steps = np.array([1.96])
    assert call(counted(*pair, shares=(1, 1)), steps).sign == 0
    assert call(counted(*pair, shares=(10, 7)), steps).sign == 1
    assert call(counted(*pair), steps).sign == 1


def test_a_look_decides_when_one_is_better_or_all_are_worse():
    steps = lines(ONE_LOOK, 2, 0.05, last=True)[0]
    assert call(counted((60, 1000), (120, 1000), (60, 1000)), steps).decided
    assert call(counted((120, 1000), (60, 1000), (50, 1000)), steps).decided
    assert not call(counted((120, 1000), (60, 1000), (120, 1000)), steps).decided


def test_bounds_are_drawn_out_to_no_difference_where_the_exact_test_objects():
    pair = counted((8, 400), (6, 100))
    steps = lines(ONE_LOOK, 1, 0.05, last=True)[0]
    found = call(pair, steps)
    told = bounds(pair, found)
    z = score_z(pair.control, pair.variants)
    assert z[0] > found.line[0]
    assert found.sign[0] == 0
    assert told.difference.lower[0] == 0
    assert told.ratio.lower[0] == 1


def test_bounds_never_lie_on_the_other_side_of_what_is_called():
    low, high = np.full(3, -1e-17), np.full(3, 1e-17)
    found = agreeing(Interval(low, high), np.array([1.0, -1.0, 0.0]), 0.0)
    assert found.lower.tolist() == [0.0, -1e-17, -1e-17]
    assert found.upper.tolist() == [1e-17, 0.0, 1e-17]
