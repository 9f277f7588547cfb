"""Whose time to buy again has come, and whether lists of such people were right before."""

from collections import defaultdict
from math import ceil, floor, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis import customers_due as due
from core.analysis.customers_due import NEVER, Purchases, Windows, bounds, came, hit_rate
from core.stats.proportions import Tally

PURCHASES = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 8), st.integers(0, 120)), max_size=80, unique=True
).map(sorted)
MEDIANS = st.fixed_dictionaries({thing: st.integers(2, 60) for thing in (1, 3)})


def bought(rows):
    columns = ["product", "buyer", "day"]
    return Purchases.of(pd.DataFrame(np.array(rows, np.int64).reshape(-1, 3), columns=columns),
                        "product")  # fmt: skip


def around(medians):
    return Windows.around(pd.Series(medians, dtype=np.float64))


def listed(rows, medians, day):
    """Who is on a list, by a plain pass over what had been bought by then."""
    last = {}
    for thing, buyer, when in rows:
        if when <= day:
            last[thing, buyer] = max(when, last.get((thing, buyer), when))
    return {
        (thing, buyer)
        for (thing, buyer), when in last.items()
        if thing in medians
        and ceil(medians[thing] * 5 / 6 - 1e-9)
        <= day - when
        <= floor(medians[thing] * 4 / 3 + 1e-9)
    }


def others(rows, medians, day):
    """Who else bought these things, up to twice the end of the window ago."""
    last = {}
    for thing, buyer, when in rows:
        if when <= day:
            last[thing, buyer] = max(when, last.get((thing, buyer), when))
    reach = {thing: 2 * floor(median * 4 / 3 + 1e-9) for thing, median in medians.items()}
    return {
        key for key, when in last.items()
        if key[0] in medians and day - when <= reach[key[0]]
    } - listed(rows, medians, day)  # fmt: skip


def hit(rows, key, day, within):
    return any((thing, buyer) == key and day < when <= day + within for thing, buyer, when in rows)


def test_a_product_bought_again_after_42_days_is_due_from_35_to_56_days_after():
    first, last = bounds(np.array([42.0]))
    assert (first.tolist(), last.tolist()) == ([35], [56])


def test_the_list_of_42_days_takes_35_and_56_and_nothing_beyond():
    rows = sorted((1, buyer, 200 - since) for buyer, since in enumerate((34, 35, 42, 56, 57), 1))
    found = bought([*rows, (2, 3, 158)])
    places = due.due(found, around({1: 42}), 200)
    assert found.buyer[places].tolist() == [2, 3, 4]


def test_whoever_bought_it_again_since_is_not_on_the_list():
    rows = [(1, 1, 150), (1, 2, 150), (1, 2, 190)]
    assert bought(rows).buyer[due.due(bought(rows), around({1: 42}), 195)].tolist() == [1]


def test_a_product_without_an_interval_makes_nobody_due():
    rows = [(1, 1, 150), (2, 1, 150), (9, 1, 150)]
    found = bought(rows)
    assert found.thing[due.due(found, around({2: 42}), 192)].tolist() == [2]


@given(PURCHASES, MEDIANS, st.integers(0, 140))
def test_a_list_is_that_of_a_plain_pass(rows, medians, day):
    found = bought(rows)
    places = due.due(found, around(medians), day)
    told = set(zip(found.thing[places].tolist(), found.buyer[places].tolist(), strict=True))
    assert told == listed(rows, medians, day)


@given(PURCHASES, MEDIANS, st.integers(0, 120))
def test_a_list_of_an_earlier_day_knows_nothing_of_later_ones(rows, medians, day):
    then = [row for row in rows if row[2] <= day]
    now, before = bought(rows), bought(then)
    keys = [
        {(int(some.thing[place]), int(some.buyer[place]), int(some.day[place]))
         for place in due.due(some, around(medians), day)}
        for some in (now, before)
    ]  # fmt: skip
    assert keys[0] == keys[1]


@settings(max_examples=60)
@given(PURCHASES, MEDIANS, st.lists(st.integers(0, 100), min_size=1, max_size=4, unique=True),
       st.integers(1, 30))  # fmt: skip
def test_past_lists_are_those_counted_by_a_plain_pass(rows, medians, days, within):
    told = hit_rate(bought(rows), days, within, lambda _day: around(medians))
    of = defaultdict(lambda: [0, 0, 0, 0])
    for day, one in zip(days, told.lists, strict=True):
        on, off = listed(rows, medians, day), others(rows, medians, day)
        hits = [sum(hit(rows, key, day, within) for key in some) for some in (on, off)]
        assert one.listed == Tally(hits[0], len(on))
        assert one.others == Tally(hits[1], len(off))
        for place, some in ((0, on), (2, off)):
            for key in some:
                of[key[0]][place] += 1
                of[key[0]][place + 1] += hit(rows, key, day, within)
    both = [row for row in of.values() if row[0] and row[2] >= due.LEAST_OTHERS]
    total = sum(row[0] for row in both)
    expected = sum(row[0] / total * row[3] / row[2] for row in both) if total else None
    assert told.others == (None if expected is None else pytest.approx(expected))


def crowd(size, hits, last, first_buyer):
    """So many people who bought on a day, of whom the first ones bought again on day 205."""
    rows = [(1, first_buyer + place, last) for place in range(size)]
    return rows + [(1, first_buyer + place, 205) for place in range(hits)]


def test_of_different_people_the_interval_is_that_of_two_independent_rates():
    rows = sorted([*crowd(100, 30, 158, 1), *crowd(200, 20, 190, 1000)])
    told = hit_rate(bought(rows), [200], 14, lambda _day: around({1: 42}))
    spread = sqrt(0.3 * 0.7 / 99 + 0.1 * 0.9 / 199)
    assert told.listed == Tally(30, 100)
    assert told.others == pytest.approx(0.1)
    assert told.bounds == pytest.approx((0.2 - 1.96 * spread, 0.2 + 1.96 * spread), abs=1e-4)
    assert told.chance > 0.99


def test_of_few_buyers_a_product_the_interval_holds_as_often_as_it_says():
    """Forty products, two on the list and five beside it of each; the list means nothing."""
    rng, missed, shops = np.random.default_rng(12), 0, 200
    windows = around(dict.fromkeys(range(1, 41), 42))
    for _ in range(shops):
        rows = []
        for buyer, (thing, last) in enumerate(
            (thing, last) for thing in range(1, 41) for last in [158] * 2 + [190] * 5
        ):
            again = [(thing, buyer, 205)] if rng.random() < 0.3 else []
            rows += [(thing, buyer, last), *again]
        low, high = hit_rate(bought(sorted(rows)), [200], 14, lambda _day: windows).bounds
        missed += not low <= 0 <= high
    assert missed <= 0.09 * shops


def test_the_list_is_ahead_where_it_is_among_the_same_things():
    """Nearly all of the list are of a product that hardly anybody buys again."""
    rows = [(1, n, 158) for n in range(200)] + [(1, n, 205) for n in range(20)]
    rows += [(1, n, 190) for n in range(1000, 1200)]
    rows += [(2, n, 158) for n in range(2000, 2020)] + [(2, n, 190) for n in range(3000, 3200)]
    rows += [(2, n, 205) for n in (*range(2000, 2012), *range(3000, 3060))]
    told = hit_rate(bought(sorted(rows)), [200], 14, lambda _day: around({1: 42, 2: 42}))
    assert told.is_more


def test_the_same_people_on_two_lists_do_not_make_it_surer():
    rows = sorted([*crowd(100, 30, 158, 1), *crowd(200, 20, 190, 1000)])
    once = hit_rate(bought(rows), [200], 14, lambda _day: around({1: 42}))
    twice = hit_rate(bought(rows), [200, 199], 14, lambda _day: around({1: 42}))
    widths = [told.bounds[1] - told.bounds[0] for told in (once, twice)]
    assert twice.listed.trials == 200
    assert twice.customers == 100
    assert widths[1] == pytest.approx(widths[0], rel=0.05)


def test_a_product_that_sells_better_is_no_merit_of_the_list():
    # Half of those who have the good one buy it again, on the list or not; nobody the other one.
    rows = []
    for thing, size, hits in ((1, 80, 40), (2, 20, 0)):
        rows += [(thing, 100 * thing + place, 158) for place in range(size)]
        rows += [(thing, 100 * thing + place, 205) for place in range(hits)]
    for thing, size, hits in ((1, 40, 20), (2, 160, 0)):
        rows += [(thing, 1000 * thing + place, 190) for place in range(size)]
        rows += [(thing, 1000 * thing + place, 205) for place in range(hits)]
    told = hit_rate(bought(sorted(rows)), [200], 14, lambda _day: around({1: 42, 2: 42}))
    assert told.listed.rate == pytest.approx(0.4)
    assert told.others == pytest.approx(0.4)
    assert told.chance < 0.1


def test_nothing_is_said_of_a_difference_among_few():
    rows = sorted([*crowd(49, 30, 158, 1), *crowd(200, 20, 190, 1000)])
    told = hit_rate(bought(rows), [200], 14, lambda _day: around({1: 42}))
    assert (told.bounds, told.chance) == (None, None)


def test_windows_of_anything_reach_as_far_as_they_say():
    found = Purchases.of(pd.DataFrame({"buyer": [1, 1, 2], "day": [10, 60, 20]}))
    assert found.next.tolist() == [60, NEVER, NEVER]
    assert found.first().day.tolist() == [10, 20]
    assert due.due(found, Windows.same(30, 60), 80).tolist() == [2]
    assert due.due(found, Windows.same(20), 80).tolist() == [1, 2]


def test_a_purchase_on_the_day_of_the_contact_did_not_come_of_it():
    found = bought([(1, 1, 100), (1, 2, 101), (1, 3, 114), (1, 4, 115), (2, 5, 105)])
    notes = pd.DataFrame({"buyer": [1, 2, 3, 4, 5], "thing": 1, "day": 100})
    assert came(found, notes, 14).tolist() == [False, True, True, False, False]


def test_those_left_alone_are_those_of_the_list_but_for_some():
    rows = sorted(crowd(4, 2, 158, 1))
    told = due.left_alone(bought(rows), around({1: 42}), 200, 14, [1, 3])
    assert (int(told.sum()), len(told)) == (1, 2)


def test_who_was_left_alone_counts_once_by_the_thing_bought_last():
    # Both have two things due; the first buys the one bought last again, the second the other.
    rows = sorted([(1, 1, 155), (2, 1, 160), (2, 1, 205), (1, 2, 155), (2, 2, 160), (1, 2, 205)])
    told = due.left_alone(bought(rows), around({1: 42, 2: 42}), 200, 14, [])
    assert told.to_dict() == {1: True, 2: False}
