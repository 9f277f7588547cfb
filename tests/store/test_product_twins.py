"""Products of one name are told apart by the mall that numbers them."""

from core.store import Store, product_twins
from core.store.product_twins import Twin
from core.store.tables import Product
from core.terms import Mall


def put(store: Store, *products: tuple[str, str], shop: int = 1) -> None:
    with store.write() as session:
        for number, (key, name) in enumerate(products, start=1):
            session.add(Product(shop_id=shop, id=number, key=key, name=name, created_by=1))


def twins(store: Store) -> dict[int, Twin]:
    with store.read() as session:
        return product_twins.twins(session, 1)


def test_a_name_in_two_malls_is_told_apart_by_the_mall(store: Store) -> None:
    put(store, ("111", "컵"), (f"{Mall.COUPANG.value}:222", "컵"), ("333", "접시"))

    assert twins(store) == {1: Twin(Mall.SMARTSTORE), 2: Twin(Mall.COUPANG)}


def test_a_name_twice_in_one_mall_is_told_apart_by_its_number(store: Store) -> None:
    put(store, ("111", "컵"), ("222", "컵"), (f"{Mall.COUPANG.value}:333", "컵"))

    assert twins(store) == {
        1: Twin(Mall.SMARTSTORE, "111"), 2: Twin(Mall.SMARTSTORE, "222"), 3: Twin(Mall.COUPANG),
    }  # fmt: skip


def test_what_is_only_known_by_name_belongs_to_no_mall(store: Store) -> None:
    put(store, ("name:컵", "컵"), ("111", "컵"))

    assert twins(store) == {1: Twin(None), 2: Twin(Mall.SMARTSTORE)}


def test_other_shops_are_not_looked_at(store: Store) -> None:
    put(store, ("111", "컵"))
    put(store, ("222", "컵"), shop=2)

    assert twins(store) == {}
