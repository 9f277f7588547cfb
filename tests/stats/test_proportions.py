"""Comparing rates, held against reference values."""

import json
from pathlib import Path

import pytest
from scipy import stats as scipy_stats

from core.stats.proportions import Rates, Tally, compare, difference_z, dispersion

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", REFERENCE["two_rates"], ids=lambda case: case["id"])
def test_two_rates_are_compared_as_published(case):
    z = difference_z(Tally(*case["now"]), Tally(*case["before"]))
    assert 2 * scipy_stats.norm.sf(abs(z)) == pytest.approx(case["p"], rel=1e-6)


@pytest.mark.parametrize(
    ("now", "before"),
    [(Tally(0, 0), Tally(1, 3)), (Tally(0, 5), Tally(0, 3)), (Tally(5, 5), Tally(3, 3))],
)
def test_rates_that_cannot_differ_have_no_score(now, before):
    assert difference_z(now, before) is None


def test_the_scatter_of_groups_agrees_with_the_chi_square_of_scipy():
    groups = [Tally(5, 50), Tally(9, 60), Tally(2, 40)]
    table = [[g.successes for g in groups], [g.trials - g.successes for g in groups]]
    chi2 = scipy_stats.chi2_contingency(table, correction=False).statistic
    assert dispersion(groups) == pytest.approx((chi2 / 2, 2))


@pytest.mark.parametrize("groups", [[], [Tally(1, 9)], [Tally(0, 9), Tally(0, 5)]])
def test_too_few_groups_tell_nothing_about_scatter(groups):
    assert dispersion(groups) is None


def test_scatter_makes_a_difference_less_sure():
    now, before = Tally(60, 400), Tally(90, 400)
    calm = [[Tally(15, 100)] * 4, [Tally(22, 100), Tally(23, 100)] * 2]
    wild = [[Tally(2, 100), Tally(28, 100)] * 2, [Tally(10, 100), Tally(35, 100)] * 2]
    assert compare(now, before, calm).p < 0.05
    assert compare(now, before, wild).p > 0.1


def test_calm_groups_do_not_make_it_surer_than_chance_allows():
    now, before = Tally(60, 400), Tally(90, 400)
    found = compare(now, before, [[Tally(15, 100)] * 4, [Tally(22, 100), Tally(23, 100)] * 2])
    assert found.p > 2 * scipy_stats.norm.sf(abs(found.z))


def test_without_groups_nothing_is_claimed():
    assert compare(Tally(6, 40), Tally(9, 40), []).p is None
    assert compare(Tally(0, 40), Tally(0, 40), []) == Rates(Tally(0, 40), Tally(0, 40), None, None)


def test_more_successes_than_trials_are_refused():
    with pytest.raises(ValueError, match="impossible"):
        Tally(4, 3)


def test_a_rate_of_nothing_is_unknown():
    assert Tally(0, 0).rate is None
    assert Tally(1, 4).rate == 0.25
