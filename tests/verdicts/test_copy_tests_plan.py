"""What a copy test can find out, told before it starts."""

import pytest

from core.verdicts.copy_tests_plan import Asked, Way, outlook


def test_a_thousand_and_four_hundred_visits_each_see_three_become_five():
    found = outlook(Asked(per_day=100, days=14, base=0.03))
    assert found.visitors == 1400
    assert found.lift == pytest.approx(0.69, abs=0.005)
    assert not found.useful
    assert [one.way for one in found.alternatives] == [Way.CLICKS, Way.BOLDER, Way.LONGER]


def test_what_happens_often_shows_smaller_differences():
    found = outlook(Asked(100, 14, 0.2))
    assert found.lift == pytest.approx(0.22, abs=0.005)
    assert (found.useful, found.alternatives) == (True, ())


def test_sixty_visits_a_day_at_two_percent_see_nearly_three_times_as_many():
    found = outlook(Asked(30, 14, 0.02))
    assert found.rate == pytest.approx(0.057, abs=5e-4)
    assert found.lift == pytest.approx(1.86, abs=0.01)


def test_every_way_finds_out_more():
    asked = Asked(100, 14, 0.03, versions=4, base_clicks=0.15)
    found = outlook(asked)
    ways = {one.way: one for one in found.alternatives}
    assert set(ways) == set(Way)
    assert ways[Way.LONGER].rate < found.rate
    assert ways[Way.FEWER].rate < found.rate
    assert ways[Way.CLICKS].rate / 0.15 < found.rate / 0.03
    assert (ways[Way.LONGER].days, ways[Way.FEWER].versions) == (28, 2)


def test_more_versions_need_more_visitors():
    assert outlook(Asked(100, 14, 0.03, versions=3)).rate > outlook(Asked(100, 14, 0.03)).rate


def test_a_long_test_of_clicks_is_only_offered_bolder_texts():
    found = outlook(Asked(5, 28, 0.03, frequent=True))
    assert [one.way for one in found.alternatives] == [Way.BOLDER]


def test_where_not_even_everybody_would_be_seen_no_rate_is_told():
    found = outlook(Asked(0.1, 14, 0.5))
    assert (found.rate, found.lift, found.useful) == (None, None, False)


@pytest.mark.parametrize(
    "asked",
    [
        Asked(0, 14, 0.03), Asked(100, 0, 0.03), Asked(100, 14, 0.03, versions=1),
        Asked(100, 14, 0.0), Asked(100, 14, 1.0),
    ],
)  # fmt: skip
def test_senseless_plans_are_refused(asked):
    with pytest.raises(ValueError, match=r"versions, days and visitors|rate"):
        outlook(asked)
