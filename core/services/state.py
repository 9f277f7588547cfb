"""Where the data of a shop lie, what they hold and how much room they take."""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.services import backup, covering, importing, sample
from core.services.opening import KEY_FILE, OpenShop
from core.terms import Period


@dataclass(frozen=True, slots=True)
class State:
    """Places, contents and sizes; sizes in bytes, None where nobody can tell."""

    folder: Path
    store: Path | None
    """None on a database server."""
    key: Path
    backups: Path
    files: int
    """So many files were put in and not taken back."""
    period: Period | None
    last_backup: datetime | None
    sample: bool
    """Whether the made-up shop is shown."""
    store_bytes: int | None
    backups_bytes: int
    free_bytes: int | None


def state(shop: OpenShop) -> State:
    """How things stand.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    covered = covering.coverage(shop)
    entries = backup.entries(shop)
    store = shop.store.path
    return State(
        folder=shop.folder,
        store=store,
        key=shop.folder / KEY_FILE,
        backups=shop.folder / backup.FOLDER,
        files=sum(entry.undone_at is None for entry in importing.history(shop)),
        period=covered.period if covered else None,
        last_backup=entries[0].made_at if entries else None,
        sample=sample.is_on(shop.folder),
        store_bytes=_size(store) if store else None,
        backups_bytes=sum(entry.size for entry in entries),
        free_bytes=_free(shop.folder),
    )


def _size(store: Path) -> int:
    beside = (store, store.with_name(f"{store.name}-wal"))
    return sum(path.stat().st_size for path in beside if path.exists())


def _free(folder: Path) -> int | None:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(folder).free
    return None
