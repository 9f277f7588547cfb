"""Six numbers are split exactly, and what cannot be split is said to be so."""

from decimal import Decimal, getcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.six import Part, Split, Unsplit, Week, split

getcontext().prec = 50

BEFORE, NOW = Week(4_000, 120, 3_840_000), Week(3_400, 88, 3_005_600)

counts = st.integers(1, 10**7)
money = st.integers(1, 10**11)
small = st.integers(0, 40)


def exact(before: Week, now: Week) -> dict[Part, Decimal]:
    """The parts by the definition of the index, in decimal arithmetic."""
    rows = [
        (Decimal(week.visits), Decimal(week.orders), Decimal(week.revenue))
        for week in (before, now)
    ]
    was, is_now = rows
    weight = is_now[2]
    if is_now[2] != was[2]:
        weight = (is_now[2] - was[2]) / (is_now[2] / was[2]).ln()

    def part(now: Decimal, before: Decimal) -> Decimal:
        return weight * (now / before).ln()

    return {
        Part.VISITS: part(is_now[0], was[0]),
        Part.RATE: part(is_now[1] / is_now[0], was[1] / was[0]),
        Part.ORDER_VALUE: part(is_now[2] / is_now[1], was[2] / was[1]),
    }


def won(found: Split) -> dict[Part, int]:
    return {part.part: part.won for part in found.parts}


def test_the_parts_of_the_published_example_add_up():
    found = split(BEFORE, NOW)

    assert found.change == -834_400 == sum(part.won for part in found.parts)
    assert won(found)[Part.VISITS] == -553_504
    assert found.named is not None
    assert found.named.part is Part.VISITS


def test_the_parts_are_those_of_the_definition():
    reference = exact(BEFORE, NOW)

    assert all(abs(size - reference[part]) < 1 for part, size in won(split(BEFORE, NOW)).items())


@given(*[st.builds(Week, counts, counts, money)] * 2)
def test_parts_add_up_to_the_won_and_are_within_one_of_the_exact_ones(before: Week, now: Week):
    found = split(before, now)

    assert sum(part.won for part in found.parts) == now.revenue - before.revenue
    reference = exact(before, now)
    assert all(abs(size - reference[part]) < Decimal("1.01") for part, size in won(found).items())


@given(*[st.builds(Week, small, small, small)] * 2)
def test_any_numbers_are_split_or_said_not_to_be(before: Week, now: Week):
    found = split(before, now)

    assert not found.parts or sum(part.won for part in found.parts) == found.change
    assert bool(found.parts) is (found.unsplit is not Unsplit.NO_ORDERS)


@pytest.mark.parametrize("visits", [None, 0])
def test_without_visits_orders_and_their_value_are_told_apart(visits: int | None):
    found = split(Week(visits, 120, 3_840_000), NOW)

    assert found.unsplit is Unsplit.NO_VISITS
    assert [part.part for part in found.parts] == [Part.ORDERS, Part.ORDER_VALUE]
    assert sum(part.won for part in found.parts) == -834_400


def test_without_orders_nothing_is_split():
    found = split(BEFORE, Week(3_400, 0, 0))

    assert (found.unsplit, found.parts, found.named) == (Unsplit.NO_ORDERS, (), None)
    assert found.change == -3_840_000


def test_orders_that_brought_nothing_are_a_matter_of_their_value():
    found = split(BEFORE, Week(3_400, 88, 0))

    assert won(found) == {Part.VISITS: 0, Part.RATE: 0, Part.ORDER_VALUE: -3_840_000}


def test_of_a_rise_the_part_that_gained_most_is_named():
    found = split(NOW, BEFORE)

    assert found.named is not None
    assert (found.named.part, found.named.won) == (Part.VISITS, 553_504)


def test_a_loss_is_named_where_the_sum_stayed_the_same():
    found = split(Week(100, 10, 1_000), Week(50, 10, 1_000))

    assert found.named is not None
    assert found.named.part is Part.VISITS
    assert found.named.won < 0


def test_two_equal_weeks_have_nothing_to_name():
    assert split(NOW, NOW).named is None


def test_what_is_not_defined_is_not_a_nought():
    empty = Week(0, 0, 0)

    assert (empty.rate, empty.order_value) == (None, None)
    assert Week(None, 1, 1).factor(Part.VISITS) is None


@pytest.mark.parametrize("numbers", [(-1, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_negative_numbers_are_refused(numbers: tuple[int, int, int]):
    with pytest.raises(ValueError, match="negative"):
        Week(*numbers)
