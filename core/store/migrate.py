"""Bring a store up to date, after a copy has been put aside."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from core.store.problems import StoreNewer

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, path: Path | None) -> None:
    """Run the migrations that are missing, in one transaction.

    A SQLite file that already holds something is copied beside itself first.

    Raises:
        StoreNewer: the store knows a migration that we do not.
    """
    config = settings()
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    if at == scripts.get_current_head():
        return
    if at is not None and at not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreNewer(at)
    if at is not None and path is not None:
        put_aside(path, at)
    with engine.begin() as connection:
        upgrade(connection, config)


def settings() -> Config:
    """Where alembic finds our migrations."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    return config


def upgrade(connection: Connection, config: Config) -> None:
    """Run all missing migrations on ``connection``."""
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def put_aside(path: Path, revision: str) -> Path:
    """Copy the store in ``path``, with what is still in its write-ahead log, beside it."""
    copy = path.with_name(f"{path.stem}.before-{revision}.db")
    copy.unlink(missing_ok=True)
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy
