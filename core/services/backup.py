"""Make, list, check and restore backups.

A backup is one file that holds the store, the key under which buyers are recognised, and the
totals that have to come out again. On a database server backups are the server's business.
"""

import os
import secrets
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from core.services import archive
from core.services.archive import BackupProblem, BackupReason, Totals
from core.services.opening import KEY_FILE, STORE_FILE, OpenShop, buyer_key, open_shop, sqlite_url
from core.store import erasing, open_store, person
from core.store.engine import check_file
from core.terms import SEOUL

__all__ = ["BackupEntry", "BackupKind", "BackupProblem", "BackupReason", "Totals"]

FOLDER: Final = "backups"

KEPT: Final = 10
"""So many backups of each kind are kept; copies from before a migration stay."""

PATIENCE: Final[float] = 10
"""So many seconds another writer is waited for."""

LEFT_AFTER: Final = 24 * 3600
"""So many seconds after its last change a half-made file is taken for a leftover."""

_AHEAD: Final = 1_000
"""A restored store counts its writes from so far ahead that no cache takes it for the old one."""
_BESIDE: Final = ("", "-wal", "-shm", "-journal")


class BackupKind(StrEnum):
    """How a backup came about; the value ends its file's name."""

    ORDERED = ""
    BEFORE_RESTORE = "_before_restore"
    BEFORE_MIGRATION = "before"


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """One backup; ``totals`` are None for a file that cannot be read or a bare store."""

    path: Path
    made_at: datetime
    size: int
    kind: BackupKind
    totals: Totals | None

    @property
    def is_sound(self) -> bool:
        """Whether the file says what is in it, or is a bare store."""
        return self.totals is not None or self.kind is BackupKind.BEFORE_MIGRATION


def make(shop: OpenShop, now: datetime, kind: BackupKind = BackupKind.ORDERED) -> BackupEntry:
    """Back the shop up as it is at one moment, whoever writes meanwhile.

    Raises:
        BackupProblem: the shop lies on a server, or is the made-up one.
        core.store.StoreProblem: the store cannot be read, or there is no room.
    """
    store = _file_of(shop)
    folder = shop.folder / FOLDER
    with archive.workroom(folder) as room:
        _snapshot(store, room / archive.STORE)
        check_file(room / archive.STORE)
        archive.pack(room / archive.STORE, shop.key, now, room / "backup.zip")
        path = _put(room / "backup.zip", folder, now, kind)
    _forget(folder, kind)
    _sweep(folder, now)
    return _entry(path, kind)


def entries(shop: OpenShop) -> list[BackupEntry]:
    """All backups there are, newest first."""
    return listed(shop.folder)


def listed(folder: Path) -> list[BackupEntry]:
    """All backups in a data folder, newest first, also when its shop cannot be opened."""
    found = [_entry(path, _kind(path)) for path in (folder / FOLDER).glob("dangol_*.zip")]
    copies = folder.glob(f"{Path(STORE_FILE).stem}.before-*.db")
    found += [_entry(path, BackupKind.BEFORE_MIGRATION) for path in copies]
    return sorted(found, key=lambda entry: (entry.made_at, entry.path.name), reverse=True)


def check(path: Path) -> Totals:
    """Make sure that a backup can be restored: take it apart, open it, add it up.

    Raises:
        BackupProblem: it is no backup, or a damaged or newer one.
        core.store.StoreProblem: the store in it is newer, damaged or foreign.
    """
    with archive.workroom(Path(tempfile.gettempdir())) as room:
        _prepared(path, room)
        return archive.totals(room / archive.STORE)


def restore(shop: OpenShop, path: Path, now: datetime) -> OpenShop:
    """Put a backup in the place of what there is, after backing that up.

    Others who have the shop open see all of it as it was or all of it restored. People who were
    deleted at their wish since the backup was made are deleted again.

    Returns:
        The shop with the key of the backup. Use it instead of ``shop`` from now on.

    Raises:
        BackupProblem: the backup cannot be used; nothing was changed.
        core.store.StoreProblem: the store in it cannot be used, or ours cannot be written;
            nothing was changed.
    """
    store = _file_of(shop)
    with archive.workroom(shop.folder / FOLDER) as room:
        key = _prepared(path, room) or shop.key
        make(shop, now, BackupKind.BEFORE_RESTORE)
        if key == shop.key:
            _erase_again(room / archive.STORE, shop, now)
        _count_ahead(room / archive.STORE, shop.store.revision()[1])
        _put_key(shop.folder / KEY_FILE, key)
        try:
            _pour(room / archive.STORE, store)
        except BaseException:
            _put_key(shop.folder / KEY_FILE, shop.key)
            raise
        shop.store.settle_file()
    return replace(shop, key=key, kept={})


def revive(folder: Path, path: Path, now: datetime) -> OpenShop:
    """Put a backup in the place of a shop that cannot be opened; its files are set aside.

    Raises:
        BackupProblem: the backup cannot be used; nothing was changed.
        core.store.StoreProblem: the store in it cannot be used; nothing was changed.
    """
    with archive.workroom(folder / FOLDER) as room:
        key = _prepared(path, room) or buyer_key(folder / KEY_FILE)
        aside = f"set-aside-{now.astimezone(SEOUL):%Y%m%d_%H%M%S}"
        for name in (*(f"{STORE_FILE}{end}" for end in _BESIDE), KEY_FILE):
            if (folder / name).exists():
                (folder / name).replace(folder / f"{aside}.{name}")
        _put_key(folder / KEY_FILE, key)
        (room / archive.STORE).replace(folder / STORE_FILE)
    return open_shop(folder, sqlite_url(folder / STORE_FILE))


def _file_of(shop: OpenShop) -> Path:
    if shop.is_sample:
        raise BackupProblem(BackupReason.SAMPLE)
    if shop.store.path is None:
        raise BackupProblem(BackupReason.ON_SERVER)
    return shop.store.path


def _snapshot(store: Path, into: Path) -> None:
    with archive.asking_sqlite(), closing(sqlite3.connect(store, timeout=PATIENCE)) as source:
        source.execute("VACUUM INTO ?", (str(into),))


def _put(file: Path, folder: Path, now: datetime, kind: BackupKind) -> Path:
    """Give a finished file its name; it appears whole or not at all, and never over another."""
    stamp = f"dangol_{now.astimezone(SEOUL):%Y%m%d_%H%M%S}"
    path = folder / f"{stamp}{kind.value}.zip"
    number = 2
    while path.exists():
        path = folder / f"{stamp}-{number}{kind.value}.zip"
        number += 1
    return file.replace(path)


def _forget(folder: Path, kind: BackupKind) -> None:
    same = [path for path in folder.glob("dangol_*.zip") if _kind(path) is kind]
    for path in sorted(same, key=lambda path: path.name)[:-KEPT]:
        path.unlink(missing_ok=True)


def _sweep(folder: Path, now: datetime) -> None:
    """Take away what programs that were killed have left half-made."""
    for left in folder.glob(f".{'[0-9a-f]' * 12}"):
        if now.timestamp() - left.stat().st_mtime > LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _kind(path: Path) -> BackupKind:
    before = path.stem.endswith(BackupKind.BEFORE_RESTORE.value)
    return BackupKind.BEFORE_RESTORE if before else BackupKind.ORDERED


def _entry(path: Path, kind: BackupKind) -> BackupEntry:
    facts = path.stat()
    changed = datetime.fromtimestamp(facts.st_mtime, SEOUL)
    if kind is BackupKind.BEFORE_MIGRATION:
        return BackupEntry(path, changed, facts.st_size, kind, None)
    try:
        said = archive.about(path)
    except BackupProblem:
        return BackupEntry(path, changed, facts.st_size, kind, None)
    return BackupEntry(path, said.made_at, facts.st_size, kind, said.totals)


def _prepared(path: Path, room: Path) -> bytes | None:
    """Put the store of a backup into ``room``, checked and up to date; the key if it has one."""
    store = room / archive.STORE
    key = None
    if path.suffix == ".db":
        _copy(path, store)
    else:
        said, key = archive.unpack(path, store)
        check_file(store)
        if archive.totals(store) != said.totals:
            raise BackupProblem(BackupReason.DAMAGED)
    opened = open_store(sqlite_url(store))
    opened.settle_file()
    opened.close()
    return key


def _copy(path: Path, into: Path) -> None:
    if not path.is_file():
        raise BackupProblem(BackupReason.MISSING)
    if path.stat().st_size == 0:
        raise BackupProblem(BackupReason.NOT_A_BACKUP)
    check_file(path)
    _snapshot(path, into)


def _erase_again(store: Path, shop: OpenShop, now: datetime) -> None:
    """Those who were deleted at their wish do not come back with an older backup."""
    with shop.store.read() as session:
        keys = person.erased(session, shop.id)
    if keys:
        opened = open_store(sqlite_url(store))
        with opened.write() as session:
            erasing.erase_again(session, shop.id, sorted(keys), now)
        opened.settle_file()
        opened.close()


def _count_ahead(store: Path, number: int) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE revision SET number = ?", (number + _AHEAD,))


def _pour(source: Path, target: Path) -> None:
    """Replace all pages of a store in one transaction of its own."""
    with (
        archive.asking_sqlite(),
        closing(sqlite3.connect(source)) as full,
        closing(sqlite3.connect(target, timeout=PATIENCE)) as store,
    ):
        full.backup(store, progress=_impatient)


def _impatient(status: int, _left: int, _total: int) -> None:
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise sqlite3.OperationalError("database is locked")


def _put_key(path: Path, key: bytes) -> None:
    if path.exists() and path.read_text(encoding="ascii", errors="replace") == key.hex():
        return
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(key.hex())
    aside.replace(path)
