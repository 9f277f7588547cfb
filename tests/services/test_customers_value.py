"""What customers are worth and will buy, out of a real store, on both databases."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from core.analysis.customer_states import Rules, State
from core.services import (
    customer_book,
    customers_forecast,
    customers_groups,
    customers_list,
    customers_rfm,
    customers_states,
    customers_states_view,
    customers_value,
)
from core.services.customer_book import CustomerBook
from core.services.customers_groups_presets import RULES, Preset
from core.services.opening import OpenShop
from core.stats.lifetime import worth_of_newcomer
from core.terms.customer_groups import Between, On, Rule, rule
from tests import shops
from tests.shops import LAST, Line


def lines() -> list[Line]:
    """Two years of customers who leave after some purchases."""
    random, found = np.random.default_rng(5), []
    for n in range(500):
        day, own = 700 * (1 - n / 520), int(random.choice([10_000, 20_000, 40_000]))
        while day > 0:
            found.append(Line(LAST - timedelta(days=int(day)), f"c{n}", own))
            if random.random() < 0.4:
                break
            day -= random.exponential(60)
    return found


def read(shop: OpenShop) -> CustomerBook:
    shops.take(shop, lines())
    book = customer_book.read(shop)
    assert book is not None
    return book


def test_what_was_spent_is_told_by_month_and_of_everybody(shop: OpenShop):
    book = read(shop)
    told = customers_value.view(book)
    assert told is not None
    assert told.months["customers"].sum() == len(book.customers)
    assert told.left_out
    assert told.unsure >= 3
    means = [one.mean for one in told.whole if one.mean is not None]
    assert means == sorted(means)
    assert told.few is not None
    assert told.few.net == book.customers["net"].sum()
    top = book.customers["net"].loc[told.few.top]
    assert top.sum() / told.few.net == pytest.approx(told.few.share)
    assert top.min() >= book.customers["net"].drop(told.few.top).max()


def test_big_spenders_are_the_same_as_those_of_the_group(shop: OpenShop):
    """Of 43 customers the tenth rounded up is five, and no part of the group is so many."""
    shops.take(shop, [Line(LAST, f"b{n}", 1_000 + n) for n in range(43)])
    book = customer_book.read(shop)
    assert book is not None
    told = customers_value.view(book)
    assert told is not None
    assert told.few is not None
    found = customers_groups.who(shop, book, RULES[Preset.BIG_SPENDERS], book.last_day)
    assert found is not None
    assert sorted(found.buyers) == sorted(told.few.top)
    assert len(told.few.top) == 4


def test_of_whom_no_amount_is_known_is_no_tenth_of_those_who_spent(shop: OpenShop):
    some = [Line(LAST, f"b{n}", 1_000 + n) for n in range(60)]
    shops.take(shop, some + [Line(LAST, f"u{n}", None) for n in range(60)])
    book = customer_book.read(shop)
    assert book is not None
    told = customers_value.view(book)
    assert told is not None
    assert told.few is not None
    assert (told.few.customers, len(told.few.top)) == (60, 6)
    view = customers_states_view.view(book, Rules())
    first = view.of(State.FIRST)
    assert (first.customers, first.untold, first.spent) == (120, 60, first.net)
    everybody = rule(Between(On.WON, 0, None))
    assert found_by(shop, book, everybody) == 60
    assert found_by(shop, book, rule(Between(On.WON, 0, None, within=30))) == 60
    names = customers_list.listed(
        shop,
        book,
        customers_states.states(book, Rules(), book.until),
        customers_states_view.in_state(book, Rules(), State.FIRST),
    )
    assert [one.net for one in names[:60]] == sorted((1_000 + n for n in range(60)), reverse=True)
    assert [one.net for one in names[60:]] == [None] * 60


def found_by(shop: OpenShop, book: CustomerBook, wanted: Rule) -> int:
    found = customers_groups.who(shop, book, wanted, book.last_day)
    assert found is not None
    return len(found.buyers)


def test_where_no_amount_is_known_nothing_is_said_of_money(shop: OpenShop):
    shops.take(shop, [Line(LAST, f"u{n}", None) for n in range(60)])
    book = customer_book.read(shop)
    assert book is not None
    told = customers_value.view(book)
    assert told is not None
    assert told.few is None
    assert told.months[30].isna().all()
    view = customers_states_view.view(book, Rules())
    assert view.of(State.FIRST).spent is None
    assert view.of(State.GONE).spent == 0
    (segment,) = [one for one in customers_rfm.view(book).parts if one.customers]
    assert (segment.untold, segment.spent) == (60, None)
    found = customers_groups.who(shop, book, rule(Between(On.VISITS, 1, 1)), book.last_day)
    assert found is not None
    assert (found.figures().spent, found.figures().per_order) == (None, None)


def test_a_forecast_adds_up_and_is_as_wide_as_such_forecasts(shop: OpenShop):
    book = read(shop)
    assert customers_forecast.enough(book).is_enough
    assert customers_forecast.possible(book) == (3, 6, 12)
    learnt = customers_forecast.learn(book)
    before = customers_forecast.past(book, 6)
    assert before is not None
    each = customers_forecast.each(book, learnt, 6)
    told = customers_forecast.ahead(book, learnt, before, float(each["worth"].sum()), 6)
    assert told.purchases.value == pytest.approx(each["purchases"].sum())
    assert told.won.value == pytest.approx(each["won"].sum())
    assert 0.9 * told.won.value < told.worth < told.won.value
    assert told.newcomer.low < told.newcomer.value < told.newcomer.high
    # The first purchase is half of it and well known, so it is surer than what all will spend.
    assert told.newcomer.high / told.newcomer.value < told.won.high / told.won.value - 0.05
    assert told.newcomer.low / told.newcomer.value > told.won.low / told.won.value + 0.05
    assert told.purchases.high / told.purchases.value > np.exp(1.64 * 0.15)
    unchecked = customers_forecast.ahead(book, learnt, None, told.worth, 6)
    assert (told.checked, unchecked.checked) == (True, False)


def test_a_newcomer_of_whose_first_amount_no_file_tells_spends_the_mean(shop: OpenShop):
    every = lines()
    begun = [place == 0 or every[place - 1].buyer != one.buyer for place, one in enumerate(every)]
    some = [replace(one, amount=None) if is_first else one
            for one, is_first in zip(every, begun, strict=True)]  # fmt: skip
    shops.take(shop, some)
    book = customer_book.read(shop)
    assert book is not None
    learnt = customers_forecast.learn(book)
    told = customers_forecast.ahead(book, learnt, None, 0.0, 6)
    by = learnt.new or learnt
    mean = by.mean if by.spending is None or by.spending.mean is None else by.spending.mean
    assert told.newcomer.value == pytest.approx(mean * (1 + worth_of_newcomer(by.fit, 6)))


def test_a_few_customers_have_no_value_to_tell(shop: OpenShop):
    shops.take(shop, shops.steady(6, 3))
    book = customer_book.read(shop)
    assert book is not None
    assert customers_value.view(book) is None
    there = customers_forecast.enough(book)
    assert not there.is_enough
    assert there.customers == len(book.customers)
