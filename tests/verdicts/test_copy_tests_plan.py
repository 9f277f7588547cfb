"""What a copy test can find out, told before it starts."""

import numpy as np
import pytest
from scipy import stats

from core.stats.ab.group_sequential import boundaries
from core.stats.ab.switchback import by_day
from core.terms.copy_tests import Design
from core.verdicts.copy_tests_plan import (
    SWING,
    Asked,
    Way,
    least,
    needed,
    of_people,
    outlook,
)

QUIET = 0.8
TURNS = Design.ALTERNATE_DAYS
LIST = Design.LIST_SPLIT


def last_line(days, versions=2):
    """How far the scores must lie apart at the end of a plan with its daily looks."""
    places = np.array([at for at in range(7, days + 1) if at / days <= QUIET or at == days])
    lines = boundaries(places / days, alpha=0.05 / (versions - 1), last=True)
    return float(lines[-1])


def power(p1, p2, n, line):
    """How often two binomials are called different, summed over all tables by scipy.

    The rule is written out once more: N - 1 score, six who reacted, Fisher's doubled mid-p where
    fewer than five are expected.
    """
    ends = [stats.binom.ppf([1e-5, 1 - 1e-5], n, p) for p in (p1, p2)]
    a, b = (np.arange(low, high + 1) for low, high in ends)
    x, y = np.meshgrid(a, b, indexing="ij")
    pooled = (x + y) / (2 * n)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * 2 / n, 1e-300))
    far = np.abs(y - x) / n / spread * np.sqrt((2 * n - 1) / (2 * n)) >= line
    few = np.minimum(x + y, 2 * n - x - y) < 10
    ask, called = far & few, far & (x + y >= 6)
    more, some = np.maximum(x, y)[ask], (x + y)[ask]
    tail = stats.hypergeom.sf(more, 2 * n, some, n)
    own = stats.hypergeom.pmf(more, 2 * n, some, n)
    called[ask] &= 2 * (tail + own / 2) <= 2 * stats.norm.sf(line)
    weights = stats.binom.pmf(a, n, p1)[:, None] * stats.binom.pmf(b, n, p2)
    return float(np.sum(weights * called))


@pytest.mark.parametrize("versions", [2, 4])
@pytest.mark.parametrize("days", [7, 14, 28])
@pytest.mark.parametrize("base", [0.001, 0.0257, 0.1, 0.333])
def test_what_is_promised_is_found_in_80_of_100_tests(versions, days, base):
    for per_day in (2, 5, 20, 75):
        found = outlook(Asked(per_day, days, base, versions))
        if found.rate is None:
            continue
        line = last_line(days, versions)
        assert power(found.base, found.rate, per_day * days, line) >= 0.8
        if found.base * per_day * days >= 5:
            # And no more is asked for than is needed: four fifths of the way are found less often.
            less = found.base + 0.8 * (found.rate - found.base)
            assert power(found.base, less, per_day * days, line) < 0.8


def test_three_hundred_visits_a_day_at_three_percent():
    # What had been told, rounded to whole people, would be found in 65, 58 and 70 of 100.
    rates = [outlook(Asked(150, days, 0.03)).rate for days in (7, 14, 21, 28)]
    assert rates == [0.056, 0.048, 0.044, 0.042]


def test_rates_are_told_in_tenths_of_a_person_and_away_from_the_control():
    for base in (0.00037, 0.0042, 0.02571, 0.5):
        found = outlook(Asked(400, 14, base))
        step = 10 * of_people(base)
        assert found.base * step == pytest.approx(round(base * step))
        assert found.rate * step == pytest.approx(round(found.rate * step))
    assert least(0.02571, 5600, 2, 0.05) == outlook(Asked(400, 14, 0.02571)).rate


def test_a_list_finds_no_more_by_waiting():
    short, long = (outlook(Asked(120, days, 0.1, design=LIST)) for days in (7, 28))
    assert (short.visitors, short.rate) == (120, long.rate)
    assert short.rate == outlook(Asked(120, 1, 0.1)).rate
    assert [one.way for one in short.alternatives] == [Way.CLICKS, Way.BOLDER, Way.MORE]


def test_days_by_turns_are_planned_as_days():
    found = outlook(Asked(150, 14, 0.03, design=TURNS))
    assert found.rate > outlook(Asked(150, 14, 0.03)).rate
    # More visitors a day do not take away that days differ.
    many = outlook(Asked(1e6, 14, 0.03, design=TURNS))
    assert many.lift > SWING
    assert outlook(Asked(150, 28, 0.03, design=TURNS)).rate < found.rate


def test_fewer_than_two_weeks_by_turns_promise_nothing():
    found = outlook(Asked(150, 8, 0.03, design=TURNS))
    assert (found.too_short, found.rate, found.useful) == (True, None, False)
    longer = next(one for one in found.alternatives if one.way is Way.LONGER)
    assert (longer.days, longer.rate) == (14, outlook(Asked(150, 14, 0.03, design=TURNS)).rate)


@pytest.mark.parametrize(
    ("a_day", "days", "base"), [(40, 14, 0.03), (300, 14, 0.03), (300, 28, 0.1), (2000, 14, 0.02)]
)
def test_what_is_promised_by_turns_is_found_in_80_of_100_seeded_tests(a_day, days, base):
    found = outlook(Asked(a_day / 2, days, base, design=TURNS))
    draw = np.random.default_rng(1)
    each = (2000, days // 2)

    def rates(rate):
        swung = np.clip(rate * draw.normal(1, SWING, each), 0, 1)
        return draw.binomial(a_day, swung) / a_day

    a, b = rates(found.base), rates(found.rate)
    p = [float(by_day(*each).test.p) for each in zip(a, b, strict=True)]
    told = np.mean((np.array(p) <= 0.05) & (b.mean(axis=1) > a.mean(axis=1)))
    assert 0.8 <= told < 0.9


def test_what_it_takes_to_see_a_difference_is_the_other_way_round():
    asked = Asked(150, 14, 0.03)
    found = needed(asked, 0.042)
    assert found.days == 28
    assert outlook(Asked(150, found.days, 0.03)).rate <= 0.042
    assert outlook(Asked(150, found.days - 7, 0.03)).rate > 0.042
    assert power(0.03, 0.042, found.visitors, last_line(28)) >= 0.8
    assert power(0.03, 0.042, round(0.9 * found.visitors), last_line(28)) < 0.8
    assert needed(asked, 0.02).visitors < needed(asked, 0.025).visitors
    assert needed(Asked(10, 14, 0.005), 0.3).visitors == 31
    with pytest.raises(ValueError, match="equal"):
        needed(asked, 0.03)


def test_a_thousand_and_four_hundred_visits_each_see_three_become_five():
    found = outlook(Asked(per_day=100, days=14, base=0.03))
    assert found.visitors == 1400
    assert (found.base, found.rate) == (0.03, 0.052)
    assert not found.useful
    assert [one.way for one in found.alternatives] == [Way.CLICKS, Way.BOLDER, Way.LONGER]


def test_what_happens_often_shows_smaller_differences():
    found = outlook(Asked(100, 14, 0.2))
    assert (found.rate, found.lift) == (0.246, pytest.approx(0.23))
    assert (found.useful, found.alternatives) == (True, ())


def test_sixty_visits_a_day_at_two_percent_see_nearly_three_times_as_many():
    found = outlook(Asked(30, 14, 0.02))
    assert found.rate == 0.059
    assert found.lift == pytest.approx(1.95)


def test_every_way_finds_out_more():
    asked = Asked(100, 14, 0.03, versions=4, base_clicks=0.15)
    found = outlook(asked)
    ways = {one.way: one for one in found.alternatives}
    assert set(ways) == set(Way) - {Way.MORE}
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
