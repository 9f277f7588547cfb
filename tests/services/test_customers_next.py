"""What customers could buy next, and who is like them, by the orders of a real store."""

from dataclasses import replace
from datetime import timedelta

from core.services import (
    customer_book,
    customers_baskets,
    customers_next,
    customers_similar,
    customers_states,
)
from core.services.opening import OpenShop
from core.store.customers import numbers
from tests import shops
from tests.shops import LAST, Line

DAY = timedelta(days=1)


def lines() -> list[Line]:
    """Six bought a cup 20 days after tea, six a lamp 20 days after a desk, and two only tea."""
    told = []
    for n in range(6):
        told += [
            Line(LAST - 60 * DAY, f"a{n}", product="tea"),
            Line(LAST - 40 * DAY, f"a{n}", product="cup"),
        ]
        told += [
            Line(LAST - 60 * DAY, f"b{n}", product="desk"),
            Line(LAST - 40 * DAY, f"b{n}", product="lamp"),
        ]
    return [
        *told,
        Line(LAST - 3 * DAY, "new0", product="tea"),
        Line(LAST - 2 * DAY, "new1", product="tea"),
    ]


def number(shop: OpenShop, name: str) -> int:
    key = f"{name:0>32}"
    with shop.store.read() as session:
        return numbers(session, shop.id, [key])[key]


def test_the_next_product_is_named_with_its_counts_and_its_reason(shop: OpenShop):
    shops.take(shop, lines())
    baskets = customers_baskets.read(shop)
    assert baskets is not None

    (one,) = customers_next.products(shop, baskets, [number(shop, "new0")])

    assert (one.name, one.because, one.people) == ("cup", "tea", 1)
    assert (one.buyers, one.base_buyers, one.days) == (6, 8, 20)
    assert (one.support, one.confidence) == (6 / 14, 6 / 8)
    assert one.lift > 1


def test_who_has_it_already_is_told_nothing_and_a_group_for_how_many_it_is_new(shop: OpenShop):
    shops.take(shop, lines())
    baskets = customers_baskets.read(shop)
    assert baskets is not None

    assert customers_next.products(shop, baskets, [number(shop, "a0")]) == ()
    group = [number(shop, name) for name in ("a0", "new0", "new1", "b0")]
    (one,) = customers_next.products(shop, baskets, group)
    assert (one.name, one.people) == ("cup", 2)
    assert customers_next.products(shop, baskets, []) == ()


def test_four_who_bought_both_are_too_few(shop: OpenShop):
    shops.take(shop, [line for line in lines() if line.buyer not in {"a4", "a5"}])
    baskets = customers_baskets.read(shop)
    assert baskets is not None

    assert customers_next.products(shop, baskets, [number(shop, "new0")]) == ()


def test_what_was_bought_is_known_with_its_first_and_its_last_day(shop: OpenShop):
    shops.take(shop, [Line(LAST - 9 * DAY, "a", product="tea"), Line(LAST, "a", product="tea"),
                      Line(LAST - 5 * DAY, "a", product="tea")])  # fmt: skip
    baskets = customers_baskets.read(shop)
    assert baskets is not None

    (row,) = baskets.of([number(shop, "a")]).to_dict("records")

    assert (baskets.until - row["day"], baskets.until - row["last"]) == (9, 0)


def test_whether_any_product_is_more_than_chance_is_told(shop: OpenShop):
    shops.take(shop, lines())
    baskets = customers_baskets.read(shop)
    assert baskets is not None
    (one,) = customers_next.products(shop, baskets, [number(shop, "new0")])
    assert customers_next.is_any_sure([one])
    assert not customers_next.is_any_sure([replace(one, chance=0.5)])
    assert not customers_next.is_any_sure([])


def test_without_orders_there_is_nothing(shop: OpenShop):
    assert customers_baskets.read(shop) is None


def test_similar_customers_are_named_with_what_they_have_in_common(shop: OpenShop):
    shops.take(shop, lines())
    book, baskets = customer_book.read(shop), customers_baskets.read(shop)
    assert book is not None
    assert baskets is not None
    states = customers_states.states(book, customers_states.rules(shop, book), book.until)

    found = customers_similar.found(shop, book, baskets, states, [number(shop, "a0")], 5)

    assert [one.listed.key.lstrip("0") for one in found] == [f"a{n}" for n in range(1, 6)]
    assert {one.products for one in found} == {("cup", "tea")}
    assert {one.alike.habits for one in found} == {customers_similar.HABITS}
