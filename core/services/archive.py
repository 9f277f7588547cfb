"""The file of a backup: a store, its key, and what has to come out of it again."""

import errno
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy.exc import OperationalError

from core.services.opening import KeyUnusable, buyer_key
from core.store import StoreUnavailable, Trouble
from core.store.fact_tables import TABLES
from core.store.moments import day_of
from core.store.problems import problem_of

VERSION: Final = 1
"""The version of this file layout; a higher one is not ours to read."""

STORE, KEY, ABOUT = "store.db", "store.key", "about.json"
LARGEST_ABOUT: Final = 1 << 16

_CHUNK: Final = 1 << 20
_FULL: Final = {errno.ENOSPC, errno.EFBIG}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


class BackupReason(StrEnum):
    """Why a backup cannot be made or used."""

    NOT_A_BACKUP = "not_a_backup"
    DAMAGED = "damaged"
    NEWER = "newer"
    MISSING = "missing"
    ON_SERVER = "on_server"
    SAMPLE = "sample"


class BackupProblem(Exception):  # noqa: N818  (an answer, not a fault)
    """A backup cannot be made or used; nothing has been changed."""

    def __init__(self, reason: BackupReason) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Totals:
    """What has to come out of a backup again: counts, the won of all lines, the days."""

    files: int
    lines: int
    buyers: int
    won: int
    first: date | None
    last: date | None
    facts: int = 0
    """Rows of statistics, ads, reviews, questions and settlements; stores of old have none."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    made_at: datetime
    totals: Totals
    sha256: str


def totals(path: Path) -> Totals:
    """Add up a SQLite store.

    Raises:
        core.store.StoreProblem: it is no store, or a broken one.
    """
    with asking_sqlite(), closing(sqlite3.connect(path)) as store:
        files = store.execute("SELECT count(*) FROM upload WHERE undone_at IS NULL").fetchone()[0]
        buyers = store.execute("SELECT count(*) FROM buyer").fetchone()[0]
        lines, won, first, last = store.execute(
            "SELECT count(*), coalesce(sum(amount), 0), min(day), max(day) FROM order_line"
        ).fetchone()
        facts = sum(map(partial(_rows, store), (str(table.name) for table in TABLES.values())))
    start, end = (None if day is None else day_of(day) for day in (first, last))
    return Totals(files, lines, buyers, won, start, end, facts)


def _rows(store: sqlite3.Connection, table: str) -> int:
    known = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    if not store.execute(known, (table,)).fetchone()[0]:
        return 0
    return int(store.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  (ours)


def pack(store: Path, key: bytes, made_at: datetime, into: Path) -> None:
    """Put a store and its key into one file, readable by its owner only."""
    about = {
        "version": VERSION,
        "made_at": made_at.isoformat(),
        "totals": asdict(totals(store)),
        "sha256": digest(store),
    }
    with open(os.open(into, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:  # noqa: PTH123
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(store, STORE)
            archive.writestr(KEY, key.hex())
            archive.writestr(ABOUT, json.dumps(about, default=str))
        file.flush()
        os.fsync(file.fileno())


def about(path: Path) -> About:
    """What a backup says of itself; its store is not looked at.

    Raises:
        BackupProblem: it is no backup of ours, a damaged or a newer one.
    """
    with _reading(path) as archive:
        return _about(archive)


def unpack(path: Path, store: Path) -> tuple[About, bytes]:
    """Take a backup apart: its store into ``store``, what it says of itself, and the key.

    Raises:
        BackupProblem: it is no backup of ours, a damaged or a newer one.
        StoreUnavailable: there is no room for it.
    """
    with _reading(path) as archive:
        said = _about(archive)
        key = _key(archive.read(KEY), store.with_name(KEY))
        with _writing(), archive.open(STORE) as source, store.open("xb") as target:
            shutil.copyfileobj(source, target, _CHUNK)
    if digest(store) != said.sha256:
        raise BackupProblem(BackupReason.DAMAGED)
    return said, key


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def asking_sqlite() -> Generator[None, None, None]:
    """Name what SQLite itself raises.

    Raises:
        core.store.StoreProblem: what is wrong.
    """
    try:
        yield
    except sqlite3.Error as error:
        problem = problem_of(OperationalError("", None, error))
        raise problem or StoreUnavailable(Trouble.OTHER) from error


@contextmanager
def workroom(folder: Path) -> Generator[Path, None, None]:
    """A folder for half-made files, gone afterwards.

    Raises:
        StoreUnavailable: the disk is full or may not be written.
    """
    room = folder / f".{secrets.token_hex(6)}"
    with _writing():
        try:
            room.mkdir(parents=True, mode=0o700)
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _writing() -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(_trouble(error)) from error


def _trouble(error: OSError) -> Trouble:
    if error.errno in _FULL:
        return Trouble.FULL
    return Trouble.READ_ONLY if error.errno in _CLOSED else Trouble.OTHER


@contextmanager
def _reading(path: Path) -> Generator[zipfile.ZipFile, None, None]:
    with _opened(path) as archive:
        try:
            yield archive
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise BackupProblem(BackupReason.DAMAGED) from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BackupProblem(BackupReason.MISSING) from error
    except OSError as error:
        raise StoreUnavailable(_trouble(error)) from error
    except zipfile.BadZipFile as error:
        ours = path.name.startswith("dangol_")
        reason = BackupReason.DAMAGED if ours else BackupReason.NOT_A_BACKUP
        raise BackupProblem(reason) from error
    if sorted(archive.namelist()) != sorted((STORE, KEY, ABOUT)):
        archive.close()
        raise BackupProblem(BackupReason.NOT_A_BACKUP)
    return archive


def _about(archive: zipfile.ZipFile) -> About:
    if archive.getinfo(ABOUT).file_size > LARGEST_ABOUT:
        raise BackupProblem(BackupReason.NOT_A_BACKUP)
    try:
        said = json.loads(archive.read(ABOUT))
        if said["version"] > VERSION:
            raise BackupProblem(BackupReason.NEWER)
        counted = said["totals"]
        days = {name: _day(counted[name]) for name in ("first", "last")}
        made_at = datetime.fromisoformat(said["made_at"]).astimezone(UTC)
        return About(made_at, Totals(**{**counted, **days}), said["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise BackupProblem(BackupReason.NOT_A_BACKUP) from error


def _key(text: bytes, aside: Path) -> bytes:
    with _writing():
        aside.write_bytes(text)
    try:
        return buyer_key(aside)
    except KeyUnusable as error:
        raise BackupProblem(BackupReason.DAMAGED) from error


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
