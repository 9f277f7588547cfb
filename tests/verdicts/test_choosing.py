"""Which claims are shown, in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.terms import Evidence
from core.verdicts import Action, Caveat, Claim, Lookout, Verdict, choose, without_chance


def verdict(claim, level=Evidence.KNOWN, money=0, probability=0.95, **params):
    return Verdict(
        claim,
        level,
        Action.KEEP,
        (),
        (Caveat.SEASON,),
        Lookout.NEXT_PERIOD,
        datetime(2026, 11, 23, tzinfo=UTC),
        date(2026, 11, 22),
        params,
        money,
        probability,
    )


STEADY = verdict(Claim.STEADY)


def test_nothing_to_report_is_reported():
    assert choose([], STEADY) == (STEADY,)


def test_what_costs_more_in_a_month_comes_first():
    small, large = verdict(Claim.NET_FELL, money=-10), verdict(Claim.SECOND_FELL, money=-90)
    assert choose([small, large], STEADY) == (large, small)


def test_money_is_weighed_by_how_sure_it_is():
    sure = verdict(Claim.NET_FELL, money=-90, probability=0.95)
    less = verdict(Claim.SECOND_FELL, Evidence.HINT, money=-100, probability=0.76)
    assert choose([less, sure], STEADY)[0] == sure


def test_no_more_than_three_are_shown():
    many = [verdict(Claim.PRODUCT_FELL, money=n, product_id=n) for n in range(5)]
    assert [one.params["product_id"] for one in choose(many, STEADY)] == [4, 3, 2]


def test_what_is_too_early_is_not_shown():
    early = verdict(Claim.NET_FELL, Evidence.EARLY, money=-999)
    assert choose([early], STEADY) == (STEADY,)


def test_faults_of_the_data_come_first():
    gap, fell = verdict(Claim.GAP), verdict(Claim.NET_FELL, money=-999_999)
    assert choose([fell, gap], STEADY) == (gap, fell)
    assert choose([gap], STEADY) == (gap, STEADY)


def test_while_the_data_are_old_nothing_else_is_said():
    stale = verdict(Claim.STALE)
    assert choose([verdict(Claim.NET_FELL), verdict(Claim.GAP), stale], STEADY) == (stale,)


def test_many_questions_make_each_answer_less_sure():
    found = without_chance({"a": 0.04, "b": 0.5, "c": None})
    assert found["a"] == pytest.approx(0.92)
    assert "c" not in found


def test_a_verdict_keeps_its_name_from_day_to_day():
    one = verdict(Claim.PRODUCT_FELL, money=-5, product_id=7)
    assert one.id == "today.product_fell.7"
    assert replace(one, created_at=datetime(2026, 12, 1, tzinfo=UTC)).id == one.id
    assert STEADY.id == "today.steady"


def test_a_verdict_without_money_or_probability_weighs_nothing():
    assert verdict(Claim.STEADY, money=None, probability=None).weight == 0
