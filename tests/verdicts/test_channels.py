"""More, the same or less money: never from a handful of orders, never across break-even."""

import pytest

from core.analysis.channels import Spend
from core.terms import AdPlatform, Evidence
from core.verdicts import without_chance
from core.verdicts.channels import (
    Call,
    Claim,
    CostFrom,
    Outlay,
    SalesFrom,
    Why,
    break_even,
    conclude,
    judge,
    questions,
)


def outlay(cost, orders, won, *, name="blog", platform=None, with_vat=True):  # noqa: PLR0913
    spend = None if orders is None else Spend(cost, orders, won, 30_000)
    return Outlay((name,), platform, cost, 28, CostFrom.REPORT, with_vat, spend, SalesFrom.CHANNEL)


def judged(*outlays, margin=30):
    even = break_even(margin)
    found = without_chance(questions(outlays, even))
    return [judge(one, even, found) for one in outlays]


def test_three_orders_are_not_known_even_if_their_return_is_the_highest():
    few, many = judged(
        outlay(1_000, 3, 120_000, name="cafe"), outlay(100_000, 60, 900_000, name="ads")
    )

    assert few.outlay.spend.roas > many.outlay.spend.roas
    assert (few.call, few.why) == (Call.UNKNOWN, Why.FEW_ORDERS)


def test_a_range_across_break_even_is_not_known():
    (one,) = judged(outlay(100_000, 12, 340_000))

    assert (one.call, one.why) == (Call.UNKNOWN, Why.CROSSES)


def test_much_money_and_hardly_an_order_is_less():
    (one,) = judged(outlay(391_020, 1, 12_600))

    assert (one.call, one.why, one.level) == (Call.LESS, Why.BELOW, Evidence.KNOWN)
    assert one.money_month == round((391_020 - 12_600 * 0.3) / 28 * 30)


def test_little_money_and_no_order_is_not_known_yet():
    (one,) = judged(outlay(9_000, 0, 0))

    assert (one.call, one.why) == (Call.UNKNOWN, Why.FEW_ORDERS)


def test_what_surely_pays_is_kept_and_what_pays_by_far_is_raised():
    keep, more = judged(
        outlay(1_000_000, 200, 5_000_000, name="a"), outlay(100_000, 90, 2_700_000, name="b")
    )

    assert (keep.call, keep.why) == (Call.KEEP, Why.ABOVE)
    assert (more.call, more.why) == (Call.MORE, Why.FAR_ABOVE)
    assert more.money_month == round((2_700_000 * 0.3 - 100_000) / 28 * 30)


def test_where_nobody_knows_of_the_tax_it_must_pay_with_it_as_well():
    cost = 1_000_000
    with_it, without = judged(
        outlay(cost, 400, 4_000_000, name="a", with_vat=True),
        outlay(cost, 400, 4_000_000, name="b", with_vat=None),
    )

    assert with_it.call is Call.KEEP
    assert (without.call, without.why) == (Call.UNKNOWN, Why.CROSSES)


def test_without_a_margin_only_what_sold_for_less_than_it_cost_is_told():
    less, open_ = judged(
        outlay(391_020, 1, 12_600, name="a"), outlay(100_000, 90, 2_700_000, name="b"), margin=None
    )

    assert (less.call, less.why) == (Call.LESS, Why.BELOW_COST)
    assert less.money_month == round((391_020 - 12_600) / 28 * 30)
    assert (open_.call, open_.why) == (Call.UNKNOWN, Why.NO_MARGIN)


def test_a_cost_without_sales_is_not_judged():
    (one,) = judged(outlay(50_000, None, None))

    assert (one.call, one.why, one.level) == (Call.UNKNOWN, Why.NO_SALES, Evidence.NO_DATA)


def test_many_channels_at_once_make_each_less_sure():
    one = outlay(90_000, 2, 60_000, name="a")
    others = [outlay(100_000, 12, 340_000, name=f"c{at}") for at in range(20)]

    assert judged(one)[0].call is Call.LESS
    assert judged(one, *others)[0].call is Call.UNKNOWN


@pytest.mark.parametrize(("margin", "even"), [(30, 100 / 30), (100, 1.0), (None, None), (0, None)])
def test_break_even_is_a_hundred_by_the_margin(margin, even):
    assert break_even(margin) == even


def test_the_channel_with_most_won_at_stake_is_said_first():
    some = judged(
        outlay(100_000, 90, 2_700_000, name="b"),
        outlay(3_910_200, 1, 12_600, platform=AdPlatform.META),
    )
    found = conclude(some, 0)

    assert (found.claim, found.about.outlay.key) == (Claim.LESS, "3")
    assert conclude(some[:1], 0).claim is Claim.MORE


def test_what_only_pays_is_kept():
    assert conclude(judged(outlay(1_000_000, 200, 5_000_000)), 0).claim is Claim.KEEP


def test_what_is_missing_is_said_if_nothing_is_sure():
    assert conclude([], 0).claim is Claim.NO_COST
    unasked = judged(outlay(100_000, 90, 2_700_000), margin=None)
    assert conclude(unasked, 0).claim is Claim.NO_MARGIN
    early = conclude(judged(outlay(1_000, 3, 120_000)), 0)
    assert (early.claim, early.missing) == (Claim.EARLY, 2)
    assert conclude(judged(outlay(50_000, None, None)), 0).missing == 5


def test_old_data_replace_every_conclusion():
    assert conclude(judged(outlay(391_020, 1, 12_600)), 22).claim is Claim.STALE
