"""What is said first of customers: each case, and the bounds between them."""

from dataclasses import replace

import pytest

from core.stats.proportions import Rates, Tally
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
        (changed(10, 30, z=-3.0, p=0.01), CustomerSay.FELL, Evidence.KNOWN),
        (changed(15, 25, z=-1.8, p=0.2), CustomerSay.FELL, Evidence.HINT),
        (changed(20, 25, z=-0.8, p=0.4), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(30, 10, z=3.0, p=0.01), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(1, 6, z=-2.0, p=0.05), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(10, 30, z=-3.0, p=None), CustomerSay.SECOND, Evidence.KNOWN),
        (changed(0, 0, z=None, p=None), CustomerSay.SECOND, Evidence.KNOWN),
    ],
)
def test_a_fall_is_said_only_where_it_is_seen(change, say, level):
    found = conclude(replace(CASE, change=change))
    assert (found.say, found.level) == (say, level)
