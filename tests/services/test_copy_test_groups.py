"""A list of recipients is narrowed to a group of customers that is kept."""

from datetime import UTC, date, datetime

from core.importers import Identity
from core.services import copy_test_groups, copy_test_lists, customers_groups, customers_identity
from core.services.copy_test_contacts import phone
from core.services.opening import OpenShop
from core.services.receipts import Source
from core.terms.customer_groups import Between, On, rule
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
PEOPLE = [("김하나", "010-1111-1111"), ("이둘", "010-2222-2222"), ("박셋", "010-3333-3333")]


def key(shop: OpenShop, name: str, number: str) -> str:
    found = Identity(shop.key).buyer("", name, phone(number) or "")
    assert found is not None
    return found


def read(shop: OpenShop) -> copy_test_lists.RecipientList:
    rows = "".join(f"{name},{number}\n" for name, number in PEOPLE)
    return copy_test_lists.read(shop, Source("list.csv", f"이름,휴대폰\n{rows}".encode()))


def take(shop: OpenShop) -> tuple[str, str]:
    first, second = (key(shop, *one) for one in PEOPLE[:2])
    shops.take(shop, [
        Line(date(2026, 10, 1), first), Line(LAST, first), Line(LAST, second),
    ])  # fmt: skip
    return first, second


def test_only_those_of_the_group_are_left_and_the_others_are_counted(shop: OpenShop):
    take(shop)
    group = customers_groups.add(shop, "often", rule(Between(On.VISITS, 2)), NOW)

    found = copy_test_groups.narrowed(shop, read(shop), group.id or 0, LAST)

    assert [one.cells[0] for one in found.people.entries] == ["김하나"]
    assert [one.place for one in found.people.entries] == [0]
    assert (found.others, found.unknown) == (1, 1)


def test_who_goes_by_another_key_is_found_too(shop: OpenShop):
    first, second = take(shop)
    group = customers_groups.add(shop, "often", rule(Between(On.VISITS, 2)), NOW)
    customers_identity.merge(shop, second, first, NOW)

    found = copy_test_groups.narrowed(shop, read(shop), group.id or 0, LAST)

    assert [one.cells[0] for one in found.people.entries] == ["김하나", "이둘"]


def test_without_orders_nobody_is_left(shop: OpenShop):
    group = customers_groups.add(shop, "often", rule(Between(On.VISITS, 2)), NOW)

    found = copy_test_groups.narrowed(shop, read(shop), group.id or 0, LAST)

    assert found.people.entries == ()
    assert (found.others, found.unknown) == (0, 3)
