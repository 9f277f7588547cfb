"""Two buyers made one customer and parted again, by hand or where an order line proves it."""

import itertools
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from core.analysis.care_queue import Kind
from core.services import care_queue, care_queue_done, care_rules, customer_book
from core.services import customers_identity as identity
from core.services.care_rules import Exclusion, Scope
from core.services.customers_identity import (
    Ended,
    Evidence,
    MergeGone,
    NotTwo,
    Reason,
    UnknownBuyer,
)
from core.services.opening import OpenShop
from core.store import customers as store
from core.store import identities, uploads
from core.store.tables import Upload
from core.terms import Region
from tests import care_shops
from tests.care_shops import Sent
from tests.services.customer_files import DAY, NOW, Named, customers, key, put, take


def test_two_are_made_one_and_parted_again_with_what_came_since(shop: OpenShop) -> None:
    take(shop, [Named(1, "p1"), Named(2, "p2"), Named(3, "p2", DAY + timedelta(9))])
    before = shop.files()

    merged = identity.merge(shop, key("p1"), key("p2"), NOW)

    assert customers(shop) == {"p2": 3}
    assert shop.files() != before
    assert identity.keys_of(shop, key("p1")) == (key("p2"), key("p1"))
    book = customer_book.read(shop)
    assert book is not None
    assert book.customers["visits"].tolist() == [2]
    with shop.store.read() as session:
        numbers = store.numbers(session, shop.id, [key("p1"), key("p2")])
    assert set(numbers.values()) == set(book.customers.index)

    take(shop, [Named(4, "p1"), Named(5, "p2")])
    assert customers(shop) == {"p2": 5}
    between = shop.files()
    apart = identity.undo(shop, merged.id, NOW)

    assert apart == identity.Apart(is_apart=True, held_by=())
    assert customers(shop) == {"p1": 2, "p2": 3}
    assert shop.files() not in {before, between}
    (entry,) = identity.log(shop)
    assert (entry.evidence, entry.ended, entry.undone_at) == (Evidence.HAND, Ended.HAND, NOW)
    with pytest.raises(MergeGone):
        identity.undo(shop, merged.id, NOW)


def test_a_chain_is_one_customer_and_its_links_open_one_by_one(shop: OpenShop) -> None:
    take(shop, [Named(number, f"p{number}") for number in (1, 2, 3)])
    first = identity.merge(shop, key("p1"), key("p2"), NOW)
    identity.merge(shop, key("p1"), key("p3"), NOW)
    assert customers(shop) == {"p3": 3}
    with pytest.raises(NotTwo):
        identity.merge(shop, key("p3"), key("p1"), NOW)

    identity.undo(shop, first.id, NOW)

    assert customers(shop) == {"p1": 1, "p3": 2}
    assert {one.id: one.undone_at is None for one in identity.log(shop, key("p2"))} == {
        1: False, 2: True
    }  # fmt: skip


def test_nobody_is_merged_with_somebody_the_shop_does_not_know(shop: OpenShop) -> None:
    take(shop, [Named(1, "p1")])
    with pytest.raises(UnknownBuyer):
        identity.merge(shop, key("p1"), key("p9"), NOW)
    assert identity.log(shop) == ()
    assert identity.keys_of(shop, key("p9")) == (key("p9"),)


ACCOUNT = [Named(1, "a1"), Named(2, "a1")]
NUMBER = [Named(2, "p1"), Named(3, "p1", DAY + timedelta(3))]
OTHER = [Named(4, "p1"), Named(5, "m1"), Named(6, None)]


@pytest.mark.parametrize("files", [*itertools.permutations([ACCOUNT, NUMBER, OTHER])])
def test_one_line_named_by_account_and_by_number_proves_one_customer_in_any_order(
    shop: OpenShop, files: tuple[list[Named], ...]
) -> None:
    for file in files:
        take(shop, file)
    assert customers(shop) == {"a1": 4, "m1": 1}
    (entry,) = identity.log(shop)
    assert (entry.from_key, entry.into_key) == (key("p1"), key("a1"))
    assert (entry.evidence, entry.lines) == (Evidence.ORDER_LINE, 1)


def test_taking_a_file_back_takes_its_proof_back(shop: OpenShop) -> None:
    take(shop, NUMBER)
    number = take(shop, ACCOUNT)
    assert customers(shop) == {"a1": 3}
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [number], NOW)
    assert customers(shop) == {"p1": 2}
    assert [one.ended for one in identity.log(shop)] == [Ended.FILES]


def test_what_the_seller_parted_stays_apart_whatever_files_come(shop: OpenShop) -> None:
    take(shop, ACCOUNT)
    take(shop, NUMBER)
    (entry,) = identity.log(shop)
    assert identity.undo(shop, entry.id, NOW).is_apart
    assert customers(shop) == {"a1": 2, "p1": 1}
    take(shop, [*ACCOUNT, Named(7, "a1")])
    take(shop, [*NUMBER, Named(7, "p1")])
    assert customers(shop) == {"a1": 3, "p1": 1}
    (alike,) = identity.candidates(shop, key("p1"))
    assert (alike.key, alike.reason, alike.lines) == (key("a1"), Reason.ORDER_LINE, 2)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
@pytest.mark.parametrize(
    "names",
    [
        # One line with two accounts, or two numbers: one of the files is wrong.
        [("a1", 1), ("a2", 1), ("p1", 1)],
        [("a1", 1), ("p1", 1), ("p2", 1)],
    ],
)
def test_a_line_that_names_two_people_by_mistake_proves_nothing(
    shop: OpenShop, names: list[tuple[str, int]], order: tuple[int, ...]
) -> None:
    everybody = [Named(10, "a1"), Named(11, "a2"), Named(12, "p1"), Named(13, "p2")]
    take(shop, everybody)
    for place in order:
        who, number = names[place]
        take(shop, [Named(number, who)])
    assert identity.log(shop) == () or all(one.undone_at for one in identity.log(shop))
    assert set(customers(shop)) == {"a1", "a2", "p1", "p2"}


def test_a_number_that_a_family_or_a_firm_shares_joins_nobody(shop: OpenShop) -> None:
    take(shop, [Named(1, "a1"), Named(2, "a2"), Named(3, "p1")])
    take(shop, [Named(1, "p1")])
    assert customers(shop) == {"a1": 2, "a2": 1}
    take(shop, [Named(2, "p1")])
    assert customers(shop) == {"a1": 1, "a2": 1, "p1": 1}
    assert {one.key for one in identity.candidates(shop, key("p1"))} == {key("a1"), key("a2")}


def test_a_masked_account_is_never_merged_but_gives_way_to_a_surer_sign(shop: OpenShop) -> None:
    take(shop, [Named(1, "m1"), Named(2, "m1")])
    take(shop, [Named(1, "p1")])
    assert customers(shop) == {"p1": 1, "m1": 1}
    assert identity.log(shop) == ()


def test_a_merge_by_hand_is_still_there_when_its_file_comes_again(shop: OpenShop) -> None:
    take(shop, [Named(1, "p1")])
    number = take(shop, [Named(2, "p2")])
    identity.merge(shop, key("p2"), key("p1"), NOW)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [number], NOW)
    assert customers(shop) == {"p1": 1}
    take(shop, [Named(2, "p2")])
    assert customers(shop) == {"p1": 2}


def test_who_has_the_same_name_in_the_same_province_may_be_the_same(shop: OpenShop) -> None:
    take(
        shop,
        [
            Named(1, "p1"), Named(2, "p2"), Named(3, "p3", product="bowl"),
            Named(4, "p4", name="박*희"), Named(5, "p5", region=Region.JEJU),
        ],
    )  # fmt: skip
    found = identity.candidates(shop, key("p1"))
    assert [(one.key, one.reason, one.products) for one in found] == [
        (key("p2"), Reason.NAME, 1), (key("p3"), Reason.NAME, 0)
    ]  # fmt: skip
    identity.merge(shop, key("p2"), key("p1"), NOW)
    assert [one.key for one in identity.candidates(shop, key("p1"))] == [key("p3")]


def test_of_two_windows_that_merge_at_once_one_merges(shop: OpenShop) -> None:
    take(shop, [Named(1, "p1"), Named(2, "p2")])
    done: list[str] = []
    gate = threading.Barrier(2)

    def one(way: tuple[str, str]) -> None:
        gate.wait()
        try:
            identity.merge(shop, key(way[0]), key(way[1]), NOW)
            done.append("merged")
        except NotTwo:
            done.append("one already")

    windows = [threading.Thread(target=one, args=(way,)) for way in (("p1", "p2"), ("p2", "p1"))]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(done) == ["merged", "one already"]
    assert list(customers(shop).values()) == [2]
    assert len(identity.log(shop)) == 1


def test_a_merge_waits_for_an_upload_that_is_running(shop: OpenShop) -> None:
    take(shop, [Named(1, "p1"), Named(2, "p2")])
    begun, merged = threading.Event(), threading.Event()

    def window() -> None:
        begun.wait()
        identity.merge(shop, key("p1"), key("p2"), NOW)
        merged.set()

    other = threading.Thread(target=window)
    other.start()
    with shop.store.write() as session:
        upload = Upload(shop_id=shop.id, id=0, name="b.xlsx", sha256="1", format_id="x",
                        created_at=NOW)  # fmt: skip
        uploads.book(session, upload)
        begun.set()
        assert not merged.wait(0.5)
        put(session, shop, upload.id, [Named(3, "p1"), Named(4, "p2")])
    other.join()
    assert customers(shop) == {"p2": 4}
    with shop.store.read() as session:
        lines = session.execute(text("SELECT count(DISTINCT buyer_id) FROM order_line"))
        assert lines.scalar_one() == 1
        assert identities.keys_of(session, shop.id, key("p1")) == (key("p2"), key("p1"))


CALLED = datetime(2026, 11, 22, 3, tzinfo=UTC)


def due(shop: OpenShop, today: date) -> set[tuple[str, str]]:
    found = care_queue.tasks(shop, today)
    return set(zip(found["kind"], found["order_no"], strict=True))


def two_orders(shop: OpenShop) -> None:
    """Of two buyers; the second one's arrives four days after the first."""
    first = Sent("O1", date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 19), "b1")
    second = Sent("O2", date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23), "b2")
    care_shops.take(shop, [first, second])


def test_nobody_is_called_twice_in_two_weeks_also_under_two_keys(shop: OpenShop) -> None:
    two_orders(shop)
    care_queue_done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], CALLED)
    later = date(2026, 11, 26)
    assert due(shop, later) == {("how_is_it", "O2")}

    merged = identity.merge(shop, f"{'b1':0>32}", f"{'b2':0>32}", NOW)
    assert due(shop, later) == set()

    identity.undo(shop, merged.id, NOW)
    assert due(shop, later) == {("how_is_it", "O2")}


def test_who_is_left_out_is_left_out_under_every_key(shop: OpenShop) -> None:
    two_orders(shop)
    care_rules.exclude(shop, Exclusion(Scope.BUYER, f"{'b1':0>32}", ""), CALLED)
    later = date(2026, 11, 26)
    assert due(shop, later) == {("how_is_it", "O2")}
    identity.merge(shop, f"{'b1':0>32}", f"{'b2':0>32}", NOW)
    assert due(shop, later) == set()
