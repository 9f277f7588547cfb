"""A store opens when it is sound, says why when not, and is never half-written."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event, text
from sqlmodel import SQLModel

from core.store import (
    Store,
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    StoreProblem,
    StoreUnavailable,
    Trouble,
    engine,
    migrate,
    open_store,
)
from core.terms import OrderState, Record
from tests.store import books, facts
from tests.store.books import Line

_EXCLUSIVE = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:  # the bytes of SQLite's shared lock
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        print("held")
    else:
        print("free")
"""

MANY = [Line(number, buyer=number % 7, product=number % 5, day=number % 9) for number in range(40)]
NEWER = [
    Line(number, OrderState.CONFIRMED, buyer=number % 7, product=number % 5, day=number % 9)
    for number in range(20, 60)
]


def address(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


# Of an index over an expression SQLite's reflection tells nothing; the next test looks for it.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
def test_a_fresh_schema_equals_the_migrated_one(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_what_arrived_on_some_days_is_found_by_an_index(store: Store) -> None:
    with store.read() as session:
        if store.engine.dialect.name == "sqlite":
            asked = "SELECT sql FROM sqlite_master WHERE name = 'order_line_arrived'"
        else:
            asked = "SELECT indexdef FROM pg_indexes WHERE indexname = 'order_line_arrived'"
        told = str(session.execute(text(asked)).scalar_one()).lower()
    assert "coalesce(delivered_at, dispatched_at)" in told


def test_a_store_opens_again_with_everything_in_it(url: str) -> None:
    first = open_store(url)
    books.put(first, MANY)
    before = books.contents(first)
    first.close()
    again = open_store(url)
    assert books.contents(again) == before
    again.close()


def test_every_write_changes_the_revision_and_no_read_does(store: Store) -> None:
    before = store.revision()
    books.contents(store)
    assert store.revision() == before
    books.put(store, [Line(1)])
    assert store.revision() != before


def test_what_a_reader_writes_is_forgotten(store: Store) -> None:
    with store.read() as session:
        session.execute(text("UPDATE shop SET name = 'x'"))
    with store.read() as session:
        assert session.execute(text("SELECT name FROM shop")).scalar_one() == ""


def test_a_store_of_a_newer_version_is_refused(store: Store, url: str) -> None:
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreNewer):
        open_store(url)


@pytest.mark.parametrize(
    "content", [b"no database at all, but a text", b"PK\x03\x04" + b"\0" * 200]
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StoreForeign):
        open_store(address(path))
    assert path.read_bytes() == content


@pytest.mark.parametrize("application", [0, 77])
def test_a_database_of_another_program_is_refused(tmp_path: Path, application: int) -> None:
    path = tmp_path / "store.db"
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute(f"PRAGMA application_id = {application}")
        other.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreForeign):
        open_store(address(path))


def test_a_damaged_store_is_noticed(file: Store) -> None:
    books.put(file, MANY)
    file.settle_file()
    path = file.path
    assert path is not None
    file.close()
    size = path.stat().st_size
    with path.open("r+b") as raw:
        raw.seek(8192)
        raw.write(b"\xff" * (size - 12_288))
    with pytest.raises(StoreDamaged):
        open_store(address(path))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps locks by file handle")
def test_looking_at_a_store_leaves_the_locks_of_those_who_have_it_open(file: Store) -> None:
    """POSIX takes all locks of a process on a file away when any handle on it is closed."""
    assert file.path is not None
    with file.read() as session:
        session.execute(text("SELECT count(*) FROM buyer")).one()
        engine.check_file(file.path)
        seen = subprocess.run(
            [sys.executable, "-c", _EXCLUSIVE, str(file.path)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    assert seen.stdout.strip() == "held"


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    open_store(address(path)).close()
    assert int.from_bytes(path.read_bytes()[68:72], "big") == engine.APPLICATION_ID


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store("postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert caught.value.trouble is Trouble.MISSING


def test_a_copy_made_before_a_migration_holds_what_is_still_in_the_log(file: Store) -> None:
    books.put(file, MANY)
    assert file.path is not None
    copy = migrate.put_aside(file.path, "0001")
    restored = open_store(address(copy))
    assert books.contents(restored) == books.contents(file)
    restored.close()


def test_a_full_disk_leaves_the_store_as_it_was(file: Store) -> None:
    books.put(file, MANY)
    before = books.contents(file)

    def narrow(connection: Any, _record: object, _proxy: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    event.listen(file.engine, "checkout", narrow)
    many = [Line(number, buyer=number) for number in range(100, 4000)]
    with pytest.raises(StoreUnavailable) as caught:
        books.put(file, many)
    assert caught.value.trouble is Trouble.FULL
    assert books.contents(file) == before


def test_a_store_that_may_only_be_read_answers_and_refuses_to_write(tmp_path: Path) -> None:
    made = open_store(address(tmp_path / "store.db"))
    books.put(made, MANY)
    before = books.contents(made)

    def forbid(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(made.engine, "checkout", forbid)
    with pytest.raises(StoreUnavailable) as caught:
        books.put(made, NEWER)
    assert caught.value.trouble is Trouble.READ_ONLY
    assert books.contents(made) == before
    made.close()


def test_a_second_writer_is_told_that_the_store_is_busy_and_readers_go_on(
    file: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    assert file.path is not None
    second = open_store(address(file.path))
    with file.write() as session:
        session.execute(text("UPDATE shop SET name = 'x'"))
        assert books.contents(second)["order_line"] == []
        with pytest.raises(StoreUnavailable) as caught:
            books.put(second, [Line(1)])
    assert caught.value.trouble is Trouble.BUSY
    second.close()


def test_imports_at_the_same_time_neither_lose_nor_double_a_line(url: str) -> None:
    open_store(url).close()
    troubles: list[BaseException] = []

    def work(number: int) -> None:
        mine = open_store(url)
        try:
            for turn in range(3):
                first = (number * 7 + turn * 11) % 40
                books.put(mine, [Line(n, buyer=n % 5) for n in range(first, first + 25)], age=turn)
        except BaseException as error:  # noqa: BLE001  (a thread would swallow it)
            troubles.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_store(url)
    assert troubles == []
    firsts = {(number * 7 + turn * 11) % 40 for number in range(4) for turn in range(3)}
    wanted = {line for first in firsts for line in range(first, first + 25)}
    assert len(books.contents(store)["order_line"]) == len(wanted)
    assert books.contents(store) == books.recomputed(store)
    store.close()


def test_two_shops_with_the_same_order_numbers_do_not_meet(store: Store) -> None:
    with store.write() as session:
        session.execute(
            text(
                "INSERT INTO shop (id, name, category, language, created_at) "
                "VALUES (2, '', '', 'ko', 0)"
            )
        )
    books.put(store, [Line(1)])
    saved = books.put(store, [Line(1, OrderState.CANCELLED)], age=5, shop=2)
    assert saved.new == 1
    assert len(books.contents(store)["order_line"]) == 2
    books.take_back(store, 1, shop=2)
    assert books.state_of(store, 1) is OrderState.PAID


def an_import(store: Store) -> None:
    books.put(store, NEWER, age=24)


def an_undo(store: Store) -> None:
    books.take_back(store, 2)


def reviews(first: int, rating: int) -> list[facts.Row]:
    return [
        {"mall": 1, "review_no": str(n), "product_no": str(n), "rating": rating}
        for n in range(first, first + 9)
    ]


def an_import_of_facts(store: Store) -> None:
    facts.put(store, Record.REVIEW, reviews(5, 2), age=24)


def an_undo_of_facts(store: Store) -> None:
    books.take_back(store, 3)


Job = Callable[[Store], None]
JOBS = [an_import, an_undo, an_import_of_facts, an_undo_of_facts]


def prepare(store: Store, job: Job) -> None:
    """Put in what the job finds."""
    books.put(store, MANY)
    if job is an_undo:
        books.put(store, NEWER, age=24)
    facts.put(store, Record.REVIEW, reviews(1, 5))
    if job is an_undo_of_facts:
        an_import_of_facts(store)


@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_statement_leaves_the_store_as_before(store: Store, job: Job) -> None:
    prepare(store, job)
    before = books.contents(store)
    for point in range(1, 200):
        with failing_at(store, point) as fired, contextlib.suppress(Fault):
            job(store)
        if not fired:
            break
        assert books.contents(store) == before
    assert 8 < point < 200
    assert books.contents(store) != before


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killing_the_program_at_any_statement_leaves_all_or_nothing(
    tmp_path: Path, job: Job
) -> None:
    start = tmp_path / "start.db"
    store = open_store(address(start))
    prepare(store, job)
    before = books.contents(store)
    store.settle_file()
    store.close()
    for point in range(1, 200):
        path = tmp_path / f"{point}.db"
        shutil.copy(start, path)
        survived = run_and_die(path, job, point)
        again = open_store(address(path))
        after = books.contents(again)
        assert after == books.recomputed(again)
        again.close()
        if survived:
            assert after != before
            break
        assert after == before
    assert 8 < point < 200


class Fault(Exception):  # noqa: N818
    """Thrown by a test in the middle of something."""


@contextlib.contextmanager
def failing_at(store: Store, point: int) -> Iterator[list[int]]:
    """Let the ``point``-th statement fail."""
    count, fired = [0], []

    def strike(*_: object) -> None:
        count[0] += 1
        if count[0] == point:
            fired.append(point)
            raise Fault

    event.listen(store.engine, "before_cursor_execute", strike)
    try:
        yield fired
    finally:
        event.remove(store.engine, "before_cursor_execute", strike)


def run_and_die(path: Path, job: Callable[[Store], None], point: int) -> bool:
    """Run ``job`` in a child that is killed at its ``point``-th statement; whether it was done."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            store = open_store(address(path))
            count = [0]

            def strike(*_: object) -> None:
                count[0] += 1
                if count[0] == point:
                    os.kill(os.getpid(), signal.SIGKILL)

            event.listen(store.engine, "before_cursor_execute", strike)
            event.listen(store.engine, "commit", strike)
            job(store)
            os._exit(0)
        os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return not os.WIFSIGNALED(status)


def test_every_store_problem_is_one_kind_of_exception() -> None:
    assert issubclass(StoreUnavailable, StoreProblem)
