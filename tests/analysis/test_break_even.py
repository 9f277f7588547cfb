"""How many have to buy until a message is paid."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.break_even import break_even


@pytest.mark.parametrize(
    ("asked", "buyers", "rate"),
    [
        # D4 of the requirements
        ((1000, 15, 30_000, 30), 2, 0.002),
        ((1000, 37, 12_000, 20), 16, 0.016),
        # exactly whole: 900 x 10 = 9,000 of 3,000 each
        ((900, 10, 30_000, 10), 3, 3 / 900),
        # tenths of a won, and one third more than whole
        ((1000, 12.1, 10_000, 11), 11, 0.011),
        ((1000, 12.2, 10_000, 11), 12, 0.012),
        ((1, 39, 30_000, 30), 1, 1.0),
    ],
)
def test_so_many_have_to_buy(asked: tuple[int, float, float, float], buyers: int, rate: float):
    found = break_even(*asked)
    assert (found.buyers, found.rate) == (buyers, rate)
    assert found.cost == pytest.approx(asked[0] * asked[1])


def test_what_is_given_off_is_not_kept():
    plain = break_even(1000, 15, 30_000, 30)
    given_off = break_even(1000, 15, 30_000, 30, 6_000)
    assert (plain.kept, given_off.kept) == (9_000, 3_000)
    assert given_off.buyers == 5


def test_where_nothing_is_left_of_a_purchase_it_is_never_paid():
    for kept_of in ((30_000, 30, 9_000), (30_000, 30, 10_000), (0, 30, 0), (30_000, 0, 0)):
        found = break_even(1000, 15, *kept_of)
        assert (found.buyers, found.rate, found.is_within_reach) == (None, None, False)
    assert break_even(1000, 0, 30_000, 0).buyers == 0


def test_more_buyers_than_people_are_out_of_reach():
    assert break_even(10, 90, 1_000, 1).buyers == 90
    assert not break_even(10, 90, 1_000, 1).is_within_reach
    assert break_even(10, 90, 9_000, 1).is_within_reach
    nobody = break_even(0, 90, 9_000, 1)
    assert (nobody.buyers, nobody.rate, nobody.is_within_reach) == (0, None, True)


def test_negative_numbers_are_refused():
    for numbers in ((-1, 1, 1, 1), (1, -1, 1, 1), (1, 1, -1, 1), (1, 1, 1, -1)):
        with pytest.raises(ValueError, match="negative"):
            break_even(*numbers)
    with pytest.raises(ValueError, match="negative"):
        break_even(1, 1, 1, 1, -1)


@given(
    st.integers(1, 10**6), st.integers(1, 5000), st.integers(1, 10**6), st.integers(1, 99)
)  # fmt: skip
def test_one_buyer_fewer_would_not_pay_it(people: int, tenths: int, order: int, margin: int):
    found = break_even(people, tenths / 10, order, margin)
    kept, cost = Fraction(order * margin, 100), Fraction(people * tenths, 10)
    assert found.buyers is not None
    assert found.buyers * kept >= cost > (found.buyers - 1) * kept
