"""Open the books of a shop: its store, and the key that recognises its buyers."""

import os
import secrets
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.store import Store, open_store, uploads

LOCAL_SHOP = 1
"""The id of the only shop in a store on the seller's own computer."""

STORE_FILE = "store.db"
KEY_FILE = "store.key"

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A shop whose books are open. Every service takes one as its first argument."""

    store: Store
    id: int
    folder: Path
    """Where its files lie: the store, the key, the backups."""
    key: bytes = field(repr=False)
    """The secret of the keyed hash under which buyers are kept."""
    is_sample: bool = False
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What services read and go on with as long as it holds; each knows when it does not."""

    def revision(self) -> Hashable:
        """A value that changes with every write to the store, for caches."""
        return (self.id, self.is_sample, *self.store.revision())

    def files(self) -> Hashable:
        """A value that changes with every file that is taken in or back, for caches."""
        url, _number = self.store.revision()
        with self.store.read() as session:
            return (self.id, self.is_sample, url, *uploads.signature(session, self.id))

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


class KeyUnusable(Exception):  # noqa: N818  (says what is wrong, like the store's exceptions)
    """The key file is there but holds no key; a new one would forget every buyer."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(str(path))
        self.path = path


def data_folder() -> Path:
    """Where the seller's files lie: ``$DANGOL_DATA``, else ``data`` beside the program."""
    named = os.environ.get("DANGOL_DATA")
    return Path(named) if named else Path(__file__).parents[2] / "data"


def open_shop(folder: Path | None = None, url: str | None = None) -> OpenShop:
    """Open the seller's own shop, in ``$DATABASE_URL`` or in a file in ``folder``.

    Raises:
        KeyUnusable: the key file has been damaged.
        core.store.StoreProblem: the store cannot be opened; its subclasses say why.
    """
    folder = folder or data_folder()
    url = url or os.environ.get("DATABASE_URL")
    return open_books(folder, url or sqlite_url(folder / STORE_FILE), folder / KEY_FILE)


def open_books(folder: Path, url: str, key_file: Path, *, is_sample: bool = False) -> OpenShop:
    """Open the store at ``url`` with the key in ``key_file``, made on first use."""
    folder.mkdir(parents=True, exist_ok=True)
    key = buyer_key(key_file)
    return OpenShop(open_store(url), LOCAL_SHOP, folder, key, is_sample)


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{path.absolute().as_posix()}"


def buyer_key(path: Path) -> bytes:
    """The key in ``path``; a new one, readable by its owner only, if there is no such file.

    Raises:
        KeyUnusable: the file does not hold a key.
    """
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return _new_key(path)
    except ValueError as error:
        raise KeyUnusable(path) from error
    if len(key) != _KEY_BYTES:
        raise KeyUnusable(path)
    return key


def _new_key(path: Path) -> bytes:
    key = secrets.token_bytes(_KEY_BYTES)
    # Written aside and linked into place: of two programs starting at once, one key wins.
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(key.hex())
    try:
        os.link(aside, path)
    except FileExistsError:
        return buyer_key(path)
    finally:
        aside.unlink()
    return key
