"""How well orders are looked after, of those old enough, held against plain counts."""

from statistics import median

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.care_rates import (
    cared,
    cared_weeks,
    dispatch,
    fault_of,
    faults,
    is_neglected,
    notices,
    reviewed,
    reviewed_by_product,
)
from core.stats.intervals import wilson
from core.stats.proportions import Tally

TODAY = 100


def frame(columns, *rows):
    return pd.DataFrame(list(rows), columns=columns.split())


def arrivals(*rows):
    return frame("arrived is_cared is_ended", *rows)


def test_only_orders_that_had_their_time_count_as_cared_for():
    found = cared(
        arrivals(
            (93, True, False), (93, False, False), (94, True, False), (101, True, False),
            (None, True, False), (80, False, True),
        ),
        TODAY,
    )  # fmt: skip
    assert (found.tally, found.waiting) == (Tally(1, 2), 1)
    assert found.interval() == wilson(Tally(1, 2))


def test_nothing_arrived_is_unknown():
    found = cared(arrivals(), TODAY)
    assert (found.tally.rate, found.interval(), found.waiting) == (None, None, 0)


def test_weeks_are_whole_and_end_on_the_last_day_old_enough():
    found = cared_weeks(
        arrivals((93, True, False), (87, False, False), (86, True, False), (72, False, False),
                 (94, True, False), (90, True, True)), TODAY,
    )  # fmt: skip
    assert found["first"].tolist() == [66, 73, 80, 87]
    assert found[["cared", "orders"]].to_numpy().tolist() == [[0, 1], [0, 0], [1, 1], [1, 2]]
    assert cared_weeks(arrivals(), TODAY).empty


@pytest.mark.parametrize(
    ("weeks", "is_told"),
    [
        ([(5, 5), (2, 5), (4, 9)], True),
        ([(2, 5), (5, 10)], False),
        ([(2, 4), (2, 5)], False),
        ([(1, 4), (1, 5)], False),
        ([(0, 5)], False),
    ],
)
def test_two_weeks_below_half_are_worth_a_warning(weeks, is_told):
    assert is_neglected(frame("cared orders", *weeks)) is is_told


LINES = frame(
    "product confirmed is_reviewed",
    ("a", 86, True), ("a", 80, False), ("b", 87, True), ("b", 10, False), ("c", None, True),
)  # fmt: skip


def test_reviews_are_counted_of_lines_confirmed_long_enough_ago():
    found = reviewed(LINES, TODAY)
    assert (found.tally, found.waiting) == (Tally(1, 3), 1)


def test_and_by_product():
    found = reviewed_by_product(LINES, TODAY)
    assert found.index.tolist() == ["a", "b"]
    assert found.to_numpy().tolist() == [[1, 2, 0], [0, 1, 1]]


def orders(*rows):
    return frame("paid dispatched ship_due", *rows).astype("float64")


def test_the_time_to_dispatch_counts_what_has_not_left():
    found = dispatch(orders((90, 91, 92), (90, 94, 92), (91, None, 93), (99, 99, 101)), TODAY)
    assert (found.orders, found.median, found.waiting) == (3, 4, 1)
    assert (found.late.tally, found.late.waiting) == (Tally(2, 4), 0)


def test_a_shop_most_of_whose_orders_lie_has_no_usual_time():
    assert dispatch(orders((90, 91, 92), (90, None, 92)), TODAY).median is None
    assert dispatch(orders(), TODAY).median is None


def test_an_order_is_late_only_when_its_last_day_is_over():
    found = dispatch(orders((99, None, 100), (98, None, 99), (99, 100, None)), TODAY)
    assert (found.late.tally, found.late.waiting) == (Tally(1, 1), 1)


def test_the_aim_of_the_seller_counts_in_place_of_the_day_of_the_mall():
    found = dispatch(orders((90, 92, 99), (90, 91, None)), TODAY, target=1)
    assert found.late.tally == Tally(1, 2)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("상품 파손", "defect"),
        ("제품이 불량이에요", "defect"),
        ("오배송", "wrong"),
        ("다른 상품이 잘못 배송됨", "wrong"),
        ("다른 상품 잘못 주문", ""),
        ("상품 정보 상이", "told"),
        ("배송 누락/파손", "wrong"),
        ("단순 변심", ""),
        ("사이즈가 안 맞음", ""),
        (None, ""),
    ],
)
def test_reasons_blame_a_defect_a_wrong_delivery_or_neither(reason, kind):
    assert fault_of(pd.Series([reason], dtype=object)).tolist() == [kind]


def test_faults_are_counted_of_lines_sent_long_enough_ago():
    found = faults(
        frame("dispatched reason", (86, "불량"), (80, None), (70, "오배송"), (87, "불량"),
              (None, "불량")), TODAY,
    )  # fmt: skip
    assert (found.defect.tally, found.defect.waiting) == (Tally(1, 3), 1)
    assert found.wrong.tally == Tally(1, 3)


def test_notices_tell_how_many_went_out_and_how_soon():
    begun = pd.Series([90.0, 91, 92, 100, None, 100])
    done = pd.Series([90.0, 94, None, None, 95, 100])
    found = notices(begun, done, TODAY)
    assert (found.share.tally, found.share.waiting, found.median) == (Tally(3, 4), 1, 0)
    assert notices(begun[:0], done[:0], TODAY).median is None


DAYS = st.one_of(st.none(), st.integers(80, 104))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(80, 100), DAYS, DAYS), max_size=12))
def test_dispatch_agrees_with_a_plain_count(rows):
    found = dispatch(orders(*rows), TODAY)
    old = [(paid, left) for paid, left, _ in rows if paid <= TODAY - 7]
    took = [float("inf") if left is None else left - paid for paid, left in old]
    middle = median(took) if took else float("inf")
    assert found.median == (None if middle == float("inf") else middle)
    told = [
        (left, last)
        for _, left, last in rows
        if last is not None and (last < TODAY or (left is not None and left <= TODAY))
    ]
    late = [left is None or left > last for left, last in told]
    assert found.late.tally == Tally(sum(late), len(late))


@settings(max_examples=40)
@given(st.lists(st.tuples(DAYS, st.booleans(), st.booleans()), max_size=12))
def test_weeks_add_up_to_the_share(rows):
    told = arrivals(*rows).astype({"arrived": "float64", "is_cared": bool, "is_ended": bool})
    weeks = cared_weeks(told, TODAY)
    assert Tally(int(weeks.cared.sum()), int(weeks.orders.sum())) == cared(told, TODAY).tally
