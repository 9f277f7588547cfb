"""A store of an earlier version is brought up to date with everything in it."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, text

from core.store import Store, migrate, open_store, totals, uploads
from core.terms import DataSet, Mall, OrderState, Period
from tests.store import books
from tests.store.books import Line

TABLES = ("shop", "revision", "upload", "upload_overlap", *books.TABLES)
MANY = [
    Line(n, buyer=n % 7, product=n % 5, day=n % 9 * (40 if n % 4 == 0 else 1), route="밴드")
    for n in range(40)
]
NEWER = [Line(n, OrderState.CANCELLED, buyer=n % 7, product=n % 5, day=n % 9) for n in (3, 4, 90)]


@pytest.fixture
def filled(file: Store) -> Store:
    """A store of today with two files of orders, the second of which changed lines."""
    books.put(file, MANY)
    books.put(file, NEWER, age=24)
    return file


def as_first_version(url: str, source: Store) -> None:
    """Make a store of the first version at ``url`` that holds what ``source`` holds."""
    engine = create_engine(url)
    config = migrate.settings()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    there = inspect(engine)
    with engine.begin() as connection, source.read() as session:
        for table in [name for name in TABLES if there.has_table(name)]:
            columns = [f'"{column["name"]}"' for column in there.get_columns(table)]
            rows = session.execute(text(f"SELECT {', '.join(columns)} FROM {table}")).all()
            marks = ", ".join(f":c{place}" for place in range(len(columns)))
            for row in rows:
                connection.execute(
                    text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"),
                    {f"c{place}": value for place, value in enumerate(row)},
                )
    engine.dispose()


def test_a_store_of_the_first_version_keeps_its_orders_and_their_sums(
    url: str, filled: Store
) -> None:
    as_first_version(url, filled)
    store = open_store(url)
    before = books.contents(filled)
    assert books.contents(store) == before
    assert books.recomputed(store) == before
    with store.read() as session:
        assert int(totals.daily(session, 1)["lines"].sum()) == 38
        assert {(e.data_set, e.mall) for e in uploads.history(session, 1)} == {
            (DataSet.ORDERS, Mall.SMARTSTORE)
        }
        assert totals.buyers(session, 1, Period(books.START.date(), books.START.date())) > 0
    store.close()


def test_files_taken_before_the_migration_can_be_taken_back_after_it(
    url: str, filled: Store
) -> None:
    as_first_version(url, filled)
    store = open_store(url)
    assert books.take_back(store, 2) == [2]
    books.take_back(filled, 2)
    assert books.contents(store) == books.contents(filled)
    store.close()


def test_a_file_is_copied_beside_itself_before_it_is_migrated(
    tmp_path: Path, filled: Store
) -> None:
    path = tmp_path / "old.db"
    as_first_version(f"sqlite:///{path.as_posix()}", filled)
    open_store(f"sqlite:///{path.as_posix()}").close()
    copy = tmp_path / "old.before-0001.db"
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM order_line").fetchone() == (41,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_numbers_may_have_sixty_characters(store: Store) -> None:
    long = "x" * 60
    with store.write() as session:
        session.execute(
            text(
                "INSERT INTO order_line (shop_id, mall, line_no, order_no, shipping_bundle, state, "
                "created_by, changed_by) VALUES (1, 9, :long, :long, :long, 2, 1, 1)"
            ),
            {"long": long},
        )
        kept = session.execute(text("SELECT line_no, order_no, shipping_bundle FROM order_line"))
        assert tuple(kept.one()) == (long, long, long)


def test_texts_of_messages_from_before_they_had_a_language_are_korean(url: str) -> None:
    engine = create_engine(url)
    config = migrate.settings()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(
            text(
                "INSERT INTO shop (id, name, category, language, created_at) "
                "VALUES (1, '', '', 'ko', 0)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO message_text (shop_id, id, scenario_id, name, kind, title, block, "
                "text, created_at, version) VALUES (1, 1, 1, '', 'information', '', '', 'x', 0, 1)"
            )
        )
    engine.dispose()
    store = open_store(url)
    with store.read() as session:
        assert session.execute(text("SELECT language FROM message_text")).scalar_one() == "ko"
    store.close()
