"""A change of a rate in mix and rate parts, and the interval of the difference of two rates."""

import numpy as np
import pandas as pd
import pytest

from core.stats import mix
from core.stats.mix import Ratio, newcombe
from core.stats.proportions import Tally


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_add_up_to_the_change_and_are_those_of_the_formula(seed):
    random = np.random.default_rng(seed)
    groups = int(random.integers(1, 9))
    frame = pd.DataFrame(
        {
            name: random.integers(1 if name[0] == "n" else 0, 500, groups)
            for name in ("n1", "n0", "k1", "k0")
        }
    )
    now = [Ratio(int(k), int(n)) for k, n in zip(frame["k1"], frame["n1"], strict=True)]
    before = [Ratio(int(k), int(n)) for k, n in zip(frame["k0"], frame["n0"], strict=True)]

    found = mix.parts(now, before)

    w1, w0 = frame["n1"] / frame["n1"].sum(), frame["n0"] / frame["n0"].sum()
    r1, r0 = frame["k1"] / frame["n1"], frame["k0"] / frame["n0"]
    all_now = frame["k1"].sum() / frame["n1"].sum()
    all_before = frame["k0"].sum() / frame["n0"].sum()
    assert found.change == pytest.approx(all_now - all_before, abs=1e-12)
    assert found.rate == pytest.approx(list((w1 + w0) / 2 * (r1 - r0)))
    # uncentred, the mix parts add up to the same
    assert sum(found.mix) == pytest.approx(float(((w1 - w0) * (r1 + r0) / 2).sum()), abs=1e-12)


def test_a_shift_towards_a_worse_group_is_all_mix():
    found = mix.parts([Ratio(8, 100), Ratio(6, 300)], [Ratio(24, 300), Ratio(2, 100)])
    assert found.rate == (0.0, 0.0)
    assert found.change == pytest.approx(14 / 400 - 26 / 400)
    assert all(part < 0 for part in found.mix)


def test_rates_that_fall_alike_are_all_rate():
    found = mix.parts([Ratio(4, 100), Ratio(4, 100)], [Ratio(8, 100), Ratio(8, 100)])
    assert found.mix == (0.0, 0.0)
    assert found.rate == pytest.approx((-0.02, -0.02))


def test_a_group_that_is_new_is_all_mix():
    found = mix.parts([Ratio(10, 100), Ratio(1, 100)], [Ratio(10, 100), Ratio(0, 0)])
    assert found.rate == (0.0, 0.0)
    assert found.change == pytest.approx(11 / 200 - 0.1)


def test_a_group_that_is_never_there_moves_nothing():
    found = mix.parts([Ratio(10, 100), Ratio(0, 0)], [Ratio(12, 100), Ratio(0, 0)])
    assert (found.mix[1], found.rate[1]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("now", "before"), [([Ratio(0, 0)], [Ratio(1, 2)]), ([Ratio(1, 2)], [Ratio(1, 2), Ratio(1, 2)])]
)
def test_what_cannot_be_split_is_refused(now, before):
    with pytest.raises(ValueError, match="cannot be"):
        mix.parts(now, before)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_bounds_are_those_published(now, before, low, high):
    """Table II of Newcombe (1998), method 10."""
    found = newcombe(Tally(*now), Tally(*before), 1.959964)
    assert found == pytest.approx((low, high), abs=6e-5)


def test_wider_is_wider_and_nothing_has_no_bounds():
    narrow, wide = (newcombe(Tally(30, 100), Tally(20, 100), z) for z in (2.0, 3.0))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]
    assert newcombe(Tally(30, 100), Tally(20, 100), 99.0)[1] <= 1
    assert newcombe(Tally(1, 2), Tally(0, 0), 2.0) is None
    assert newcombe(Tally(0, 0), Tally(1, 2), 2.0) is None
