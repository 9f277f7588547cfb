"""The bounds of a rate agree with published ones and never leave the possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stats.intervals import wilson
from core.stats.proportions import Tally


@pytest.mark.parametrize(
    ("tally", "bounds"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (Tally(81, 263), (0.2553, 0.3662)),
        (Tally(15, 148), (0.0624, 0.1605)),
        (Tally(0, 20), (0.0, 0.1611)),
        (Tally(1, 29), (0.0061, 0.1718)),
    ],
)
def test_the_bounds_are_those_that_were_published(tally, bounds):
    assert wilson(tally) == pytest.approx(bounds, abs=5e-5)


@given(st.integers(0, 500), st.integers(1, 10**6))
def test_a_rate_lies_within_its_bounds_and_they_within_nought_and_one(successes, more):
    tally = Tally(successes, successes + more)
    low, high = wilson(tally)

    assert 0 <= low <= tally.rate <= high <= 1


def test_the_opposite_has_the_opposite_bounds():
    low, high = wilson(Tally(30, 100))

    assert wilson(Tally(70, 100)) == pytest.approx((1 - high, 1 - low))


def test_of_nothing_there_are_no_bounds():
    assert wilson(Tally(0, 0)) is None


@pytest.mark.parametrize("confidence", [0, 1, -0.1])
def test_an_impossible_confidence_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        wilson(Tally(1, 2), confidence)
