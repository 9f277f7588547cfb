"""What is said of a product is kept, replaced and forgotten."""

from datetime import UTC, date, datetime

from core.store import Store, product_notes
from core.store.product_notes import ProductNote

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 25)


def test_what_is_said_later_takes_the_place_of_what_was_said(store: Store) -> None:
    first = ProductNote(59_000, DAY)
    both = ProductNote(9_900_000_000, DAY, "sold_out", DAY)
    with store.write() as session:
        product_notes.put(session, 1, 7, first, NOW)
        product_notes.put(session, 1, 8, first, NOW)
        product_notes.put(session, 1, 7, both, NOW)
    with store.read() as session:
        assert product_notes.kept(session, 1) == {7: both, 8: first}
        assert product_notes.kept(session, 2) == {}


def test_nothing_said_is_forgotten(store: Store) -> None:
    with store.write() as session:
        product_notes.put(session, 1, 7, ProductNote(59_000, DAY), NOW)
        product_notes.put(session, 1, 7, ProductNote(), NOW)
        product_notes.put(session, 1, 7, ProductNote(), NOW)
        assert product_notes.kept(session, 1) == {}
