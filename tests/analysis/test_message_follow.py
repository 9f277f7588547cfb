"""What one customer gets, counted by hand on a calendar of days from the first purchase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import message_follow
from core.analysis.message_follow import Balance, Crowd, Plan, Streak
from core.terms.messages import ScenarioStage

ORDER = Plan(1, ScenarioStage.BOUGHT, 0, None, is_ad=False)
CARE = Plan(2, ScenarioStage.AFTER, 3, 11, is_ad=False)
SECOND = Plan(3, ScenarioStage.AFTER, 21, 19, is_ad=True)
THANKS = Plan(4, ScenarioStage.REGULAR, 0, 11, is_ad=False)
BACK = Plan(5, ScenarioStage.AWAY, 45, 19, is_ad=True)
ALL = (BACK, THANKS, SECOND, CARE, ORDER)


def days(plans, purchases, until=200):
    return [(one.day, one.plan.number) for one in message_follow.followed(plans, purchases, until)]


def test_a_customer_who_comes_once_is_missed_after_a_while():
    assert days(ALL, [0]) == [(0, 1), (5, 2), (23, 3), (45, 5)]
    assert days(ALL, [0], until=23) == [(0, 1), (5, 2), (23, 3)]


def test_who_comes_again_is_thanked_and_gets_no_old_advertisement():
    assert days(ALL, [0, 20]) == [(0, 1), (5, 2), (20, 1), (20, 4), (25, 2), (43, 3), (65, 5)]


def test_a_message_on_the_day_of_the_next_purchase_comes_too_late():
    assert days([BACK], [0, 45]) == [(90, 5)]
    assert days([BACK], [0, 46]) == [(45, 5), (91, 5)]


@pytest.mark.parametrize("stage", [ScenarioStage.FIRST_VISIT, ScenarioStage.VIEWED,
                                   ScenarioStage.CART])  # fmt: skip
def test_who_has_bought_is_beyond_the_first_stages(stage):
    assert days([Plan(1, stage, 1, 10, is_ad=True)], [0, 9]) == []


def test_messages_of_one_day_stand_in_the_order_of_their_hours():
    late = Plan(8, ScenarioStage.BOUGHT, 0, 20, is_ad=False)
    early = Plan(9, ScenarioStage.BOUGHT, 0, 9, is_ad=False)

    assert days([late, early, ORDER], [0]) == [(0, 1), (0, 9), (0, 8)]


def test_two_messages_of_one_day_are_seen():
    some = message_follow.followed(ALL, [0, 20], 200)

    assert message_follow.same_days(some) == (20,)
    assert message_follow.same_days(message_follow.followed(ALL, [0], 200)) == ()


def test_a_week_with_too_many_is_seen_once():
    some = message_follow.followed(ALL, [0, 20], 200)

    assert message_follow.crowds(some, 1) == (Crowd(20, 2),)
    assert message_follow.crowds(some, 2) == ()


def test_notices_of_an_order_fill_no_week():
    notices = [Plan(at, ScenarioStage.BOUGHT, at, None, is_ad=at > 4) for at in range(7)]
    some = message_follow.followed(notices, [0], 200)

    assert message_follow.crowds(some, 1) == (Crowd(5, 2),)


def ads(*waits):
    return [Plan(at, ScenarioStage.AWAY, wait, 19, is_ad=True) for at, wait in enumerate(waits)]


def test_more_than_three_advertisements_in_a_row_tire():
    four, three = (message_follow.followed(ads(*waits), [0], 200)
                   for waits in ((10, 20, 30, 40), (10, 20, 30)))  # fmt: skip

    assert message_follow.streaks(four, [0]) == (Streak(10, 40, 4),)
    assert message_follow.streaks(three, [0]) == ()


def test_a_purchase_begins_the_count_anew():
    some = message_follow.followed(ads(10, 20, 30, 40), [0, 35], 200)

    assert [one.day for one in some] == [10, 20, 30, 45, 55, 65, 75]
    assert message_follow.streaks(some, [0, 35]) == (Streak(45, 75, 4),)


def test_help_is_held_against_selling_in_the_days_that_sell_most():
    some = message_follow.followed(ALL, [0], 200)

    assert message_follow.balance(some) == Balance(23, 0, 2)
    assert message_follow.balance(()) is None
    assert message_follow.balance(message_follow.followed(ads(0, 29, 30), [0], 99)) == Balance(
        0, 0, 2
    )


@given(
    st.lists(st.tuples(st.sampled_from(ScenarioStage), st.integers(0, 60), st.booleans()),
             max_size=6),
    st.lists(st.integers(0, 150), min_size=1, max_size=5, unique=True).map(sorted),
    st.integers(0, 200),
)  # fmt: skip
def test_every_message_follows_its_purchase(some, purchases, until):
    plans = [
        Plan(at, stage, wait, None, is_ad=is_ad) for at, (stage, wait, is_ad) in enumerate(some)
    ]
    found = message_follow.followed(plans, purchases, until)

    assert list(found) == sorted(found, key=lambda one: (one.day, one.plan.number))
    for one in found:
        late = message_follow.ARRIVES * (one.plan.stage is ScenarioStage.AFTER)
        assert one.day - one.purchase == one.plan.wait + late
        assert one.purchase in purchases
        assert one.day <= until
