"""Stars week by week."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core.services import voice_review_trend
from core.terms import SEOUL, Evidence, ReviewKind
from tests.services.review_shops import review, reviews

TODAY = date(2026, 11, 23)
"""A Monday: the last whole week ended the day before."""


def weekly(counts, *, seed=1, ends=TODAY, last=(0.05, 0.05, 0.1, 0.2, 0.6), lately=None):
    """Reviews of weeks that end before a Monday, the newest last; the last four like ``lately``."""
    random = np.random.default_rng(seed)
    rows = []
    for back, count in enumerate(reversed(counts)):
        chances = lately if lately and back < 4 else last
        for _ in range(count):
            day = ends - timedelta(days=7 * back + 1 + int(random.integers(7)))
            at = datetime.combine(day, datetime.min.time(), SEOUL) + timedelta(
                seconds=int(random.integers(86_400))
            )
            stars = 1 + int(random.choice(5, p=chances))
            rows.append(
                review(f"{len(rows)}", stars, written_at=int(at.timestamp()), product_name="mug")
            )
    return rows


def plain(rows, first, days):
    """The stars of the reviews of some days."""
    start = datetime.combine(first, datetime.min.time(), SEOUL).timestamp()
    return [one["rating"] for one in rows if start <= one["written_at"] < start + days * 86_400]


def test_each_point_is_the_mean_of_its_week_with_student_s_bounds(shop):
    rows = weekly([12] * 20)
    reviews(shop, rows)

    found = voice_review_trend.trend(shop, TODAY)

    # Files tell of the first week from its first review on only.
    assert len(found.points) in {19, 20}
    assert found.step == 7
    assert found.points[-1].period.last == TODAY - timedelta(days=1)
    for one in found.points:
        stars = plain(rows, one.period.first, 7)
        low, high = stats.t.interval(
            0.95, len(stars) - 1, loc=np.mean(stars), scale=stats.sem(stars)
        )
        assert (one.reviews, one.mean) == (len(stars), pytest.approx(np.mean(stars)))
        assert (one.low, one.high) == pytest.approx((max(1, low), min(5, high)))
        assert one.is_enough
    drawn = plain(rows, found.period.first, found.period.days)
    assert (found.all.reviews, found.all.mean) == (len(drawn), pytest.approx(np.mean(drawn)))


def test_weeks_with_few_reviews_are_put_together_and_two_are_no_mean(shop):
    reviews(shop, weekly([3] * 16))
    found = voice_review_trend.trend(shop, TODAY)
    assert found.step == 28
    assert found.points[-1].reviews == 12
    assert all(one.period.days == 28 for one in found.points)


def test_a_point_of_two_reviews_is_not_enough(local):
    reviews(local, weekly([1, 0, 0, 0, 1, 1, 0, 0]))
    assert not any(one.is_enough for one in voice_review_trend.trend(local, TODAY).points)


def test_the_week_that_is_not_over_is_left_out_and_told(local):
    reviews(local, weekly([12] * 8))
    found = voice_review_trend.trend(local, TODAY - timedelta(days=3))

    assert found.points[-1].period.last == TODAY - timedelta(days=8)
    assert 0 < found.left_out <= 12


def test_days_after_the_last_review_of_a_file_are_not_weeks_without_reviews(local):
    reviews(local, weekly([12] * 8))
    found = voice_review_trend.trend(local, TODAY + timedelta(days=40))

    assert found.points[-1].period.last <= TODAY - timedelta(days=1)
    assert all(one.reviews for one in found.points)


def test_worse_stars_are_told_as_sure_and_scatter_is_not(shop):
    rows = weekly([30] * 16, lately=(0.4, 0.3, 0.1, 0.1, 0.1))
    reviews(shop, rows)
    change = voice_review_trend.trend(shop, TODAY).change

    now = plain(rows, TODAY - timedelta(days=28), 28)
    before = plain(rows, TODAY - timedelta(days=112), 84)
    told = stats.ttest_ind(now, before, equal_var=False).confidence_interval(0.95)
    assert (change.level, change.is_down) == (Evidence.KNOWN, True)
    assert (change.low, change.high) == pytest.approx((told.low, told.high))
    assert (change.now.reviews, change.before.reviews) == (len(now), len(before))


def test_of_few_reviews_no_change_is_told(local):
    reviews(local, weekly([1] * 20, lately=(1, 0, 0, 0, 0)))
    change = voice_review_trend.trend(local, TODAY).change

    assert (change.level, change.low) == (Evidence.EARLY, None)


def test_where_nothing_changes_a_change_is_seldom_told():
    random = np.random.default_rng(3)
    told = 0
    for _ in range(400):
        weeks = random.multinomial(25, (0.05, 0.05, 0.1, 0.2, 0.6), size=16)
        told += voice_review_trend._change(weeks).level is Evidence.KNOWN

    assert told / 400 < 0.14


def test_a_second_review_of_the_same_buyer_counts_beside(shop):
    rows = weekly([12] * 6)
    later = [
        {**one, "review_no": f"m{one['review_no']}", "kind": ReviewKind.MONTH.value,
         "related_no": one["review_no"], "rating": 1}
        for one in rows[:9]
    ]  # fmt: skip
    reviews(shop, [*rows, *later])
    found = voice_review_trend.trend(shop, TODAY)

    assert found.all.reviews == len(plain(rows, found.period.first, found.period.days))
    assert (found.later.reviews, found.later.mean) == (9, 1.0)


def test_one_product_can_be_looked_at(shop):
    rows = weekly([24] * 6)
    rows = [{**one, "product_name": ("mug", "plate")[n % 2]} for n, one in enumerate(rows)]
    reviews(shop, rows)

    whole, mug, plate, none = (
        voice_review_trend.trend(shop, TODAY, product) for product in (None, 1, 2, 99)
    )
    assert mug.all.reviews + plate.all.reviews == whole.all.reviews
    assert none.points == ()


def test_without_reviews_there_is_nothing(shop):
    assert voice_review_trend.trend(shop, TODAY) is None


def test_the_numbers_do_not_depend_on_the_order_of_rows(local):
    rows = weekly([12] * 6)
    frame = pd.DataFrame(rows).sample(frac=1, random_state=2)
    reviews(local, frame.to_dict("records"))
    found = voice_review_trend.trend(local, TODAY)

    assert found.all.reviews == len(plain(rows, found.period.first, found.period.days))
