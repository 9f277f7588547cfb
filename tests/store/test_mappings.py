"""What the seller said about headings is kept, found again and forgotten."""

from dataclasses import replace
from datetime import timedelta

from core.store import Store, mappings
from core.store.mappings import SavedMapping
from core.terms import Mall
from tests.store.books import START

MINE = SavedMapping(
    id=0,
    signature="0123456789abcdef" * 2,
    template="plain_orders",
    columns={"line_no": "주문 번호", "amount": '값 "원"'},
    headings=("주문 번호", '값 "원"', "메모"),
    mall=Mall.OTHER,
    created_at=START,
    changed_at=START,
)


def test_a_mapping_is_found_by_its_headings(store: Store) -> None:
    with store.write() as session:
        kept = mappings.save(session, 1, MINE)
    assert kept == replace(MINE, id=1)
    with store.read() as session:
        assert mappings.find(session, 1, MINE.signature) == kept
        assert mappings.find(session, 1, "0" * 32) is None
        assert mappings.find(session, 2, MINE.signature) is None


def test_a_mapping_of_the_same_headings_takes_the_place_of_the_one_before(store: Store) -> None:
    later = START + timedelta(days=3)
    other = replace(MINE, signature="f" * 32)
    changed = replace(
        MINE, columns={"line_no": "메모"}, mall=Mall.TOSS, created_at=later, changed_at=later
    )
    with store.write() as session:
        for mapping in (MINE, other, changed):
            mappings.save(session, 1, mapping)
    with store.read() as session:
        assert mappings.saved(session, 1) == [
            replace(changed, id=1, created_at=START),
            replace(other, id=2),
        ]


def test_a_mapping_can_be_forgotten_once(store: Store) -> None:
    with store.write() as session:
        mappings.save(session, 1, MINE)
        assert mappings.forget(session, 1, 1)
        assert not mappings.forget(session, 1, 1)
        assert mappings.saved(session, 1) == []
