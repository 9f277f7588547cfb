"""The five states: by hand, by a plain computation, and what must always hold."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.customer_states import (
    LEAST_PAIRS,
    LEAST_REACH,
    USUAL_GAP,
    Rules,
    State,
    gaps_between,
    known_on,
    moved,
    moves,
    rules_of,
    states,
)

VISITS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 400), st.integers(0, 90_000)), max_size=60
)


def visits_of(rows):
    frame = pd.DataFrame(rows, columns=["buyer", "day", "net"], dtype=np.int64)
    return frame.groupby(["buyer", "day"], as_index=False)["net"].sum()


def customers(*rows):
    return pd.DataFrame(rows, columns=["last", "visits", "net"])


def test_29_of_100_are_29():
    told = customers(*((100, 2, won) for won in range(100)))
    found = states(told, 100, Rules(gap=90, top=0.29))
    assert (found == State.REGULAR).sum() == 29


def test_each_rule_and_its_last_day():
    told = customers(
        (100, 1, 10), (10, 1, 10), (100, 2, 10), (10, 3, 10), (9, 9, 10), (-80, 9, 10), (-81, 1, 10)
    )
    found = states(told, 100, Rules(gap=90, top=0))
    assert found.tolist() == [
        State.FIRST, State.FIRST, State.AGAIN, State.REGULAR, State.RESTING, State.RESTING,
        State.GONE,
    ]  # fmt: skip


def test_who_spent_most_is_a_regular_after_two_and_never_after_one():
    told = customers(*[(100, 2, 1_000 + n) for n in range(18)], (100, 1, 90_000), (100, 2, 80_000))
    found = states(told, 100, Rules())
    assert found[19] == State.REGULAR
    assert found[18] == State.FIRST
    assert (found[:18] == State.AGAIN).all()


def test_equal_spenders_are_treated_alike_in_whatever_order():
    told = customers(*[(100, 2, 1_000)] * 30)
    assert set(states(told, 100, Rules())) == {State.AGAIN}


def test_of_whom_no_amount_is_known_is_not_among_those_of_whom_a_tenth_spent_most():
    known = [(100, 2, 100 - place) for place in range(20)]
    told = customers(*known, *[(100, 2, 0)] * 20).assign(unpriced=[0] * 20 + [2] * 20)
    found = states(told, 100, Rules())
    assert (found[:2] == State.REGULAR).all()
    assert (found[2:] == State.AGAIN).all()
    visits = pd.DataFrame(
        [(buyer, day, won) for buyer, (_last, _times, won) in enumerate(known)
         for day in (50, 100)] + [(buyer, day, 0) for buyer in range(20, 40) for day in (50, 100)],
        columns=["buyer", "day", "net"],
    ).assign(unpriced=[0] * 40 + [1] * 40)  # fmt: skip
    moved_to = moves(visits, [49, 100], Rules())
    counts = dict(zip(moved_to["after"], moved_to["customers"], strict=True))
    assert counts == {State.REGULAR: 2, State.AGAIN: 38}
    assert (moved(visits, 49, 100, Rules())["after"] == State.REGULAR).sum() == 2


def test_a_shop_in_which_nine_of_ten_buy_once_has_no_regulars_among_them():
    rng = np.random.default_rng(2)
    told = customers(*[(int(last), 1, int(net)) for last, net in
                       zip(rng.integers(0, 100, 90), rng.integers(1, 9**6, 90), strict=True)],
                     *[(90, 4, 50_000)] * 10)  # fmt: skip
    found = states(told, 100, rules_of([], 400))
    assert not found[:90].isin([State.REGULAR, State.AGAIN]).any()
    assert (found[90:] == State.REGULAR).all()


def test_the_gap_is_the_shop_s_own_once_enough_came_again():
    assert rules_of(np.full(LEAST_PAIRS - 1, 200), 400) == Rules()
    # One of 100 days counts for 4/3 of one of none: files hold that many fewer.
    weight = 1 / (400 - np.arange(1, 101))
    assert weight[:92].sum() >= 0.9 * weight.sum() > weight[:91].sum()
    assert rules_of(np.arange(1, 101), 400).gap == 92
    assert rules_of(np.full(50, 3), 400).gap == 30
    assert rules_of(np.full(50, 3), 400).is_own


@pytest.mark.parametrize(("reach", "least"), [(180, 0.6), (270, 0.75), (365, 0.85), (730, 0.93)])
def test_gaps_that_files_are_too_short_for_are_counted_for_those_that_are_not(reach, least):
    """Nine of ten of these customers come within 180 days; files of a year see them in 130."""
    random = np.random.default_rng(6)
    begun = random.uniform(0, reach, 20_000)
    waits = np.ceil(60 * np.exp(np.log(3) / 1.2816 * random.standard_normal(20_000)))
    seen = waits[begun + waits < reach]
    own = rules_of(seen, reach).gap
    assert least * 180 <= own <= 190
    assert own > np.quantile(seen, 0.9) + 5


def test_one_long_gap_does_not_decide():
    assert rules_of([*[20] * 40, 179], 180).gap == 30


def test_a_short_file_does_not_make_a_short_gap():
    """Of 73 days all gaps are short, as the long ones are not over yet."""
    gaps = np.arange(1, 73)
    assert rules_of(gaps, 73) == Rules(USUAL_GAP)
    assert rules_of(gaps, LEAST_REACH - 1) == Rules(USUAL_GAP)
    assert rules_of(gaps, LEAST_REACH).is_own


def test_gaps_are_between_days_of_one_customer():
    visits = visits_of([(1, 0, 1), (1, 0, 1), (1, 7, 1), (2, 3, 1), (1, 27, 1)])
    assert sorted(gaps_between(visits)) == [7, 20]


@settings(max_examples=30)
@given(VISITS, st.integers(0, 450))
def test_the_states_are_those_of_a_plain_computation(rows, today):
    visits = visits_of(rows)
    known = known_on(visits, today)
    found = states(known, today, Rules(gap=60, top=0))
    for buyer, state in found.items():
        days = {day for who, day, _ in rows if who == buyer and day <= today}
        away = today - max(days)
        near = {1: State.FIRST, 2: State.AGAIN}.get(len(days), State.REGULAR)
        wanted = near if away <= 60 else State.RESTING if away <= 120 else State.GONE
        assert state == wanted
    assert len(found) == len({who for who, day, _ in rows if day <= today})


@settings(max_examples=30)
@given(VISITS)
def test_moves_add_up_to_all_buyers_and_join_from_month_to_month(rows):
    visits, days = visits_of(rows), [100, 130, 160, 400]
    found = moves(visits, days, Rules(gap=60))
    for before, day in pairwise(days):
        now = found[found["day"] == day]
        assert now["customers"].sum() == len(known_on(visits, day))
        came = now[now["before"] == 0]["customers"].sum()
        assert came == len(known_on(visits, day)) - len(known_on(visits, before))
    for state in State:
        left = found[(found["day"] == 130) & (found["after"] == state)]["customers"].sum()
        taken = found[(found["day"] == 160) & (found["before"] == state)]["customers"].sum()
        assert left == taken


@settings(max_examples=30)
@given(VISITS, st.randoms())
def test_the_order_of_rows_changes_nothing(rows, rng):
    visits = visits_of(rows)
    places = list(range(len(visits)))
    rng.shuffle(places)
    shuffled = visits.iloc[places]
    assert sorted(gaps_between(shuffled)) == sorted(gaps_between(visits))
    pd.testing.assert_frame_equal(known_on(shuffled, 200), known_on(visits, 200))
    pd.testing.assert_frame_equal(
        moves(shuffled, [90, 150, 300], Rules()), moves(visits, [90, 150, 300], Rules())
    )


@settings(max_examples=30)
@given(VISITS)
def test_who_moved_is_as_many_as_moved(rows):
    visits, rules = visits_of(rows), Rules(gap=60)
    counted = moves(visits, [130, 160], rules)
    people = moved(visits, 130, 160, rules)
    pd.testing.assert_frame_equal(
        people.groupby(["before", "after"]).size().rename("customers").reset_index(),
        counted[["before", "after", "customers"]],
        check_dtype=False,
    )
    before = states(known_on(visits, 130), 130, rules)
    assert people.loc[before.index, "before"].equals(before.rename("before"))


def test_one_day_has_no_moves():
    assert moves(visits_of([(1, 0, 1)]), [10], Rules()).empty


@pytest.mark.parametrize("wrong", [{"gap": 0}, {"regular_from": 1}, {"top": 1.0}])
def test_rules_that_make_no_states_are_refused(wrong):
    with pytest.raises(ValueError, match="makes no states"):
        Rules(**wrong)
