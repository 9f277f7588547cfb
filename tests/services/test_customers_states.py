"""Rules as the seller has them, states and moves of a shop, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from core.analysis import customer_states as analysis
from core.analysis.customer_states import Rules, State
from core.services import customer_book, customers_list, customers_states, customers_states_view
from core.services.customer_book import CustomerBook
from core.services.customers_moves import Move
from core.services.customers_states import NoteChanged, OwnRules, RuleRefused
from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import Period
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def read(shop: OpenShop) -> CustomerBook:
    book = customer_book.read(shop)
    assert book is not None
    return book


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def mostly_once(times: int = 9) -> list[Line]:
    """Nine of ten bought once, at any time and for any sum; one came often."""
    lines = [Line(ago(n % 60), f"once{n}", 1_000 * (1 + n % 50)) for n in range(10 * times)]
    return lines + [
        Line(ago(20 * k + n % 9), f"often{n}", 9_000) for n in range(10) for k in range(4)
    ]


def test_states_of_all_buyers_add_up_and_nobody_who_bought_once_is_a_regular(shop: OpenShop):
    """J21: 90 % bought once."""
    shops.take(shop, mostly_once())
    book = read(shop)
    found = customers_states.states(book, customers_states.rules(shop, book), book.until)
    told = customers_states_view.view(book, customers_states.rules(shop, book))
    once = book.customers["visits"] == 1
    assert once.sum() == 90
    assert not found[once].isin([State.AGAIN, State.REGULAR]).any()
    assert told.customers == len(book.customers) == 100
    assert told.net == book.customers["net"].sum()
    assert told.of(State.REGULAR).customers == 10


def test_every_state_is_told_by_its_customers(shop: OpenShop):
    shops.take(shop, shops.steady(400, 3, seed=2))
    book = read(shop)
    rules = customers_states.rules(shop, book)
    told = customers_states_view.view(book, rules)
    for one in told.standings:
        who = customers_states_view.in_state(book, rules, one.state)
        net = book.customers["net"].loc[who].to_numpy()
        assert (len(who), net.sum()) == (one.customers, one.net)
        assert (np.diff(net) <= 0).all()


def test_moves_are_told_by_who_moved_and_join_the_states_of_now(shop: OpenShop):
    shops.take(shop, shops.steady(150, 8, seed=2))
    book = read(shop)
    rules = Rules(gap=20)
    told = customers_states_view.view(book, rules)
    for month in told.months:
        for move in Move:
            who = customers_states_view.movers(book, rules, month, move)
            assert len(who) == month.moves.get(move, 0)
    last = told.months[-1]
    assert (last.last, last.days_left, last.first) == (LAST, 8, date(2026, 11, 1))
    assert last.buyers == told.customers
    assert last.once == (book.customers["visits"] == 1).sum()
    assert [month.is_first for month in told.months] == [True] + [False] * (len(told.months) - 1)
    assert [month.days_left for month in told.months[:-1]] == [0] * (len(told.months) - 1)


def test_at_most_twelve_months_are_told(shop: OpenShop):
    shops.take(shop, [Line(ago(30 * n), f"b{n}") for n in range(30)])
    book = read(shop)
    told = customers_states_view.view(book, Rules())
    assert len(told.months) == 12
    assert told.months[0].first == date(2025, 12, 1)
    assert not told.months[0].is_first


def test_nobody_known_makes_no_states_and_no_error(shop: OpenShop):
    shops.take(shop, [Line(LAST, None)] * 3)
    book = read(shop)
    told = customers_states_view.view(book, customers_states.rules(shop, book))
    assert (told.customers, told.net, told.pairs) == (0, 0, 0)
    assert customers_states_view.unknown_share(shop, book) == 1.0


def test_the_share_of_lines_without_a_buyer_is_told(shop: OpenShop):
    shops.take(shop, [Line(LAST, None)] + [Line(LAST, f"b{n}") for n in range(9)])
    assert customers_states_view.unknown_share(shop, read(shop)) == pytest.approx(0.1)


def test_days_between_files_that_nobody_tells_of_are_named(shop: OpenShop):
    shops.take(shop, [Line(ago(n), f"a{n}") for n in range(40, 60)], name="a.xlsx")
    assert customers_states_view.gaps(shop) == ()
    shops.take(shop, [Line(ago(n), f"b{n}") for n in range(20)], name="b.xlsx", first_line=100)
    assert customers_states_view.gaps(shop) == (Period(ago(39), ago(20)),)


def test_days_after_the_files_end_count_as_their_last_one(shop: OpenShop):
    shops.take(shop, [Line(LAST, "b1"), Line(ago(200), "b2")])
    book = read(shop)
    late = customers_states.states(book, Rules(), book.until + 500)
    assert late.tolist() == [State.FIRST, State.GONE] or late.tolist() == [State.GONE, State.FIRST]
    early = customers_states.states(book, Rules(), day_number(ago(150)))
    assert early.tolist() == [State.FIRST]


def test_rules_of_the_seller_take_the_place_of_ours_and_go_back(shop: OpenShop):
    shops.take(shop, shops.steady(400, 3, seed=2))
    book = read(shop)
    ours = customers_states.rules(shop, book)
    assert ours == analysis.rules_of(analysis.gaps_between(book.visits), book.days)
    assert customers_states.own(shop) == OwnRules()

    before = customers_states.change(shop, OwnRules(45, 5, 0.2), NOW)
    assert before == OwnRules()
    assert customers_states.rules(shop, book) == Rules(45, 5, 0.2, is_own=False)
    kept = customers_states.own(shop)
    assert kept == OwnRules(45, 5, 0.2, NOW)

    customers_states.change(shop, OwnRules(gap=60, at=NOW), at(1))
    assert customers_states.own(shop) == OwnRules(60, None, None, at(1))
    customers_states.change(shop, replace(kept, at=at(1)), at(2))
    assert customers_states.rules(shop, book) == Rules(45, 5, 0.2, is_own=False)
    customers_states.change(shop, OwnRules(at=at(2)), at(3))
    assert customers_states.rules(shop, book) == ours


def test_rules_saved_as_they_are_stay_as_they_were_kept(shop: OpenShop):
    customers_states.change(shop, OwnRules(45, 5, 0.2), NOW)
    kept = customers_states.own(shop)
    assert customers_states.change(shop, OwnRules(45, 5, 0.2, NOW), at(1)) == kept
    assert customers_states.own(shop) == kept


def test_a_second_window_does_not_undo_the_first_unseen(shop: OpenShop):
    customers_states.change(shop, OwnRules(45), NOW)
    with pytest.raises(NoteChanged):
        customers_states.change(shop, OwnRules(50), at(1))
    assert customers_states.own(shop).gap == 45


@pytest.mark.parametrize(
    "wrong", [OwnRules(gap=0), OwnRules(gap=731), OwnRules(regular_from=1),
              OwnRules(regular_from=51), OwnRules(top=-0.1), OwnRules(top=0.6)]
)  # fmt: skip
def test_impossible_rules_are_refused(shop: OpenShop, wrong: OwnRules):
    with pytest.raises(RuleRefused):
        customers_states.change(shop, wrong, NOW)
    assert customers_states.own(shop) == OwnRules()


def test_rules_change_who_is_a_regular(shop: OpenShop):
    shops.take(shop, mostly_once())
    book = read(shop)
    told = customers_states_view.view(book, Rules(regular_from=5, top=0.0))
    assert told.of(State.REGULAR).customers == 0
    assert told.of(State.AGAIN).customers == 10


def test_a_list_names_customers_as_they_are_masked(shop: OpenShop):
    shops.take(shop, [Line(ago(3), "b1", 5_000), Line(LAST, "b1", 7_000), Line(LAST, "b2")])
    book = read(shop)
    found = customers_states.states(book, Rules(), book.until)
    who = customers_states_view.by_net(book, book.customers.index.to_numpy())
    first, second = customers_list.listed(shop, book, found, who)
    assert (first.visits, first.net, first.last) == (2, 12_000, LAST)
    assert first.state == State.AGAIN
    assert second.state == State.FIRST
    assert len(first.key) == 32
    assert customers_list.listed(shop, book, found, []) == []
