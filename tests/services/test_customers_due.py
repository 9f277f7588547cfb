"""Lists of customers to act on, found in a real store."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
from sqlalchemy import text

from core.analysis.customer_states import Rules
from core.services import (
    customer_book,
    customers_bought,
    customers_contact,
    customers_discount,
    customers_due,
    customers_states,
)
from core.services.customers_contact import Standing, Wish
from core.services.customers_due import ListKind
from core.services.customers_due_people import people
from core.stats.proportions import Tally
from core.store import customers
from core.store.moments import day_number
from core.terms import Mall, OrderState
from tests.discount_shops import reduced
from tests.shops import LAST, Line, steady, take

UNTIL = day_number(LAST)


def ago(days):
    return LAST - timedelta(days=days)


def rhythm(product="coffee", gap=42, pairs=12):
    """People who buy a product again after so many days, and are not due now."""
    return [
        Line(ago(gap * place), f"{product}-r{number}", 20_000, product=product)
        for number in range(pairs)
        for place in (0, 1)
    ]


def read(shop, rules=None):
    book, bought = customer_book.read(shop), customers_bought.read(shop)
    return customers_due.known(book, bought, rules or customers_states.rules(shop, book))


def listed(shop, kind, wish=None, *, rules=None, orders=None):
    every = customers_due.listed(read(shop, rules), kind, orders)
    return people(shop, customers_contact.chosen(every, kind, Standing(), wish or Wish()))


def keys(some):
    return [one.key.lstrip("0") for one in some]


def test_buyers_of_a_product_bought_again_after_42_days_are_due_from_35_to_56_days(shop):
    since = (34, 35, 42, 56, 57)
    take(shop, rhythm() + [Line(ago(days), f"d{days}", 20_000, product="coffee")
                           for days in since])  # fmt: skip
    found = listed(shop, ListKind.AGAIN)
    assert sorted(keys(found)) == ["d35", "d42", "d56"]
    assert {one.usual for one in found} == {42}
    assert [one.since for one in found] == [56, 42, 35]


def test_whoever_bought_it_again_since_or_sent_it_back_is_not_due(shop):
    take(
        shop,
        [
            *rhythm(),
            Line(ago(42), "again", product="coffee"),
            Line(ago(3), "again", product="coffee"),
            Line(ago(42), "back", product="coffee", state=OrderState.RETURNED),
            Line(ago(42), "due", product="coffee"),
        ],
    )
    assert keys(listed(shop, ListKind.AGAIN)) == ["due"]


def test_nine_pairs_are_too_few_for_an_interval(shop):
    take(shop, [*rhythm(pairs=9), Line(ago(42), "due", product="coffee")])
    assert listed(shop, ListKind.AGAIN) == []


def test_a_customer_due_for_several_products_stands_once_with_the_one_most_is_at_stake_of(shop):
    take(
        shop,
        [
            *rhythm("coffee"),
            *rhythm("tea"),
            Line(ago(42), "both", 9_000, product="coffee"),
            Line(ago(42), "both", 30_000, product="tea"),
        ],
    )
    (one,) = listed(shop, ListKind.AGAIN)
    assert (one.product_name, one.others, one.stake) == ("tea", 1, 30_000)
    coffee = next(place for place in (1, 2, 3) if place != one.product)
    (other,) = listed(shop, ListKind.AGAIN, Wish(product=coffee))
    assert (other.product_name, other.others, other.stake) == ("coffee", 0, 9_000)


def test_an_amount_nobody_tells_is_unknown_and_not_nothing(shop):
    take(shop, [*rhythm(), Line(ago(42), "due", None, product="coffee")])
    (one,) = listed(shop, ListKind.AGAIN)
    assert one.stake is None


def test_of_whom_no_amount_is_known_nothing_is_at_stake_and_they_come_last(shop):
    some = [Line(ago(40), "none", None), Line(ago(40), "little", 10), Line(ago(40), "much", 900)]
    take(shop, [*some, Line(LAST, "last")])
    found = listed(shop, ListKind.SECOND)
    assert keys(found) == ["much", "little", "none"]
    assert [(one.stake, one.net) for one in found] == [(900, 900), (10, 10), (None, None)]


def test_one_purchase_30_to_60_days_ago_is_followed_by_a_second(shop):
    lines = [Line(ago(days), f"d{days}", 1_000 * days) for days in (29, 30, 45, 60, 61)]
    take(shop, [*lines, Line(ago(40), "twice"), Line(ago(1), "twice"), Line(LAST, "new")])
    assert keys(listed(shop, ListKind.SECOND)) == ["d60", "d45", "d30"]


def test_resting_and_gone_are_those_of_the_states_the_ones_who_spent_most_first(shop):
    lines = [Line(ago(days), f"d{days}", 1_000 * days) for days in (90, 91, 180, 181, 300)]
    take(shop, [*lines, Line(LAST, "new")])
    rules = Rules(gap=90)
    states = customers_states.states(customer_book.read(shop), rules, UNTIL)
    for kind, state, expected in (
        (ListKind.RESTING, 4, ["d180", "d91"]),
        (ListKind.GONE, 5, ["d300", "d181"]),
    ):
        found = listed(shop, kind, rules=rules)
        assert keys(found) == expected
        assert {one.state for one in found} == {state}
        assert len(found) == int((states == state).sum())


def test_a_list_can_be_of_one_product_and_one_mall(shop):
    take(shop, [Line(ago(40), "a", product="mug"), Line(ago(41), "b", product="bowl"),
                Line(LAST, "new")])  # fmt: skip
    take(shop, [Line(ago(42), "c", product="mug")], name="coupang.xlsx", first_line=100,
         mall=Mall.COUPANG)  # fmt: skip
    whole = listed(shop, ListKind.SECOND)
    mug = next(one.product for one in whole if keys([one]) == ["a"])
    assert sorted(keys(whole)) == ["a", "b", "c"]
    assert keys(listed(shop, ListKind.SECOND, Wish(product=mug))) == ["a"]
    assert keys(listed(shop, ListKind.SECOND, Wish(mall=int(Mall.COUPANG)))) == ["c"]


def test_the_lists_are_those_of_a_plain_computation(shop):
    lines = steady(400, 4, seed=7, back=0.5)
    take(shop, lines)
    days = defaultdict(set)
    for line in lines:
        days[line.product, line.buyer].add(day_number(line.day))
    gaps = defaultdict(list)
    for (product, _buyer), some in days.items():
        ordered = sorted(some)
        gaps[product] += np.diff(ordered).tolist()
    due = set()
    for (product, buyer), some in days.items():
        median = float(np.median(gaps[product]))
        if np.ceil(median * 5 / 6) <= UNTIL - max(some) <= np.floor(median * 4 / 3):
            due.add(buyer)
    assert due
    assert sorted(keys(listed(shop, ListKind.AGAIN))) == sorted(due)


def test_past_lists_are_those_that_were_found_on_the_day(shop):
    lines = steady(400, 4, seed=8, back=0.5)
    take(shop, lines)
    found = customers_due.hit_rate(read(shop), ListKind.AGAIN, 14)
    assert len(found.lists) == customers_due.PAST_LISTS
    for past in found.lists:
        with_then = customer_book.known_on(customer_book.read(shop), past.day)
        bought = customers_bought.read(shop)
        then = customers_bought.Bought(
            bought.lines[bought.lines["day"] <= past.day].reset_index(drop=True),
            bought.back[bought.back["day"] <= past.day],
        )
        known = customers_due.known(with_then, then, Rules())
        some = customers_due.listed(known, ListKind.AGAIN)
        assert len(some) == past.listed.trials
        after = bought.lines[bought.lines["day"].between(past.day + 1, past.day + 14)]
        hits = some[["buyer", "product"]].merge(after[["buyer", "product"]].drop_duplicates())
        assert len(hits) == past.listed.successes


def test_past_states_are_by_the_rhythm_known_on_the_day(shop):
    # Until a month ago everybody came again after ten days, since then after a hundred.
    lines = [Line(ago(300 + 10 * place), f"a{number}")
             for number in range(40) for place in (0, 1)]  # fmt: skip
    lines += [Line(ago(days), f"b{number}") for number in range(400) for days in (101, 1)]
    take(shop, lines)
    every = customers_due.purchases(read(shop), ListKind.RESTING)
    assert customers_due.rules_on(every, UNTIL - 60).gap == 30
    assert customers_due.rules_on(every, UNTIL).gap == 100


def test_what_went_back_last_is_marked(shop):
    take(
        shop,
        [
            Line(ago(40), "sent back since"),
            Line(ago(10), "sent back since", state=OrderState.RETURNED),
            Line(ago(41), "sent back before"),
            Line(ago(50), "sent back before", state=OrderState.RETURNED),
            Line(LAST, "new"),
        ],
    )
    assert keys(listed(shop, ListKind.SECOND)) == ["sent back before"]
    every = {one.key.lstrip("0"): one.mark
             for one in listed(shop, ListKind.SECOND, Wish(everybody=True))}  # fmt: skip
    assert every == {"sent back before": None, "sent back since": customers_contact.Mark.RETURNED}


def test_who_buys_at_a_discount_only_and_who_without_one(shop):
    rows = [("cheap", days, 1_000) for days in range(1, 6)]
    rows += [("full", days, 0) for days in range(1, 6)]
    rows += [("both", days, 1_000 * (days % 2)) for days in range(1, 6)]
    rows += [("unknown", days, None) for days in range(1, 6)] + [("once", 3, 1_000)]
    reduced(shop, rows)
    orders = customers_bought.orders(shop)
    cheap = listed(shop, ListKind.DISCOUNT, orders=orders)
    full = listed(shop, ListKind.FULL_PRICE, orders=orders)
    assert [(one.key.lstrip("0"), one.discounted, one.orders) for one in cheap] == [("cheap", 5, 5)]
    assert [(one.key.lstrip("0"), one.discounted, one.orders) for one in full] == [("full", 0, 5)]
    told = customers_discount.read(customer_book.read(shop), orders)
    assert (told.orders.orders.successes, told.orders.orders.trials) == (9, 16)
    assert told.orders.unknown == 5


def test_a_shop_that_always_discounts_has_nobody_who_buys_at_a_discount_only(shop):
    reduced(shop, [(f"b{number}", days, 500) for number in range(4) for days in (1, 9)])
    orders = customers_bought.orders(shop)
    assert listed(shop, ListKind.DISCOUNT, orders=orders) == []
    assert not customers_discount.read(customer_book.read(shop), orders).is_told


def test_files_without_discounts_have_nobody_either(shop):
    take(shop, [Line(ago(days), "b") for days in (1, 9)])
    orders = customers_bought.orders(shop)
    assert listed(shop, ListKind.DISCOUNT, orders=orders) == []
    assert listed(shop, ListKind.FULL_PRICE, orders=orders) == []


def test_without_order_files_there_is_nothing_to_list(shop):
    assert customers_bought.read(shop) is None
    assert customers_bought.orders(shop) is None


def test_lists_are_as_of_the_last_day_that_files_tell_of(shop):
    take(shop, [Line(date(2026, 1, 1), "a"), Line(date(2026, 2, 10), "b")])
    assert [(one.key.lstrip("0"), one.since) for one in listed(shop, ListKind.SECOND)] == [
        ("a", 40)
    ]


def test_second_purchases_after_a_first_one_with_and_without_a_discount_are_counted(shop):
    rows = [("old", 400, 0)]
    # Of forty who first came with a discount ten come again within 90 days, of forty others thirty.
    for name, discount, again in (("cheap", 500, 10), ("full", 0, 30)):
        rows += [(f"{name}{number}", 200, discount) for number in range(40)]
        rows += [(f"{name}{number}", 150, 0) for number in range(again)]
        rows += [(f"{name}{number}", 80, 0) for number in range(30, 40)]
    rows += [("early", 390, 500), ("late", 30, 500), ("new", 0, 0)]
    told = customers_discount.read(customer_book.read(reduced(shop, rows)),
                                   customers_bought.orders(shop))  # fmt: skip
    assert (told.with_one, told.without) == (Tally(10, 40), Tally(30, 40))
    assert told.bounds is not None
    assert told.bounds[1] < 0


def test_an_order_has_a_discount_if_a_line_has_one_and_none_only_if_all_lines_say_so(shop):
    told = {"one has": (500, None), "nobody knows": (0, None), "none": (0, 0)}
    lines = [Line(ago(3), name, product=f"p{place}", order=f"O-{name}")
             for name in told for place in (0, 1)]  # fmt: skip
    take(shop, lines)
    with shop.store.write() as session:
        for place, discount in enumerate(one for some in told.values() for one in some):
            session.execute(
                text("UPDATE order_line SET seller_discount = :discount WHERE line_no = :line"),
                {"discount": discount, "line": f"L{place:09d}"},
            )
    orders = customers_bought.orders(shop)
    found = dict(zip(customers_keys(shop, orders["buyer"]),
                     orders[["is_discounted", "is_known"]].to_numpy().tolist(),
                     strict=True))  # fmt: skip
    assert found == {"one has": [True, True], "nobody knows": [False, False],
                     "none": [False, True]}  # fmt: skip


def customers_keys(shop, buyers):
    with shop.store.read() as session:
        named = customers.named(session, shop.id, buyers.tolist())
    return [named[number].key.lstrip("0") for number in buyers]
