"""The tabs leave out the same customers: those who may be old, and those missing days hide."""

from datetime import date, timedelta

import numpy as np
import pytest

from core.analysis.customers_intervals import by_product
from core.services import (
    customer_book,
    customers_again,
    customers_bought,
    customers_conclusion,
    customers_due,
    customers_forecast,
    customers_intervals,
    customers_outcome,
    customers_second,
    customers_states,
    customers_states_view,
    customers_value,
)
from core.services.customer_book import CustomerBook
from core.services.customers_due import ListKind
from core.services.customers_groups import Members
from core.services.customers_outcome import Note
from core.services.customers_states import Rules
from core.services.opening import OpenShop
from core.stats.proportions import Tally
from core.store.moments import day_number
from core.terms import Evidence
from tests import shops
from tests.shops import LAST

UNTIL = day_number(LAST)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def read(shop: OpenShop) -> CustomerBook:
    book = customer_book.read(shop)
    assert book is not None
    return book


def torn(shop: OpenShop, first: int, last: int, days: int = 600) -> CustomerBook:
    """A shop of which no file has the days from so many days ago to so many."""
    lines = shops.steady(days, 4, seed=2, back=0.4)
    older = [line for line in lines if line.day is not None and line.day < ago(first)]
    newer = [line for line in lines if line.day is not None and line.day > ago(last)]
    shops.take(shop, older)
    shops.take(shop, newer, name="newer.xlsx", first_line=len(older))
    book = read(shop)
    assert book.gaps == ((UNTIL - first, UNTIL - last),)
    return book


def everybody(book: CustomerBook) -> Tally:
    """The second purchases of a group of all customers."""
    count = len(book.customers)
    some = Members(book, LAST, np.ones(count, np.bool_), book.customers.index.to_numpy(np.int64))
    return some.figures().second


@pytest.mark.parametrize("hole", [None, (200, 150)])
def test_all_tabs_tell_the_same_share_of_the_same_customers(
    shop: OpenShop, hole: tuple[int, int] | None
):
    if hole is None:
        shops.take(shop, shops.steady(600, 4, seed=2, back=0.4))
        book = read(shop)
    else:
        book = torn(shop, *hole)
    told = customers_second.view(book)
    again = customers_again.view(book)
    assert again is not None
    (ninety,) = (one for one in again.within if one.days == 90)
    assert told.tally == ninety.mature == everybody(book)
    assert told.early > 0
    assert (told.hidden > 0) == (hole is not None)
    assert (told.lost, again.lost) == ((51, 51) if hole else (0, 0))
    left = told.tally.trials + told.young + told.early + told.hidden
    assert left == len(book.customers)
    value = customers_value.view(book)
    assert value is not None
    (spent,) = (one for one in value.whole if one.days == 90)
    assert spent.customers == told.tally.trials
    assert value.left_out
    assert again.left_out


def test_the_share_by_month_is_that_of_the_whole(shop: OpenShop):
    shops.take(shop, shops.steady(600, 4, seed=2, back=0.4))
    told = customers_second.view(read(shop))
    assert sum(one.tally.trials for one in told.months) == told.tally.trials
    assert min(one.first for one in told.months) >= ago(600 - 90).replace(day=1)


def test_files_of_less_than_a_year_say_that_the_share_may_be_too_high(shop: OpenShop):
    shops.take(shop, shops.steady(300, 4, seed=2, back=0.4))
    book = read(shop)
    second = customers_second.view(book)
    assert (second.is_sure, second.early) == (False, 0)
    view = customers_states_view.view(book, Rules())
    told = customers_conclusion.conclusion(view, second, LAST)
    assert told.found.level is Evidence.HINT
    for one in (customers_again.view(book), customers_value.view(book)):
        assert one is not None
        assert (one.is_sure, one.left_out) == (False, False)


def test_months_that_meet_a_hole_are_blank_and_waits_over_it_left_out(shop: OpenShop):
    book = torn(shop, 200, 150)
    told = customers_again.view(book)
    assert told is not None
    hidden = told.triangle.hidden
    assert hidden.any()
    assert np.isnan(told.triangle.active[hidden]).all()
    months = told.triangle.months.to_numpy().astype("datetime64[M]").astype(np.int64)
    which = (months[:, None] + np.arange(hidden.shape[1]))[hidden]
    missing = {ago(days).replace(day=1) for days in range(150, 201)}
    assert {one.astype(date) for one in which.astype("datetime64[M]")} <= missing
    waits = customers_intervals.of_shop(book)
    assert waits.hidden > 0
    assert waits.pairs + waits.hidden == (book.customers["visits"] - 1).sum()
    one = customers_intervals.of_products(shop)
    two = by_product(customers_intervals.bought(shop))
    assert (one["pairs"] < two["pairs"]).all()
    assert one["buyers"].tolist() == two["buyers"].tolist()


def test_three_missing_days_of_two_years_take_hardly_anybody_away(shop: OpenShop):
    book = torn(shop, 300, 298, days=730)
    told = customers_second.view(book)
    assert told.hidden == 0
    assert told.early < 0.2 * len(book.customers)
    assert told.change is not None
    again = customers_again.view(book)
    assert again is not None
    assert again.triangle.hidden.sum(axis=1).max() == 1
    assert customers_forecast.enough(book).is_enough
    assert customers_forecast.past(book, 6) is not None


def test_a_hole_leaves_no_forecast(shop: OpenShop):
    there = customers_forecast.enough(torn(shop, 200, 150))
    assert (there.lost, there.is_torn, there.is_enough) == (51, True, False)


def test_lists_before_a_hole_are_passed_over_for_earlier_ones(shop: OpenShop):
    book = torn(shop, 45, 35)
    bought = customers_bought.read(shop)
    assert bought is not None
    known = customers_due.known(book, bought, customers_states.rules(shop, book))
    found = customers_due.hit_rate(known, ListKind.SECOND, 14)
    days = [UNTIL - one.day for one in found.lists]
    # Within 14 days after the lists of 42 and 56 days ago days are missing, those of 42 itself too.
    assert days == [14, 28, 70, 84, 98, 112]
    assert found.hidden == 2
    short = customers_due.hit_rate(known, ListKind.SECOND, 60)
    assert UNTIL - short.lists[0].day == 120
    assert short.hidden == 1


def test_contacts_before_days_without_a_file_are_not_counted(shop: OpenShop):
    book = torn(shop, 45, 35)
    bought = customers_bought.read(shop)
    assert bought is not None
    known = customers_due.known(book, bought, customers_states.rules(shop, book))
    buyers = book.customers.index[:3].tolist()
    noted = tuple(
        Note(ListKind.SECOND, UNTIL - days, buyer, 0, is_done=True)
        for days, buyer in zip((50, 51, 30), buyers, strict=True)
    )
    told = customers_outcome.outcome(known, ListKind.SECOND, noted, 14)
    assert (told.contacted.trials, told.hidden, told.waiting) == (1, 2, 0)
    hidden = customers_outcome.outcome(known, ListKind.SECOND, noted[:2], 14)
    assert (hidden.contacted, hidden.hidden) == (Tally(0, 0), 2)


def test_a_group_of_an_earlier_day_leaves_out_what_is_hidden_by_then(shop: OpenShop):
    book = torn(shop, 200, 150)
    then = customer_book.known_on(book, UNTIL - 100)
    assert everybody(then) == customers_second.view(then).tally
    whole = customer_book.known_on(book, UNTIL - 201)
    assert whole.watched.lost == 0
