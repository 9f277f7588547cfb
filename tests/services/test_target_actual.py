"""Who buys, as statistics and as orders tell it."""

from datetime import date, timedelta

import pytest

from core.analysis.target import Counting, Counts, Dimension, Grain
from core.services import target_actual
from core.services.target_actual import Span
from core.terms import Device, Gender, Region
from tests.services.target_shops import bought, people, tell

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def test_an_empty_shop_tells_nothing(shop):
    assert target_actual.read(shop).told == {}


def test_statistics_tell_age_and_gender_and_never_region_or_device(shop):
    rows = people({"20대": 60, "30대": 30, None: 10}, *NOVEMBER, gender=Gender.FEMALE)
    rows += people({"50대": 10}, *NOVEMBER, gender=Gender.MALE, product="bowl")
    tell(shop, rows)
    told = target_actual.read(shop).told
    assert set(told) == {Dimension.AGE, Dimension.GENDER, Dimension.GENDER_AGE}
    age = told[Dimension.AGE]
    assert age.counts == Counts((0, 60, 30, 0, 10, 0), 10)
    assert (age.counting, age.products) == (Counting.PAYMENTS, 2)
    assert age.reports == ("bizadvisor_demography",)
    assert told[Dimension.GENDER].counts == Counts((100, 10), 0)


def test_months_are_told_apart_and_no_day_twice(shop):
    tell(shop, people({"20대": 40}, *OCTOBER) + people({"20대": 10, "30대": 30}, *NOVEMBER))
    tell(shop, people({"20대": 50, "30대": 30}, OCTOBER[0], NOVEMBER[1]))
    age = target_actual.read(shop).told[Dimension.AGE]
    assert age.counts == Counts((0, 50, 30, 0, 0, 0), 0)
    assert age.months == (
        (OCTOBER[0], Counts((0, 40, 0, 0, 0, 0))),
        (NOVEMBER[0], Counts((0, 10, 30, 0, 0, 0))),
    )
    assert (age.period.first, age.period.last, age.days) == (OCTOBER[0], NOVEMBER[1], 61)


def test_a_file_of_a_longer_period_than_is_looked_at_is_said(shop):
    tell(shop, people({"20대": 40}, date(2025, 1, 1), NOVEMBER[1]))
    found = target_actual.read(shop)
    assert Dimension.AGE not in found.told
    assert Dimension.AGE in found.beyond
    assert target_actual.read(shop, Span.ALL).told[Dimension.AGE].counts.cases == 40


@pytest.mark.parametrize(("span", "days"), [(Span.QUARTER, 91), (Span.YEAR, 365)])
def test_orders_are_counted_over_as_many_days_as_on_other_pages(shop, span, days):
    last = NOVEMBER[1]
    lines = [
        {"day": last - timedelta(days=back), "buyer": f"b{back}", "region": Region.SEOUL}
        for back in range(0, 400, 2)
    ]
    bought(shop, lines)
    region = target_actual.read(shop, span).told[Dimension.REGION]
    assert region.period.days == days
    assert region.counts.cases == (days + 1) // 2


def test_a_file_of_three_months_of_92_days_is_not_left_out(shop):
    tell(shop, people({"20대": 40}, date(2026, 7, 1), date(2026, 9, 30)))
    age = target_actual.read(shop, Span.QUARTER).told[Dimension.AGE]
    assert age.counts.cases == 40


def test_buyers_are_compared_where_a_file_counts_them_and_visits_where_nothing_else_is(shop):
    tell(shop, people({"20대": 40}, *NOVEMBER, counted="visits"))
    assert target_actual.read(shop).told[Dimension.AGE].counting is Counting.VISITS
    tell(shop, people({"20대": 4}, *NOVEMBER, counted="buyers", product="bowl"))
    age = target_actual.read(shop).told[Dimension.AGE]
    assert (age.counting, age.counts.cases) == (Counting.BUYERS, 4)


def test_orders_tell_region_device_and_time_and_never_age(shop):
    mobile, pc = Device.MOBILE.value, Device.PC.value
    bought(
        shop,
        [
            {"day": date(2026, 11, 2), "buyer": "a", "region": Region.SEOUL.value, "device": pc},
            # She bought again, elsewhere and on another device: she counts once, as she was last.
            {"day": date(2026, 11, 9), "buyer": "a", "region": Region.BUSAN.value,
             "device": mobile, "hour": 22},
            {"day": date(2026, 11, 9), "buyer": "b", "region": None, "device": pc, "hour": 3},
            {"day": date(2026, 10, 9), "buyer": "c", "region": Region.JEJU.value, "device": pc},
            {"day": date(2026, 11, 9), "buyer": None, "region": Region.SEOUL.value},
        ],
    )  # fmt: skip
    told = target_actual.read(shop).told
    assert set(told) == {
        Dimension.REGION, Dimension.DEVICE, Dimension.WEEKDAY, Dimension.HOURS
    }  # fmt: skip
    region = told[Dimension.REGION]
    assert region.counts == Counts((0, 0, 0, 1, 0, 0, 1), 1)
    assert (region.counting, region.nameless) == (Counting.BUYERS, 1)
    assert told[Dimension.DEVICE].counts == Counts((1, 2), 0)
    # A Friday and two Mondays.
    assert told[Dimension.WEEKDAY].counts == Counts((2, 0, 0, 0, 1, 0, 0), 0)
    assert told[Dimension.HOURS].counts == Counts((1, 0, 1, 1), 0)
    assert [counts.cases for _month, counts in told[Dimension.DEVICE].months] == [1, 2]


@pytest.mark.parametrize("grain", Grain)
def test_only_who_is_asked_answers(shop, grain):
    tell(shop, people({"20대": 40}, *NOVEMBER))
    bought(shop, [{"day": date(2026, 11, 2), "buyer": "a", "device": Device.PC.value}])
    told = target_actual.read(shop, grains=(grain,)).told
    assert (Dimension.AGE in told) is (grain is Grain.STATISTICS)
    assert (Dimension.DEVICE in told) is (grain is Grain.ORDERS)


def test_of_days_alone_the_time_of_day_is_unknown(shop):
    bought(shop, [{"day": date(2026, 11, 2), "buyer": f"b{one}", "hour": 0} for one in range(30)])
    told = target_actual.read(shop).told
    assert Dimension.HOURS not in told
    assert told[Dimension.WEEKDAY].counts.cases == 30
