"""What is said first of customers: each case, and the bounds between them."""

from dataclasses import replace

import numpy as np
import pytest

from core.stats.proportions import Rates, Tally, compare
from core.terms import Evidence
from core.verdicts.customers_conclusion import CustomerCase, CustomerSay, conclude

CASE = CustomerCase(1, 400, Tally(40, 300), None, 12, 10_000_000, 3_000_000)


def changed(now, before, *, z, p):
    return Rates(Tally(now, 100), Tally(before, 100), z, p)


@pytest.mark.parametrize(
    ("case", "say", "level"),
    [
        (CASE, CustomerSay.SECOND, Evidence.KNOWN),
        (replace(CASE, buyers=0), CustomerSay.NOBODY, Evidence.NO_DATA),
        (replace(CASE, days_old=22), CustomerSay.STALE, Evidence.KNOWN),
        (replace(CASE, days_old=21), CustomerSay.SECOND, Evidence.KNOWN),
        (replace(CASE, buyers=29), CustomerSay.FEW, Evidence.EARLY),
        (replace(CASE, second=Tally(3, 29)), CustomerSay.YOUNG, Evidence.EARLY),
        (replace(CASE, regular_net=5_000_000), CustomerSay.REGULARS, Evidence.KNOWN),
        (replace(CASE, regular_net=4_999_999), CustomerSay.SECOND, Evidence.KNOWN),
        (replace(CASE, regular_net=5_000_000, regulars=4), CustomerSay.SECOND, Evidence.KNOWN),
        (replace(CASE, net=0, regular_net=0), CustomerSay.SECOND, Evidence.KNOWN),
    ],
)
def test_each_case_has_its_conclusion(case, say, level):
    found = conclude(case)
    assert (found.say, found.level) == (say, level)


@pytest.mark.parametrize(
    ("change", "say", "level"),
    [
        (changed(10, 30, z=-3.0, p=0.005), CustomerSay.FELL, Evidence.KNOWN),
        (changed(10, 30, z=-3.0, p=0.006), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(15, 25, z=-1.8, p=0.2), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(20, 25, z=-0.8, p=0.4), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(30, 10, z=3.0, p=0.001), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(1, 6, z=-2.0, p=0.005), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(10, 30, z=-3.0, p=None), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(0, 0, z=None, p=None), CustomerSay.SECOND, Evidence.KNOWN),
    ],
)
def test_a_fall_is_said_only_where_it_is_seen(change, say, level):
    found = conclude(replace(CASE, change=change))
    assert (found.say, found.level) == (say, level)


def looks(random, *, weekly, rate, scatter=0.0):
    """What half a year of weekly looks says of a shop in which nothing changes."""
    weeks = 24 + 26
    trials = random.poisson(weekly, weeks)
    spread = 1 / scatter - 1 if scatter else 0
    of_weeks = random.beta(rate * spread, (1 - rate) * spread, weeks) if scatter else rate
    told = [Tally(int(some), int(of)) for some, of in
            zip(random.binomial(trials, of_weeks), trials, strict=True)]  # fmt: skip
    for end in range(25, weeks + 1):
        now, before = told[end - 12 : end], told[end - 24 : end - 12]
        sums = (sum(side, Tally(0, 0)) for side in (now, before))
        yield conclude(replace(CASE, change=compare(*sums, [now, before]))).say


@pytest.mark.parametrize(
    ("weekly", "rate", "scatter"), [(10, 0.2, 0), (100, 0.15, 0), (30, 0.2, 0.01)]
)
def test_who_looks_every_week_for_half_a_year_is_rarely_told_of_a_fall_that_is_none(
    weekly, rate, scatter
):
    random = np.random.default_rng(3)
    alarmed = sum(
        CustomerSay.FELL in looks(random, weekly=weekly, rate=rate, scatter=scatter)
        for _shop in range(250)
    )
    assert alarmed <= 250 * 0.05
