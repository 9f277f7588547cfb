"""Rule D1: what to do about a product."""

import pytest

from core.terms import Evidence
from core.verdicts.products import Case, Doubt, Ruling, rule, worst


def judged(visits, orders, **more):
    more.setdefault("reference", 0.03)
    return rule([Case(visits, orders, **more)], 28)[0]


@pytest.mark.parametrize(
    ("visits", "orders", "ruling"),
    [
        (1000, 12, Ruling.FIX_PAGE),
        (1000, 20, Ruling.TOO_EARLY),
        (1000, 32, Ruling.KEEP),
        (300, 4, Ruling.TOO_EARLY),
        (300, 2, Ruling.FIX_PAGE),
        (120, 0, Ruling.BRING_VISITS),
        (500, 6, Ruling.FIX_PAGE),
        (2000, 45, Ruling.TOO_EARLY),
    ],
)
def test_s0_11_the_vectors_of_the_rule_hold(visits, orders, ruling):
    assert judged(visits, orders).ruling is ruling


def test_j8_visits_first_needs_167_of_them():
    found = judged(120, 0)
    assert (found.ruling, found.needed, found.level) == (Ruling.BRING_VISITS, 167, Evidence.EARLY)


def test_j8_holds_among_other_products_too():
    for others in (1, 3, 5, 19):
        each = 10_000 // others
        cases = [Case(1000, 12, 0.03)] + [Case(each, round(each * 0.03), 0.03)] * others
        assert rule(cases, 28)[0].ruling is Ruling.FIX_PAGE


@pytest.mark.parametrize("orders", range(6))
def test_a_page_is_never_called_poor_below_five_expected_purchases(orders):
    assert judged(166, orders).ruling is not Ruling.FIX_PAGE


@pytest.mark.parametrize("doubt", [Doubt.SOLD_OUT, Doubt.PROMOTION, Doubt.CHANGED])
def test_unusual_days_come_before_everything(doubt):
    found = judged(1000, 0, obstacle=doubt)
    assert (found.ruling, found.doubt, found.money_month) == (Ruling.TOO_EARLY, doubt, None)


def test_a_new_product_is_not_sent_visitors_yet():
    found = judged(120, 0, is_new=True)
    assert (found.ruling, found.doubt, found.needed) == (Ruling.TOO_EARLY, Doubt.NEW, 167)


def test_a_dear_product_is_looked_at_for_its_price():
    assert judged(1000, 12, price=11_501, compared=10_000).ruling is Ruling.CHECK_PRICE
    assert judged(1000, 12, price=11_500, compared=10_000).ruling is Ruling.FIX_PAGE
    assert judged(1000, 12, price=99_000).ruling is Ruling.FIX_PAGE


@pytest.mark.parametrize("rate", [None, 0.0])
def test_nothing_is_said_without_a_rate_to_compare_with(rate):
    assert judged(1000, 12, reference=rate).doubt is Doubt.NO_OTHERS


def test_more_orders_than_visits_are_a_fault_of_the_files():
    assert judged(10, 12).doubt is Doubt.MORE_ORDERS


def test_among_many_products_more_certainty_is_asked_for():
    low = Case(1000, 17, 0.03)
    assert rule([low], 28)[0].ruling is Ruling.FIX_PAGE
    assert 0.9 <= rule([low], 28)[0].p_low < 0.95
    crowd = rule([low] + [Case(1000, 30, 0.03)] * 20, 28)
    assert crowd[0].ruling is Ruling.TOO_EARLY
    assert crowd[0].doubt is Doubt.UNSURE


def test_where_products_differ_much_a_low_rate_is_nothing_special():
    found = judged(1000, 12, spread=0.02)
    assert (found.ruling, found.doubt) == (Ruling.TOO_EARLY, Doubt.CHANCE)


def test_what_is_known_is_called_known():
    assert judged(1000, 12).level is Evidence.KNOWN
    assert judged(1000, 32).level is Evidence.KNOWN
    assert judged(1000, 20).level is Evidence.EARLY


def test_a_product_bought_clearly_more_often_is_a_gem():
    assert judged(1000, 55).is_gem
    assert not judged(1000, 32).is_gem


def test_what_is_at_stake_is_the_missing_orders_of_thirty_days():
    found = judged(1000, 12, order_value=20_000.0)
    assert found.missing_orders == pytest.approx(18)
    assert found.money_month == round(18 * 20_000 / 28 * 30)
    assert judged(1000, 12).money_month is None


def test_at_most_three_come_first_the_costliest_first():
    values = (10_000.0, 40_000.0, None, 20_000.0, 30_000.0)
    cases = [Case(1000, 5, 0.03, order_value=value) for value in values]
    ruled = rule(cases, 28)
    assert worst(enumerate(ruled)) == [1, 4, 3]
    assert worst(enumerate(rule([Case(1000, 32, 0.03)], 28))) == []


def test_no_products_are_no_rulings():
    assert rule([], 28) == []
