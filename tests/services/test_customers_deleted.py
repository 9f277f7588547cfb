"""Who had their data deleted is in no list of people, whatever sums still count."""

from datetime import timedelta

import pytest

from core.services import (
    customer_book,
    customers_baskets,
    customers_bought,
    customers_contact,
    customers_due,
    customers_erasing,
    customers_find,
    customers_groups,
    customers_list,
    customers_similar,
    customers_states,
)
from core.services.customers_contact import Wish
from core.services.customers_due import ListKind
from core.terms.customer_groups import Between, Block, On, Rule
from tests.services.test_customers_contact import NOW, TODAY, key
from tests.shops import LAST, Line, take

NAMES = ("ann", "bob", "cho", "dan")


@pytest.fixture
def deleted(shop):
    """Four who bought once, of whom ``bob`` was deleted after the book was read."""
    lines = [Line(LAST - timedelta(days=40 + place), name, 10_000, order=f"2026101500{place}9")
             for place, name in enumerate(NAMES)]  # fmt: skip
    take(shop, [*lines, Line(LAST, "new")])
    book = customer_book.read(shop)
    customers_erasing.erase(shop, customers_erasing.erase_preview(shop, key("bob")), NOW)
    return shop, book


def states(shop, book):
    return customers_states.states(book, customers_states.rules(shop, book), book.until)


def test_lists_of_customers_leave_the_deleted_out_and_keep_their_order(deleted):
    shop, book = deleted
    everybody = book.customers.index.to_numpy()[::-1]
    there = customers_list.present(shop, everybody)
    named = [one.key.lstrip("0")
             for one in customers_list.listed(shop, book, states(shop, book), there)]  # fmt: skip
    assert named == ["new", "dan", "cho", "ann"]
    assert len(book.customers) == 5


def test_nobody_is_to_be_written_to_who_was_deleted(deleted):
    shop, book = deleted
    known = customers_due.known(
        book, customers_bought.read(shop), customers_states.rules(shop, book)
    )
    every = customers_due.listed(known, ListKind.SECOND)
    some = customers_contact.chosen(
        every, ListKind.SECOND, customers_contact.standing(shop, TODAY), Wish(everybody=True)
    )
    assert (len(every), len(some)) == (4, 3)


def test_groups_and_similar_customers_leave_the_deleted_out(deleted):
    shop, book = deleted
    rule = Rule((Block((Between(On.VISITS, 1, None),)),))
    found = customers_groups.who(shop, book, rule, LAST)
    assert len(found.buyers) == found.figures().size == 4
    seed = int(found.buyers[0])
    baskets = customers_baskets.read(shop)
    near = customers_similar.found(shop, book, baskets, states(shop, book), [seed])
    assert len(near) == 3
    assert all(one.listed.key for one in near)


def test_the_number_of_an_order_does_not_find_the_deleted(deleted):
    shop, book = deleted
    told = states(shop, book)
    assert not customers_find.find(shop, book, told, "202610150019", TODAY).hits
    assert len(customers_find.find(shop, book, told, "202610150009", TODAY).hits) == 1
