"""Open a store and hand out sessions that commit or roll back as a block."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlmodel import Session

from core.store.migrate import migrate
from core.store.problems import StoreDamaged, StoreForeign, named
from core.store.tables import Revision, Shop

APPLICATION_ID = 0x44414E47
"""Marks a SQLite file as a store of ours ("DANG")."""

BUSY_SECONDS = 10
"""How long a writer waits for another one."""

LOCAL_SHOP = 1


@dataclass(frozen=True, slots=True)
class Store:
    """A database that is ready for use."""

    engine: Engine
    """For readers: transactions begin when the first row is read and block nobody."""
    writer: Engine
    """The same connections for writers: the lock is taken at the start, or not at all."""

    @property
    def path(self) -> Path | None:
        """The SQLite file; None for a server."""
        if self.engine.dialect.name != "sqlite":
            return None
        return Path(str(self.engine.url.database))

    @contextmanager
    def read(self) -> Generator[Session, None, None]:
        """A session for questions; whatever it writes is forgotten.

        Raises:
            StoreProblem: the store cannot be used.
        """
        with named(), Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self, *, raises_revision: bool = True) -> Generator[Session, None, None]:
        """A session that commits when its block ends well and leaves no trace when not.

        Args:
            raises_revision: False where no answer that is remembered depends on what is written.

        Raises:
            StoreProblem: the store cannot be written; nothing was.
        """
        with named(), Session(self.writer) as session, session.begin():
            yield session
            if raises_revision:
                session.execute(text("UPDATE revision SET number = number + 1 WHERE id = 1"))

    @contextmanager
    def aside(self) -> Generator[Session, None, None]:
        """A session for notes on what was shown: it does not wait, and no answer becomes stale.

        Raises:
            StoreProblem: somebody else is writing, or the store cannot be written.
        """
        with named(), self.writer.connect() as connection:
            driver = connection.connection.driver_connection
            is_file = self.path is not None
            if is_file and driver is not None:
                driver.execute("PRAGMA busy_timeout = 0")
            try:
                with Session(connection) as session, session.begin():
                    yield session
            finally:
                if is_file and driver is not None:
                    driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")

    def revision(self) -> tuple[str, int]:
        """A value that changes with every write of which answers may be made."""
        with self.read() as session:
            number = session.execute(text("SELECT number FROM revision WHERE id = 1")).scalar_one()
        return str(self.engine.url), int(number)

    def settle_file(self) -> bool:
        """Move what is still in a SQLite file's write-ahead log into the file itself.

        Returns:
            whether the log is empty now; not while somebody reads, and never on a server.
        """
        if self.path is None:
            return False
        with self.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            busy, _pages, _moved = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the store at ``url``, made or brought up to date as needed.

    Raises:
        StoreForeign: the file is not a store of ours.
        StoreDamaged: parts of it are broken.
        StoreNewer: a newer version of the program has used it.
        StoreUnavailable: it cannot be reached or written.
    """
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite"
    if is_file:
        check_file(Path(str(address.database)))
    engine = create_engine(url, **(_SQLITE if is_file else _SERVER))
    if is_file:
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    store = Store(engine, engine.execution_options(writes=True))
    try:
        with named():
            migrate(store.writer, store.path)
        _furnish(store)
    except BaseException:
        store.close()
        raise
    return store


def check_file(path: Path) -> None:
    """Make sure that ``path`` is a sound store of ours, or nothing yet.

    Raises:
        StoreForeign: it is something else.
        StoreDamaged: it is a store with broken parts.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    # By SQLite alone: closing a handle of our own on the file would take away the locks that others
    # in this process hold on it (POSIX), and another process could then damage it.
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.OperationalError:
        return  # locked or not readable: opening it says so better
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise StoreForeign(path.name) from error
        raise StoreDamaged(path.name) from error
    if application not in {APPLICATION_ID, 0}:
        raise StoreForeign(path.name)
    if not sound:
        raise StoreDamaged(path.name)
    if tables and "alembic_version" not in tables:
        raise StoreForeign(path.name)


_SQLITE: dict[str, Any] = {
    # Streamlit runs each visit in a thread of its own.
    "connect_args": {"check_same_thread": False, "timeout": BUSY_SECONDS},
}
# Compiling our long statements takes the server longer than running them: no JIT.
_SERVER: dict[str, Any] = {
    "pool_pre_ping": True,
    "connect_args": {"options": f"-c lock_timeout={BUSY_SECONDS}s -c jit=off"},
}


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        # A commit survives the program; after a power cut the last ones may be missing, whole.
        "synchronous = NORMAL",
        "secure_delete = ON",
        "cache_size = -65536",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    # A transaction that reads first and then writes fails at once when another one has written
    # in between, however long the timeout. So writers take the lock first.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _furnish(store: Store) -> None:
    """Put in the rows that every store has."""
    with named(), Session(store.writer) as session, session.begin():
        if session.get(Revision, 1) is None:
            session.add(Revision(id=1))
        if session.get(Shop, LOCAL_SHOP) is None:
            session.add(Shop(id=LOCAL_SHOP, created_at=datetime.now(UTC)))
        if store.path is not None:
            session.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
