"""What channels are, which of them is surely ahead, and what comes back of their cost."""

from datetime import date

import numpy as np
import pytest

from core.analysis import channels
from core.analysis.channels import Credit, Kind, Rule, Spend
from core.services.channel_source import rules
from core.stats import windows
from core.stats.proportions import Tally
from core.terms import AdPlatform, Period

SHOP = {
    "shopping": Tally(87, 4587), "search": Tally(42, 2046), "ads": Tally(38, 2258),
    "direct": Tally(44, 1044), "blog": Tally(18, 1234), "instagram": Tally(1, 2058),
}  # fmt: skip


@pytest.mark.parametrize(
    ("names", "kind", "platform"),
    [
        (("검색", "네이버검색", None), Kind.ORGANIC, None),
        (("검색광고", "네이버쇼핑-광고", None), Kind.PAID, AdPlatform.NAVER_SEARCH),
        (("광고", "인스타그램-광고", None), Kind.PAID, AdPlatform.META),
        (("네이버 외부", "SNS 광고", "인스타그램"), Kind.PAID, AdPlatform.META),
        (("네이버 광고", "검색광고", "쇼핑검색광고"), Kind.PAID, AdPlatform.NAVER_SEARCH),
        (("네이버 외부", "메신저", "톡톡"), Kind.OWN, None),
        (("직유입", None, None), Kind.ORGANIC, None),
        (("소셜", "인스타그램", None), Kind.ORGANIC, None),
        (("Paid Search", None, None), Kind.PAID, None),
        (("Organic Social", None, None), Kind.ORGANIC, None),
        (("Email", None, None), Kind.OWN, None),
        (("성과형 디스플레이", None, None), Kind.PAID, AdPlatform.NAVER_DISPLAY),
    ],
)
def test_the_names_of_channels_tell_their_kind(names, kind, platform):
    found = channels.classify(rules(), names)

    assert (found.kind, found.platform) == (kind, platform)


def test_a_name_that_tells_nothing_is_of_no_kind():
    assert channels.classify(rules(), ("(알수없음)", None, None)) is None
    assert channels.classify((Rule(("x", "y"), Kind.OWN),), ("x", "z")) is None


def test_every_kind_of_the_table_can_be_found():
    assert {rule.kind for rule in rules()} == {Kind.PAID, Kind.OWN, Kind.ORGANIC}


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (("검색", "네이버검색", None), "네이버검색"),
        (("네이버 서비스", "네이버쇼핑", "네이버쇼핑-검색"), "네이버쇼핑-검색"),
        (("네이버 외부", "SNS 광고", "인스타그램"), "SNS 광고 · 인스타그램"),
        (("직유입", None, None), "직유입"),
        ((None, None, None), ""),
    ],
)
def test_a_channel_is_called_without_saying_a_thing_twice(names, called):
    assert channels.label(*names) == called


def test_a_channel_that_surely_sells_least_is_named_and_none_is_crowned_in_vain():
    found = channels.rates(SHOP)

    assert channels.worst(found) == "instagram"
    assert channels.best(found) == "direct"


def test_three_orders_never_crown_a_channel():
    found = channels.rates({**SHOP, "cafe": Tally(3, 10)})

    assert found["cafe"].tally.rate == 0.3
    assert channels.best(found) != "cafe"


def test_a_channel_without_visits_has_no_rate_and_one_alone_is_neither():
    found = channels.rates({"a": Tally(8, 100), "b": Tally(0, 0)})

    assert list(found) == ["a"]
    assert channels.best(found) is None
    assert channels.rates({}) == {}
    assert channels.rates({"a": Tally(0, 0)}) == {}
    assert channels.worst({}) is None


def history(days, visits, payments):
    end = date(2026, 11, 22)
    calendar = windows.calendar(Period.ending(end, days), ())
    pair = windows.pair(calendar, Period.ending(end, 28), 28)
    return channels.moved(windows.comparison(calendar, pair), visits, payments)


def test_a_rate_that_halves_is_noticed_and_visits_that_do_not_are_not():
    random = np.random.default_rng(2)
    visits = random.poisson(100, 400).astype(float)
    rate = np.where(np.arange(400) < 372, 0.04, 0.02)
    moved = history(400, visits, random.binomial(visits.astype(int), rate).astype(float))

    assert moved.rate.now.trials == visits[-28:].sum()
    assert moved.rate.p < 0.01
    assert moved.visits.judgement.p > 0.1


def test_more_payments_than_visits_are_no_rate():
    assert history(400, np.ones(400), np.full(400, 2.0)).rate is None


def test_an_unknown_day_leaves_the_rate_unknown():
    visits = np.full(400, 50.0)
    payments = visits / 10
    payments[-3] = np.nan

    assert history(400, visits, payments).rate is None


def test_seven_days_are_compared_day_by_day():
    end = date(2026, 11, 22)
    calendar = windows.calendar(Period.ending(end, 200), ())
    pair = windows.pair(calendar, Period.ending(end, 7), 7)
    moved = channels.moved(
        windows.comparison(calendar, pair), np.full(200, 60.0), np.full(200, 3.0)
    )

    assert moved.rate.p == 1


def test_a_return_is_what_came_back_for_each_won():
    spend = Spend(100_000, 10, 420_000, 35_000)
    low, high = spend.roas_bounds

    assert spend.roas == 4.2
    assert low < 4.2 < high
    assert spend.per_order == 10_000
    assert spend.per_order_bounds == pytest.approx((100_000 / 18.390, 100_000 / 4.795), rel=1e-3)
    assert spend.wanted(2.0) == pytest.approx(200_000 / 35_000)


def test_a_channel_without_orders_has_a_cost_per_order_of_at_least_something():
    spend = Spend(100_000, 0, 0, 35_000)

    assert spend.per_order is None
    assert spend.per_order_bounds == (pytest.approx(100_000 / 3.689, rel=1e-3), None)


def test_what_cost_nothing_has_no_return():
    with pytest.raises(ValueError, match="no cost"):
        Spend(0, 3, 100, 35_000)


def test_parts_add_up_to_a_hundred():
    assert channels.shares({Kind.PAID: 1, Kind.OWN: 1, Kind.ORGANIC: 1, Kind.OTHER: 0}) == {
        Kind.PAID: 34, Kind.OWN: 33, Kind.ORGANIC: 33, Kind.OTHER: 0,
    }  # fmt: skip
    assert set(channels.shares(dict.fromkeys(Kind, 0)).values()) == {0}


def test_two_ways_of_counting_are_held_beside_each_other():
    credit = Credit(113, 130, 2_919_930, 3_367_195)

    assert credit.bounds == (2_919_930, 3_367_195)
    assert credit.more == pytest.approx(0.153, abs=0.0005)
    assert Credit(0, 1.1, 0, 13_000).more is None
